"""What moves a question of a sitting on: an answer, or a command."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import msgspec

from quizrnn.bank.model import Code, Question
from quizrnn.cli.asking import Command
from quizrnn.cli.telling import Telling
from quizrnn.errors import KeyedError, QuizrnnError, os_reason
from quizrnn.grading import Answer, AnswerUnclear, Coded, Essayed, feedback, grade_now, key_now, solved
from quizrnn.grading.code import computing, source_of
from quizrnn.home import user_path
from quizrnn.i18n import tr
from quizrnn.progress import BOOKMARK, RATINGS
from quizrnn.quiz import (
    Item,
    Presented,
    back,
    dont_know,
    draft_of,
    hint,
    now_called,
    record,
    retry,
    reveal,
    skip,
    undo,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizrnn.progress import Attempt
    from quizrnn.verdict import Verdict

BIGGEST_FILE = 2**20
LANGUAGES = ("en", "ja")
T = TypeVar("T")


class Leaving(KeyboardInterrupt):
    """The terminal is closed, or the program is asked to end: no check is worth waiting for."""


class Moves(Telling):
    """Answers are judged, commands done; each says whether the question, or the sitting, is left."""

    def _answer(self, question: Question, answer: Answer) -> bool | None:
        """Judge, keep and show; True when the question is over."""
        verdict = self._unless_stopped(lambda: self._graded(question, answer))
        if verdict is None:
            return None
        card = self.store.card(question.id)
        self.sitting, attempt = record(
            self.sitting, question, answer, verdict, time.time(), lang=self.lang, way="plain", card=card
        )
        self._store(attempt)
        shown = self._shown(question)
        page = feedback(question, answer, verdict, self.lang, shown.shown_number)
        self._say_blocks(page.blocks, shown)
        assert self.sitting.item is not None
        if self.sitting.item.state == "open":
            self._tell("again")
            self.sitting = retry(self.sitting, time.time())
            self._keep()
            return None
        self._say_blocks(page.solved, shown)
        self._tell_return(question.id, attempt.rating)
        self._tell_links(question)
        if verdict.outcome == "right" or isinstance(answer, Essayed):
            self.store.drop_draft(question.id)
        self._advance()
        return True

    def _graded(self, question: Question, answer: Answer) -> Verdict:
        judge = self.judge(bool(question.needs)) if self._needs_judge(question) else None
        return grade_now(question, answer, judge, computing(question, self.bank.sources(question)))

    def _unless_stopped(self, work: Callable[[], T]) -> T | None:
        """What a judge's work comes to; None where Ctrl+C stopped it, which stops nothing else."""
        try:
            return work()
        except Leaving:
            raise
        except KeyboardInterrupt:
            self.judge(False).close()  # it starts anew for the next check
            self._tell("stopped")
            return None

    def _needs_judge(self, question: Question) -> bool:
        return question.kind == "code" or self._is_computed(question)

    def _is_computed(self, question: Question) -> bool:
        return bool(getattr(question.body, "compute", ""))

    def _computed(self, question: Question, shown: Presented) -> dict[str, float]:
        """The right numbers where bank code computes them; none where that fails."""
        if not self._is_computed(question):
            return {}
        program = computing(question, self.bank.sources(question))
        try:
            return key_now(question, shown.seed, self.judge(False), program)
        except QuizrnnError as error:
            self.say(error.message(self.lang))
            return {}

    # -- commands ---------------------------------------------------------------------------------

    def _command(self, question: Question, command: Command) -> bool | None:
        """Do it; True when the question is left, False when the sitting is, None to ask again."""
        now = time.time()
        match command.name:
            case "hint":
                self._hint(question)
            case "skip":
                self.sitting, attempt = skip(self.sitting, now, lang=self.lang, way="plain")
                return self._close(question, attempt, "skipped", show=False)
            case "unknown":
                self.sitting, attempt = dont_know(self.sitting, now, lang=self.lang, way="plain")
                return self._close(question, attempt, "unknown", show=True)
            case "answer":
                self.sitting, attempt = reveal(self.sitting, now, lang=self.lang, way="plain")
                return self._close(question, attempt, "", show=True)
            case "next":
                self._advance()
                return True
            case "again":
                self._show(question, anew=True)
            case "undo":
                return self._undo()
            case "lang":
                self._switch_language()
                self._show(question, anew=True)
            case "mark":
                self._mark(question.id)
            case "wrong":
                assert self.sitting.item is not None
                self._report(question, self.sitting.item)
            case "rate":
                self._rate(command.argument)
            case "quit":
                return False
            case "see":
                self._tell("see-early")
            case "help":
                self._tell("help")
            case "file" if isinstance(question.body, Code) and question.body.mode != "choose":
                return self._answer(question, Coded(source=self._file(command.argument)))
            case "run" if isinstance(question.body, Code) and question.body.mode != "choose":
                self._run(question, question.body)
            case "restart" if isinstance(question.body, Code) and question.body.mode != "choose":
                self._restart(question)
            case _:
                self._tell("no-command", name=command.name)
        return None

    def _mark(self, question: str) -> None:
        on = question not in self.store.marks(BOOKMARK)
        self.store.mark(question, BOOKMARK, on=on)
        self._tell("marked" if on else "unmarked", id=question)

    def _switch_language(self) -> None:
        self.lang = "en" if self.lang == "ja" else "ja"
        self.store.set_setting("lang", self.lang)
        self._tell("language")

    def _report(self, question: Question, item: Item) -> None:
        """Set the question aside, or take it up again: the same report as in the app."""
        from quizrnn.app.screens.marks import toggle_report

        shown = self._shown(question, item)
        try:
            path = toggle_report(self.store, question, shown, self.lang, self._judged(question))
        except OSError as error:
            self.say(tr("app", "report.failed", self.lang, reason=os_reason(error, self.lang)))
            return
        self.say(
            tr("app", "report.written" if path else "report.taken", self.lang, path=path, letter=":wrong")
        )

    def _judged(self, question: Question) -> tuple[Answer, Verdict] | None:
        """The last answer to the question in this sitting, with its verdict."""
        for attempt in reversed(self.store.attempts([question.id])):
            if attempt.verdict is not None and attempt.sitting == self.sitting.id:
                with suppress(msgspec.MsgspecError):
                    return msgspec.json.decode(attempt.answer, type=Answer), attempt.verdict
        return None

    def _rate(self, word: str) -> None:
        """The learner's own rating of the last answer."""
        names = {
            tr("review", name, lang): number for lang in LANGUAGES for number, name in enumerate(RATINGS, 1)
        }
        rating = names.get(word.casefold())
        last = self.store.attempt(self._last) if self._last else None
        if last is None or self.sitting.practice or rating is None:
            missing = last is None or self.sitting.practice
            self.say(tr("review", "rate-none" if missing else "rate-what", self.lang))
            return
        self.store.rate(self._last, rating)
        self._tell_return(last.question, rating)

    def _undo(self, *, back_first: bool = False) -> bool | None:
        """Take back the last answer, here or to the question before; True shows that question anew."""
        before = self.sitting
        if back_first or not (self.sitting.item and self.sitting.item.tries):
            self.sitting = back(self.sitting, time.time())
        self.sitting, at = undo(self.sitting)
        item = self.sitting.item
        taken = self.store.given(now_called(self.bank, item.question), self.sitting.id, at) if item else None
        if taken is None:
            self.sitting = before
            self._tell("undo-none")
            return None
        self.store.undo(taken.id)
        self._last = 0
        # What has been written since stays.
        if (draft := draft_of(taken)) and self.store.draft(taken.question, taken.revision) is None:
            self.store.save_draft(taken.question, taken.revision, draft)
        self._keep()
        self._tell("undone")
        return True

    def _hint(self, question: Question) -> None:
        assert self.sitting.item is not None
        before = self.sitting.item.hints
        self.sitting = hint(self.sitting, question)
        assert self.sitting.item is not None
        if self.sitting.item.hints == before:
            self._tell("no-hint")
            return
        self._keep()
        self._say_hint(self._shown(question), before)

    def _close(self, question: Question, attempt: Attempt, key: str, *, show: bool) -> bool:
        self._store(attempt)
        if key:
            self._tell(key)
        if show:
            self.store.drop_draft(question.id)
            shown = self._shown(question)
            answer = shown.typed("") if question.kind == "number" else None
            self._say_blocks(solved(question, answer, self.lang, self._computed(question, shown)), shown)
            self._tell_return(question.id, attempt.rating)
            self._tell_links(question)
        self._advance()
        return True

    def _run(self, question: Question, code: Code) -> None:
        from quizrnn.cli.run import ran_lines

        regions = self._draft(question, self._shown(question))
        source = source_of(code, Coded(regions))
        try:
            ran = self._unless_stopped(lambda: self.judge(bool(question.needs)).run(question, source))
        except QuizrnnError as error:
            self.say(error.message(self.lang))
            return
        for line in ran_lines(code, ran, self.lang, width=self.width) if ran is not None else ():
            self.say(line)

    def _restart(self, question: Question) -> None:
        """The code as it was at the start; once more, as it was before that."""
        start = dict(self._shown(question).regions)
        now = self._draft(question, self._shown(question))
        before = self._before_restart.pop(question.id, None) if now == start else None
        if now == start and before is None:
            self._tell("restart-none")
            return
        if before is None:
            self._before_restart[question.id] = now
        self._keep_draft(question, before or start)
        self._show(question)
        self._tell("restarted" if before is None else "restart-undone")

    def _file(self, name: str) -> bytes:
        path = user_path(name)
        try:
            if path.exists() and not path.is_file():  # a device may have no end
                raise KeyedError("not-a-file", path=path)
            with path.open("rb") as file:
                text = file.read(BIGGEST_FILE + 1)
        except OSError as error:
            raise AnswerUnclear("no-file", path=path, reason=error) from None
        if len(text) > BIGGEST_FILE:
            raise KeyedError("too-large", path=path, limit=BIGGEST_FILE // 2**20)
        return text
