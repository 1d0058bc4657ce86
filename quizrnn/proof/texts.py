"""Proof of a short answer: every form is taken for what it is, however it is decorated when it is typed."""

from __future__ import annotations

from collections.abc import Iterator

from quizrnn.bank.model import ShortText
from quizrnn.errors import QuizrnnError
from quizrnn.grading.text import grade_text
from quizrnn.proof.result import Finding
from quizrnn.verdict import Verdict

DECORATIONS = (
    "{}", "the {}", "A {}", "an {}", "{}.", "{}。", "{}．", '"{}"', "「{}」", "`{}`", "({})", "the “{}”.",
    "{} (other words)", "{}（別の言葉）", "別の言葉（{}）", "other words ({})", "the {} [other words]。",
)  # fmt: skip
"""How a learner may type a form; the other words are a gloss that says nothing."""


def prove(short: ShortText) -> Iterator[Finding]:
    """Grade every form with every decoration: accepted forms are right, known mistakes are that mistake."""
    for number, form in enumerate(short.accept):
        yield from _taken(short, f"accept[{number}]", form, Verdict("right"))
    for number, wrong in enumerate(short.wrong):
        for form in wrong.forms:
            yield from _taken(short, f"wrong[{number}]", form, Verdict("wrong", mistake=number))
            for accepted in short.accept:
                glossed = f"{form} ({accepted})"
                yield from _differs(short, f"wrong[{number}]", glossed, Verdict("wrong", mistake=number))


def _taken(short: ShortText, field: str, form: str, wanted: Verdict) -> Iterator[Finding]:
    for decoration in DECORATIONS:
        yield from _differs(short, field, decoration.format(form), wanted)


def _differs(short: ShortText, field: str, typed: str, wanted: Verdict) -> Iterator[Finding]:
    try:
        got = grade_text(short, typed)
    except QuizrnnError as error:
        yield Finding(field, f"{typed!r} cannot be judged: {error}", "Give a form that says something.")
        return
    if (got.outcome, got.mistake) != (wanted.outcome, wanted.mistake):
        fix = "Change the form, or list what it is confused with elsewhere."
        yield Finding(field, f"{typed!r} is taken for {_named(got)}, not for {_named(wanted)}", fix)


def _named(verdict: Verdict) -> str:
    if verdict.outcome == "right":
        return "a right answer"
    return "an unknown answer" if verdict.mistake is None else f"wrong[{verdict.mistake}]"
