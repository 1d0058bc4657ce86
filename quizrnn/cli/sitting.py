"""A sitting line by line: shows, asks, grades, keeps, and goes on. Works on a terminal and on a pipe."""

from __future__ import annotations

import time
from datetime import datetime

from quizrnn.bank.model import Question
from quizrnn.cli import common
from quizrnn.cli.after import After
from quizrnn.cli.asking import Asker, Command
from quizrnn.cli.moves import Leaving
from quizrnn.errors import QuizrnnError
from quizrnn.grading import Answer
from quizrnn.progress import study_day
from quizrnn.quiz import Sitting, at_revision, is_elsewhere, pause, resume, schedule_line, summary


class PlainSitting(After):
    """Runs one sitting to its end or until the learner leaves."""

    def run(self, sitting: Sitting, *, aside: bool = False) -> None:
        """Ask every question that is left; at the end of the input save and say so.

        ``aside``: it was opened from another sitting, which goes on afterwards.
        """
        self.sitting = resume(sitting, time.time())
        try:
            while self.sitting.item is not None and not is_elsewhere(self.sitting, self.bank):
                at = self.sitting.at
                if self._come:
                    self._advance()
                    continue
                if not self._question() or not (aside or self._between(at)):
                    self._leave(aside=aside)
                    return
        except (EOFError, KeyboardInterrupt) as ending:
            if aside and isinstance(ending, Leaving):  # the sitting around it ends as well
                self._leave(aside=True, within_line=True)
                raise
            if not self.sitting.over:  # after the last question it is the end all the same
                self._leave(aside=aside, within_line=True)
                return
        self._keep(finished=self.sitting.over)
        if not aside:
            self._end()

    @property
    def _come(self) -> bool:
        """Whether the question at hand has been answered already, in a look aside."""
        return self.sitting.item is not None and self.sitting.item.state != "open"

    # -- one question -----------------------------------------------------------------------------

    def _question(self) -> bool:
        """One question until it is left; False when the learner leaves the sitting."""
        item, at = self.sitting.item, self.sitting.at
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
                if self._done_behind(asked):
                    if self.sitting.at != at or self._come:
                        return True
                    continue
                left = (
                    self._command(question, asked)
                    if isinstance(asked, Command)
                    else self._answer(question, asked)
                )
            except QuizrnnError as error:
                self._behind = None
                self.say(error.message(self.lang))
                continue
            if left is not None:
                return left

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

    def _leave(self, *, aside: bool, within_line: bool = False) -> None:
        """Save first: the terminal may be gone already. What was aside is not gone on with."""
        self.sitting = pause(self.sitting, time.time())
        self._keep(finished=aside or self.sitting.over)
        if within_line:
            self.say("")
        if aside:
            return
        trouble = self.store.trouble
        key = "saved" if trouble is None or trouble.beside else "saved-memory"
        command = common.with_places("quizrnn quiz --plain")
        self._tell(key, at=self.sitting.number, count=len(self.sitting.items), command=command)

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
        if line := schedule_line(self.sitting, self.store.card, study_day(time.time()), self.lang):
            self.say(line)
        if result.left:
            self._tell("end-left", count=result.left)
        if result.again:
            self._tell("end-again", ids=", ".join(result.again))


def when(seconds: float) -> str:
    """A moment as date and time."""
    return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M")
