"""What ``check`` and ``watch`` share: judging a file, the report, keeping the attempt."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import msgspec

from quizrnn.bank.model import Code
from quizrnn.cli import common
from quizrnn.cli.files import outside_note
from quizrnn.cli.plain import text_of
from quizrnn.grading import grade_now
from quizrnn.grading.apart import places
from quizrnn.grading.blocks import Block, Feedback, Prose
from quizrnn.grading.feedback import feedback
from quizrnn.i18n import tr
from quizrnn.progress import Attempt, study_day
from quizrnn.quiz.rating import AGAIN, of_file
from quizrnn.quiz.review import returning
from quizrnn.verdict import Counterexample, Verdict

if TYPE_CHECKING:
    from quizrnn.bank.model import Question
    from quizrnn.grading.answer import Coded
    from quizrnn.judge.client import LocalJudge

SCHEMA = 1


class Report(msgspec.Struct, frozen=True):
    """What ``check --json`` prints, version 1; fields are only ever added within a version."""

    schema: int
    """The version of this object."""
    verdict: str
    """right, wrong, error, timeout, memory, blocked or broken (ours failed; exit code 2)."""
    question: dict[str, str]
    """id, revision, topic, title."""
    feedback: str
    """What the learner reads, as plain lines in the asked language."""
    counterexample: Counterexample | None
    """The smallest input: given, expected, got, path, cell, step, paste, setup; null where there is none."""
    mistake: dict[str, Any] | None
    """A known mistake that the answer equals: index, name, why."""
    apart: list[dict[str, Any]]
    """Of several regions each by itself, beside the key's others: region, lines (first, last), right, mistake."""
    output: dict[str, Any]
    """What the code printed: text, cut."""
    seconds: float
    """What judging took."""
    rung: str | None
    """Where on the ladder it stopped: parse name run kind shape dtype value gradient law threshold stable."""
    accepted: str | None
    """The convention or form that was recognised."""
    notes: list[str]
    """Notes that inform: stress inputs, lines outside the regions that were changed."""


def judged(question: Question, answer: Coded, judge: LocalJudge, lang: str) -> tuple[Verdict, Feedback]:
    """The verdict on a file and its feedback, with a note on given lines that were changed."""
    verdict = grade_now(question, answer, judge)
    page = feedback(question, answer, verdict, lang)
    text = outside_note(question, answer.source, lang) if answer.source is not None else ""
    if text and not (verdict.fault is not None and verdict.fault.rung == "parse"):
        note = Prose(text, tr("feedback", "note", lang), "note")
        page = msgspec.structs.replace(page, blocks=(*page.blocks, note))
    return verdict, page


def report(question: Question, answer: Coded, verdict: Verdict, page: Feedback, lang: str) -> Report:
    """The documented object."""
    code = question.body
    assert isinstance(code, Code)
    lines = places(code, answer) if verdict.apart else {}
    accepted = code.accept[verdict.accepted].note.get(lang) if verdict.accepted is not None else None
    return Report(
        schema=SCHEMA,
        verdict=verdict.outcome,
        question={
            "id": question.id,
            "revision": question.revision,
            "topic": question.topic,
            "title": question.title.get(lang),
        },
        feedback=text_of(page.blocks, lang),
        counterexample=verdict.counterexample,
        mistake=_mistake(code, verdict.mistake, lang),
        apart=[
            {
                "region": one.region,
                "lines": lines[one.region],
                "right": one.outcome == "right",
                "mistake": _mistake(code, one.mistake, lang),
            }
            for one in verdict.apart
            if one.region in lines
        ],
        output={"text": verdict.output, "cut": verdict.output_cut},
        seconds=verdict.seconds,
        rung=verdict.fault.rung if verdict.fault is not None else None,
        accepted=accepted,
        notes=[_note(block) for block in page.blocks if isinstance(block, Prose) and block.style == "note"],
    )


def _mistake(code: Code, index: int | None, lang: str) -> dict[str, Any] | None:
    if index is None:
        return None
    wrong = code.wrong[index]
    return {"index": index, "name": wrong.name.get(lang), "why": wrong.why.get(lang)}


def keep(
    question: Question,
    answer: Coded,
    verdict: Verdict,
    lang: str,
    data_path: str | None,
    *,
    way: str,
    hints: int = 0,
) -> None:
    """Store the attempt; trouble is one line on stderr and changes nothing else.

    A right answer counts for the schedule; when it comes back is said on stderr.
    """
    now = time.time()
    store = common.open_progress(data_path)
    rating = of_file(question, verdict, store.card(question.id), study_day(now), hints=hints)
    made = Attempt(question.id, question.revision, now, topic=question.topic, lang=lang, way=way)
    store.add(
        msgspec.structs.replace(
            made,
            answer=msgspec.json.encode(answer).decode(),
            verdict=verdict,
            hints=hints,
            rating=rating,
        )
    )
    common.tell_trouble(store, lang)
    line = returning(store.card(question.id), rating, study_day(now), lang)
    if line and verdict.outcome == "right":
        common.note(line)
    store.close()


def keep_shown(question: Question, lang: str, data_path: str | None, *, way: str) -> None:
    """Store that the solution was asked for."""
    store = common.open_progress(data_path)
    made = Attempt(
        question.id, question.revision, time.time(), kind="revealed", topic=question.topic, lang=lang
    )
    store.add(msgspec.structs.replace(made, way=way, rating=AGAIN))
    common.tell_trouble(store, lang)
    store.close()


def exit_code(verdict: Verdict) -> int:
    """0 right, 1 not right, 2 could not be judged."""
    return {"right": 0, "broken": 2}.get(verdict.outcome, 1)


def _note(block: Block) -> str:
    return "\n".join(text_of([block], "en").split("\n"))
