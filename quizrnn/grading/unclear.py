"""What the learner typed cannot be read as an answer: a message, and no attempt is counted."""

from __future__ import annotations

from quizrnn.bank.model import Text
from quizrnn.errors import KeyedError


class AnswerUnclear(KeyedError):  # noqa: N818 - a question to the learner, no fault
    """``key`` and ``values`` name the message in the strings of feedback; ``str()`` is the English one."""

    area = "feedback"

    def said(self, value: object, lang: str) -> object:
        """A value as it stands in the message: a text of the bank in ``lang``."""
        return value.get(lang) if isinstance(value, Text) else super().said(value, lang)
