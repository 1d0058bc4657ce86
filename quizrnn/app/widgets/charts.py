"""The curve and the picture of a run, side by side where there is room, otherwise one of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec import structs
from textual.app import ComposeResult
from textual.containers import Horizontal

from quizrnn.app.widgets.drawn import curve_lines, picture_lines
from quizrnn.app.widgets.plot import Plot
from quizrnn.app.widgets.speaking import Speaking
from quizrnn.demos import Text
from quizrnn.demos.drawing import Curve, Look, grouped
from quizrnn.demos.events import TINY, Picture
from quizrnn.demos.texts import metric_text

BOTH = 72
"""Cells from which both stand side by side."""
VIEWS = ("both", "picture", "curve")


class Charts(Speaking, Horizontal):
    """Draws what it is given when it has changed; which curve, picture and view is the learner's choice.

    ``together`` names metrics that share a plot, such as the losses in training and test.
    """

    def __init__(self, *, together: Sequence[Sequence[str]] = (), id: str | None = None) -> None:
        super().__init__(id=id)
        self._together = together
        self.overlay = True
        """Whether the curve of the run before is shown."""
        self._curves: Mapping[str, Curve] = {}
        self._before: Mapping[str, Curve] = {}
        self._pictures: Mapping[str, Picture] = {}
        self._total = 0
        self._curve = self._picture = self._view = 0
        self._left, self._right = Plot(id="curve"), Plot(id="picture")
        self._drawn: tuple[object, ...] = ()
        self._pictured: tuple[Picture | None, int] = (None, 0)

    def compose(self) -> ComposeResult:
        """Left and right."""
        yield self._left
        yield self._right

    def set(
        self,
        curves: Mapping[str, Curve],
        before: Mapping[str, Curve],
        pictures: Mapping[str, Picture],
        total: int,
    ) -> None:
        """Show these, as far as they differ from what is shown."""
        self._curves, self._before, self._pictures, self._total = curves, before, pictures, total
        names = self._metrics()
        length = len(curves[names[0]][0]) if names and names[0] in curves else 0
        drawn = (names, length, len(curves), id(curves), id(before), self.overlay)
        if drawn != self._drawn:
            self._drawn = drawn
            self._show_curve()
        pictured = (self._at_hand(), len(pictures))
        if pictured != self._pictured:
            self._pictured = pictured
            self._show_picture()

    def relabel(self) -> None:
        """Draw both anew."""
        self._show_curve()
        self._show_picture()

    @property
    def plots(self) -> int:
        """How many plots the curves take."""
        return len(grouped(self._curves, self._together))

    @property
    def alone(self) -> bool:
        """True when the learner has given one of them all the room."""
        return VIEWS[self._view] != "both"

    # -- drawing --------------------------------------------------------------------------------------

    def _look(self) -> Look:
        plain = self.study.plain_glyphs
        return Look(ascii=plain, colour=not plain)

    def _metrics(self) -> tuple[str, ...]:
        """The metrics of the plot at hand."""
        plots = grouped(self._curves or self._before, self._together)
        return plots[self._curve % len(plots)] if plots else ()

    def _show_curve(self) -> None:
        names = self._metrics()
        self._arrange()
        if not names:
            self._left.show("", None)
            return
        look, lang, total = self._look(), self.lang, self._total
        labels = {name: metric_text(name) for name in names}
        now = {labels[name]: self._curves[name] for name in names if name in self._curves}
        found = (
            {labels[name]: _until(self._before.get(name), total) for name in names} if self.overlay else {}
        )
        before = {label: points for label, points in found.items() if points is not None}
        newest = " / ".join(_newest([self._curves[name] for name in names if name in self._curves]))
        self._left.show(
            f"{self._number(self._curve, self.plots)}{labels[names[0]].get(lang)} {newest}",
            lambda w, h: curve_lines(now, before, w, h, total=total, lang=lang, look=look),
        )

    def _at_hand(self) -> Picture | None:
        pictures = list(self._pictures.values())
        return pictures[self._picture % len(pictures)] if pictures else None

    def _show_picture(self) -> None:
        picture = self._at_hand()
        if picture is None:
            self._right.show("", None)
        else:
            number = self._number(self._picture, len(self._pictures))
            caption = Text(number + picture.caption.en, number + picture.caption.ja)
            shown = structs.replace(picture, caption=caption)
            look, lang = self._look(), self.lang
            self._right.show("", lambda w, h: picture_lines(shown, w, h, lang=lang, look=look))
        self._arrange()

    @staticmethod
    def _number(index: int, count: int) -> str:
        return f"({index % count + 1}/{count}) " if count > 1 else ""

    # -- what is seen ---------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """There may be room for both now, or no more."""
        self._arrange()

    def _arrange(self) -> None:
        view, has_picture = VIEWS[self._view], bool(self._pictures)
        if not self._curves and not self._before and has_picture:
            view = "picture"  # nothing was measured on the way
        elif view == "both" and self.size.width < BOTH:
            view = "curve"
        self._left.display = view != "picture" or not has_picture
        self._right.display = has_picture and view != "curve"

    def next_picture(self) -> None:
        """The next picture, brought into view where the curve has all the room."""
        self._picture += 1
        if not self._right.display:
            self._view = VIEWS.index("picture")
        self._pictured = (self._at_hand(), len(self._pictures))
        self._show_picture()

    def next_curve(self) -> None:
        """The next curve, brought into view where the picture has all the room."""
        self._curve += 1
        if not self._left.display:
            self._view = VIEWS.index("curve")
        self._show_curve()

    def page(self, direction: int) -> None:
        """Down (1) or up (-1) in a picture that is longer than the room."""
        self._right.page(direction)

    def next_view(self) -> None:
        """Both, the picture alone, the curve alone."""
        self._view = (self._view + 1) % len(VIEWS)
        self._arrange()


def _until(points: Curve | None, total: int) -> Curve | None:
    """The part of a longer run that fits beside a shorter one; None where there is nothing to show."""
    if points is None:
        return None
    count = sum(step <= total for step in points[0])
    return (points[0][:count], points[1][:count]) if count else None


def _newest(curves: Sequence[Curve]) -> list[str]:
    """The last values of the curves of a plot, as text; a dash for one that has not begun beside one that has."""
    begun = [any(value is not None and math.isfinite(value) for value in points) for _, points in curves]
    waits = "–" if any(begun) else "NaN"
    return [
        _short(points[-1]) if own else waits for (_, points), own in zip(curves, begun, strict=True) if points
    ]


def _short(value: float | None) -> str:
    if value is None or not math.isfinite(value):
        return "NaN"
    return f"{value:.2g}" if 0 < abs(value) < TINY else f"{value:.4g}"
