"""The end of a sitting: what came of it, when it comes back, and what to look at again."""

from __future__ import annotations

import time

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content

from quizrnn.app.screens.page import Page
from quizrnn.app.screens.session import Session
from quizrnn.app.widgets.answer import digit
from quizrnn.app.widgets.menu import Entry, Menu, MenuScroll
from quizrnn.app.widgets.prose import Prose
from quizrnn.errors import QuizrnnError
from quizrnn.progress import study_day
from quizrnn.quiz import schedule_line, summary

NOTHING = Content("")
BACK = "back"
DIGITS = 9


class SummaryScreen(Page):
    """A few lines; Enter goes back, or asks one of the questions again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._again: list[str] = []
        """The questions to look at again that the bank has."""

    def content(self) -> ComposeResult:
        """The counts and the list."""
        yield Prose(id="counts")
        with MenuScroll(id="summary"):
            yield Menu(id="menu")

    def on_mount(self) -> None:
        """Begin where Enter goes back."""
        self.query_one(Menu).focus()

    def returned(self) -> None:
        """A question has been asked again."""
        self.relabel()

    def relabel(self) -> None:
        """All words anew."""
        self.heading(f" {self.say('sitting.done')}")
        self.query_one("#counts", Prose).set(f"**{self._counts()}**\n\n{self._schedule()}")
        self._fill()
        super().relabel()

    def _counts(self) -> str:
        facts = summary(self.session.sitting)
        return self.say(
            "sitting.summary",
            right=facts.right,
            wrong=facts.wrong + facts.unknown,
            skipped=facts.skipped,
        )

    def _schedule(self) -> str:
        """The time it took, and what it did to the schedule."""
        sitting = self.session.sitting
        minutes = self.say("sitting.minutes", minutes=max(1, round(summary(sitting).seconds / 60)))
        line = schedule_line(sitting, self.study.store.card, study_day(time.time()), self.lang)
        return f"{minutes} {line}" if self.lang == "en" else minutes + line

    def _fill(self) -> None:
        """The way back, then the questions, each with its digit."""
        entries, self._again = [Entry(BACK, Content(self.say(self._below())), NOTHING)], []
        right = {id for id, one in self.study.store.latest().items() if one.outcome == "right"}
        for name in summary(self.session.sitting).again:
            try:
                title = self.study.bank.get(name).title.get(self.lang)
            except QuizrnnError:
                continue
            self._again.append(name)
            number = len(self._again) if len(self._again) <= DIGITS else " "
            sign = ("✓ ", "$text-success") if name in right else "  "
            left = Content.assemble((f"{number}  ", "bold $text-accent"), sign, title)
            entries.append(Entry(name, left, Content.styled(name, "dim")))
        if self._again:
            head = Content.styled(self.say("sitting.again"), "bold")
            entries[1:1] = [Entry("", NOTHING, NOTHING), Entry("", head, NOTHING)]
        self.query_one(Menu).set(entries)

    def _below(self) -> str:
        """Where one goes back to, as a key of the strings."""
        below = self.app.screen_stack[-2]
        place = below.PLACE if isinstance(below, Page) else ""
        return f"sitting.back.{place}" if place in ("home", "list", "due") else "sitting.back"

    # -- actions --------------------------------------------------------------------------------------

    def own_keys(self) -> list[tuple[str, str]]:
        """What Enter does here, and the digits."""
        again = self.say("do.ask_again")
        here = self.say("do.back") if self.query_one(Menu).here == BACK else again
        last = min(len(self._again), DIGITS)
        digits = [(f"1-{last}" if last > 1 else "1", again)] if last else []
        return [("Enter", here), *digits]

    @on(Menu.Moved)
    def _moved(self) -> None:
        self.refresh_keys()

    @on(Menu.Opened)
    def _opened(self, event: Menu.Opened) -> None:
        if event.id == BACK:
            self.study.pop_screen()
        else:
            self._ask(event.id)

    def on_key(self, event: events.Key) -> None:
        """A digit asks one of the questions again."""
        number = digit(event)
        if number and number <= len(self._again):
            event.stop()
            self._ask(self._again[number - 1])

    def _ask(self, name: str) -> None:
        from quizrnn.app.screens.sitting import new_sitting

        practice = self.session.sitting.practice
        self.study.push_screen(new_sitting(self.study, [name], practice=practice, outer=self.session))
