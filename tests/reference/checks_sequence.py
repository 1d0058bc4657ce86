"""How the rows of rows/sequence.py are checked."""

from __future__ import annotations

from reference.check import Check

SEQUENCE: tuple[Check, ...] = ()
