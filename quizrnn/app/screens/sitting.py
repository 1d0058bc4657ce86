"""A sitting: from question to question, with what can be done at each and where it leads."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

from quizrnn.app.commands import commands
from quizrnn.app.screens.answering import AnsweringScreen
from quizrnn.app.screens.marks import toggle_bookmark, toggle_report
from quizrnn.app.screens.session import Session
from quizrnn.app.widgets.answer import digit
from quizrnn.app.widgets.codepad import CodePad
from quizrnn.app.widgets.entry import Entry
from quizrnn.app.widgets.essay import EssayPad
from quizrnn.app.widgets.options import OptionsList
from quizrnn.bank.model import Row
from quizrnn.errors import os_reason
from quizrnn.i18n import tr
from quizrnn.progress import ASIDE
from quizrnn.quiz import Sitting, begin, choose, together

if TYPE_CHECKING:
    from quizrnn.app.app import QuizrnnApp

REPORT = next(command for command in commands("sitting") if command.id == "report")


def new_sitting(
    study: QuizrnnApp,
    ids: Sequence[str],
    *,
    title: str = "",
    practice: bool = False,
    outer: Session | None = None,
    count: int | None = None,
    rows: Sequence[Row] | None = None,
) -> SittingScreen:
    """A screen with a new sitting over these questions, those of a set one after the other.

    ``practice`` leaves the schedule alone; ``outer``: the sitting that it is opened from, and that goes on
    afterwards; ``count`` limits their number; ``rows``: the bank's, if at hand.
    """
    rows = together(choose(study.bank.rows() if rows is None else rows, ids=ids), count)
    sitting = begin(rows, random.Random(), time.time(), title=title, lang=study.lang, practice=practice)
    return open_sitting(study, sitting, outer)


def open_sitting(study: QuizrnnApp, sitting: Sitting, outer: Session | None = None) -> SittingScreen:
    """A screen that goes on with a sitting; ``outer``: the one that it was opened from."""
    return SittingScreen(Session(sitting, study.bank, study.store, outer))


class SittingScreen(AnsweringScreen):
    """Offers what makes sense at the question at hand, and goes from question to question."""

    @property
    def aside(self) -> bool:
        """A look at one other question, from which one comes back."""
        return self.session.outer is not None

    # -- what can be done -----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense now."""
        if not hasattr(self, "place"):
            return action in ("back", "language", "help", "palette", "leave")
        pad, panel, tried = isinstance(self.place, CodePad), self.reading.panel, self.session.tried
        allowed = {
            "next": self.over or tried,
            "submit": not self.over,
            "run": pad and not self.over,
            "edit": not self.over and isinstance(self.place, (CodePad, EssayPad, Entry)),
            "external": pad and not self.over,
            "common": bool(self.shown.set_ask),
            "region": pad and not self.over,
            "restart": pad and not self.over,
            "copy": bool(panel.paste),
            "others": self.over and panel.options is not None and not self._others,
            "undo": tried or self.session.behind,
            "rate": self.over and tried and not self.session.sitting.practice,
            "hint": not self.over and bool(self.shown.hints),
            "skip": not self.over and not tried,
            "dont_know": not self.over,
            "see": bool(self.links),
            "demo": any(link.demo for link in self.links),
            "code": self.over and self.has_class("-code") and self.has_class("-narrow"),
        }
        if action in allowed:
            return allowed[action] and not self.busy
        return True

    def in_bar(self, name: str) -> bool:
        """F5 is named where Enter does not do the same, and the way to the editor only outside of it."""
        if name == "submit":
            return isinstance(self.place, CodePad) or (
                isinstance(self.place, EssayPad) and not self.place.comparing
            )
        if name == "back" and self.busy:
            return False  # it stops the check, as ``own_keys`` says
        if name == "see":
            return len(self.links) == 1
        if name == "undo":
            return self.session.tried
        if name == "region":
            return isinstance(self.place, CodePad) and len(self.place.editor.regions.names) > 1
        return super().in_bar(name) and not (name == "edit" and self.typing)

    def own_keys(self) -> list[tuple[str, str]]:
        """The keys of the place for the answer."""
        if not hasattr(self, "place"):
            return []
        if self.busy:
            return [(self.key("back"), self.say("do.cancel"))]
        if self.over:
            numbers = [(f"1-{len(self.links)}", self.say("do.see"))] if len(self.links) > 1 else []
            return [("Enter", self.say("do.back" if self.aside else "do.next")), *numbers]
        if isinstance(self.focused, OptionsList):
            digits = f"1-{len(self.shown.options)}"
            if self.shown.several:
                return [(digits, self.say("do.toggle")), ("Enter", self.say("do.answer"))]
            return [(digits, self.say("do.pick"))]
        if self._written_into and not self.typing:
            return [("Enter", self.say("do.next"))] if self.session.tried else []
        if self.typing and not isinstance(self.place, Entry):
            return []
        return [("Enter", self.say("do.answer"))]

    @property
    def _written_into(self) -> bool:
        """True for a place that one writes into, and that Esc leaves for the keys of the screen."""
        if isinstance(self.place, EssayPad):
            return not self.place.comparing
        return isinstance(self.place, (CodePad, Entry))

    # -- beside the question --------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """After an answer a digit follows a link."""
        number = digit(event)
        if self.over and number is not None:
            event.stop()
            if not self.deaf.now:
                self._follow(number - 1)

    def action_see(self) -> None:
        """Follow the first link."""
        self._follow(0)

    def action_demo(self) -> None:
        """Open the first demo among the links."""
        self._follow(next(index for index, link in enumerate(self.links) if link.demo))

    def _follow(self, index: int) -> None:
        if not 0 <= index < len(self.links):
            return
        link = self.links[index]
        if link.id:
            practice = self.session.sitting.practice
            aside = new_sitting(self.study, [link.id], practice=practice, outer=self.session)
            self.study.push_screen(aside)
        elif link.demo:
            from quizrnn.app.screens.demo import DemoScreen

            self.study.push_screen(DemoScreen(link.demo))
        else:
            from quizrnn.app.screens.reference import ReferenceScreen

            self.study.push_screen(ReferenceScreen(link.reference))

    def action_code(self) -> None:
        """Show the code again where the feedback has taken its room, or put it away."""
        self.toggle_class("-code-again")

    def action_bookmark(self) -> None:
        """Set or take away the bookmark."""
        on = toggle_bookmark(self.study.store, self.question.id)
        self.relabel()
        self.say_state("mark.set" if on else "mark.taken")

    def action_report(self) -> None:
        """Write down that something is wrong with the question, and set it aside: asked first, for a slip would
        take it out of study unseen. Or take it up again.
        """
        judged, store = self._reply.judged, self.study.store
        letter = self.key("report")
        if not self._report_asked and self.question.id not in store.marks(ASIDE):
            self.say_state("report.ask", letter=letter)
            return
        try:
            path = toggle_report(store, self.question, self.shown, self.lang, judged)
        except OSError as error:
            self.say_state("report.failed", reason=os_reason(error, self.lang))
            return
        if path is None:
            self.say_state("report.taken")
        else:
            self.say_words(lambda lang: tr("app", "report.written", lang, path=path, letter=letter))

    @property
    def _report_asked(self) -> bool:
        """Whether the question stands there that the report's key answers."""
        return self._message[:1] == ("report.ask",)

    def before_key(self, key: str) -> None:
        """Any key but that of the report takes the report back that was asked about."""
        if self._report_asked and key not in self.study.keymap.keys(REPORT):
            self.say_state("")

    # -- moves ----------------------------------------------------------------------------------------

    def action_hint(self) -> None:
        """One hint more; where all are open, the last one is shown again."""
        if self.session.hints < len(self.shown.hints):
            self.session.hint()
            self._show_hints()
        else:
            self.say_state("sitting.hints.none")
        self.reading.look_at(self.query_one("#hints"), last=True)

    async def action_skip(self) -> None:
        """Leave it for another day; what was written waits there."""
        self._drafts.save()
        self.session.skip(self.lang)
        await self._go_on()
        if not self.session.finished:
            # Where one writes, a letter would be text; the focus itself comes only after the layout.
            letter = self.study.key_of("undo", "sitting", typing=self._written_into)
            self.say_state("sitting.skipped", letter=letter)

    async def action_undo(self) -> None:
        """Take back the last answer: a slip of the key. What has been written since stays."""
        self._drafts.save()
        undone = self.session.undo()
        await self.show_question()
        self.say_state("sitting.undone" if undone else "sitting.undone.none")

    async def action_next(self) -> None:
        """On to the next question; not in the very moment in which a verdict appears."""
        if not self.deaf.now:
            await self._go_on()

    async def _go_on(self) -> None:
        self._drafts.save()
        self.session.advance()
        await self.show_question()

    def finish(self) -> None:
        """To the summary, or back to where one came from."""
        from quizrnn.app.screens.summary import SummaryScreen

        if self.aside:
            self.study.pop_screen()
            return
        self.study.switch_screen(SummaryScreen(self.session))

    def action_back(self) -> None:
        """Stop a check, leave the editor, or leave the sitting."""
        if self.busy:
            self.stop_judging()
        elif self.typing:
            self.set_focus(None)
        else:
            self.pause()
            self.study.pop_screen()

    def pause(self) -> None:
        """Everything that is not finished goes to disk."""
        self._drafts.save()
        if self.aside:
            self.session.drop()
        else:
            self.session.pause()
