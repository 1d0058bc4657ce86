"""Drawn rows on stdout: coloured on a terminal that has colour, bare otherwise."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable

from quizrnn.bank.lines import wrap_plain
from quizrnn.cli import common
from quizrnn.demos.drawing import Look, Row, Span, draw_table, look_for, text_lines

WIDEST = 100
"""Texts and pictures that are wider are harder to read."""


def page() -> int:
    """Cells of a line."""
    return max(min(shutil.get_terminal_size().columns, WIDEST), 20)


def look() -> Look:
    """What stdout can show."""
    return look_for(sys.stdout)


def say_rows(rows: Iterable[Row]) -> None:
    """Print the rows."""
    if not look().colour:
        for line in text_lines(rows):
            common.say(line)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for row in rows:
        console.print(Text.assemble(*row))


def wrapped(text: str, indent: int = 0, style: str = "") -> list[Row]:
    """A paragraph in lines that fit."""
    return [
        [Span(" " * indent + line, style)]
        for part in text.split("\n")
        for line in wrap_plain(part, page() - indent)
    ]


def table(heads: list[str], cells: list[list[str]]) -> list[Row]:
    """A table without the columns in which nothing stands."""
    kept = [i for i in range(len(heads)) if any(row[i] for row in cells)]
    return draw_table([heads[i] for i in kept], [[row[i] for i in kept] for row in cells], page(), look())
