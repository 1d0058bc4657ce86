"""``quizrnn check``: judge a file. ``--json`` prints one object, documented in ``Report``."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click
import msgspec

from quizrnn.cli import common
from quizrnn.cli.files import code_question, outside_note, read_answer
from quizrnn.cli.plain import text_of
from quizrnn.grading import grade_now
from quizrnn.grading.blocks import Block, Feedback, Prose
from quizrnn.grading.feedback import feedback
from quizrnn.i18n import tr
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
    """The smallest input: given, expected, got, path, cell, step, paste; null where there is none."""
    mistake: dict[str, Any] | None
    """A known mistake that the answer equals: index, name, why."""
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


@click.command()
@click.argument("question_id", metavar="ID", shell_complete=common.complete_questions)
@click.argument("file", required=False, type=click.Path(allow_dash=True))
@click.option(
    "--region",
    is_flag=False,
    flag_value="",
    default=None,
    help="FILE (or stdin) holds the text of this region alone; the name may be left out where there is one.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object (see above) instead of text.")
@click.option("--no-record", is_flag=True, help="Do not keep the attempt in your progress.")
@common.bank_option
@common.lang_option
@common.data_option
def command(
    *,
    question_id: str,
    file: str | None,
    region: str | None,
    as_json: bool,
    no_record: bool,
    bank_path: str | None,
    lang: str | None,
    data_path: str | None,
) -> int:
    """Judge FILE as an answer to ID; without FILE, ID.py in this folder. "-" reads stdin.

    Exit code 0 right, 1 not right yet, 2 could not be judged.

    --json prints one object: schema (1), verdict, question {id revision topic title}, feedback (text),
    counterexample {given expected got path cell step paste} or null, mistake {index name why} or null,
    output {text cut}, seconds, rung, accepted, notes. Arrays are {"array": nested list, "dtype", "shape"};
    nan and infinities are the texts nan, inf, -inf.
    """
    common.tolerant_streams()
    # The runners start before anything else is read: they are what a verdict waits for.
    judge = common.make_judge(torch=False)
    try:
        language = common.language(lang)
        question = code_question(common.open_bank(bank_path), question_id)
        answer = read_answer(question, file, region)
        if question.needs:
            judge.warm(torch=True)
        verdict, page = judged(question, answer, judge, language)
    finally:
        judge.close()
    if not no_record:
        keep(question, answer, verdict, language, data_path, way="check")
    if as_json:
        common.say_json(report(question, verdict, page, language))
    else:
        width = common.page_width()
        common.say(text_of(page.blocks, language, width=width))
        if verdict.outcome == "right":
            common.say(text_of(page.solved, language, width=width))
    return exit_code(verdict)


def judged(question: Question, answer: Coded, judge: LocalJudge, lang: str) -> tuple[Verdict, Feedback]:
    """The verdict on a file and its feedback, with a note on given lines that were changed."""
    verdict = grade_now(question, answer, judge)
    page = feedback(question, answer, verdict, lang)
    text = outside_note(question, answer.source, lang) if answer.source is not None else ""
    if text and not (verdict.fault is not None and verdict.fault.rung == "parse"):
        note = Prose(text, tr("feedback", "note", lang), "note")
        page = msgspec.structs.replace(page, blocks=(*page.blocks, note))
    return verdict, page


def report(question: Question, verdict: Verdict, page: Feedback, lang: str) -> Report:
    """The documented object."""
    from quizrnn.bank.model import Code

    code = question.body
    assert isinstance(code, Code)
    mistake = None
    if verdict.mistake is not None:
        wrong = code.wrong[verdict.mistake]
        mistake = {"index": verdict.mistake, "name": wrong.name.get(lang), "why": wrong.why.get(lang)}
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
        mistake=mistake,
        output={"text": verdict.output, "cut": verdict.output_cut},
        seconds=verdict.seconds,
        rung=verdict.fault.rung if verdict.fault is not None else None,
        accepted=accepted,
        notes=[_note(block) for block in page.blocks if isinstance(block, Prose) and block.style == "note"],
    )


def keep(
    question: Question, answer: Coded, verdict: Verdict, lang: str, data_path: str | None, *, way: str
) -> None:
    """Store the attempt; trouble is one line on stderr and changes nothing else."""
    from quizrnn.progress import Attempt

    store = common.open_progress(data_path)
    store.add(
        Attempt(
            question=question.id,
            revision=question.revision,
            topic=question.topic,
            at=time.time(),
            answer=msgspec.json.encode(answer).decode(),
            verdict=verdict,
            lang=lang,
            way=way,
        )
    )
    common.tell_trouble(store, lang)
    store.close()


def exit_code(verdict: Verdict) -> int:
    """0 right, 1 not right, 2 could not be judged."""
    return {"right": 0, "broken": 2}.get(verdict.outcome, 1)


def _note(block: Block) -> str:
    return "\n".join(text_of([block], "en").split("\n"))
