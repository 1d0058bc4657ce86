"""One run while it trains, and when it is over: curve, pictures, figures, what was seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizrnn.app.commands import Place, bindings
from quizrnn.app.screens.followed import Order
from quizrnn.app.screens.prediction import variant_title
from quizrnn.app.screens.told import as_listed, how_far, notes, what_came
from quizrnn.app.screens.watching import WatchingPage
from quizrnn.app.widgets.charts import Charts
from quizrnn.app.widgets.figures import FigureTable
from quizrnn.app.widgets.going import Going
from quizrnn.app.widgets.prose import Prose
from quizrnn.i18n import tr

REDRAW = 0.1
"""Seconds between two drawings at least."""
NOTES = 3
"""Remarks that are shown while it trains; afterwards all are."""


class TrainingScreen(WatchingPage):
    """Curve and pictures above, words below; when it is over, the words have more room."""

    PLACE: ClassVar[Place] = "training"
    BINDINGS: ClassVar[list[Any]] = bindings("training")

    def __init__(self, order: Order, predicted: str = "", folder: Path | None = None) -> None:
        super().__init__(order, folder)
        self.predicted = predicted
        """The name of the outcome that the learner expects, or ""."""
        self._told: tuple[object, ...] = ()
        self._keys: tuple[object, ...] = ()

    def content(self) -> ComposeResult:
        """How far, curve and picture, words."""
        yield Going(id="going")
        yield Charts(together=self.order.demo.together, id="charts")
        with VerticalScroll(id="words"):
            yield Prose(id="told")
            yield Prose(id="seen")
            yield FigureTable(id="figures")
            yield Prose(id="notes")
            yield Prose(id="look", classes="note")

    def on_mount(self) -> None:
        """Begin to train, and to look at it."""
        self.query_one("#words").focus()
        self.set_interval(REDRAW, self.redraw)
        self.train()

    def relabel(self) -> None:
        """All words anew."""
        demo, lang = self.order.demo, self.lang
        title = f" {demo.id} {demo.title.get(lang)}: {variant_title(self.order, lang)}"
        self.heading(title, tr("gallery", "seed.is", lang, seed=self.order.seed) + " ")
        self._told = ()
        self.redraw()
        super().relabel()

    def redraw(self) -> None:
        """Draw what has changed since the last time."""
        followed, charts = self.followed, self.query_one(Charts)
        going = how_far(followed, self.lang)
        self.query_one(Going).set(followed.share(), going, plain=self.study.plain_glyphs)
        charts.set(followed.curves, self.previous, followed.pictures, followed.total)
        told = (
            id(followed),
            followed.state,
            len(followed.notes),
            bool(followed.report),
            bool(followed.curves),
        )
        if told != self._told:
            self._told = told
            self._tell()
        keys = (charts.plots > 1, len(followed.pictures), bool(self.previous))
        if keys != self._keys:
            self._keys = keys
            self.refresh_keys()

    def _tell(self) -> None:
        followed, lang, report = self.followed, self.lang, self.followed.report
        self.set_class(followed.over, "-over")
        self._say("#told", what_came(self.order, followed, self.predicted, lang))
        about = self.order.demo.about.get(lang) if not followed.curves and not followed.over else ""
        words = report.seen.get(lang) if report is not None else about
        self._say("#seen", as_listed(words, self.order.demo, lang))
        self.query_one(FigureTable).set(report.rows if report is not None else ())
        self._say("#notes", notes(followed, NOTES, lang))
        variant = self.order.variant()
        self._say("#look", self.order.demo.preset(variant).look.get(lang) if variant and not report else "")
        self.refresh_keys()

    def _say(self, where: str, text: str) -> None:
        prose = self.query_one(where, Prose)
        prose.display = bool(text)
        prose.set(text)

    # -- what can be done -----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense now."""
        followed = self.followed
        allowed = {
            "hold": self.can_hold(),
            "stop": followed.state in ("running", "pausing", "paused"),
            "rerun": followed.over,
            "overlay": bool(self.previous),
            "picture": len(followed.pictures) > 1,
            "curve": self.query_one(Charts).plots > 1,
            "zoom": bool(followed.pictures),
        }
        return allowed.get(action, True)

    def own_keys(self) -> list[tuple[str, str]]:
        """After a run Enter goes on to the next."""
        return [("Enter", self.say("do.variants"))] if self.followed.over else []

    def in_bar(self, name: str) -> bool:
        """Enter is named in its place."""
        return super().in_bar(name) and not (name == "variants" and self.followed.over)

    def word(self, name: str) -> str:
        """A run that rests goes on by the key that holds it."""
        if name == "hold" and self.followed.state != "running":
            return tr("gallery", "go-on", self.lang)
        return super().word(name)

    def on_key(self, event: events.Key) -> None:
        """Enter, once the run is over."""
        if event.key == "enter" and self.followed.over:
            event.stop()
            self.action_variants()

    def action_hold(self) -> None:
        """Pause or go on."""
        super().action_hold()
        self.redraw()

    def action_stop(self) -> None:
        """End at the next checkpoint."""
        super().action_stop()
        self.redraw()

    def action_rerun(self) -> None:
        """The same once more with the next seed, over the curve of this run."""
        self.run_again()
        self.relabel()

    def action_variants(self) -> None:
        """Back to the variants of this demo."""
        from quizrnn.app.screens.demo import DemoScreen

        self.study.pop_screen()
        if isinstance(self.study.screen, DemoScreen):
            self.study.screen.go_to_variants()

    def action_overlay(self) -> None:
        """Show or hide the curve of the run before."""
        charts = self.query_one(Charts)
        charts.overlay = not charts.overlay
        self.redraw()

    def action_picture(self) -> None:
        """The next picture."""
        self.query_one(Charts).next_picture()
        self._give_room()

    def action_curve(self) -> None:
        """The next curve."""
        self.query_one(Charts).next_curve()
        self._give_room()

    def action_zoom(self) -> None:
        """Curve and picture, or one of them with all the room."""
        self.query_one(Charts).next_view()
        self._give_room()

    def _give_room(self) -> None:
        """The words give way to a curve or picture that is to have all the room."""
        self.set_class(self.query_one(Charts).alone, "-alone")

    def action_scroll_down(self) -> None:
        """Read on, or see the rest of a picture that has all the room."""
        self._page(1)

    def action_scroll_up(self) -> None:
        """Read again."""
        self._page(-1)

    def _page(self, direction: int) -> None:
        charts, words = self.query_one(Charts), self.query_one("#words", VerticalScroll)
        if charts.alone:
            charts.page(direction)
        else:
            (words.scroll_page_down if direction > 0 else words.scroll_page_up)(animate=False)
