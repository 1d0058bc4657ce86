"""What can go wrong outside of an answer: problems of a bank, and errors that a command reports."""

from __future__ import annotations

import msgspec


class QuizrnnError(Exception):
    """An error whose message is written for the user; commands print it and exit with 2."""


class Problem(msgspec.Struct, frozen=True, order=True):
    """One fault of a bank, at a place an editor can jump to.

    ``line`` and ``column`` count from 1; 0 means the whole file. ``field`` is the path inside the question
    (``wrong[1].why.ja``), ``message`` says what is wrong and ``fix`` what to do about it.
    """

    file: str
    line: int
    column: int
    question: str
    field: str
    message: str
    fix: str = ""
    fatal: bool = True

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        subject = ".".join(part for part in (self.question,) if part)
        field = f" {self.field}:" if self.field else ""
        head = f"{place}  {subject}:{field}" if subject else f"{place} {field}"
        tail = f"\n    {self.fix}" if self.fix else ""
        return f"{head} {self.message}{tail}"
