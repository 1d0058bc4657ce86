"""What the learner typed cannot be read as an answer: a message, and no attempt is counted."""

from __future__ import annotations

from quizrnn.errors import QuizrnnError
from quizrnn.i18n import tr


class AnswerUnclear(QuizrnnError):  # noqa: N818 - a question to the learner, no fault
    """``key`` and ``values`` name the message in the strings of feedback; ``str()`` is the English one."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(self.message("en"))

    def message(self, lang: str) -> str:
        """What to say, in ``lang``."""
        return tr("feedback", self.key, lang, **self.values)
