"""What is kept of a learner's work, and what can be wrong with the file that keeps it."""

from __future__ import annotations

from typing import Literal

import msgspec

from quizrnn.i18n import tr
from quizrnn.verdict import Verdict

BOOKMARK = "bookmark"
"""The mark of a question to come back to."""
ASIDE = "set-aside"
"""The mark of a question that the learner has reported as wrong: left out until it is taken up again."""

AttemptKind = Literal["answer", "skip", "unknown", "revealed"]
"""``answer`` was judged; ``unknown`` is "I don't know"; ``revealed`` means the solution was asked for."""


class Attempt(msgspec.Struct, frozen=True, omit_defaults=True):
    """One attempt at a question, enough to replay its verdict.

    ``answer`` is the JSON of ``grading.answer.Answer``.
    """

    question: str
    revision: str
    at: float
    """Seconds since 1970."""
    kind: AttemptKind = "answer"
    topic: str = ""
    answer: str = ""
    verdict: Verdict | None = None
    lang: str = "en"
    seconds: float = 0.0
    """From the question being shown to the answer."""
    hints: int = 0
    seed: int = 0
    sitting: str = ""
    way: str = ""
    """Where it was made: app, plain, check, watch."""
    undone: bool = False
    id: int = 0
    """Given by the store."""

    @property
    def outcome(self) -> str:
        """The verdict's outcome, or the kind where nothing was judged."""
        return self.verdict.outcome if self.verdict is not None else self.kind


class Latest(msgspec.Struct, frozen=True):
    """The newest attempt at a question, and how many there are."""

    outcome: str
    revision: str
    at: float
    tries: int
    hints: int = 0


TroubleCode = Literal["newer", "corrupt", "read-only", "locked", "full", "failed"]


class Trouble(msgspec.Struct, frozen=True):
    """Why attempts are kept in memory only."""

    code: TroubleCode
    path: str
    detail: str = ""

    def message(self, lang: str) -> str:
        """A sentence for the learner: what, where and the fix."""
        return tr("progress", self.code, lang, path=self.path, detail=self.detail)
