"""Matrices as shaded cells: images, attention weights, confusion matrices."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from rich.cells import cell_len

from quizrnn.demos.drawing.rows import Look, Row, Span, cut, pad, wrap
from quizrnn.demos.drawing.scale import Scale, finite, known, scale_of, short
from quizrnn.demos.pictures import Heat, Images
from quizrnn.i18n import tr

BLOCKS, SIGNS = " ░▒▓█", " .:-=+*#%@"
GAP = 2
SMALL = 14
"""Images up to that many pixels wide are drawn with several cells per pixel."""
NOTHING = 1e-3
"""The darkest shade stands for 0 where it is that close to it, measured by the range."""
MOST_ROWS = 40
"""A taller matrix is averaged down."""


def shade(place: float | None, look: Look) -> str:
    """A character for a grey between 0 and 1; a gap is a question mark."""
    ramp = SIGNS if look.ascii else BLOCKS
    return "?" if place is None else ramp[min(int(min(max(place, 0.0), 1.0) * len(ramp)), len(ramp) - 1)]


def resample(matrix: Sequence[Sequence[Any]], columns: int, rows: int) -> list[list[Any]]:
    """The matrix in that many cells: the mean of what falls into a cell, or the nearest entry where it grows."""
    wide = [_squeeze(row, columns) for row in matrix]
    return [
        list(column)
        for column in zip(*(_squeeze(column, rows) for column in zip(*wide, strict=True)), strict=True)
    ]


def _squeeze(values: Sequence[Any], size: int) -> list[Any]:
    n = len(values)
    if n == size:
        return list(values)
    bounds = [(i * n // size, max((i + 1) * n // size, i * n // size + 1)) for i in range(size)]
    return [_mean(values[low:high]) for low, high in bounds]


def _mean(values: Sequence[Any]) -> Any:
    if len(values) == 1:
        return values[0]
    if isinstance(values[0], list | tuple):
        return [_mean(parts) for parts in zip(*values, strict=True)]
    numbers = finite(values)
    return sum(numbers) / len(numbers) if numbers else None


def draw_images(body: Images, width: int, height: int, lang: str, look: Look) -> list[Row]:
    """The pictures in their grid, with fewer columns where the width does not hold them."""
    if not body.images:
        return []
    sizes = [(len(image[0]), len(image)) for image in body.images if image and len(image[0])]
    if not sizes:
        return [[Span(tr("demos", "no-numbers", lang))]]
    across, down = max(w for w, _ in sizes), max(h for _, h in sizes)
    columns = max(min(body.columns, len(body.images)), 1)
    least = min(2 * across, 8)
    columns = max(min(columns, (width + GAP) // (least + GAP)), 1)
    columns -= columns % body.group if columns > body.group else 0
    room = max((width + GAP) // columns - GAP, 1)
    titled = any(title.get(lang) for title in body.titles)
    lines = -(-len(body.images) // columns)
    spare = height - (lines - 1) * (1 + titled)  # between the lines stand a gap and perhaps a title
    scale = _scale((across, down), room, 2 * (spare // lines))
    cells = max(int(across * scale), 1)
    titles = [cell_len(title.get(lang)) for title in body.titles]
    tile = min(max([cells, *titles]), room)
    rows: list[Row] = []
    for start in range(0, len(body.images), columns):
        tiles = []
        for number in range(start, min(start + columns, len(body.images))):
            title = body.titles[number].get(lang) if number < len(body.titles) else ""
            title = cut(title, tile, ascii=look.ascii)
            tiles.append(_tile(body.images[number], title, scale, body, look))
        rows += [*([[]] if rows else []), *_side_by_side(tiles, tile)]
    return rows


def _scale(size: tuple[int, int], across: int, down: int) -> float:
    """Cells per pixel of an image of a width and height in as many cells across and half cells down: all that there is
    room for; where that is too little, as much as is easy to look at.

    Small images keep whole cells per pixel, so that all of their pixels look alike.
    """
    small = size[0] <= SMALL
    least, usual, most = (1.0, 2.0, 4.0) if small else (0.7, 1.0, 2.0)
    fit = down / size[1]
    scale = min(fit if fit >= least else usual, most, across / size[0])
    if not small or scale < 1:
        return max(scale, 1e-9)
    whole = range(int(scale), 0, -1)
    return next((cells for cells in whole if size[1] * cells % 2 == 0), whole[0])


def _tile(image: Any, title: str, scale: float, body: Images, look: Look) -> list[Row]:
    """A title and the shades under it."""
    head: list[Row] = [[Span(title, "dim")]] if title else []
    if not image or not len(image[0]):
        return head
    columns = max(int(len(image[0]) * scale), 1)
    lines = max(round(len(image) * scale / 2), 1)
    grey = Scale(body.low, body.high) if body.high > body.low else Scale(body.low, body.low + 1)
    if look.colour:
        return head + _half_blocks(resample(image, columns, 2 * lines), body.colour, grey)
    means = resample(image, columns, lines)
    return head + [
        [Span("".join(shade(_lightness(cell, body.colour, grey), look) for cell in row))] for row in means
    ]


def _lightness(cell: Any, colour: bool, grey: Scale) -> float | None:
    if colour:
        red, green, blue = (known(part) or 0.0 for part in cell)
        return 0.3 * red + 0.59 * green + 0.11 * blue
    value = known(cell)
    return None if value is None else grey.at(value)


def _half_blocks(cells: list[list[Any]], colour: bool, grey: Scale) -> list[Row]:
    """Two rows of an image in each row of text."""

    def hexed(cell: Any) -> str:
        parts = cell if colour else [_lightness(cell, colour, grey)] * 3
        return "#" + "".join(f"{round(255 * min(max(part or 0.0, 0.0), 1.0)):02x}" for part in parts)

    return [
        [Span("▀", f"{hexed(up)} on {hexed(low)}") for up, low in zip(upper, lower, strict=True)]
        for upper, lower in zip(cells[::2], cells[1::2], strict=True)
    ]


def _side_by_side(tiles: list[list[Row]], tile: int) -> list[Row]:
    rows = []
    for number in range(max(map(len, tiles))):
        row: Row = []
        for lines in tiles:
            spans = lines[number] if number < len(lines) else []
            used = sum(cell_len(span.text) for span in spans)
            row += [*spans, Span(" " * (tile - used + GAP))]
        rows.append(row)
    return rows


def draw_heat(body: Heat, width: int, lang: str, look: Look, *, x: str, y: str) -> list[Row]:
    """Shaded cells with names beside and above them, and the numbers themselves where they fit."""
    values, row_names, column_names = body.values, body.rows, body.columns
    if not values or not values[0]:
        return [[Span(tr("demos", "no-numbers", lang))]]
    scale = scale_of(value for row in values for value in row)
    if scale is None:
        return [[Span(tr("demos", "no-numbers", lang))]]
    side = min(max((cell_len(name) for name in row_names), default=0), width // 3)
    room = max(width - side - (side > 0), 1)
    if len(values) > MOST_ROWS or len(values[0]) > room:
        values = resample(values, min(len(values[0]), room), min(len(values), MOST_ROWS))
        row_names, column_names = [], []
    texts = _numbers(values)
    widest = max(len(text) for row in texts for text in row)
    longest = max((cell_len(name) for name in column_names), default=1)
    most = room // len(values[0])
    numbered = most >= widest + 2 and len(values[0]) > 1
    cell = min(max(longest + 1, widest + 2 if numbered else 2), most)
    rows: list[Row] = [[Span(cut(f"{y} \\ {x}" if y else x, width), "dim")]] if x or y else []
    if column_names:
        short_names = [cut(name, max(cell - 1, 1), ascii=look.ascii) for name in column_names]
        heads = "".join(
            pad(name, cell - 1, right=True) + " " if numbered else pad(name, cell) for name in short_names
        )
        rows.append([Span(" " * (side + (side > 0)) + heads, "dim")])
    for number, line in enumerate(values):
        name = cut(row_names[number], side, ascii=look.ascii) if number < len(row_names) else ""
        row = [Span(pad(name, side, right=True) + " ", "dim")] if side else []
        for value, text in zip(line, texts[number], strict=True):
            place = scale.at(value) if known(value) is not None and value is not None else None
            row.append(_cell(place, text if numbered else "", cell, look))
        rows.append(row)
    rows += [] if numbered else _key(scale, look)
    if column_names and longest > max(cell - 1, 1):
        rows += [
            [Span(line, "dim")]
            for line in wrap(tr("demos", "columns", lang, names=" | ".join(column_names)), width)
        ]
    return rows


def _numbers(values: Sequence[Sequence[float | None]]) -> list[list[str]]:
    whole = all(
        value is None or value == int(value)
        for row in values
        for value in row
        if value is None or math.isfinite(value)
    )
    form: Callable[[float], str] = (lambda v: f"{v:.0f}" if v else "·") if whole else (lambda v: f"{v:.2f}")
    return [[form(v) if v is not None and math.isfinite(v) else "–" for v in row] for row in values]


def _cell(place: float | None, text: str, width: int, look: Look) -> Span:
    if look.colour and place is not None:
        back = f"#{round(20 + 215 * place):02x}{round(30 + 170 * place):02x}{round(70 + 10 * place):02x}"
        return Span(
            pad(text + " " if text else "", width, right=True),
            f"{'black' if place > 0.5 else 'white'} on {back}",
        )
    if text:
        return Span(shade(place, look) + pad(text, width - 2, right=True) + " ")
    return Span(shade(place, look) * width)


def _key(scale: Scale, look: Look) -> list[Row]:
    """What the darkest and the lightest shade stand for."""
    steps = [i / 7 for i in range(8)]
    cells = [_cell(step, "", 1, look) for step in steps]
    low = scale.low if abs(scale.low) > NOTHING * (scale.high - scale.low) else 0.0
    return [[Span(short(low) + " ", "dim"), *cells, Span(" " + short(scale.high), "dim")]]
