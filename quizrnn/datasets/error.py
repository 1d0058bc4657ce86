"""What is wrong with a file of data, in both languages."""

from __future__ import annotations

from quizrnn.errors import KeyedError


class DataError(KeyedError):
    """A message of the area ``data``: which file, what is wrong, what would be right. It reads in English."""

    area = "data"
