"""One logic for both judges: grading is a generator that asks for what only a judge can do."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any, Protocol

import msgspec

from quizrnn.bank import draw
from quizrnn.bank.model import Choice, Code, Essay, Match, Number, Question, ShortText
from quizrnn.errors import KeyedError, QuizrnnError
from quizrnn.grading import apart
from quizrnn.grading.answer import Answer, Coded, Essayed, Matched, Picked, Typed
from quizrnn.grading.choice import grade_choice
from quizrnn.grading.code import source_of
from quizrnn.grading.essay import grade_essay
from quizrnn.grading.match import grade_match
from quizrnn.grading.number import grade_number
from quizrnn.grading.text import grade_text
from quizrnn.verdict import Verdict


class AsyncJudge(Protocol):
    """What grading needs of ``judge.client.Judge``."""

    async def check(self, question: Question, source: bytes) -> Verdict:
        """Judge a program."""

    async def check_each(self, question: Question, sources: Sequence[bytes]) -> tuple[Verdict, ...]:
        """Judge programs briefly."""

    async def compute(self, program: str, function: str, case: dict[str, Any]) -> Any:
        """Run bank code."""


class SyncJudge(Protocol):
    """What grading needs of ``judge.client.LocalJudge``."""

    def check(self, question: Question, source: bytes) -> Verdict:
        """Judge a program."""

    def check_each(self, question: Question, sources: Sequence[bytes]) -> tuple[Verdict, ...]:
        """Judge programs briefly."""

    def compute(self, program: str, function: str, case: dict[str, Any]) -> Any:
        """Run bank code."""


class Check(msgspec.Struct, frozen=True):
    """Ask the judge for the verdict on a program."""

    source: bytes


class CheckEach(msgspec.Struct, frozen=True):
    """Ask the judge for short verdicts on several programs."""

    sources: tuple[bytes, ...]


class Compute(msgspec.Struct, frozen=True):
    """Ask the judge for what bank code returns."""

    program: str
    function: str
    case: dict[str, Any]


Request = Check | CheckEach | Compute


async def grade(
    question: Question, answer: Answer, judge: AsyncJudge | None = None, computing: str = ""
) -> Verdict:
    """The verdict on an answer; raises AnswerUnclear for what cannot be read as one.

    ``computing`` is the text of the file that ``compute`` of a number question names (``code.computing``).
    """
    steps = _steps(question, answer, computing)
    try:
        request = next(steps)
        while True:
            try:
                reply = await _ask(judge, question, request)
            except QuizrnnError as error:
                request = steps.throw(error)
            else:
                request = steps.send(reply)
    except StopIteration as done:
        return _result(done)


def grade_now(
    question: Question, answer: Answer, judge: SyncJudge | None = None, computing: str = ""
) -> Verdict:
    """As ``grade``, with a judge in this process."""
    steps = _steps(question, answer, computing)
    try:
        request = next(steps)
        while True:
            try:
                reply = _ask_now(judge, question, request)
            except QuizrnnError as error:
                request = steps.throw(error)
            else:
                request = steps.send(reply)
    except StopIteration as done:
        return _result(done)


def key_now(question: Question, seed: int, judge: SyncJudge, computing: str) -> dict[str, float]:
    """The right numbers by label of a question whose answer bank code computes; raises QuizrnnError."""
    assert isinstance(question.body, Number)
    values = draw.draw(question.body, seed)
    return _by_label(question.body, judge.compute(computing, "answer", dict(values)))


async def _ask(judge: AsyncJudge | None, question: Question, request: Request) -> Any:
    if judge is None:
        raise KeyedError("no-judge")
    if isinstance(request, Check):
        return await judge.check(question, request.source)
    if isinstance(request, CheckEach):
        return await judge.check_each(question, request.sources)
    return await judge.compute(request.program, request.function, request.case)


def _ask_now(judge: SyncJudge | None, question: Question, request: Request) -> Any:
    if judge is None:
        raise KeyedError("no-judge")
    if isinstance(request, Check):
        return judge.check(question, request.source)
    if isinstance(request, CheckEach):
        return judge.check_each(question, request.sources)
    return judge.compute(request.program, request.function, request.case)


def _result(done: StopIteration) -> Verdict:
    verdict: Verdict = done.value
    return verdict


def _steps(question: Question, answer: Answer, computing: str) -> Generator[Request, Any, Verdict]:
    """Decide here what needs no code; yield a request for the rest and take its reply."""
    match question.body, answer:
        case Choice() as choice, Picked():
            return grade_choice(choice, answer)
        case Match() as match, Matched():
            return grade_match(match, answer)
        case Number() as number, Typed():
            return (yield from _number(number, answer, computing))
        case ShortText() as short, Typed():
            return grade_text(short, answer.text)
        case Essay() as essay, Essayed():
            return grade_essay(essay, answer)
        case Code() as code, Picked() | Coded():
            return (yield from _code(code, answer))
    raise KeyedError("wrong-answer-kind", id=question.id, kind=question.kind)


def _number(number: Number, answer: Typed, computing: str) -> Generator[Request, Any, Verdict]:
    values = draw.draw(number, answer.seed)
    if not number.compute:
        return grade_number(number, answer.text, values)
    try:
        reply = yield Compute(computing, "answer", dict(values))
        computed = _by_label(number, reply)
    except QuizrnnError as error:
        return Verdict("broken", detail=str(error))
    return grade_number(number, answer.text, values, computed)


def _by_label(number: Number, reply: Any) -> dict[str, float]:
    """What ``answer(**params)`` returned as numbers by label; raises QuizrnnError."""
    answer = reply if isinstance(reply, dict) else {(number.labels or ("",))[0]: reply}
    try:
        return {str(label): float(value) for label, value in answer.items()}
    except (TypeError, ValueError) as error:
        raise QuizrnnError(f"answer() returned no number: {error}") from error


def _code(code: Code, answer: Picked | Coded) -> Generator[Request, Any, Verdict]:
    source = source_of(code, answer)
    try:
        verdict: Verdict = yield Check(source)
    except QuizrnnError as error:
        verdict = Verdict("broken", detail=str(error))
    if isinstance(answer, Picked):
        return _chosen(verdict, answer.picks[0])
    return (yield from _apart(code, answer, verdict))


def _apart(code: Code, answer: Coded, whole: Verdict) -> Generator[Request, Any, Verdict]:
    """The verdict with what each region of the learner's is by itself, where that says more."""
    examined = apart.examine(code, answer, whole)
    if examined is None:
        return whole
    verdicts: tuple[Verdict, ...] = ()
    if examined.sources:
        try:
            verdicts = yield CheckEach(tuple(examined.sources.values()))
        except QuizrnnError:
            return whole  # ours failed; what the whole answer is stands
    return msgspec.structs.replace(whole, apart=apart.told(code, examined, whole, verdicts))


def _chosen(verdict: Verdict, pick: int) -> Verdict:
    """What running the chosen option showed; where it could not be run, its author's word stands.

    A key that does not pass its own check is our fault, not the learner's.
    """
    if verdict.outcome == "right":
        return verdict
    if pick < 0:
        if verdict.outcome == "broken":
            return Verdict("right", score=1.0, detail=verdict.detail)
        return msgspec.structs.replace(
            verdict, outcome="broken", detail="the key does not pass its own check"
        )
    return msgspec.structs.replace(verdict, outcome="wrong", mistake=pick, picked=(pick,), score=0.0)
