"""One run while it trains, and when it is over: curve, pictures, figures, what was seen.

The demo trains in a process of its own, which a worker of this screen owns: it ends with the screen. Events only
change ``Followed``; the screen is drawn from it a few times a second, so that keys never wait for a training.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from msgspec import structs
from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from quizrnn.app.commands import Place, bindings
from quizrnn.app.screens.charts import curve_lines, picture_lines
from quizrnn.app.screens.followed import Followed, Order, Points
from quizrnn.app.screens.page import Page
from quizrnn.app.screens.prediction import variant_title
from quizrnn.app.screens.timing import about_seconds, clock
from quizrnn.app.widgets.figures import FigureTable
from quizrnn.app.widgets.going import Going
from quizrnn.app.widgets.plot import Plot
from quizrnn.app.widgets.prose import Prose
from quizrnn.demos import DemoError, Text
from quizrnn.demos.drawing import Look
from quizrnn.demos.events import Failed, Picture
from quizrnn.demos.process import Training
from quizrnn.demos.runs import curves_of, fresh_folder, last_run, prepare, read_events
from quizrnn.errors import QuizrnnError
from quizrnn.i18n import table, tr

REDRAW = 0.1
"""Seconds between two drawings at least."""
BOTH = 72
"""Cells from which a curve and a picture stand side by side."""
VIEWS = ("both", "picture", "curve")
NOTES = 3
"""Remarks that are shown while it trains; afterwards all are."""


class TrainingScreen(Page):
    """Trains what an order asks for; ``folder`` names a run that was stopped and goes on."""

    PLACE: ClassVar[Place] = "training"
    BINDINGS: ClassVar[list[Any]] = bindings("training")

    def __init__(self, order: Order, predicted: str = "", folder: Path | None = None) -> None:
        super().__init__()
        self.order, self.predicted, self.folder = order, predicted, folder
        self.followed = self._anew()
        self.previous: dict[str, Points] = {}
        """The curves of the run before."""
        self.overlay = True
        self._training: Training | None = None
        self._metric = self._picture = self._view = 0
        self._curve_shown: tuple[object, ...] = ()
        self._picture_shown: tuple[object, ...] = ()
        self._words_shown: tuple[object, ...] = ()

    def _anew(self) -> Followed:
        params = self.order.params
        return Followed(params.total_steps(), self.order.demo.expected_seconds(params))

    def content(self) -> ComposeResult:
        """How far, curve and picture, words."""
        yield Going(id="going")
        with Horizontal(id="charts"):
            yield Plot(id="curve")
            yield Plot(id="picture")
        with VerticalScroll(id="words"):
            yield Prose(id="told")
            yield Prose(id="seen")
            yield FigureTable(id="figures")
            yield Prose(id="notes")
            yield Prose(id="look", classes="note")

    def on_mount(self) -> None:
        """Begin to train, and to look at it."""
        super().on_mount()
        self.query_one("#words").focus()
        self.set_interval(REDRAW, self.redraw)
        self.train()

    # -- training -------------------------------------------------------------------------------------

    @work(exclusive=True, group="training", exit_on_error=False)
    async def train(self) -> None:
        """Run the process of this run and take in its events until it ends."""
        try:
            folder = await asyncio.to_thread(self._make_ready)
            async with Training(folder) as training:
                self._training = training
                async for event in training.events():
                    self.followed.take(event)
                    await asyncio.sleep(
                        0
                    )  # a line that is there already is read without waiting: keys come first
        except (QuizrnnError, OSError) as error:
            self.followed.take(Failed(_in_both(error)))
        finally:
            self._training = None

    def _make_ready(self) -> Path:
        """The folder of the run, made if it is a new one; the curves to compare with are read on the way."""
        order, base = self.order, runs_folder(self.study.store.path)
        if not self.previous:
            last = last_run(base, order.demo)
            self.previous = curves_of(last) if last is not None else {}
        if self.folder is None:
            self.folder = fresh_folder(base, order.demo)
            prepare(
                self.folder, order.demo, order.params, seed=order.seed, device=order.device, data=order.data
            )
        elif not self.followed.curves:
            for event in read_events(self.folder):
                self.followed.take(event)
        return self.folder

    # -- words and pictures ---------------------------------------------------------------------------

    def tell(self, key: str, **values: object) -> str:
        """A string of the gallery in the learner's language."""
        return tr("gallery", key, self.lang, **values)

    def relabel(self) -> None:
        """All words anew."""
        demo = self.order.demo
        title = f" {demo.id} {demo.title.get(self.lang)}: {variant_title(self.order, self.lang)}"
        self.heading(title, self.tell("seed.is", seed=self.order.seed) + " ")
        self._curve_shown = self._picture_shown = self._words_shown = ()
        self.redraw()
        super().relabel()

    def on_resize(self) -> None:
        """Curve and picture side by side where there is room."""
        self._arrange()

    def redraw(self) -> None:
        """Draw what has changed since the last time."""
        if not self.is_mounted:
            return
        followed = self.followed
        self.query_one(Going).set(followed.share(), self._going(), plain=self.study.plain_glyphs)
        metric = self._metric_name()
        curve = (
            metric,
            len(followed.curves.get(metric, ((), ()))[0]),
            self.overlay,
            len(self.previous),
            followed.state,
        )
        if curve != self._curve_shown:
            self._curve_shown = curve
            self._show_curve(metric)
        picture = self._picture_now()
        shown = (id(picture), len(followed.pictures))
        if shown != self._picture_shown:
            self._picture_shown = shown
            self._show_picture(picture)
        words = (followed.state, len(followed.notes), self.lang)
        if words != self._words_shown:
            self._words_shown = words
            self._show_words()

    def _going(self) -> str:
        followed, parts = self.followed, []
        if followed.state != "running":
            parts.append(self.tell(f"state.{followed.state}"))
        parts.append(self.tell("steps", step=f"{followed.step:,}", total=f"{followed.total:,}"))
        parts.append(clock(followed.spent()))
        left = followed.left()
        if left is not None and followed.state in ("running", "starting"):
            parts.append(self.tell("left", time=about_seconds(left, self.lang)))
        return "  ".join(parts)

    def _metric_name(self) -> str:
        names = list(self.followed.curves) or list(self.previous)
        return names[self._metric % len(names)] if names else ""

    def _show_curve(self, metric: str) -> None:
        plot, followed = self.query_one("#curve", Plot), self.followed
        if not metric:
            plot.show("", None)
            return
        last = followed.last(metric)
        count = (
            f"  ({self._metric % len(followed.curves) + 1}/{len(followed.curves)})"
            if len(followed.curves) > 1
            else ""
        )
        value = (
            "NaN"
            if last is None and followed.curves.get(metric)
            else f"{last:.4g}"
            if last is not None
            else ""
        )
        title = f"{self._metric_words(metric)}  {value}{count}"
        points = followed.curves.get(metric, ([], []))
        before = self.previous.get(metric) if self.overlay else None
        look, lang, total = self._look(), self.lang, followed.total
        plot.show(title, lambda w, h: curve_lines(points, before, w, h, total=total, lang=lang, look=look))

    def _metric_words(self, metric: str) -> str:
        known = table("gallery", self.lang)
        return known.get(f"metric.{metric}", metric)

    def _look(self) -> Look:
        plain = self.study.plain_glyphs
        return Look(ascii=plain, colour=not plain)

    def _picture_now(self) -> Picture | None:
        pictures = list(self.followed.pictures.values())
        return pictures[self._picture % len(pictures)] if pictures else None

    def _show_picture(self, picture: Picture | None) -> None:
        plot, count = self.query_one("#picture", Plot), len(self.followed.pictures)
        if picture is None:
            plot.show("", None)
        else:
            number = f"({self._picture % count + 1}/{count}) " if count > 1 else ""
            caption = Text(number + picture.caption.en, number + picture.caption.ja)
            shown = structs.replace(picture, caption=caption)
            look, lang = self._look(), self.lang
            plot.show("", lambda w, h: picture_lines(shown, w, h, lang=lang, look=look))
        self._arrange()
        self.refresh_keys()

    def _arrange(self) -> None:
        """Both side by side, or one of them, as there is room and as the learner wishes."""
        if not self.is_mounted:
            return
        view = VIEWS[self._view]
        if view == "both" and self.size.width < BOTH:
            view = "curve"
        has_picture = bool(self.followed.pictures)
        self.set_class(VIEWS[self._view] != "both", "-alone")
        self.query_one("#curve").display = view != "picture" or not has_picture
        self.query_one("#picture").display = has_picture and view != "curve"

    def _show_words(self) -> None:
        followed, lang = self.followed, self.lang
        self.set_class(followed.over, "-over")
        report = followed.report
        self._say("#told", self._told())
        self._say("#seen", report.seen.get(lang) if report is not None else "")
        self.query_one(FigureTable).set(report.rows if report is not None else ())
        notes = followed.notes if followed.over else followed.notes[-NOTES:]
        self._say(
            "#notes", "\n".join(f"- {self.tell('note', step=n.step, text=n.text.get(lang))}" for n in notes)
        )
        variant = self.order.variant()
        self._say(
            "#look", self.order.demo.preset(variant).look.get(lang) if variant and not followed.over else ""
        )
        self.refresh_keys()

    def _say(self, where: str, text: str) -> None:
        prose = self.query_one(where, Prose)
        prose.display = bool(text)
        prose.set(text)

    def _told(self) -> str:
        """The prediction, beside what came true once that is known; or why there is no result."""
        followed, lang, demo = self.followed, self.lang, self.order.demo
        if followed.failure is not None:
            return f"**{followed.failure.get(lang)}**"
        texts = {outcome.name: outcome.text.get(lang) for outcome in demo.outcomes}
        mine = texts.get(self.predicted, "")
        if followed.report is None:
            stopped = self.tell("stopped") if followed.state == "stopped" else ""
            return "\n\n".join(
                part for part in (stopped, self.tell("mine", text=mine) if mine else "") if part
            )
        true = texts.get(followed.report.outcome, followed.report.outcome)
        if not mine:
            return f"**{self.tell('came', text=true)}**"
        right = followed.report.outcome == self.predicted
        return f"{self.tell('mine', text=mine)}\n\n**{self.tell('as-said' if right else 'otherwise', text=true)}**"

    # -- what can be done -----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense now."""
        state, followed = self.followed.state, self.followed
        allowed = {
            "hold": state in ("running", "pausing", "paused", "stopped")
            or (state == "failed" and self.folder is not None),
            "stop": state in ("running", "pausing", "paused"),
            "rerun": followed.over,
            "overlay": bool(self.previous),
            "picture": len(followed.pictures) > 1,
            "curve": len(followed.curves) > 1,
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
        if name == "hold" and self.followed.state not in ("running",):
            return self.tell("go-on")
        return super().word(name)

    def on_key(self, event: events.Key) -> None:
        """Enter, once the run is over."""
        if event.key == "enter" and self.followed.over:
            event.stop()
            self.action_variants()

    def action_hold(self) -> None:
        """Pause, or go on: with the process that waits, or with a new one from where the run was stopped."""
        followed, training = self.followed, self._training
        if followed.over:
            followed.wish("starting")
            self.train()
        elif training is not None and followed.state == "running":
            training.pause()
            followed.wish("pausing")
        elif training is not None:
            training.go_on()
            followed.wish("running")
        self.redraw()

    def action_stop(self) -> None:
        """End at the next checkpoint, which is kept."""
        if self._training is not None:
            self._training.stop()
            self.followed.wish("stopping")
            self.redraw()

    def action_rerun(self) -> None:
        """The same once more with the next seed, over the curve of this run."""
        if not self.followed.over:
            return
        self.previous = {
            name: points for name, points in self.followed.curves.items() if points[0]
        } or self.previous
        self.order = replace(self.order, seed=self.order.seed + 1)
        self.folder = None
        self.followed = self._anew()
        self.train()
        self.relabel()

    def action_variants(self) -> None:
        """Back to the variants of this demo."""
        self.study.pop_screen()
        from quizrnn.app.screens.demo import DemoScreen

        if isinstance(self.study.screen, DemoScreen):
            self.study.screen.go_to_variants()

    def action_overlay(self) -> None:
        """Show or hide the curve of the run before."""
        self.overlay = not self.overlay
        self.redraw()

    def action_picture(self) -> None:
        """The next picture."""
        self._picture += 1
        if VIEWS[self._view] == "curve" or (self.size.width < BOTH and VIEWS[self._view] == "both"):
            self._view = VIEWS.index("picture")
        self._picture_shown = ()
        self.redraw()

    def action_curve(self) -> None:
        """The next curve."""
        self._metric += 1
        self._curve_shown = ()
        self.redraw()

    def action_zoom(self) -> None:
        """Curve and picture, or one of them with all the room."""
        self._view = (self._view + 1) % len(VIEWS)
        if VIEWS[self._view] == "both" and self.size.width < BOTH:
            self._view = (self._view + 1) % len(VIEWS)
        self._arrange()

    def action_scroll_down(self) -> None:
        """Read on."""
        self.query_one("#words", VerticalScroll).scroll_page_down(animate=False)

    def action_scroll_up(self) -> None:
        """Read again."""
        self.query_one("#words", VerticalScroll).scroll_page_up(animate=False)


def runs_folder(progress: Path) -> Path:
    """Where runs are kept: beside the progress file."""
    return progress.parent / "runs"


def _in_both(error: Exception) -> Text:
    """The message of an error in both languages."""
    if isinstance(error, DemoError):
        return Text(error.message("en"), error.message("ja"))
    return Text(*(tr("gallery", "no-process", lang, reason=error) for lang in ("en", "ja")))
