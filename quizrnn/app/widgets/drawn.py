"""Curves and pictures of a run as lines that fit a room on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
    now: Mapping[Text, Curve],
    before: Mapping[Text, Curve],
    width: int,
    height: int,
    *,
    total: int,
    lang: str,
    look: Look,
) -> list[Content]:
    """The curves of a plot, over those of the run before where there are any."""
    lines = [_line(_named(label, "before", len(now)), points) for label, points in before.items()]
    if lines or len(now) > 1:
        lines += [_line(_named(label, "now", len(now)) if lines else label, now[label]) for label in now]
    else:
        lines = [_line(same(""), points) for points in now.values()]
    return _fitted(lambda rows: draw_overlay(lines, width, rows, lang=lang, look=look, total=total), height)


def _named(label: Text, run: str, count: int) -> Text:
    """Which run a curve is of, and of several metrics which one."""
    runs = [tr("gallery", run, lang) for lang in ("en", "ja")]
    return Text(f"{label.en} ({runs[0]})", f"{label.ja}（{runs[1]}）") if count > 1 else Text(*runs)


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
