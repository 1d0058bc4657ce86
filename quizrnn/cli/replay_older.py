"""An answer to an older revision of its question: whether it can be judged again, and how it was stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizrnn.bank.model import Code, Number, ShortText
from quizrnn.cli.plain import text_of
from quizrnn.cli.sitting import when
from quizrnn.grading import Answer, Coded, Essayed, Matched, Picked, Typed
from quizrnn.grading.counterexample import counterexample_blocks
from quizrnn.grading.values import clean
from quizrnn.i18n import tr

if TYPE_CHECKING:
    from quizrnn.bank.model import Question
    from quizrnn.progress import Attempt
    from quizrnn.verdict import Verdict


def still_fits(question: Question, answer: Answer) -> bool:
    """Whether an answer to an older revision means the same to the question as it is now.

    A text does, and code where its regions are still there; positions of options, pairs and points do not.
    """
    match question.body, answer:
        case Number() | ShortText(), Typed():
            return True
        case Code(), Coded(source=bytes()):
            return True
        case Code() as code, Coded(regions=regions):
            return code.mode != "choose" and regions.keys() == {one.name for one in code.solution.regions}
    return False


def as_it_was(question: Question, attempt: Attempt, answer: Answer, then: Verdict, lang: str) -> str:
    """That the question has changed, with the answer and the verdict as they were stored."""
    outcome = tr("report", f"outcome.{then.outcome}", lang)
    return "\n".join(
        [
            tr("replay", "changed", lang, id=question.id, when=when(attempt.at)),
            tr("replay", "then-answer", lang),
            *(f"  {line}" for line in _answer(answer, lang)),
            tr("replay", "then-verdict", lang, outcome=outcome),
            *_counterexample(then, lang),
        ]
    )


def _answer(answer: Answer, lang: str) -> list[str]:
    """A stored answer without its question: positions as its author's file had them then."""
    match answer:
        case Picked(picks=(-1,)):
            return [tr("replay", "picked-key", lang)]
        case Picked(picks=places):
            return [tr("replay", "picked", lang, numbers=_numbers(places))]
        case Matched(pairs=places):
            return [tr("replay", "matched", lang, numbers=_numbers(places))]
        case Typed(text=text):
            return clean(text).split("\n")
        case Essayed(text=text, ticked=ticked):
            points = [tr("replay", "ticked", lang, numbers=_numbers(ticked))] if ticked else []
            return [*clean(text).split("\n"), *points]
        case Coded(source=bytes(source)):
            return clean(source.decode("utf-8-sig", "replace")).rstrip("\n").split("\n")
        case Coded(regions=regions):
            return [line for name, text in regions.items() for line in (f"{name}:", *clean(text).split("\n"))]


def _numbers(places: tuple[int, ...]) -> str:
    return ", ".join(str(place + 1) if place >= 0 else "-" for place in places)


def _counterexample(then: Verdict, lang: str) -> list[str]:
    found = then.counterexample
    if found is None:
        return []
    return text_of(counterexample_blocks(found, lang, returned=found.got is not None), lang).split("\n")
