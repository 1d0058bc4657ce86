"""text: a short answer against accepted forms and the forms of known mistakes."""

from __future__ import annotations

from functools import lru_cache

from quizrnn.bank.forms import bare, fold, readings
from quizrnn.bank.model import ShortText
from quizrnn.grading.unclear import AnswerUnclear
from quizrnn.verdict import Verdict

LONGEST = 2000


def grade_text(short: ShortText, text: str) -> Verdict:
    """Right when an accepted form is typed; ``accepted`` names it, ``mistake`` a recognised wrong one.

    The most literal reading that is known decides: what stands before a gloss counts before the gloss.
    """
    if len(text) > LONGEST:
        raise AnswerUnclear("text-long", limit=LONGEST)
    typed = readings(text)
    if not typed:
        raise AnswerUnclear("text-empty")
    known = _known(short)
    return next((known[reading] for reading in typed if reading in known), Verdict("wrong"))


@lru_cache(maxsize=16)
def _known(short: ShortText) -> dict[str, Verdict]:
    """The verdict on every form; the form itself counts before what it is without decorations."""
    listed = [(form, Verdict("right", accepted=i, score=1.0)) for i, form in enumerate(short.accept)]
    listed += [
        (form, Verdict("wrong", mistake=i)) for i, wrong in enumerate(short.wrong) for form in wrong.forms
    ]
    return {bare(form): verdict for form, verdict in reversed(listed)} | {
        fold(form): verdict for form, verdict in reversed(listed)
    }
