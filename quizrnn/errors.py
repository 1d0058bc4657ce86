"""What can go wrong outside of an answer: problems of a bank, and errors that a command reports."""

from __future__ import annotations

import errno

import msgspec


class QuizrnnError(Exception):
    """An error whose message is written for the user; commands print it and exit with 2."""

    def message(self, lang: str) -> str:
        """What to say in ``lang``; a plain error says the same in both languages."""
        return str(self)


class KeyedError(QuizrnnError):
    """An error whose words stand in an area of ``quizrnn.i18n``; as a plain error it reads in English.

    ``key`` and ``values`` name the string; a value that is an error itself is said in the same language.
    """

    area = "errors"

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(self.message("en"))

    def message(self, lang: str) -> str:
        """What is wrong, where, and what would be right."""
        from quizrnn.i18n import tr  # only an error needs it: programs start without

        said = {name: self.said(value, lang) for name, value in self.values.items()}
        return tr(self.area, self.key, lang, **said)

    def said(self, value: object, lang: str) -> object:
        """A value as it stands in the message: errors in words, the system's too."""
        if isinstance(value, OSError):
            return os_reason(value, lang)
        return value.message(lang) if isinstance(value, QuizrnnError) else value


def os_reason(error: OSError, lang: str) -> str:
    """Why the system refused, in ``lang`` where it is one of the usual reasons, otherwise in its own words."""
    from quizrnn.i18n import table

    name = errno.errorcode.get(error.errno or 0, "")
    return table("errors", lang).get(f"os-{name}") or error.strerror or str(error)


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
