"""Line breaking for Japanese and English together, by cell width and with kinsoku."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from quizrnn.bank.lines import break_points


def wrap(text: Content, width: int, indent: int = 0) -> list[Content]:
    """One paragraph as lines of at most ``width`` cells; all but the first are indented by ``indent`` spaces.

    A stretch that is wider than a line is broken where it must be.
    """
    breaks = break_points(text.plain, width, indent)
    first, *rest = (line.rstrip() for line in text.divide(breaks))
    return [first, *(line.pad_left(indent) for line in rest)]


def fit(text: str, width: int) -> str:
    """``text`` cut or padded to exactly ``width`` cells; a cut is shown by an ellipsis of two dots."""
    size = cell_len(text)
    if size <= width:
        return text + " " * (width - size)
    kept = ""
    for char in text:
        if cell_len(kept + char) > width - 2:
            break
        kept += char
    cut = kept + ".."[: max(width, 0)]
    return cut + " " * (width - cell_len(cut))
