"""essay: the learner ticks the rubric; from ``need`` ticks on the answer is right."""

from __future__ import annotations

from quizrnn.bank.model import Essay
from quizrnn.grading.answer import Essayed
from quizrnn.grading.unclear import AnswerUnclear
from quizrnn.verdict import Verdict


def grade_essay(essay: Essay, answer: Essayed) -> Verdict:
    """Right from ``need`` ticks on; ``picked`` names the rubric lines that were not ticked."""
    if not answer.text.strip():
        raise AnswerUnclear("essay-empty")
    ticked = set(answer.ticked)
    if ticked - set(range(len(essay.rubric))):
        raise AnswerUnclear("pick-range", count=len(essay.rubric))
    missing = tuple(i for i in range(len(essay.rubric)) if i not in ticked)
    return Verdict(
        "right" if len(ticked) >= essay.need else "wrong",
        picked=missing,
        score=len(ticked) / len(essay.rubric),
    )
