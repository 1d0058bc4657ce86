"""Proof of choice, match and text: the fast pass checks their form, here their ``prove()`` is run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quizrnn.bank.model import Choice, Match, ShortText
from quizrnn.errors import QuizrnnError
from quizrnn.proof.numbers import Compute
from quizrnn.proof.result import Finding


def prove(body: Choice | Match | ShortText, files: Mapping[str, str], compute: Compute) -> Iterator[Finding]:
    """Run the question's ``proof`` file, if it has one, and compare what ``prove()`` returns with the key."""
    if not body.proof:
        return
    field, wanted = _key(body)
    try:
        returned = compute(files[body.proof], "prove", {})
    except QuizrnnError as error:
        yield Finding("proof", f"fails: {error}", f"Run solutions/{body.proof} by itself to see where.")
        return
    found = list(returned) if isinstance(returned, (list, tuple)) else [returned]
    if len(found) != len(wanted):
        yield Finding("proof", f"returned {len(found)} values for {len(wanted)} {field}", "One for each.")
        return
    for index, (got, want) in enumerate(zip(found, wanted, strict=True)):
        if type(got) is not type(want) or got != want:
            yield Finding(
                f"{field}[{index}]",
                f"is given as {_shown(want)}, but prove() in solutions/{body.proof} says {_shown(got)}",
                "Correct whichever of the two is mistaken.",
            )


def _key(body: Choice | Match | ShortText) -> tuple[str, list[Any]]:
    """The field that the proof is about, and what it should return."""
    if isinstance(body, Choice):
        return "options", [option.right for option in body.options]
    if isinstance(body, Match):
        return (
            ("order", list(range(len(body.order)))) if body.order else ("pairs", list(range(len(body.pairs))))
        )
    return "accept", list(body.accept)


def _shown(value: Any) -> str:
    return {True: "right", False: "wrong"}[value] if isinstance(value, bool) else repr(value)
