"""A list of questions: a topic's, or what a search finds."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from quizrnn.app.commands import Place, bindings
from quizrnn.app.screens.marks import marks_asked, toggle_bookmark
from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.entry import Line
from quizrnn.app.widgets.menu import Entry, Menu, MenuScroll
from quizrnn.app.widgets.prose import Prose
from quizrnn.app.widgets.wrap import fit
from quizrnn.bank.model import Row
from quizrnn.progress import ASIDE, BOOKMARK
from quizrnn.quiz import easy_first

SIGNS = {
    "right": ("✓", "$text-success", "right"),
    "skip": ("-", "dim", "skipped"),
    "aside": ("-", "dim", "aside"),
}
WRONG = ("✗", "$text-error", "wrong")


class QuestionsScreen(Page):
    """Questions with what became of them; Enter begins at one."""

    PLACE: ClassVar[Place] = "list"
    BINDINGS: ClassVar[list[Any]] = bindings("list")

    def __init__(self, topic: str | None) -> None:
        super().__init__()
        self.topic = topic
        self.rows: list[Row] = []

    def content(self) -> ComposeResult:
        """The search line, the list."""
        yield Line(id="search")
        yield Prose(id="none")
        with MenuScroll(id="questions"):
            yield Menu(id="menu")

    def on_mount(self) -> None:
        """A topic begins in its list, a search in its line."""
        search = self.query_one("#search", Input)
        search.display = self.topic is None
        (search if self.topic is None else self.query_one(Menu)).focus()

    def returned(self) -> None:
        """Progress has changed while a sitting was open."""
        self.relabel()

    def relabel(self) -> None:
        """Titles and marks anew."""
        search = self.query_one("#search", Input)
        search.placeholder = self.say("list.search.hint")
        store = self.study.store
        marked, aside = store.marks(BOOKMARK), store.marks(ASIDE)
        marks, text = marks_asked(search.value)
        rows = self.study.bank.rows(topic=self.topic, text=text or None)
        for mark in marks:
            rows = [row for row in rows if row.id in (marked if mark == BOOKMARK else aside)]
        self.rows = easy_first(rows) if self.topic and not text else rows
        count = "list.count" if len(self.rows) != 1 else "list.count.one"
        self.heading(f" {self._title()}", self.say(count, count=len(self.rows)) + " ")
        latest = store.latest()
        outcomes = dict.fromkeys(aside, "aside") | {
            id: one.outcome for id, one in latest.items() if id not in aside
        }
        self.query_one(Menu).set(
            [self._entry(row, outcomes.get(row.id, ""), row.id in marked) for row in self.rows]
        )
        none = self.query_one("#none", Prose)
        none.display = not self.rows
        none.set(self.say("list.none", letter=self.key("back")))
        super().relabel()

    def _title(self) -> str:
        for topic in self.study.bank.topics():
            if topic.id == self.topic:
                return topic.title.get(self.lang)
        return self.say("list.search")

    def _entry(self, row: Row, outcome: str, marked: bool) -> Entry:
        sign, style, word = SIGNS.get(outcome, WRONG) if outcome else (" ", "dim", "unseen")
        name = "order" if row.ordering else row.kind
        kind = self.say(f"mode.{row.mode}" if row.mode else f"kind.{name}")
        mark = "*" if marked else " "
        left = Content.assemble((sign, style), (mark, "bold $text-accent"), row.title.get(self.lang))
        right = Content.assemble(
            (fit(self.say(f"mark.{word}"), 8), style),
            " ",
            (fit(kind, 14), "dim"),
            " ",
            (f"L{row.level}", "dim"),
        )
        return Entry(row.id, left, right)

    # -- actions --------------------------------------------------------------------------------------

    def own_keys(self) -> list[tuple[str, str]]:
        """How one studies the list."""
        return [("Enter", self.say("do.from_here"))] if self.rows and not self.typing else []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to practise in an empty list."""
        return bool(self.rows) if action in ("practise", "bookmark") else True

    def action_search(self) -> None:
        """Type a word; a key that comes before there is a line, or after it has gone, does nothing."""
        for search in self.query("#search").results(Input):
            search.display = True
            search.focus()

    def action_bookmark(self) -> None:
        """Set or take away the bookmark of the question under the cursor."""
        toggle_bookmark(self.study.store, self.query_one(Menu).here)
        self.relabel()

    def action_practise(self) -> None:
        """Begin with the first question that is not set aside; the schedule is left alone."""
        aside = self.study.store.marks(ASIDE)
        first = next((row.id for row in self.rows if row.id not in aside), self.rows[0].id)
        self._begin(first, practice=True)

    def action_back(self) -> None:
        """From the search line to the list, from the list home."""
        search = self.query_one("#search", Input)
        if search.has_focus and search.value and self.rows:
            self.query_one(Menu).focus()
        else:
            self.study.pop_screen()

    @on(Input.Changed, "#search")
    def _search(self) -> None:
        self.relabel()

    @on(Input.Submitted, "#search")
    def _searched(self) -> None:
        if self.rows:
            self.query_one(Menu).focus()

    def on_key(self, event: events.Key) -> None:
        """Down leads from the search line into the list."""
        if event.key == "down" and self.query_one("#search", Input).has_focus and self.rows:
            event.stop()
            self.query_one(Menu).focus()

    @on(Menu.Opened)
    def _opened(self, event: Menu.Opened) -> None:
        self._begin(event.id)

    def _begin(self, id: str, *, practice: bool = False) -> None:
        from quizrnn.app.screens.sitting import new_sitting

        # What was set aside is asked only where it was opened itself.
        aside = self.study.store.marks(ASIDE)
        ids = [row.id for row in self.rows if row.id == id or row.id not in aside]
        start = ids.index(id)
        self.study.push_screen(new_sitting(self.study, ids[start:] + ids[:start], practice=practice))
