"""match: pairs, and lines to put in order."""

from __future__ import annotations

from quizrnn.bank.model import Match
from quizrnn.grading.answer import Matched
from quizrnn.grading.unclear import AnswerUnclear
from quizrnn.verdict import Verdict


def grade_match(match: Match, answer: Matched) -> Verdict:
    """Right when every left has its right, or every line its place; ``picked`` names those that do not."""
    if match.order:
        return _order(match, answer.pairs)
    count = len(match.pairs)
    if len(answer.pairs) != count:
        raise AnswerUnclear("match-count", count=count)
    if any(not -1 <= right < count + len(match.extra) for right in answer.pairs):
        raise AnswerUnclear("match-range")
    # Two lefts may share the same right: equal texts are the same answer.
    texts = [pair.right for pair in match.pairs] + list(match.extra)
    slips = tuple(
        i for i, right in enumerate(answer.pairs) if right < 0 or texts[right] != match.pairs[i].right
    )
    return _verdict(slips, count)


def _order(match: Match, order: tuple[int, ...]) -> Verdict:
    count = len(match.order)
    if sorted(order) != list(range(count)):
        raise AnswerUnclear("order-each", count=count)
    slips = tuple(i for i, line in enumerate(order) if match.order[line] != match.order[i])
    return _verdict(slips, count)


def _verdict(slips: tuple[int, ...], count: int) -> Verdict:
    if not slips:
        return Verdict("right", score=1.0)
    return Verdict("wrong", picked=slips, score=1 - len(slips) / count)
