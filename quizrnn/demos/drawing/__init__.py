"""Pictures and curves as rows of text, for terminals of any kind; neither NumPy nor a terminal library is needed.

    rows = draw_picture(picture, 80, lang="ja", look=look_for(sys.stdout))
    print(*text_lines(rows), sep="\\n")

A row is a list of spans, each a text and a style in the words of rich ("bold", "cyan", "#202020 on #e0e0e0"): the
app and a coloured terminal use them, everyone else takes the texts alone. Colour never says anything that the texts
do not. No row is wider than asked, counted in cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizrnn.demos.drawing.chart import draw_lines
from quizrnn.demos.drawing.points import draw_decision, draw_scatter
from quizrnn.demos.drawing.rows import Look, Row, Span, finish, look_for, text_lines, wrap
from quizrnn.demos.drawing.shades import draw_heat, draw_images
from quizrnn.demos.drawing.tables import draw_bars, draw_table
from quizrnn.demos.events import Picture
from quizrnn.demos.pictures import Bars, Curves, Decision, Heat, Images, Line, Scatter, Table
from quizrnn.demos.texts import metric_text
from quizrnn.i18n import tr

__all__ = [
    "Look",
    "Row",
    "Span",
    "draw_metrics",
    "draw_overlay",
    "draw_picture",
    "draw_table",
    "grouped",
    "look_for",
    "text_lines",
]

HEIGHT = 16
"""Rows of a plot where nothing is asked for."""

Curve = tuple[list[float], list[float | None]]
"""Steps and values of a metric, as ``runs.curves_of`` gives them."""


def draw_picture(
    picture: Picture, width: int, height: int = HEIGHT, *, lang: str = "en", look: Look | None = None
) -> list[Row]:
    """The caption and the picture, at most ``width`` cells wide; a plot takes about ``height`` rows."""
    look = look or Look()
    rows: list[Row] = [[Span(line, "bold")] for line in wrap(picture.caption.get(lang), width)]
    match picture.body:
        case Curves(lines=lines, log=log):
            x, y = picture.x.get(lang), picture.y.get(lang)
            rows += draw_lines(lines, width, height, lang, look, x=x, y=y, log=None if log else False)
        case Images() as body:
            rows += draw_images(body, width, height, lang, look)
        case Heat() as body:
            rows += draw_heat(body, width, lang, look, x=picture.x.get(lang), y=picture.y.get(lang))
        case Scatter() as body:
            rows += draw_scatter(
                body, width, height, lang, look, x=picture.x.get(lang), y=picture.y.get(lang)
            )
        case Bars() as body:
            rows += draw_bars(body, width, lang, look)
        case Decision() as body:
            rows += draw_decision(
                body, width, height, lang, look, x=picture.x.get(lang), y=picture.y.get(lang)
            )
        case Table(columns=columns, rows=cells):
            texts = [[cell if isinstance(cell, str) else cell.get(lang) for cell in line] for line in cells]
            rows += draw_table([column.get(lang) for column in columns], texts, width, look)
    return finish(rows, width, look)


def draw_metrics(
    curves: dict[str, Curve],
    width: int,
    height: int = HEIGHT,
    *,
    together: Sequence[Sequence[str]] = (),
    lang: str = "en",
    look: Look | None = None,
    total: int | None = None,
) -> list[Row]:
    """The metrics of a run, the main one first; those not ``together`` with it have lower plots of their own below.

    An axis is logarithmic where its curves span decades. ``total`` keeps the axis of steps still while the run grows.
    """
    rows: list[Row] = []
    for number, names in enumerate(grouped(curves, together)):
        lines = [Line(metric_text(name), [*curves[name][0]], [*curves[name][1]]) for name in names]
        rows += [[]] if number else []
        lower = height if number == 0 else max(height // 2, 3)
        rows += draw_overlay(lines, width, lower, lang=lang, look=look, total=total)
    return rows


def grouped(names: Iterable[str], together: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The metrics of each plot, in the order of their first ones."""
    given = tuple(names)
    groups = {name: tuple(group) for group in together for name in group}
    plots = (tuple(other for other in groups.get(name, (name,)) if other in given) for name in given)
    return list(dict.fromkeys(plots))


def draw_overlay(
    lines: list[Line],
    width: int,
    height: int = HEIGHT,
    *,
    lang: str = "en",
    look: Look | None = None,
    total: int | None = None,
) -> list[Row]:
    """Curves of several runs over each other."""
    look = look or Look()
    x = tr("demos", "axis-steps", lang)
    return finish(draw_lines(lines, width, height, lang, look, x=x, y="", log=None, last=total), width, look)
