"""How the rows of rows/recurrent.py are checked."""

from __future__ import annotations

from reference.check import Check

RECURRENT: tuple[Check, ...] = ()
