"""Tables and bars."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from rich.cells import cell_len

from quizrnn.demos.drawing.rows import Look, Row, Span, cut, pad, style_of, wrap
from quizrnn.demos.drawing.scale import finite, known, scale_of, short
from quizrnn.demos.pictures import Bars
from quizrnn.i18n import tr

GAP = 2
EIGHTHS = " ▏▎▍▌▋▊▉█"
WIDE = 1000
"""Numbers further apart than this factor are not shown with the same decimals."""
NUMBER = re.compile(r"[-–+−~]?[\d.,]*(e-?\d+)?[%x]?")


def draw_table(columns: list[str], cells: list[list[str]], width: int, look: Look) -> list[Row]:
    """Columns with their heads; cells are wrapped where the width does not hold them, numbers stand to the right."""
    count = max([len(columns), *(len(row) for row in cells)], default=0)
    if count == 0:
        return []
    lines = [[*row, *[""] * (count - len(row))] for row in (columns, *cells)]
    widths = _widths(lines, width)
    right = [
        all(NUMBER.fullmatch(row[i].strip()) for row in lines[1:]) and len(lines) > 1 for i in range(count)
    ]
    rows: list[Row] = []
    for number, line in enumerate(lines):
        parts = [wrap(text, size) for text, size in zip(line, widths, strict=True)]
        for level in range(max(map(len, parts))):
            texts = [part[level] if level < len(part) else "" for part in parts]
            joined = (" " * GAP).join(
                pad(text, size, right=side) for text, size, side in zip(texts, widths, right, strict=True)
            )
            rows.append([Span(joined.rstrip(), "bold" if number == 0 else "")])
        if number == 0:
            rule = ("-" if look.ascii else "─") * min(sum(widths) + GAP * (count - 1), width)
            rows.append([Span(rule, "dim")])
    return rows


def _widths(lines: list[list[str]], width: int) -> list[int]:
    """The natural width of each column; the widest give way first."""
    widths = [max(1, *(cell_len(line[i]) for line in lines)) for i in range(len(lines[0]))]
    room = width - GAP * (len(widths) - 1)
    while sum(widths) > room and max(widths) > 2:
        widths[widths.index(max(widths))] -= 1
    return widths


def draw_bars(body: Bars, width: int, lang: str, look: Look) -> list[Row]:
    """A bar for each label from zero on, with its number; the band's edges and the reported marks stand in the bars."""
    scale = scale_of([0.0, *body.values, *body.marks, *(body.band or ())])
    if scale is None or not finite(body.values):
        return [[Span(tr("demos", "no-numbers", lang))]]
    names = [label.get(lang) for label in body.labels]
    side = min(max((cell_len(name) for name in names), default=0), max(width // 3, 1))
    shown = _alike(body.values)
    room = max(width - side - max(len(text) for text in shown) - 2, 1)
    edge, mark = (":", "*") if look.ascii else ("┊", "◆")

    def column(value: float) -> int:
        return min(max(round((scale.at(value) or 0.0) * (room - 1)), 0), room - 1)

    rows: list[Row] = []
    for number, value in enumerate(body.values):
        cells = _bar(
            value,
            scale.at(0.0) or 0.0,
            scale.at(value) if finite([value]) and value is not None else None,
            room,
            look,
        )
        over = {column(limit): edge for limit in body.band or ()}
        if number < len(body.marks) and (reported := body.marks[number]) is not None:
            over[column(reported)] = mark
        spans = [
            Span(over.get(i, cell), "bold" if i in over else style_of(0)) for i, cell in enumerate(cells)
        ]
        name = cut(names[number] if number < len(names) else "", side, ascii=look.ascii)
        rows.append([Span(pad(name, side) + " "), *spans, Span(" " + shown[number])])
    words = []
    if body.band:
        low, high = _alike(body.band)
        words.append(tr("demos", "band", lang, sign=edge, low=low, high=high))
    if finite(body.marks):
        words.append(tr("demos", "reported-mark", lang, sign=mark))
    return rows + ([[Span(line, "dim")] for line in wrap("   ".join(words), width)] if words else [])


def _alike(values: Sequence[float | None]) -> list[str]:
    """Numbers with the same decimals, three digits for the largest; those that differ by powers of ten each as it is."""
    found = [abs(value) for value in finite(values) if value]
    if not found or min(found) < max(found) / WIDE:
        return [short(value) if value is not None and known(value) is not None else "–" for value in values]
    whole = all(value == int(value) for value in found)
    decimals = 0 if whole else max(2 - math.floor(math.log10(max(found))), 0)
    return [
        f"{value:.{decimals}f}" if value is not None and known(value) is not None else "–" for value in values
    ]


def _bar(value: float | None, zero: float, end: float | None, room: int, look: Look) -> list[str]:
    """Cells of one bar between zero and its end."""
    cells = [" "] * room
    if end is None or value is None:
        return cells
    low, high = sorted((zero * room, end * room))
    for i in range(room):
        share = min(high, i + 1) - max(low, i)
        if share <= 0:
            continue
        if look.ascii:
            cells[i] = "#" if share >= 0.5 else " "
        else:  # a partial block fills from the left: good for the end of a bar, a half is near enough elsewhere
            cells[i] = EIGHTHS[round(8 * share)] if max(low, i) == i else ("█" if share >= 0.5 else " ")
    return cells
