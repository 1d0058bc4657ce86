"""Where a text may be edited: given pieces around regions whose lengths follow every edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizrnn.bank.solution import View

Location = tuple[int, int]
MOST_LINES, MOST_CHARACTERS, MOST_COLUMNS = 1000, 100_000, 2000
"""A longer text or line would make every key slow; what the questions ask for is a twentieth of it."""


def too_long(text: str) -> bool:
    """True for a text that is not taken in."""
    lines = text.split("\n")
    return len(text) > MOST_CHARACTERS or len(lines) > MOST_LINES or max(map(len, lines)) > MOST_COLUMNS


@dataclass(frozen=True)
class Piece:
    """A stretch of the program: given text (``region`` empty) or what stands in a region."""

    text: str
    region: str = ""
    indent: str = ""
    """What the lines of a region of whole lines are indented by."""


class Regions:
    """The editable stretches of a text, in order; everything between them is given and never changes."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.names: list[str] = []
        self.indents: list[str] = []
        self.given: list[str] = [""]
        self.lengths: list[int] = []
        for piece in pieces:
            if piece.region:
                self.names.append(piece.region)
                self.indents.append(piece.indent)
                self.lengths.append(len(piece.text))
                self.given.append("")
            else:
                self.given[-1] += piece.text

    def offsets(self) -> list[tuple[int, int]]:
        """Start and end of each region, counted in characters of the text."""
        spans = []
        position = 0
        for given, length in zip(self.given, self.lengths, strict=False):
            position += len(given)
            spans.append((position, position + length))
            position += length
        return spans

    def texts(self, text: str) -> dict[str, str]:
        """What stands in each region of ``text``."""
        spans = zip(self.names, self.offsets(), strict=True)
        return {name: text[start:end] for name, (start, end) in spans}

    def whole(self, texts: Sequence[str], index: int) -> tuple[str, int]:
        """The program with these texts in the regions, and where region ``index`` starts in it."""
        parts = [part for pair in zip(self.given, texts, strict=False) for part in pair]
        return "".join([*parts, self.given[-1]]), len("".join(parts[: 2 * index + 1]))

    def clip(self, start: int, end: int) -> tuple[int, int, int] | None:
        """The one region that ``start..end`` touches, as ``(index, start, end)`` of the part inside.

        None when it touches none or several.
        """
        touched = [
            (index, max(start, first), min(end, last))
            for index, (first, last) in enumerate(self.offsets())
            if start <= last and end >= first
        ]
        if len(touched) > 1:
            touched = [item for item in touched if item[2] > item[1]]
        return touched[0] if len(touched) == 1 else None

    def resize(self, index: int, change: int) -> None:
        """Record that region ``index`` has become longer (or shorter) by ``change`` characters."""
        self.lengths[index] += change

    def lines(self, text: str) -> dict[int, list[tuple[int, int]]]:
        """For each line that holds a part of a region: the columns ``(start, end)`` of those parts."""
        spots: dict[int, list[tuple[int, int]]] = {}
        for start, end in self.offsets():
            row, column = location(text, start)
            for offset, line in enumerate(text[start:end].split("\n")):
                first = column if offset == 0 else 0
                spots.setdefault(row + offset, []).append((first, first + len(line)))
        return spots


def location(text: str, offset: int) -> Location:
    """Row and column of a character offset."""
    before = text[:offset]
    row = before.count("\n")
    return row, len(before) - (before.rfind("\n") + 1)


def offset_of(text: str, place: Location) -> int:
    """Character offset of a row and column (clamped to the text)."""
    lines = text.split("\n")
    row = min(place[0], len(lines) - 1)
    column = min(place[1], len(lines[row])) if place[0] < len(lines) else len(lines[row])
    return sum(len(line) + 1 for line in lines[:row]) + column


def pieces_of(view: View, texts: Mapping[str, str] = {}) -> list[Piece]:
    """A view as pieces; a region named in ``texts`` shows that instead."""
    text = view.text
    pieces: list[Piece] = []
    position = 0
    for region in view.regions:
        start = offset_of(text, (region.first - 1, region.start))
        end = offset_of(text, (region.last - 1, region.end))
        inside = Piece(
            texts.get(region.name, text[start:end]), region.name, region.indent if region.lines else ""
        )
        pieces += [Piece(text[position:start]), inside]
        position = end
    return [*pieces, Piece(text[position:].rstrip("\n"))]
