"""One demo before it runs: what it shows, its variants, its parameters as a form."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.widgets import Input

from quizrnn.app.commands import Place, bindings
from quizrnn.app.screens.followed import Order
from quizrnn.app.screens.form import DATA, Form
from quizrnn.app.screens.formlist import NAME, RESUME, ROW, START, VARIANT, entries, meaning
from quizrnn.app.screens.page import Page
from quizrnn.app.screens.prediction import PredictionScreen
from quizrnn.app.screens.told import as_listed
from quizrnn.app.screens.watching import order_of, runs_folder
from quizrnn.app.widgets.entry import Line
from quizrnn.app.widgets.menu import Menu, MenuScroll
from quizrnn.app.widgets.prose import Prose
from quizrnn.demos import DemoError, find_demo
from quizrnn.demos.runs import RunInfo, unfinished_run

LOOK = 1.0
"""Seconds between two looks for a run that was stopped; one may be stopping just now."""


class DemoScreen(Page):
    """Enter starts, tries a variant or changes a value; the line under the list explains."""

    PLACE: ClassVar[Place] = "form"
    BINDINGS: ClassVar[list[Any]] = bindings("form")

    def __init__(self, name: str) -> None:
        super().__init__()
        self.form = Form(find_demo(name))
        self._wrong: DemoError | None = None
        self._stopped: tuple[Path, RunInfo] | None = None

    def content(self) -> ComposeResult:
        """The list with the line to type in over it, and what the row under the cursor means."""
        with MenuScroll(id="demo"):
            yield Prose(id="about")
            yield Menu(id="menu")
            yield Line(id="value", select_on_focus=False)
        yield Prose(id="explain")

    def on_mount(self) -> None:
        """Begin where Enter starts."""
        self.form.home = self.study.store.path.parent
        self.query_one("#value", Input).display = False
        self.query_one(Menu).focus(scroll_visible=False)
        self.look_for_stopped()
        self.set_interval(LOOK, self.look_for_stopped)

    @work(thread=True, exclusive=True, group="runs")
    def look_for_stopped(self) -> None:
        """Find a run that can go on; the folder may be large."""
        found = (
            unfinished_run(runs_folder(self.study.store.path), self.form.demo)
            if self.is_current
            else self._stopped
        )
        if found != self._stopped:
            self.study.call_from_thread(self._offer, found)

    def _offer(self, found: tuple[Path, RunInfo] | None) -> None:
        self._stopped = found
        if not self.typing:
            self.relabel()

    # -- words ----------------------------------------------------------------------------------------

    def relabel(self) -> None:
        """All words anew."""
        demo, lang = self.form.demo, self.lang
        self.heading(f" {demo.id} {demo.title.get(lang)}", "torch " if demo.torch else "NumPy ")
        self.query_one("#about", Prose).set(as_listed(demo.about.get(lang), demo, lang))
        self.query_one(Menu).set(entries(self.form, self._stopped[1] if self._stopped else None, lang))
        self._explain()
        super().relabel()

    def _explain(self) -> None:
        """What the row under the cursor means, or what is wrong with what was typed."""
        line = self.query_one("#explain", Prose)
        line.set_class(self._wrong is not None, "-wrong")
        here = self.query_one(Menu).here
        line.set(self._wrong.message(self.lang) if self._wrong else meaning(self.form, here, self.lang))

    # -- the form -------------------------------------------------------------------------------------

    def own_keys(self) -> list[tuple[str, str]]:
        """What Enter does here."""
        does = "change" if self.query_one(Menu).here.startswith(ROW) else "start"
        return [("Enter", self.say("do.save" if self.typing else f"do.{does}"))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A list of questions where the bank has some; a sheet where the demo reads a drawing."""
        if action == "questions":
            return bool(self._topic())
        if action == "draw":
            return any(kind.drawn for kind in self.form.demo.data)
        return self.query_one(Menu).here.startswith(ROW) if action == "reset" else True

    def in_bar(self, name: str) -> bool:
        """Starting is named where Enter does something else."""
        return super().in_bar(name) and (name != "start" or self.query_one(Menu).here.startswith(ROW))

    @on(Menu.Opened)
    def _opened(self, event: Menu.Opened) -> None:
        if self.query_one("#value", Input).display:
            self._accept()
        elif event.id == START:
            self.action_start()
        elif event.id == RESUME:
            self._go_on()
        elif event.id.startswith(VARIANT):
            self.form.take(event.id.removeprefix(VARIANT))
            self.action_start()
        else:
            self._change(event.id.removeprefix(ROW))

    @on(Menu.Moved)
    def _moved(self) -> None:
        self._wrong = None
        self._explain()
        self.refresh_keys()

    def on_key(self, event: events.Key) -> None:
        """Left and right go through choices; a digit begins to type."""
        here, line = self.query_one(Menu).here, self.query_one("#value", Input)
        if line.display and event.character and event.is_printable:
            event.stop()  # typed while the line was opening
            line.insert_text_at_cursor(event.character)
        if line.display or not here.startswith(ROW):
            return
        name = here.removeprefix(ROW)
        if event.key in ("left", "right") and self.form.choices(name):
            event.stop()
            self._turn(name, 1 if event.key == "right" else -1)
        elif (
            event.character
            and event.character in "0123456789.-"
            and not self.form.choices(name)
            and name != DATA
        ):
            event.stop()
            self._type(name, event.character)

    def _change(self, name: str) -> None:
        if self.form.choices(name):
            self._turn(name, 1)
        else:
            self._type(name, self.form.data if name == DATA else str(self.form.values[name]))

    def _turn(self, name: str, step: int) -> None:
        self.form.turn(name, step)
        self._wrong = None
        self.relabel()

    def _type(self, name: str, text: str) -> None:
        """Put the line over the value."""
        menu, line = self.query_one(Menu), self.query_one("#value", Input)
        line.styles.offset = (2 + NAME - 1, self.query_one("#about").outer_size.height + 1 + menu.cursor)
        line.styles.width = max(menu.size.width - NAME - 4, 16) if name == DATA else 18
        line.display = True
        line.value = text
        line.cursor_position = len(text)
        self.set_focus(line)

    @on(Input.Submitted, "#value")
    def _submitted(self) -> None:
        self._accept()

    def _accept(self) -> bool:
        """Take what stands in the line, if it is open; a text that does not fit stays there with a message."""
        line = self.query_one("#value", Input)
        if not line.display:
            return True
        try:
            self.form.set(self.query_one(Menu).here.removeprefix(ROW), line.value)
        except DemoError as error:
            self._wrong = self.form.named(error)
            self._explain()
            return False
        self._close_line()
        return True

    def _close_line(self) -> None:
        self._wrong = None
        self.query_one("#value", Input).display = False
        self.query_one(Menu).focus()
        self.relabel()

    def action_reset(self) -> None:
        """The default of the row under the cursor."""
        self.form.reset(self.query_one(Menu).here.removeprefix(ROW))
        self._wrong = None
        self.relabel()

    def action_defaults(self) -> None:
        """The defaults of all rows."""
        for name in [*self.form.rows, DATA]:
            self.form.reset(name)
        self._wrong = None
        self.relabel()

    def action_back(self) -> None:
        """From the line to the list, from the list back."""
        if self.typing:
            self._close_line()
        else:
            self.study.pop_screen()

    # -- on from here ---------------------------------------------------------------------------------

    def go_to_variants(self) -> None:
        """The first variant, as after a run."""
        if self.form.demo.presets:
            self.query_one(Menu).put_cursor(VARIANT + self.form.demo.presets[0].name)
            self._explain()
            self.refresh_keys()

    def action_start(self) -> None:
        """Ask for a prediction, then train."""
        if not self._accept():
            return
        try:
            order: Order = self.form.order()
        except DemoError as error:
            self._wrong = self.form.named(error)
            self._go_to(str(error.values.get("name", "")))
            self._explain()
            return
        self._wrong = None
        self.study.push_screen(PredictionScreen(order))

    def _go_on(self) -> None:
        """With the run that was stopped."""
        from quizrnn.app.screens.training import TrainingScreen

        if self._stopped is not None:
            folder, info = self._stopped
            self.study.push_screen(TrainingScreen(order_of(info), folder=folder))

    def _go_to(self, name: str) -> None:
        if name in self.form.rows:
            self.query_one(Menu).put_cursor(ROW + name)

    def _topic(self) -> str:
        """The first of the demo's topics that the bank has questions on."""
        known = {row.topic for row in self.study.bank.rows()}
        return next((topic for topic in self.form.demo.topics if topic in known), "")

    def action_draw(self) -> None:
        """A sheet to draw on; what is drawn is the data of the next run."""
        from quizrnn.app.screens.drawing import DrawingScreen

        self.study.push_screen(DrawingScreen(self._take_drawing))

    def _take_drawing(self, path: Path) -> None:
        self.form.set(DATA, str(path))
        self._wrong = None
        self.relabel()
        self.query_one(Menu).put_cursor(ROW + DATA)  # where it can be seen
        self._explain()
        self.refresh_keys()

    def action_questions(self) -> None:
        """Questions on the demo's topic."""
        from quizrnn.app.screens.questions import QuestionsScreen

        self.study.push_screen(QuestionsScreen(self._topic()))
