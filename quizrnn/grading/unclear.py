"""What the learner typed cannot be read as an answer: a message, and no attempt is counted."""

from __future__ import annotations

from quizrnn.errors import KeyedError


class AnswerUnclear(KeyedError):  # noqa: N818 - a question to the learner, no fault
    """``key`` and ``values`` name the message in the strings of feedback; ``str()`` is the English one."""

    area = "feedback"
