"""What an answer says about when its question should come back. This page is the whole rule.

The rating follows from the verdict, the hints and the time:

- *again*: not right, "I don't know", or the solution was asked for;
- *hard*: right, but with a hint, after a wrong try, or in more than twice the expected time;
- *easy*: right at once, without a hint, in less than half of the expected time, and not for the first time;
- *good*: every other right answer.

The expected time is the learner's own median for the question, and that of its kind and level before there is
one. A skip, a verdict that is ours to blame and an answer that was taken back say nothing.

An answer counts when its question is new or due. Ahead of its day a right answer is practice and leaves the
schedule alone; one that is not right shows that the question is needed sooner, and counts. In a sitting for
practice nothing counts. The learner may set another rating after the answer; that one always counts.
"""

from __future__ import annotations

from typing import Protocol

from quizrnn.progress.records import Card
from quizrnn.verdict import Verdict

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
SLOW = 2.0
QUICK = 0.5

SECONDS: dict[str, tuple[int, int, int]] = {
    "choice": (30, 45, 70),
    "match": (45, 60, 90),
    "number": (60, 90, 150),
    "text": (30, 40, 60),
    "essay": (180, 240, 360),
    "choose": (45, 60, 90),
    "type": (120, 180, 300),
    "fix": (180, 300, 420),
    "write": (300, 480, 720),
}
"""Expected seconds at levels 1 to 3, by kind, or by mode where there is one."""


class Timed(Protocol):
    """What the expected time depends on: ``bank.model.Row`` and ``bank.model.Question`` have it."""

    @property
    def kind(self) -> str:
        """One of the six kinds."""

    @property
    def mode(self) -> str:
        """The mode of code, or ""."""

    @property
    def level(self) -> int:
        """1 to 3."""


def expected_seconds(question: Timed, own: float = 0.0) -> float:
    """How long an answer takes: ``own``, the learner's median, where there is one."""
    return own or float(SECONDS[question.mode or question.kind][question.level - 1])


def inferred(
    question: Timed, verdict: Verdict, card: Card | None, *, seconds: float, hints: int, tries: int
) -> int:
    """The rating of a judged answer, 0 for a verdict that is ours to blame.

    ``tries`` counts the wrong answers to the same question just before; 0 seconds: no time was taken.
    """
    if verdict.outcome == "broken":
        return 0
    if verdict.outcome != "right":
        return AGAIN
    share = seconds / expected_seconds(question, card.seconds if card else 0.0)
    if hints or tries or share > SLOW:
        return HARD
    return EASY if 0 < share < QUICK and card is not None and card.due else GOOD


def counted(rating: int, card: Card | None, day: int, *, tries: int = 0, practice: bool = False) -> int:
    """The rating where it counts on this study day, otherwise 0."""
    if practice:
        return 0
    awaited = card is None or not card.due or card.due <= day
    return rating if rating == AGAIN or awaited or tries else 0


def of_file(question: Timed, verdict: Verdict, card: Card | None, day: int, *, hints: int = 0) -> int:
    """The rating of a file that was saved: what is not right yet is work in progress and says nothing."""
    if verdict.outcome != "right":
        return 0
    return counted(inferred(question, verdict, card, seconds=0.0, hints=hints, tries=0), card, day)
