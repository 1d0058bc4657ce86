"""What an answer that is taken back leaves in the place where it was written."""

from __future__ import annotations

import msgspec

from quizrnn.grading.answer import Answer, Coded, Essayed, Matched, Typed
from quizrnn.progress.records import Attempt


def draft_text(answer: Answer) -> str:
    """An unfinished answer as the store keeps it: of code the regions, otherwise the answer itself."""
    return msgspec.json.encode(answer.regions if isinstance(answer, Coded) else answer).decode()


def draft_of(attempt: Attempt) -> str:
    """The draft that a stored answer was.

    "" for a picked option, given again by one key, for a file, and for what is no answer (any more).
    """
    try:
        answer: Answer = msgspec.json.decode(attempt.answer, type=Answer)
    except msgspec.MsgspecError:
        return ""
    written = isinstance(answer, Essayed | Typed | Matched)
    written |= isinstance(answer, Coded) and answer.source is None
    return draft_text(answer) if written else ""
