"""How the rows of rows/basics.py are checked."""

from __future__ import annotations

from reference.check import Check

BASICS: tuple[Check, ...] = ()
