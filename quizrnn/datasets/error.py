"""What is wrong with a file of data, in both languages."""

from __future__ import annotations

from quizrnn.errors import QuizrnnError
from quizrnn.i18n import tr


class DataError(QuizrnnError):
    """A message of the area ``data``: which file, what is wrong, what would be right. It reads in English."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(self.message("en"))

    def message(self, lang: str) -> str:
        """The message in ``lang``."""
        return tr("data", self.key, lang, **self.values)
