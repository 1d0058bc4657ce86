"""``quizrnn replay``: judge a stored answer again, with the same draw and inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from quizrnn.cli import common
from quizrnn.cli.help import Command
from quizrnn.errors import QuizrnnError
from quizrnn.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizrnn.bank.model import Question
    from quizrnn.grading import Answer
    from quizrnn.progress import Attempt, Store
    from quizrnn.verdict import Verdict

SCHEMA = 1


@click.command(cls=Command)
@click.argument("number", metavar="ATTEMPT")
@click.option("--json", "as_json", is_flag=True)
@common.bank_option
@common.lang_option
@common.data_option
def command(
    *, number: str, as_json: bool, bank_path: str | None, lang: str | None, data_path: str | None
) -> int:
    """Judge the answer of ATTEMPT again: a number of `quizrnn progress list`, or "last".

    Where the question has changed since, the answer and its verdict are shown as they were stored, and it is
    judged again only where it means the same to the question as it is now.

    Exit code 0 the same verdict, 1 another one, 2 could not be judged.

    --json prints one object: schema (1), attempt, question {id revision title}, at, same, changed (the
    question is not the one that was answered any more), answer, then and now (verdicts; now is null where it
    was not judged again), feedback (text).
    """
    common.tolerant_streams()
    bank = common.open_bank(bank_path)
    store = common.open_progress(data_path, bank)
    language = common.language(lang, store)
    common.tell_trouble(store, language)
    attempt = stored_attempt(store, number, language)
    store.close()
    question = present_question(bank.get, attempt, language)
    answer = stored_answer(attempt, language)
    then = attempt.verdict
    assert then is not None
    changed = question.revision != attempt.revision
    verdict: Verdict | None = None
    from quizrnn.cli.replay_older import as_it_was, still_fits

    if not changed or still_fits(question, answer):
        from quizrnn.grading.code import computing

        program = computing(question, bank.sources(question))
        verdict = judged_again(question, answer, program, language, data_path)
    text = read_again(question, answer, verdict, attempt.seed, language) if verdict is not None else ""
    same = verdict is not None and alike(then, verdict)
    if as_json:
        common.say_json(
            {
                "schema": SCHEMA,
                "attempt": attempt.id,
                "question": {
                    "id": question.id,
                    "revision": question.revision,
                    "title": question.title.get(language),
                },
                "at": attempt.at,
                "same": same,
                "changed": changed,
                "answer": answer,
                "then": then,
                "now": verdict,
                "feedback": text,
            }
        )
    else:
        if changed:
            common.say(as_it_was(question, attempt, answer, then, language))
            common.say(tr("replay", "by-now" if verdict is not None else "not-again", language))
        if verdict is not None:
            common.say(text)
            common.say(_compared(attempt, then, verdict, same, language))
    return 2 if verdict is None or verdict.outcome == "broken" else int(not same)


def _compared(attempt: Attempt, then: Verdict, now: Verdict, same: bool, lang: str) -> str:
    """Both verdicts in a sentence."""
    from quizrnn.cli.sitting import when

    def word(of: Verdict) -> str:
        return tr("report", f"outcome.{of.outcome}", lang)

    return tr(
        "replay", "same" if same else "differs", lang, when=when(attempt.at), then=word(then), now=word(now)
    )


def stored_attempt(store: Store, number: str, lang: str) -> Attempt:
    """The attempt of that number, or the one made last; raises QuizrnnError where there is none with an answer."""
    found: Attempt | None
    is_number = number.isascii() and number.isdigit() and len(number) < 18
    if number == "last":
        answered = [one for one in store.attempts() if one.verdict is not None]
        if not answered:
            raise QuizrnnError(tr("replay", "nothing", lang))
        found = max(answered, key=lambda one: (one.day, one.at, one.id))
    else:
        found = store.attempt(int(number)) if is_number else None
    if found is None and is_number and int(number) in store.unread:
        reason = store.unread[int(number)]
        raise QuizrnnError(tr("replay", "unreadable", lang, number=number, reason=reason))
    if found is None:
        raise QuizrnnError(tr("replay", "none", lang, number=number))
    if found.verdict is None:
        raise QuizrnnError(
            tr("replay", "no-answer", lang, number=number, kind=tr("report", f"outcome.{found.kind}", lang))
        )
    return found


def present_question(get: Callable[[str], Question], attempt: Attempt, lang: str) -> Question:
    """The question as the bank has it now; raises QuizrnnError with the stored verdict where it is gone."""
    try:
        return get(attempt.question)
    except QuizrnnError as error:
        outcome = tr("report", f"outcome.{attempt.outcome}", lang)
        raise QuizrnnError(
            tr("replay", "gone", lang, id=attempt.question, outcome=outcome, reason=error.message(lang))
        ) from None


def stored_answer(attempt: Attempt, lang: str) -> Answer:
    """The answer; raises QuizrnnError where it cannot be read."""
    from quizrnn.grading import Answer

    try:
        answer: Answer = msgspec.json.decode(attempt.answer, type=Answer)
    except msgspec.MsgspecError as error:
        raise QuizrnnError(tr("replay", "unreadable", lang, number=attempt.id, reason=error)) from None
    return answer


def judged_again(
    question: Question, answer: Answer, program: str, lang: str, data_path: str | None
) -> Verdict:
    """The verdict now; raises QuizrnnError."""
    from quizrnn.grading import AnswerUnclear, grade_now

    needed = question.kind == "code" or bool(program)
    judge = common.make_judge(data_path, torch=bool(question.needs)) if needed else None
    try:
        return grade_now(question, answer, judge, program)
    except AnswerUnclear as unclear:
        raise QuizrnnError(unclear.message(lang)) from None
    finally:
        if judge is not None:
            judge.close()


def read_again(question: Question, answer: Answer, verdict: Verdict, seed: int, lang: str) -> str:
    """What the learner read about the answer, with the numbers under which options were shown."""
    from quizrnn.cli.plain import text_of
    from quizrnn.grading.feedback import feedback
    from quizrnn.quiz import present

    shown = present(question, seed, lang)
    page = feedback(question, answer, verdict, lang, shown.shown_number)
    return text_of(page.blocks, lang, shown.shown_number, width=common.page_width())


def alike(then: Verdict, now: Verdict) -> bool:
    """Whether two verdicts say the same. What judging took, where a fault of ours was logged, the words around
    a counterexample and what regions are by themselves, which later versions may find better, are no part.
    """
    return _bare(then) == _bare(now)


def _bare(verdict: Verdict) -> bytes:
    found, fault = verdict.counterexample, verdict.fault
    if found is not None:
        found = msgspec.structs.replace(found, paste="", setup="")
    if fault is not None:
        fault = msgspec.structs.replace(fault, axes=())
    bare = msgspec.structs.replace(
        verdict, seconds=0.0, detail="", counterexample=found, fault=fault, apart=()
    )
    return msgspec.json.encode(bare)
