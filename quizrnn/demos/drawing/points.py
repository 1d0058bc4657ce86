"""Points on a plane: classes, words, and a decision map with the points it was learned from."""

from __future__ import annotations

from rich.cells import cell_len

from quizrnn.demos.drawing.rows import MARKS, Look, Row, Span, cut, row_width, style_of
from quizrnn.demos.drawing.scale import Scale, known, scale_of, short
from quizrnn.demos.drawing.shades import resample, shade
from quizrnn.demos.pictures import Decision, Number, Scatter
from quizrnn.i18n import tr

Place = tuple[int, int]
NEAR = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1), (2, 0), (-2, 0))
"""Cells in which a point may stand, across and down from its own."""
CLASS_0, CLASS_1, EVEN = (38, 84, 200), (205, 92, 20), 24
"""Red, green and blue of the two classes, and the grey between them."""
WIDEST = 8
"""A decision map is at most that many times as many cells wide as high."""


class Grid:
    """Characters with a style each."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = max(width, 1), max(height, 1)
        self.cells = [[Span(" ")] * self.width for _ in range(self.height)]

    def place(self, x: float | None, y: float | None) -> Place | None:
        """Column and row of a point between 0 and 1; ``y`` points up."""
        if x is None or y is None or not (0 <= x <= 1 and 0 <= y <= 1):
            return None
        return round(x * (self.width - 1)), round((1 - y) * (self.height - 1))

    def is_free(self, column: int, row: int, size: int) -> bool:
        """Whether ``size`` cells from there are inside and empty."""
        inside = column >= 0 and column + size <= self.width
        return inside and all(cell.text == " " for cell in self.cells[row][column : column + size])

    def write(self, column: int, row: int, text: str, style: str) -> None:
        """Put a text there; the second cell of a wide character is an empty text."""
        for char in text:
            self.cells[row][column] = Span(char, style)
            if cell_len(char) == 2:
                self.cells[row][column + 1] = Span("", style)
            column += cell_len(char)


def draw_scatter(
    body: Scatter, width: int, height: int, lang: str, look: Look, *, x: str, y: str
) -> list[Row]:
    """Each point as the sign of its class, with its name where there is one and room for it.

    Where classes share a cell, the later one is put beside it if there is room: none hides another.
    """
    ends = [-body.reach, body.reach] if body.reach else []
    across, upright = scale_of([*body.x, *ends]), scale_of([*body.y, *ends])
    if across is None or upright is None:
        return [[Span(tr("demos", "no-numbers", lang))]]
    signs = _signs([text.get(lang) for text in body.legend])
    grid = Grid(width, height)
    named: list[tuple[Place, str, int]] = []
    for number, (px, py) in enumerate(zip(body.x, body.y, strict=False)):
        kind = body.kinds[number] if number < len(body.kinds) else 0
        place = _on(grid, px, py, across, upright)
        if place is None:
            continue
        place = _beside(grid, place, signs[kind % len(signs)])
        grid.write(*place, signs[kind % len(signs)], style_of(kind))
        if number < len(body.names):
            named.append((place, body.names[number], kind))
    for place, name, kind in named:
        _name(grid, place, name, style_of(kind))
    return [*_framed(grid, look), *_ranges(across, upright, x, y, width), *_classes(body, signs, lang, width)]


def _beside(grid: Grid, place: Place, sign: str) -> Place:
    """The cell of a point: its own, or the next one that is empty or has its class where another class is there."""
    for across, down in NEAR:
        column, row = place[0] + across, place[1] + down
        inside = 0 <= column < grid.width and 0 <= row < grid.height
        if inside and grid.cells[row][column].text in (" ", sign):
            return column, row
    return place


def _name(grid: Grid, place: Place, name: str, style: str) -> None:
    """Write a name a space away from its point: right, left, or a row below or above, wherever it is free and does not
    run into another.
    """
    column, row = place
    size = cell_len(name) + 1
    for at in (row, row + 1, row - 1):
        for start, name_at in ((column + 1, column + 2), (column - size, column - size)):
            low, high = max(start - (start < column), 0), min(start + size + (start > column), grid.width)
            if (
                0 <= start <= grid.width - size
                and 0 <= at < grid.height
                and grid.is_free(low, at, high - low)
            ):
                grid.write(name_at, at, name, style)
                return


def _on(grid: Grid, x: Number, y: Number, across: Scale, upright: Scale) -> Place | None:
    x, y = known(x), known(y)
    return None if x is None or y is None else grid.place(across.at(x), upright.at(y))


def _signs(names: list[str]) -> list[str]:
    """The name itself where all are single characters ("0" … "9"), otherwise signs."""
    single = names and all(cell_len(name) == 1 for name in names) and len(set(names)) == len(names)
    return names if single else list(MARKS)


def _classes(body: Scatter, signs: list[str], lang: str, width: int) -> list[Row]:
    rows: list[Row] = [[]]
    for kind, text in enumerate(body.legend):
        name = text.get(lang)
        if name == signs[kind % len(signs)]:
            continue
        spans = [
            Span(signs[kind % len(signs)], f"bold {style_of(kind)}"),
            Span(" " + cut(name, max(width - 2, 0))),
        ]
        if rows[-1] and row_width(rows[-1]) + 3 + row_width(spans) > width:
            rows.append([])
        rows[-1] += [*([Span("   ")] if rows[-1] else []), *spans]
    return rows if rows[0] else []


def _framed(grid: Grid, look: Look) -> list[Row]:
    rule = Span(("-" if look.ascii else "─") * grid.width, "dim")
    return [[rule], *grid.cells, [rule]]


def _ranges(across: Scale, upright: Scale, x: str, y: str, width: int) -> list[Row]:
    """The range of both axes in a line."""
    return [[Span(cut(_axes(across, upright, x or "x", y or "y"), width), "dim")]]


def _axes(across: Scale, upright: Scale, x: str, y: str) -> str:
    named = ((f"{x}, {y}", across),) if across == upright else ((x, across), (y, upright))
    return "   ".join(f"{name}: {short(scale.low)} … {short(scale.high)}" for name, scale in named)


def draw_decision(
    body: Decision, width: int, height: int, lang: str, look: Look, *, x: str, y: str
) -> list[Row]:
    """Shades for P(class 1), and the training points as ``o`` (class 0) and ``x`` (class 1)."""
    if not body.values or not body.values[0]:
        return [[Span(tr("demos", "no-numbers", lang))]]
    grid = Grid(min(width, WIDEST * height), height)
    for row, line in enumerate(resample(body.values, grid.width, grid.height)):
        for column, value in enumerate(line):
            grid.cells[row][column] = _ground(known(value), look)
    across, upright = Scale(*body.x_range), Scale(*body.y_range)
    for number, (px, py) in enumerate(zip(body.x, body.y, strict=False)):
        kind = body.kinds[number] if number < len(body.kinds) else 0
        if (place := _on(grid, px, py, across, upright)) is not None:
            ground = grid.cells[place[1]][place[0]].style
            behind = f" {ground[ground.index('on') :]}" if "on #" in ground else ""
            grid.write(*place, "ox"[kind % 2], f"bold white{behind}" if look.colour else "")
    ranges = _axes(across, upright, x or "x", y or "y")
    shades = [_ground(i / 6, look) for i in range(7)]
    key = [Span("o P=0 ", "dim"), *shades, Span(f" x P=1  {ranges}", "dim")]
    return [*grid.cells, key]


def _ground(value: float | None, look: Look) -> Span:
    """Blue for class 0, orange for class 1, and the darker the less is decided."""
    if not look.colour or value is None:
        return Span(shade(value, look))
    share = min(max(value, 0.0), 1.0)
    tint, sure = (CLASS_1 if share > 0.5 else CLASS_0), abs(2 * share - 1)
    return Span(" ", "on #" + "".join(f"{round(EVEN + sure * (part - EVEN)):02x}" for part in tint))
