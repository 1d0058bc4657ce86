"""Between two questions: what is read there concerns the question that was just left."""

from __future__ import annotations

import random
import time
from abc import abstractmethod
from typing import TYPE_CHECKING

from quizrnn.bank.model import Question
from quizrnn.cli.asking import Command, command_or_text
from quizrnn.cli.moves import Moves
from quizrnn.errors import QuizrnnError
from quizrnn.i18n import tr
from quizrnn.quiz import begin, beside

if TYPE_CHECKING:
    from quizrnn.app.screens.links import Link
    from quizrnn.quiz import Sitting

AFTER = frozenset({"wrong", "mark", "rate", "undo", "see"})
"""Commands that are about the question just left, until the learner goes on."""


class After(Moves):
    """What may be done after a verdict: report, mark, rate, take back, look at something beside it."""

    @abstractmethod
    def run(self, sitting: Sitting, *, aside: bool = False) -> None:
        """Run a sitting to its end or until the learner leaves."""

    def _between(self, at: int) -> bool:
        """Wait until the feedback on the question left at ``at`` has been read, and do what is asked about it.

        False when the learner leaves the sitting. A script shows the next question at once; only after the
        last one it may go on with commands here.
        """
        question = self._left(at)
        if question is None:
            return True
        if not self.waits and not self.sitting.over:
            self._behind = at
            return True
        if not self.waits:
            self._tell("continue-end")
        while self.sitting.at == at + 1:
            asked = command_or_text(self.read(self._prompt_between()))
            if not isinstance(asked, Command) or asked.name == "next":
                return True
            if asked.name == "quit":
                return self.sitting.over
            if not self._after(question, asked, at):
                self._tell("continue-only")
        return True

    def _left(self, at: int) -> Question | None:
        """The question that was left at ``at``; None where an answer was taken back or it is gone."""
        if self.sitting.at != at + 1:
            return None
        try:
            return self.bank.get(self.sitting.items[at].question)
        except QuizrnnError:
            return None

    def _prompt_between(self) -> str:
        if not self.waits:
            return tr("plain", "prompt", self.lang)
        return tr("plain", "continue-end" if self.sitting.over else "continue", self.lang) + " "

    def _done_behind(self, asked: object) -> bool:
        """Whether a command of a script was about the question just left, and is done.

        Any other line goes on: from then on such commands are about the question that is shown.
        """
        at, self._behind = self._behind, None
        if at is None or not isinstance(asked, Command) or asked.name not in AFTER:
            return False
        question = self._left(at)
        if question is None:
            return False
        self._after(question, asked, at)
        self._behind = at
        return True

    def _after(self, question: Question, asked: Command, at: int) -> bool:
        """Do what is asked about the question left at ``at``; False for what is not known there."""
        match asked.name:
            case "mark":
                self._mark(question.id)
            case "rate":
                self._rate(asked.argument)
            case "wrong":
                self._report(question, self.sitting.items[at])
            case "see":
                self._see(question, asked.argument)
            case "undo":
                self._undo(back_first=True)
            case "lang":
                self._switch_language()
            case "help":
                self._tell("help")
            case _:
                return False
        return True

    # -- where to go on -----------------------------------------------------------------------------

    def _see(self, question: Question, number: str) -> None:
        """Open what was listed under that number; without one the only entry, or the list again."""
        from quizrnn.app.screens.links import links

        found = links(self.bank, question, self.lang)
        wanted = number or ("1" if len(found) == 1 else "")
        if not found:
            self._tell("see-none")
        elif not wanted:
            self._tell_links(question)
        elif wanted.isascii() and wanted.isdigit() and len(wanted) <= 6 and 1 <= int(wanted) <= len(found):
            self._open(question, found[int(wanted) - 1])
        else:
            self._tell("see-which", count=len(found))

    def _open(self, question: Question, link: Link) -> None:
        if link.demo:
            self._tell("see-demo", title=link.title, name=link.demo)
        elif link.reference:
            from quizrnn.app.reference_page import page, plain_text

            self.say(plain_text(page(link.reference, self.lang), self.width))
        else:
            self._aside(link.id)
            self._tell("see-back", id=question.id)

    def _aside(self, question: str) -> None:
        """One question in a sitting of its own, then back to this one."""
        self._outer.append(self.sitting)
        last, practice = self._last, self.sitting.practice
        only = begin(
            [self.bank.get(question)], random.Random(), time.time(), lang=self.lang, practice=practice
        )
        self.run(only, aside=True)
        (answered,) = self.sitting.items
        self._outer = [beside(sitting, answered) for sitting in self._outer]
        self.sitting, self._last = self._outer.pop(), last
        self._keep(finished=self.sitting.over)
