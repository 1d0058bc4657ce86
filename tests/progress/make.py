"""Attempts for tests."""

from quizrnn.progress import Attempt
from quizrnn.verdict import Counterexample, Fault, Verdict

VERDICT = Verdict(
    "wrong", Fault("value"), Counterexample({"x": 1.0}, 2.0, 3.0, cell=(0, 1)), mistake=1, inputs=26
)
RIGHT = Verdict("right", score=1.0)
DAY = 86400.0


def attempt(question="gru.a", at=1.0, **fields):
    return Attempt(
        question, "r1", at, **{"verdict": VERDICT, "answer": '{"type":"picked","picks":[2]}', **fields}
    )


def rated(question="gru.a", day=0, rating=3, **fields):
    """A right answer at noon (UTC) of day ``day`` of 2026."""
    return attempt(
        question, 1767268800.0 + day * DAY + fields.pop("later", 0.0), verdict=RIGHT, rating=rating, **fields
    )
