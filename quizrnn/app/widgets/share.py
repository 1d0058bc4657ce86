"""A share of a whole as a bar and a percentage."""

from __future__ import annotations

from textual.content import Content

WIDTH = 12


def share(part: int, whole: int, *, seen: bool = True, plain: bool = False) -> Content:
    """``████░░░░░░░░  33 %``, 18 cells; ``plain`` draws with ``#`` and ``.``; a dash where nothing was seen."""
    filled = round(part / whole * WIDTH) if whole else 0
    if part:
        filled = max(filled, 1)
    if part < whole:
        filled = min(filled, WIDTH - 1)
    full, empty = ("#", ".") if plain else ("█", "░")
    number = f"{part * 100 // whole:3} %" if seen and whole else "  -  "
    return Content.assemble(
        (full * filled, "$text-success"), (empty * (WIDTH - filled), "$text-muted"), " ", number
    )
