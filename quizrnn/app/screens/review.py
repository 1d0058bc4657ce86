"""Today's review: what is due and how long it will take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.content import Content

from quizrnn.app.commands import Place, bindings
from quizrnn.app.screens.marks import toggle_bookmark
from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.menu import Entry, Menu, MenuScroll
from quizrnn.app.widgets.prose import Prose
from quizrnn.app.widgets.wrap import fit
from quizrnn.bank.model import Row
from quizrnn.i18n import tr
from quizrnn.progress import BOOKMARK
from quizrnn.quiz import REVIEW, Planned, left_reviews, minutes, nothing_due, plan, save

if TYPE_CHECKING:
    from quizrnn.app.app import QuizrnnApp
    from quizrnn.app.screens.sitting import SittingScreen

TOPIC = 24
"""Cells for the name of a topic."""
TIME = 7
"""Cells for the minutes."""


def review_sitting(study: QuizrnnApp, first: str = "") -> SittingScreen:
    """A screen with today's review, beginning at a question; it takes the place of one that was left."""
    from quizrnn.app.screens.sitting import new_sitting

    for left in left_reviews(study.store.unfinished(), study.bank):
        study.store.save_sitting(left.id, save(left), finished=True)
    ids = [one.row.id for one in plan(study.bank.rows(), study.store.due())]
    start = ids.index(first) if first in ids else 0
    return new_sitting(study, ids[start:] + ids[:start], title=REVIEW)


class ReviewScreen(Page):
    """The questions that are due, in the order in which they are asked; Enter begins at one."""

    PLACE: ClassVar[Place] = "due"
    BINDINGS: ClassVar[list[Any]] = bindings("due")

    def __init__(self) -> None:
        super().__init__()
        self.planned: list[Planned[Row]] = []

    def content(self) -> ComposeResult:
        """The list, or that there is nothing."""
        yield Prose(id="none")
        with MenuScroll(id="review"):
            yield Menu(id="menu")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Menu).focus()

    def returned(self) -> None:
        """Something has been answered since."""
        self.relabel()

    def relabel(self) -> None:
        """What is due now, in the learner's language."""
        study = self.study
        self.planned = plan(study.bank.rows(), study.store.due())
        count = tr("review", "list-count", self.lang, count=len(self.planned), minutes=minutes(self.planned))
        self.heading(f" {tr('review', 'title', self.lang)}", count if self.planned else "")
        marked = study.store.marks(BOOKMARK)
        topics = {topic.id: topic.title.get(self.lang) for topic in study.bank.topics()}
        self.query_one(Menu).set(
            [self._entry(one, topics.get(one.row.topic, ""), one.row.id in marked) for one in self.planned]
        )
        none = self.query_one("#none", Prose)
        none.display = not self.planned
        none.set(nothing_due(study.store, study.bank.rows(), self.lang, "list"))
        super().relabel()

    def _entry(self, one: Planned[Row], topic: str, marked: bool) -> Entry:
        mark = "* " if marked else "  "
        left = Content.assemble((mark, "bold $text-accent"), one.row.title.get(self.lang))
        time = tr("review", "minutes", self.lang, minutes=minutes([one]))
        return Entry(
            one.row.id,
            left,
            Content.assemble((fit(topic, TOPIC), "dim"), " " * (TIME - cell_len(time)), time),
        )

    # -- actions --------------------------------------------------------------------------------------

    def own_keys(self) -> list[tuple[str, str]]:
        """Another question may be the first."""
        return [("Enter", self.say("do.from_here"))] if self.planned else []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to do in an empty list."""
        return bool(self.planned) if action in ("review", "bookmark") else True

    def action_review(self) -> None:
        """Begin with the first question."""
        self.study.push_screen(review_sitting(self.study))

    def action_bookmark(self) -> None:
        """Set or take away the bookmark of the question under the cursor."""
        toggle_bookmark(self.study.store, self.query_one(Menu).here)
        self.relabel()

    @on(Menu.Opened)
    def _opened(self, event: Menu.Opened) -> None:
        self.study.push_screen(review_sitting(self.study, event.id))
