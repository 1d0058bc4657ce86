"""A sitting line by line: shows, asks, grades, keeps, and goes on. Works on a terminal and on a pipe."""

from __future__ import annotations

import time
from datetime import datetime

from quizrnn.bank.model import Question
from quizrnn.cli.asking import Asker, Command, command_or_text
from quizrnn.cli.moves import Moves
from quizrnn.errors import QuizrnnError
from quizrnn.grading import Answer, AnswerUnclear
from quizrnn.i18n import tr
from quizrnn.quiz import Sitting, at_revision, pause, resume, summary


class PlainSitting(Moves):
    """Runs one sitting to its end or until the learner leaves."""

    def run(self, sitting: Sitting) -> None:
        """Ask every question that is left; at the end of the input save and say so."""
        self.sitting = resume(sitting, time.time())
        try:
            while self.sitting.item is not None:
                shown = self.sitting.item.question
                if not self._question() or not self._between(shown):
                    self._leave()
                    return
        except (EOFError, KeyboardInterrupt):
            self._leave(within_line=True)
            return
        self._keep(finished=True)
        self._end()

    # -- one question -----------------------------------------------------------------------------

    def _question(self) -> bool:
        """One question until it is left; False when the learner leaves the sitting."""
        item = self.sitting.item
        assert item is not None
        try:
            question = self.bank.get(item.question)
        except QuizrnnError:
            self._tell("gone", id=item.question)
            self._advance()
            return True
        self.sitting = at_revision(self.sitting, question)
        self._keep()
        self._show(question)
        while True:
            try:
                asked = self._ask(question)
                left = (
                    self._command(question, asked)
                    if isinstance(asked, Command)
                    else self._answer(question, asked)
                )
            except AnswerUnclear as unclear:
                self.say(unclear.message(self.lang))
                continue
            if left is not None:
                return left

    def _between(self, before: str) -> bool:
        """Wait until the feedback on ``before`` has been read; False when the learner leaves the sitting."""
        item = self.sitting.item
        while self.waits and item is not None and item.question != before:
            asked = command_or_text(self.read(tr("plain", "continue", self.lang)))
            if not isinstance(asked, Command) or asked.name == "next":
                break
            if asked.name == "mark":
                self._mark(before)
            elif asked.name == "rate":
                self._rate(asked.argument)
            elif asked.name == "undo":
                if self._undo():
                    break
            elif asked.name == "quit":
                return False
            else:
                self._tell("continue-only")
        return True

    def _ask(self, question: Question) -> Answer | Command:
        shown = self._shown(question)
        drafts = self._draft(question, shown)

        def keep(name: str, text: str) -> None:
            drafts[name] = text
            self._keep_draft(question, drafts)

        return Asker(self.read, self.say, self.lang, keep=keep, width=self.width).ask(
            question, shown, dict(drafts)
        )

    # -- the end ----------------------------------------------------------------------------------

    def _leave(self, *, within_line: bool = False) -> None:
        """Save first: the terminal may be gone already."""
        self.sitting = pause(self.sitting, time.time())
        self._keep(finished=self.sitting.over)
        if within_line:
            self.say("")
        trouble = self.store.trouble
        key = "saved" if trouble is None or trouble.lasting else "saved-memory"
        self._tell(key, at=self.sitting.at + 1, count=len(self.sitting.items))

    def _end(self) -> None:
        result = summary(self.sitting)
        self.say("")
        self._tell(
            "end",
            right=result.right,
            wrong=result.wrong,
            unknown=result.unknown,
            skipped=result.skipped,
            minutes=round(result.seconds / 60),
        )
        if result.left:
            self._tell("end-left", count=result.left)
        if result.again:
            self._tell("end-again", ids=", ".join(result.again))


def when(seconds: float) -> str:
    """A moment as date and time."""
    return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M")
