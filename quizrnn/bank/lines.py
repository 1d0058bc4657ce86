"""Texts of the bank as blocks and lines: paragraphs joined over line breaks, and broken anew at a width.

Breaks follow the rules of Japanese (kinsoku) and English together, counted in cells of the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

NOT_FIRST = frozenset(
    ",)]}、〕〉》」』】〙〗〟’”｠»，）］｝｣"  # closing brackets and quotation marks
    "ゝゞヽヾーｰ々〻ﾞﾟ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
    "‐゠–〜～？！‼⁇⁈⁉?!・：；:;･/。.．｡､%％…‥"
)
"""Characters that may not begin a line: those of JIS X 4051, half and full width, and a few of English."""
NOT_LAST = frozenset("([{（［｛〔〈《「『【〘〖〝｟«｢‘“")
"""Characters that may not end a line."""
_STOPS = "。、"
_NO_SPACE_AFTER = frozenset("。、，．：；？！）］｝〕〉》」』】")
_NO_SPACE_BEFORE = frozenset("。、，．：；？！（［｛〔〈《「『【")
_OPENERS, _CLOSERS = "`$([{\"'“‘", "`$)]}\"'”’"
"""What a word may begin or end with: full-width marks beside it carry their own space."""
_VERBATIM = re.compile(r"(`[^`]*`|\$[^$]*\$)")
_SPACE = re.compile(r"(?<=\S) (?=\S)")
ITEM = re.compile(r"^(\s*)([-*+]|\d+[.)])\s+(.*)$")


def blocks(markdown: str) -> Iterator[list[str]]:
    """Source lines by block: a fence with its code, a table, a list, or a paragraph."""
    block: list[str] = []
    fence = ""
    for line in markdown.rstrip().splitlines():
        mark = line.strip()[:3]
        if fence:
            block.append(line)
            if mark == fence:
                yield block
                block, fence = [], ""
        elif mark in ("```", "~~~"):
            if block:
                yield block
            block, fence = [line], mark
        elif line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def items(block: list[str]) -> list[tuple[str, str]]:
    """List items as (bullet, text); text before the first item has an empty bullet; lines are joined.

    YAML folds a line break into a space; between Japanese characters it is taken out, as in ``join``.
    """
    found: list[tuple[str, str]] = []
    for line in block:
        match = ITEM.match(line)
        if match:
            mark = match[2] if match[2][0].isdigit() else "-"
            found.append((f"{match[1]}{mark} ", match[3]))
        elif found:
            found[-1] = (found[-1][0], join(found[-1][1], line.strip()))
        else:
            found.append(("", line.strip()))
    return [(bullet, _tight(text)) for bullet, text in found]


def join(before: str, after: str) -> str:
    """Two source lines as one: a space between them, but none between Japanese characters."""
    spaced = not before or not after or _spaced(before[-1], after[0])
    return before + (" " if spaced else "") + after


def _spaced(before: str, after: str) -> bool:
    if before in _STOPS:  # these carry their own space, whatever follows
        return False
    if before in _NO_SPACE_AFTER:
        return not (after.isalnum() or _wide(after) or after in _OPENERS)
    if after in _NO_SPACE_BEFORE:
        return not (before.isalnum() or _wide(before) or before in _CLOSERS)
    return not (_wide(before) and _wide(after))


def _tight(text: str) -> str:
    """Without spaces between Japanese characters; code and mathematics keep theirs."""
    spans = [match.span() for match in _VERBATIM.finditer(text)]

    def kept(space: re.Match[str]) -> str:
        inside = any(start < space.start() < end for start, end in spans)
        before, after = text[: space.start()].rstrip("*"), text[space.end() :].lstrip("*")
        return " " if inside or not before or not after or _spaced(before[-1], after[0]) else ""

    return _SPACE.sub(kept, text)


def pieces(text: str) -> list[str]:
    """Split a line into stretches that must stay together; spaces stay at the end of theirs."""
    out: list[str] = []
    for index, char in enumerate(text):
        if index and not _may_break(text[index - 1], char):
            out[-1] += char
        else:
            out.append(char)
    return out


def break_points(text: str, width: int, indent: int = 0) -> list[int]:
    """The positions at which lines after the first begin, each line at most ``width`` cells.

    Lines after the first have ``indent`` cells less. A stretch wider than a line is broken where it must be.
    """
    width = max(width, indent + 4)
    breaks: list[int] = []
    position = used = 0
    for piece in pieces(text):
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
    return breaks


def wrap_plain(text: str, width: int, indent: int = 0) -> list[str]:
    """One paragraph as lines of at most ``width`` cells, those after the first indented."""
    starts = [0, *break_points(text, width, indent)]
    ends = [*starts[1:], len(text)]
    first, *rest = (text[start:end].rstrip() for start, end in zip(starts, ends, strict=True))
    return [first, *(" " * indent + line for line in rest)]


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in NOT_FIRST or before in NOT_LAST:
        return False
    return before == " " or _wide(before) or _wide(after)


def _wide(char: str) -> bool:
    return cell_len(char) == 2
