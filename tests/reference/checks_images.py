"""How the rows of rows/images.py are checked."""

from __future__ import annotations

from reference.check import Check

IMAGES: tuple[Check, ...] = ()
