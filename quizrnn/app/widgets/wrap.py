"""Line breaking for Japanese and English together, by cell width and with kinsoku."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

NOT_FIRST = frozenset(
    "。、，．・：；？！!?,.:;)]}）］｝〕〉》」』】’”ー々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％%…‥"
)
"""Characters that may not begin a line."""
NOT_LAST = frozenset("([{（［｛〔〈《「『【‘“")
"""Characters that may not end a line."""


def pieces(text: str) -> list[str]:
    """Split a line into stretches that must stay together; spaces stay at the end of theirs."""
    out: list[str] = []
    for index, char in enumerate(text):
        if index and not _may_break(text[index - 1], char):
            out[-1] += char
        else:
            out.append(char)
    return out


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in NOT_FIRST or before in NOT_LAST:
        return False
    return before == " " or _wide(before) or _wide(after)


def _wide(char: str) -> bool:
    return cell_len(char) == 2


def wrap(text: Content, width: int, indent: int = 0) -> list[Content]:
    """One paragraph as lines of at most ``width`` cells; all but the first are indented by ``indent`` spaces.

    A stretch that is wider than a line is broken where it must be.
    """
    width = max(width, indent + 4)
    breaks: list[int] = []
    position = used = 0
    for piece in pieces(text.plain):
        if used and used + cell_len(piece.rstrip(" ")) > width:
            breaks.append(position)
            used = indent
        for char in piece:
            size = cell_len(char)
            if char != " " and used + size > width:
                breaks.append(position)
                used = indent
            used += size
            position += 1
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
    return fit(kept + "..", width)
