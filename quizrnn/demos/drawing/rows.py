"""Rows of text: their spans, what the terminal can show, and widths counted in cells."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TextIO

import msgspec
from rich.cells import cell_len, set_cell_size

STYLES = ("cyan", "magenta", "yellow", "green", "red", "blue", "bright_black")
"""One for each curve or class, again from the start when they run out."""
MARKS = "ox+*#@%&$=~^"
"""One for each class or curve where letters are needed."""
PLAIN = str.maketrans("–−…·→", "--~.>")
"""Signs of ours that ASCII lacks; words of other languages stay as they are."""
NOT_FIRST = "。、，．・：；？！!?,.:;)]}）］｝〉》」』】ーっゃゅょッャュョ"
"""Characters that do not begin a line."""


class Span(NamedTuple):
    """A piece of a row and its style."""

    text: str
    style: str = ""


Row = list[Span]


class Look(msgspec.Struct, frozen=True):
    """What a terminal can show: ``ascii`` for one that knows nothing else, ``colour`` for one that has it."""

    ascii: bool = False
    colour: bool = False


def look_for(stream: TextIO, environ: Mapping[str, str] = os.environ) -> Look:
    """ASCII for TERM=dumb and for encodings without braille; colour on a terminal, unless NO_COLOR is set."""
    dumb = environ.get("TERM") == "dumb"
    try:
        "⣿█".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return Look(ascii=True)
    return Look(ascii=dumb, colour=stream.isatty() and not dumb and not environ.get("NO_COLOR"))


def style_of(kind: int) -> str:
    """The style of a curve or class."""
    return STYLES[kind % len(STYLES)]


def text_lines(rows: Iterable[Row]) -> list[str]:
    """The rows without their styles."""
    return ["".join(span.text for span in row).rstrip() for row in rows]


def row_width(row: Row) -> int:
    """Cells of a row."""
    return sum(cell_len(span.text) for span in row)


def cut(text: str, cells: int, *, ascii: bool = False) -> str:
    """The text in at most so many cells; what is left out is marked at the end."""
    if cell_len(text) <= cells:
        return text
    return (set_cell_size(text, cells - 1).rstrip() + ("~" if ascii else "…")) if cells > 0 else ""


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """The text in exactly so many cells, as far as it fits."""
    space = " " * max(cells - cell_len(text), 0)
    return space + text if right else text + space


def finish(rows: Iterable[Row], width: int, look: Look) -> list[Row]:
    """The rows, none of them wider, our own signs in ASCII where nothing else is known."""
    clipped = []
    for row in rows:
        left, kept = width, Row()
        for span in row:
            text = span.text.translate(PLAIN) if look.ascii else span.text
            kept.append(Span(text if cell_len(text) <= left else set_cell_size(text, left), span.style))
            left -= cell_len(kept[-1].text)
        clipped.append(kept)
    return clipped


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells, broken at spaces and between Japanese characters."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and cell_len((line + piece).rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += piece if line else piece.lstrip()
            while cell_len(line.rstrip()) > width > 0:  # longer than a line
                head = next(
                    line[:n] for n in range(len(line), 0, -1) if n == 1 or cell_len(line[:n]) <= width
                )
                lines.append(head)
                line = line[len(head) :]
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> list[str]:
    """Where a line may break: words with the space after them, and single wide characters."""
    pieces: list[str] = []
    for char in text:
        wide = cell_len(char) == 2
        joins = (
            pieces and not wide and char != " " and cell_len(pieces[-1][-1]) != 2 and pieces[-1][-1] != " "
        )
        if pieces and (char in NOT_FIRST or joins or char == " "):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces
