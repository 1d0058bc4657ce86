"""Curves: a plot of braille dots (ASCII: of signs) in a frame with its numbers, and a legend."""

from __future__ import annotations

from quizrnn.demos.drawing.rows import MARKS, Look, Row, Span, cut, pad, row_width, style_of
from quizrnn.demos.drawing.scale import Scale, finite, rounded, scale_of, short
from quizrnn.demos.pictures import Line
from quizrnn.i18n import tr

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of a braille character's dot, by row and column."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Canvas:
    """Cells of 2 × 4 dots (ASCII: of one); each cell has the style of the curve that came last."""

    def __init__(self, width: int, height: int, look: Look) -> None:
        self.width, self.height, self.ascii = width, height, look.ascii
        self.across, self.down = (1, 1) if look.ascii else (2, 4)
        self.bits = [[0] * width for _ in range(height)]
        self.signs = [[" "] * width for _ in range(height)]
        self.styles = [[""] * width for _ in range(height)]

    def dot(self, x: int, y: int, kind: int) -> None:
        """One dot; ``y`` counts from the top."""
        column, row = x // self.across, y // self.down
        self.styles[row][column] = style_of(kind)
        if self.ascii:
            self.signs[row][column] = MARKS[kind % len(MARKS)]
        else:
            self.bits[row][column] |= DOTS[y % 4][x % 2]
            self.signs[row][column] = chr(0x2800 + self.bits[row][column])

    def letter(self, path: list[tuple[int, int]], letter: str, kind: int) -> None:
        """A letter in place of the last dot of a path whose cell has no letter yet."""
        for x, y in reversed(path):
            column, row = x // self.across, y // self.down
            if not self.signs[row][column].isascii() or self.signs[row][column] == " ":
                self.signs[row][column], self.styles[row][column] = letter, f"bold {style_of(kind)}"
                return

    def line(self, start: tuple[int, int], end: tuple[int, int], kind: int) -> None:
        """Dots from ``start`` to ``end``."""
        (x0, y0), (x1, y1) = start, end
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        for step in range(steps + 1):
            self.dot(round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps), kind)

    def row(self, number: int) -> Row:
        """The spans of one row of cells."""
        spans: Row = []
        for sign, style in zip(self.signs[number], self.styles[number], strict=True):
            if spans and spans[-1].style == style:
                spans[-1] = Span(spans[-1].text + sign, style)
            else:
                spans.append(Span(sign, style))
        return spans


def draw_lines(
    lines: list[Line],
    width: int,
    height: int,
    lang: str,
    look: Look,
    *,
    x: str,
    y: str,
    log: bool | None,
    last: float | None = None,
) -> list[Row]:
    """The curves in a frame. Each has a sign of its own besides its colour, where there are several."""
    across = scale_of([*(value for line in lines for value in line.x), last])
    upright = scale_of((value for line in lines for value in line.y), log=log)
    if across is None or upright is None:
        return [[Span(tr("demos", "no-numbers", lang))]]
    upright = rounded(upright)
    labels = _labels(upright, height)
    margin = max(len(label) for label in labels) + 1
    if width - margin < 4:
        labels, margin = [""] * height, 1
    canvas = Canvas(max(width - margin, 1), height, look)
    paths = [_trace(canvas, line, kind, across, upright) for kind, line in enumerate(lines)]
    if len(lines) > 1 and not look.ascii:
        for kind, path in enumerate(paths):
            canvas.letter(path, LETTERS[kind % 26], kind)
    head = [part for part in (y, tr("demos", "log-axis", lang) if upright.log else "") if part]
    rows: list[Row] = [[Span(cut(" ".join(head), width), "dim")]] if head else []
    bar, corner, floor = ("|", "+", "-") if look.ascii else ("│", "└", "─")
    for number, label in enumerate(labels):
        rows.append([Span(pad(label, margin - 1, right=True) + bar, "dim"), *canvas.row(number)])
    rows.append([Span(" " * (margin - 1) + corner + floor * (canvas.width - 1), "dim")])
    rows.append([Span(" " * margin + _under(short(across.low), x, short(across.high), canvas.width), "dim")])
    return rows + _legend(lines, width, lang, look)


def _labels(scale: Scale, height: int) -> list[str]:
    """Numbers beside the top, the middle (to half a row) and the bottom row."""
    labels = [""] * height
    for row, place in ((height // 2, 0.5), (height - 1, 0.0), (0, 1.0)):
        if place != 0.5 or height > 4:
            labels[row] = short(scale.value(place))
    return labels


def _trace(canvas: Canvas, line: Line, kind: int, across: Scale, upright: Scale) -> list[tuple[int, int]]:
    """Draw one curve with its gaps; returns its points as dots."""
    before, path = None, []
    for x, y in zip(line.x, line.y, strict=False):
        here = None
        if finite([x]) and finite([y]) and x is not None and y is not None:
            right, up = across.at(x), upright.at(y)
            if right is not None and up is not None:
                here = (
                    round(right * (canvas.width * canvas.across - 1)),
                    round((1 - up) * (canvas.height * canvas.down - 1)),
                )
                canvas.line(before or here, here, kind)
                path.append(here)
        before = here
    return path


def _under(left: str, middle: str, right: str, width: int) -> str:
    """Numbers at both ends of the axis and its name between them."""
    if len(left) + len(right) + 1 > width:
        return ""
    room = width - len(left) - len(right)
    name = cut(middle, max(room - 2, 0))
    return left + pad(" " * max((room - row_width([Span(name)])) // 2, 0) + name, room) + right


def _legend(lines: list[Line], width: int, lang: str, look: Look) -> list[Row]:
    """Which sign belongs to which curve, as many to a row as fit; with numbers at the end where there are."""
    rows: list[Row] = [[]]
    for kind, line in enumerate(lines):
        name = line.label.get(lang)
        if not name and len(lines) == 1:
            return []  # the caption says what it is
        sign = MARKS[kind % len(MARKS)] if look.ascii else LETTERS[kind % 26] if len(lines) > 1 else "─"
        spans = [Span(sign, f"bold {style_of(kind)}"), Span(" " + cut(name, max(width - 2, 0)))]
        if rows[-1] and row_width(rows[-1]) + 3 + row_width(spans) > width:
            rows.append([])
        rows[-1] += [*([Span("   ")] if rows[-1] else []), *spans]
    return rows
