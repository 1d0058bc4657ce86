"""What is kept of a learner's work, and what can be wrong with the file that keeps it."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from quizrnn.i18n import table, tr
from quizrnn.verdict import Verdict

RATINGS = ("again", "hard", "good", "easy")
"""The words of the ratings 1 to 4."""
BOOKMARK = "bookmark"
"""The mark of a question to come back to."""
ASIDE = "set-aside"
"""The mark of a question that the learner has reported as wrong: left out until it is taken up again."""

AttemptKind = Literal["answer", "skip", "unknown", "revealed"]
"""``answer`` was judged; ``unknown`` is "I don't know"; ``revealed`` means the solution was asked for."""

Moment = Annotated[float, Meta(ge=0, le=1e11)]
"""Seconds since 1970. The bounds of these types hold for what is read from a file."""
Count = Annotated[int, Meta(ge=0, lt=2**53)]


class Attempt(msgspec.Struct, frozen=True, omit_defaults=True):
    """One attempt at a question, enough to replay its verdict.

    ``answer`` is the JSON of ``grading.answer.Answer``.
    """

    question: str
    revision: str
    at: Moment
    kind: AttemptKind = "answer"
    topic: str = ""
    answer: str = ""
    verdict: Verdict | None = None
    lang: str = "en"
    seconds: Moment = 0.0
    """From the question being shown to the answer."""
    hints: Count = 0
    seed: Count = 0
    sitting: str = ""
    way: str = ""
    """Where it was made: app, plain, check, watch."""
    undone: bool = False
    rating: Annotated[int, Meta(ge=0, le=4)] = 0
    """What it says for the schedule: 1 again, 2 hard, 3 good, 4 easy; 0 leaves the schedule alone."""
    corrected: Moment = 0.0
    """When the learner set the rating (seconds since 1970); 0: it was inferred."""
    day: Annotated[int, Meta(ge=0, le=3_000_000)] = 0
    """The study day (``date.toordinal``); 0: the store reads it off ``at``."""
    id: Count = 0
    """Given by the store."""

    @property
    def outcome(self) -> str:
        """The verdict's outcome, or the kind where nothing was judged."""
        return self.verdict.outcome if self.verdict is not None else self.kind


class Card(msgspec.Struct, frozen=True):
    """Where a question stands: its newest attempt, and its schedule."""

    question: str
    outcome: str
    revision: str
    at: float
    tries: int
    hints: int = 0
    seconds: float = 0.0
    """The learner's own median time, 0 where none was taken."""
    due: int = 0
    """The study day on which it comes back; 0: it has no schedule yet."""
    day: int = 0
    """The study day of the last rating."""
    rating: int = 0
    stability: float = 0.0
    difficulty: float = 0.0
    times: str = "[]"
    """What the median is of: JSON of (sitting, seconds), newest first."""


class Due(msgspec.Struct, frozen=True):
    """A question of today's review."""

    question: str
    due: int
    seconds: float
    """The learner's own median time, 0 where none was taken."""


class Latest(msgspec.Struct, frozen=True):
    """The newest attempt at a question, and how many there are."""

    outcome: str
    revision: str
    at: float
    tries: int
    hints: int = 0
    due: int = 0
    """The study day of the next review; 0 while the question has only been practised."""


TroubleCode = Literal["newer", "corrupt", "read-only", "locked", "lockless", "full", "gone", "failed"]


class Trouble(msgspec.Struct, frozen=True):
    """Why attempts do not go to the file."""

    code: TroubleCode
    path: str
    detail: str = ""
    beside: bool = False
    """They are kept in a file beside it until they can; otherwise in memory only."""
    blocked: str = ""
    """The file or folder that may not be written."""

    def why(self, lang: str) -> str:
        """For the learner: what, where and the fix."""
        detail = table("progress", lang).get(f"detail {self.detail}", self.detail)
        return tr("progress", self.code, lang, path=self.path, detail=detail, blocked=self.blocked)

    def message(self, lang: str) -> str:
        """For one who studies: why, and where answers are kept meanwhile."""
        return self.why(lang) + tr("progress", "beside" if self.beside else "memory", lang)
