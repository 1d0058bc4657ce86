"""text: a short answer against accepted forms and the forms of known mistakes."""

from __future__ import annotations

from quizrnn.bank.model import ShortText
from quizrnn.grading.fold import fold
from quizrnn.grading.unclear import AnswerUnclear
from quizrnn.verdict import Verdict

LONGEST = 2000


def grade_text(short: ShortText, text: str) -> Verdict:
    """Right when an accepted form is typed; ``accepted`` names it, ``mistake`` a recognised wrong one."""
    if len(text) > LONGEST:
        raise AnswerUnclear("text-long", limit=LONGEST)
    typed = fold(text)
    if not typed:
        raise AnswerUnclear("text-empty")
    for i, form in enumerate(short.accept):
        if fold(form) == typed:
            return Verdict("right", accepted=i, score=1.0)
    for i, wrong in enumerate(short.wrong):
        if any(fold(form) == typed for form in wrong.forms):
            return Verdict("wrong", mistake=i)
    return Verdict("wrong")
