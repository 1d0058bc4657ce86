"""Proof of the kinds that are decided without running an answer: choice, match, text, essay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quizrnn.bank.model import Choice, Essay, Match, Question, ShortText
from quizrnn.errors import QuizrnnError
from quizrnn.grading.fold import fold
from quizrnn.proof.numbers import Compute
from quizrnn.proof.result import Finding


def prove(
    question: Question, body: Choice | Match | ShortText | Essay, files: Mapping[str, str], compute: Compute
) -> Iterator[Finding]:
    """Every statement of the question that does not hold; its ``proof`` file is run where it has one."""
    if isinstance(body, Choice):
        yield from _choice(body)
        yield from _executed(body.proof, [option.right for option in body.options], "options", files, compute)
    elif isinstance(body, Match):
        yield from _match(body)
        wanted = list(range(len(body.order or body.pairs)))
        yield from _executed(body.proof, wanted, "order" if body.order else "pairs", files, compute)
    elif isinstance(body, ShortText):
        yield from _text(body)
        yield from _executed(body.proof, list(body.accept), "accept", files, compute)
    elif not 1 <= body.need <= len(body.rubric):
        yield Finding("need", f"asks for {body.need} of {len(body.rubric)} rubric lines", "Ask for fewer.")


def _choice(choice: Choice) -> Iterator[Finding]:
    right = [index for index, option in enumerate(choice.options) if option.right]
    if not right:
        yield Finding("options", "hold no right one", "Mark one with 'right: true'.")
    if len(right) > 1 and not choice.several:
        named = ", ".join(f"options[{index}]" for index in right)
        yield Finding(
            "options",
            f"hold {len(right)} right ones ({named}), but only one may be picked",
            "Leave one, or set 'several: true'.",
        )
    yield from _twice([(f"options[{i}]", option.text.en) for i, option in enumerate(choice.options)])
    for index, option in enumerate(choice.options):
        if not option.right and option.why is None:
            yield Finding(f"options[{index}]", "is wrong, but no 'why' answers it", "Add 'why'.")


def _match(match: Match) -> Iterator[Finding]:
    yield from _twice([(f"order[{i}]", line.en) for i, line in enumerate(match.order)])
    yield from _twice([(f"pairs[{i}].left", pair.left.en) for i, pair in enumerate(match.pairs)])
    rights = [(f"pairs[{i}].right", pair.right.en) for i, pair in enumerate(match.pairs)]
    yield from _twice(rights + [(f"extra[{i}]", text.en) for i, text in enumerate(match.extra)])


def _text(body: ShortText) -> Iterator[Finding]:
    accepted = {fold(form): form for form in body.accept}
    seen: dict[str, str] = {}
    for index, wrong in enumerate(body.wrong):
        for position, form in enumerate(wrong.forms):
            field = f"wrong[{index}].forms[{position}]"
            folded = fold(form)
            if folded in accepted:
                yield Finding(
                    field,
                    f"is right: '{form}' reads like the accepted '{accepted[folded]}'",
                    "Width, case, spaces and hyphens make no difference. Drop one of the two.",
                )
            elif folded in seen:
                yield Finding(field, f"is already in {seen[folded]}: '{form}'", "Drop one of the two.")
            seen.setdefault(folded, f"wrong[{index}]")


def _twice(texts: list[tuple[str, str]]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for field, text in texts:
        folded = " ".join(text.split())
        if folded in seen:
            yield Finding(
                field, f"says the same as {seen[folded]}", "Two that read alike cannot be told apart."
            )
        seen.setdefault(folded, field)


def _executed(
    proof: str, wanted: list[Any], field: str, files: Mapping[str, str], compute: Compute
) -> Iterator[Finding]:
    """Run ``prove()`` and compare what it says with the key."""
    if not proof:
        return
    try:
        found = compute(files[proof], "prove", {})
    except QuizrnnError as error:
        yield Finding("proof", f"fails: {error}", f"Run solutions/{proof} by itself to see where.")
        return
    found = list(found) if isinstance(found, (list, tuple)) else [found]
    if len(found) != len(wanted):
        yield Finding("proof", f"returned {len(found)} values for {len(wanted)} {field}", "One for each.")
        return
    for index, (got, want) in enumerate(zip(found, wanted, strict=True)):
        if type(got) is not type(want) or got != want:
            yield Finding(
                f"{field}[{index}]",
                f"is given as {_shown(want)}, but prove() in solutions/{proof} says {_shown(got)}",
                "Correct whichever of the two is mistaken.",
            )


def _shown(value: Any) -> str:
    return {True: "right", False: "wrong"}[value] if isinstance(value, bool) else repr(value)
