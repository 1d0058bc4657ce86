"""A sitting line by line: shows, asks, grades, keeps, and goes on. Works on a terminal and on a pipe."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from quizrnn.bank.model import Code, Question
from quizrnn.cli.asking import ESSAY, Asker, Command, command_or_text
from quizrnn.cli.plain import prose, text_of
from quizrnn.cli.showing import group_of, question_lines
from quizrnn.errors import QuizrnnError
from quizrnn.grading import Answer, AnswerUnclear, Coded, Essayed, feedback, grade_now, key_now, solved
from quizrnn.grading.code import computing, source_of
from quizrnn.i18n import tr
from quizrnn.progress import BOOKMARK, RATINGS, study_day
from quizrnn.quiz import (
    Presented,
    Sitting,
    advance,
    at_revision,
    back,
    dont_know,
    draft_of,
    hint,
    pause,
    present,
    record,
    resume,
    retry,
    returning,
    reveal,
    save,
    skip,
    stored,
    summary,
    undo,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quizrnn.bank import Bank
    from quizrnn.cli.asking import Read, Say
    from quizrnn.grading.blocks import Block
    from quizrnn.judge.client import LocalJudge
    from quizrnn.progress import Attempt, Store

BIGGEST_FILE = 1_000_000
LANGUAGES = ("en", "ja")


class PlainSitting:
    """Runs one sitting to its end or until the learner leaves."""

    def __init__(
        self,
        bank: Bank,
        store: Store,
        judge: Callable[[bool], LocalJudge],
        lang: str,
        *,
        read: Read,
        say: Say,
        width: int = 0,
        waits: bool = False,
    ) -> None:
        self.bank = bank
        self.store = store
        self.judge = judge
        self.lang = lang
        self.read = read
        self.say = say
        self.width = width
        self.waits = waits
        """Between questions wait for Enter, so that feedback stays on the screen until it is read."""
        self.sitting: Sitting
        self._last = 0
        """The store's id of the last attempt, whose rating may be corrected."""

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

    def _shown(self, question: Question) -> Presented:
        assert self.sitting.item is not None
        return present(question, self.sitting.item.seed, self.lang, group_of(question, self.bank.sets()))

    def _show(self, question: Question) -> None:
        shown = self._shown(question)
        if question.set and self.sitting.at and self._set_before() == question.set:
            shown = msgspec.structs.replace(shown, set_ask="")
        if shown.regions:
            shown = self._with_draft(question, shown)
        at, count = self.sitting.at + 1, len(self.sitting.items)
        for line in question_lines(shown, self.lang, at=at, count=count, width=self.width):
            self.say(line)
        assert self.sitting.item is not None
        for number in range(self.sitting.item.hints):
            self._say_hint(shown, number)

    def _set_before(self) -> str:
        """The set of the question before this one: its text has just been read."""
        try:
            return self.bank.get(self.sitting.items[self.sitting.at - 1].question).set
        except QuizrnnError:
            return ""

    def _with_draft(self, question: Question, shown: Presented) -> Presented:
        from quizrnn.bank import solution

        assert isinstance(question.body, Code)
        regions = self._draft(question, shown)
        view = solution.view(question.body.solution, self.lang, regions)
        return msgspec.structs.replace(shown, regions=regions, view=view)

    def _ask(self, question: Question) -> Answer | Command:
        shown = self._shown(question)
        drafts = self._draft(question, shown)

        def keep(name: str, text: str) -> None:
            drafts[name] = text
            self._keep_draft(question, drafts)

        return Asker(self.read, self.say, self.lang, keep=keep, width=self.width).ask(
            question, shown, dict(drafts)
        )

    def _answer(self, question: Question, answer: Answer) -> bool | None:
        """Judge, keep and show; True when the question is over."""
        judge = self.judge(bool(question.needs)) if self._needs_judge(question) else None
        verdict = grade_now(question, answer, judge, computing(question, self.bank.sources(question)))
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
        if verdict.outcome == "right" or isinstance(answer, Essayed):
            self.store.drop_draft(question.id)
        self._advance()
        return True

    def _say_blocks(self, blocks: Iterable[Block], shown: Presented) -> None:
        self.say(text_of(blocks, self.lang, shown.shown_number, width=self.width))

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
            self.say(str(error))
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
                self._show(question)
            case "undo":
                return self._undo()
            case "lang":
                self.lang = "en" if self.lang == "ja" else "ja"
                self.store.set_setting("lang", self.lang)
                self._tell("language")
                self._show(question)
            case "mark":
                self._mark(question.id)
            case "wrong":
                self._report(question)
            case "rate":
                self._rate(command.argument)
            case "quit":
                return False
            case "help":
                self._tell("help")
            case "file" if isinstance(question.body, Code) and question.body.mode != "choose":
                return self._answer(question, Coded(source=self._file(command.argument)))
            case "run" if isinstance(question.body, Code) and question.body.mode != "choose":
                self._run(question, question.body)
            case _:
                self._tell("no-command", name=command.name)
        return None

    def _mark(self, question: str) -> None:
        on = question not in self.store.marks(BOOKMARK)
        self.store.mark(question, BOOKMARK, on=on)
        self._tell("marked" if on else "unmarked")

    def _report(self, question: Question) -> None:
        """Set the question aside, or take it up again: the same report as in the app."""
        from quizrnn.app.screens.marks import toggle_report

        try:
            path = toggle_report(self.store, question, self._shown(question), self.lang, None)
        except OSError as error:
            self.say(tr("app", "report.failed", self.lang, reason=error.strerror or error))
            return
        self.say(tr("app", "report.written" if path else "report.taken", self.lang, path=path))

    def _rate(self, word: str) -> None:
        """The learner's own rating of the last answer."""
        names = {
            tr("review", name, lang): number for lang in LANGUAGES for number, name in enumerate(RATINGS, 1)
        }
        rating = names.get(word.casefold())
        last = self.store.attempt(self._last) if self._last else None
        if last is None or rating is None:
            self.say(tr("review", "rate-none" if last is None else "rate-what", self.lang))
            return
        self.store.rate(self._last, rating)
        self._tell_return(last.question, rating)

    def _tell_return(self, question: str, rating: int) -> None:
        """When the question comes back; nothing where it has no schedule."""
        line = returning(self.store.card(question), rating, study_day(time.time()), self.lang)
        if line:
            self.say(f"{line}  {tr('review', 'plain-change', self.lang)}")

    def _undo(self) -> bool | None:
        """Take back the last answer, here or to the question before; True shows that question anew."""
        assert self.sitting.item is not None
        before = self.sitting
        if not self.sitting.item.tries:
            self.sitting = back(self.sitting, time.time())
        self.sitting, attempt = undo(self.sitting)
        if not attempt:
            self.sitting = before
            self._tell("undo-none")
            return None
        self.store.undo(attempt)
        self._last = 0
        taken = self.store.attempt(attempt)
        if taken is not None and (draft := draft_of(taken)):
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

    def _say_hint(self, shown: Presented, number: int) -> None:
        text = tr(
            "plain", "hint", self.lang, number=number + 1, count=len(shown.hints), text=shown.hints[number]
        )
        for line in prose(text, self.width):
            self.say(line)

    def _close(self, question: Question, attempt: Attempt, key: str, *, show: bool) -> bool:
        self._store(attempt)
        if key:
            self._tell(key)
        if show:
            shown = self._shown(question)
            answer = shown.typed("") if question.kind == "number" else None
            self._say_blocks(solved(question, answer, self.lang, self._computed(question, shown)), shown)
            self._tell_return(question.id, attempt.rating)
        self._advance()
        return True

    def _run(self, question: Question, code: Code) -> None:
        from quizrnn.cli.run import ran_lines

        regions = self._draft(question, self._shown(question))
        try:
            ran = self.judge(bool(question.needs)).run(question, source_of(code, Coded(regions)))
        except QuizrnnError as error:
            self.say(str(error))
            return
        for line in ran_lines(code, ran, self.lang, width=self.width):
            self.say(line)

    def _file(self, name: str) -> bytes:
        path = Path(name).expanduser()
        try:
            if path.stat().st_size > BIGGEST_FILE:
                raise AnswerUnclear("code-too-large")
            return path.read_bytes()
        except OSError as error:
            raise AnswerUnclear("no-file", path=path, reason=error.strerror or error) from None

    # -- what is kept -----------------------------------------------------------------------------

    def _draft(self, question: Question, shown: Presented) -> dict[str, str]:
        """What the regions (or the essay) hold: the draft where there is one of this revision."""
        if not shown.regions and question.kind != "essay":
            return {}
        text = self.store.draft(question.id, question.revision) or "{}"
        try:
            if question.kind == "essay":
                return {ESSAY: msgspec.json.decode(text, type=Essayed).text}
            draft = msgspec.json.decode(text, type=dict[str, str])
        except msgspec.MsgspecError:
            draft = {}
        return {name: draft.get(name, start) for name, start in shown.regions.items()}

    def _keep_draft(self, question: Question, draft: dict[str, str]) -> None:
        """As the app keeps it: of code the regions, of an essay the answer."""
        kept = draft if question.kind == "code" else Essayed(draft[ESSAY], ())
        self.store.save_draft(question.id, question.revision, msgspec.json.encode(kept).decode())

    def _store(self, attempt: Attempt) -> None:
        before = self.store.trouble
        self._last = self.store.add(attempt)
        self.sitting = stored(self.sitting, self._last)
        self._keep()
        if self.store.trouble is not None and before is None:
            self.say(self.store.trouble.message(self.lang))

    def _keep(self, *, finished: bool = False) -> None:
        self.store.save_sitting(self.sitting.id, save(self.sitting), finished=finished)

    def _advance(self) -> None:
        self.sitting = advance(self.sitting, time.time())
        self._keep()

    # -- the end ----------------------------------------------------------------------------------

    def _leave(self, *, within_line: bool = False) -> None:
        """Save first: the terminal may be gone already."""
        self.sitting = pause(self.sitting, time.time())
        self._keep(finished=self.sitting.over)
        if within_line:
            self.say("")
        key = "saved" if self.store.trouble is None else "saved-memory"
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

    def _tell(self, key: str, **values: object) -> None:
        self.say(tr("plain", key, self.lang, **values))


def when(seconds: float) -> str:
    """A moment as date and time."""
    return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M")
