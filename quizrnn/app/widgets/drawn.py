"""Curves and pictures of a run as lines that fit a room on the screen."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from quizrnn.demos.drawing import Curve, Look, Row, draw_overlay, draw_picture
from quizrnn.demos.events import Picture
from quizrnn.demos.pictures import Line
from quizrnn.demos.texts import Text, same
from quizrnn.i18n import tr

COLOURS = {
    "dim": "$text-muted",
    "cyan": "$text-primary",
    "magenta": "#c678dd",
    "yellow": "$text-warning",
    "green": "$text-success",
    "red": "$text-error",
    "blue": "#5c8fe0",
    "bright_black": "$text-muted",
}
"""The colours of the drawings as the theme has them, readable on light and dark."""
MOST = 1000
"""Points of a curve that are drawn."""
LEAST = 3
"""Rows that a plot has at least, whatever stands above and below it."""


def curve_lines(
    now: Curve, before: Curve | None, width: int, height: int, *, total: int, lang: str, look: Look
) -> list[Content]:
    """A curve, over that of the run before where there is one."""
    lines = [_line(same(""), now)]
    if before is not None:
        names = [Text(*(tr("gallery", key, one) for one in ("en", "ja"))) for key in ("before", "now")]
        lines = [_line(names[0], before), _line(names[1], now)]
    return _fitted(lambda rows: draw_overlay(lines, width, rows, lang=lang, look=look, total=total), height)


def _line(name: Text, points: Curve) -> Line:
    """The curve, thinned where it has more points than a screen can show; the newest stays."""
    stride = -(-len(points[0]) // MOST) or 1
    first = (len(points[0]) - 1) % stride
    return Line(name, [*points[0][first::stride]], [*points[1][first::stride]])


def picture_lines(picture: Picture, width: int, height: int, *, lang: str, look: Look) -> list[Content]:
    """A picture under its caption."""
    return _fitted(lambda rows: draw_picture(picture, width, rows, lang=lang, look=look), height)


def _fitted(draw: Callable[[int], list[Row]], height: int) -> list[Content]:
    """Drawn so that axis and legend fit too: how many rows they take shows only when they are drawn."""
    rows = draw(height)
    if len(rows) > height:
        rows = draw(max(2 * height - len(rows), LEAST))
    return [Content.assemble(*((span.text, _style(span.style)) for span in row)) for row in rows]


def _style(words: str) -> str:
    return " ".join(COLOURS.get(word, word) for word in words.split())
