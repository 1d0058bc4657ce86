"""choice and code in mode choose: what was picked against what is right."""

from __future__ import annotations

from quizrnn.bank.model import Choice
from quizrnn.grading.answer import Picked
from quizrnn.grading.unclear import AnswerUnclear
from quizrnn.verdict import Verdict


def grade_choice(choice: Choice, answer: Picked) -> Verdict:
    """Right when exactly the right options are picked; ``picked`` names those picked or left out wrongly."""
    picks = set(answer.picks)
    if not picks:
        raise AnswerUnclear("pick-none")
    if picks - set(range(len(choice.options))):
        raise AnswerUnclear("pick-range", count=len(choice.options))
    if not choice.several and len(picks) > 1:
        raise AnswerUnclear("pick-one")
    right = {i for i, option in enumerate(choice.options) if option.right}
    slips = tuple(sorted(picks ^ right))
    if not slips:
        return Verdict("right", score=1.0)
    score = 1 - len(slips) / len(choice.options) if choice.several else 0.0
    wrong_picks = sorted(picks - right)
    return Verdict(
        "wrong", picked=slips, score=score, mistake=wrong_picks[0] if len(wrong_picks) == 1 else None
    )
