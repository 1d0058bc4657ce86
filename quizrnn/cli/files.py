"""Exercises as files: where they lie, what they hold, and how an answer is read from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizrnn.bank.model import Code, Question
from quizrnn.bank.solution import tidied
from quizrnn.cli import streams
from quizrnn.cli.phrases import spoken
from quizrnn.errors import KeyedError
from quizrnn.grading import workfile
from quizrnn.grading.answer import Coded
from quizrnn.i18n import tr

if TYPE_CHECKING:
    from quizrnn.bank import Bank

BIGGEST = 64 * 1024 * 1024
"""More is not read at all; the judge has a limit of its own for what it runs."""


def code_question(bank: Bank, question_id: str) -> Question:
    """The code question of an id (``ID.py`` will do); raises QuizrnnError."""
    name = Path(question_id).name.removesuffix(".py") if question_id.endswith(".py") else question_id
    question = bank.get(name)
    if not isinstance(question.body, Code):
        raise KeyedError("no-file-kind", id=question.id)
    return question


def file_name(question: Question) -> str:
    """``gru.step.py``."""
    return f"{question.id}.py"


def read_answer(question: Question, file: str | None, region: str | None) -> Coded:
    """The answer in FILE (ID.py when left out, ``-`` is stdin); with ``region`` it is that region's text
    alone.

    Raises QuizrnnError for a file that is not there, with the command that makes one.
    """
    data = _stdin() if file == "-" or (file is None and region is not None) else _read(question, file)
    if region is None:
        return Coded(source=data)
    code = question.body
    assert isinstance(code, Code)
    names = [part.name for part in code.solution.regions]
    name = region or names[0]
    if name not in names:
        raise KeyedError("no-region", id=question.id, name=name, names=", ".join(names))
    if not region and len(names) > 1:
        raise KeyedError("which-region", id=question.id, names=" | ".join(names))
    return Coded(tidied(code.solution, {name: data.decode("utf-8-sig", "replace")}))


def outside_note(question: Question, source: bytes, lang: str) -> str:
    """What of the given lines the learner's file changes or lacks; a note, never a fault. "" for nothing."""
    assert isinstance(question.body, Code)
    try:
        return workfile.outside_note(question.body, source.decode("utf-8-sig"), lang)
    except UnicodeDecodeError:
        return ""


def work_text(question: Question, lang: str) -> str:
    """What ``start`` writes: the problem as a comment, then the program with its marked regions."""
    from quizrnn.cli.plain import prose

    return workfile.work_text(question, lang, prose(question.ask.get(lang), workfile.COMMENT))


def _read(question: Question, file: str | None) -> bytes:
    path = Path(file) if file is not None else Path(file_name(question))
    try:
        if path.is_dir():
            path = path / file_name(question)
        if not path.is_file() and file is None:
            raise KeyedError("no-work-file", path=path, id=question.id)
        if path.exists() and not path.is_file():
            raise KeyedError("not-a-file", path=path)
        if path.stat().st_size > BIGGEST:
            raise KeyedError("too-large", path=path, limit=BIGGEST // 2**20)
        return path.read_bytes()
    except OSError as error:
        raise KeyedError("unreadable", path=path, reason=error) from None


def _stdin() -> bytes:
    stdin = streams.typed()
    if stdin.isatty():
        click.echo(tr("cli", "reading-stdin", spoken()), err=True)
    return stdin.buffer.read(BIGGEST)
