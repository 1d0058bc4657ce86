"""Exercises as files: where they lie, what they hold, and how an answer is read from them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizrnn.bank import solution
from quizrnn.bank.model import Code, Question
from quizrnn.errors import QuizrnnError
from quizrnn.grading.answer import Coded
from quizrnn.i18n import tr

if TYPE_CHECKING:
    from quizrnn.bank import Bank

COMMENT = 96
"""Cells of a line of the problem, as a comment in a file."""
BIGGEST = 64 * 1024 * 1024
"""More is not read at all; the judge has a limit of its own for what it runs."""


def code_question(bank: Bank, question_id: str) -> Question:
    """The code question of an id (``ID.py`` will do); raises QuizrnnError."""
    name = Path(question_id).name.removesuffix(".py") if question_id.endswith(".py") else question_id
    question = bank.get(name)
    if not isinstance(question.body, Code):
        raise QuizrnnError(
            f"{question.id} is a {question.kind} question and has no file. "
            f"Answer it with: quizrnn quiz --plain {question.id}"
        )
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
        raise QuizrnnError(f"{question.id} has no region '{name}'. Its regions: {', '.join(names)}")
    if not region and len(names) > 1:
        raise QuizrnnError(f"{question.id} has several regions; name one: --region {' | '.join(names)}")
    return Coded(regions={name: data.decode("utf-8-sig", "replace")})


def outside_note(question: Question, source: bytes, lang: str) -> str:
    """What of the given lines the learner's file changes or lacks; a note, never a fault. "" for nothing."""
    assert isinstance(question.body, Code)
    try:
        regions, changed = solution.extract(question.body.solution, source.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return ""
    gone = [region.name for region in question.body.solution.regions if region.name not in regions]
    if gone:  # without its marks the learner's part cannot be told from the given lines
        return tr("feedback", "marks-gone", lang, names=", ".join(gone))
    return tr("feedback", "outside", lang, line=changed[0].strip()) if changed else ""


def work_text(question: Question, lang: str) -> str:
    """What ``start`` writes: the problem as a comment, then the program with its marked regions."""
    code = question.body
    assert isinstance(code, Code)
    head = [
        f"{question.id}  {question.title.get(lang)}",
        "",
        *_prose(question.ask.get(lang)),
        "",
        tr("cli", "work-regions", lang),
        tr("cli", "work-check", lang, id=question.id),
    ]
    comment = "\n".join(f"# {line}".rstrip() for line in head)
    body = solution.work_file(code.solution, lang, solution.starter(code))
    return f"{comment}\n\n{body.lstrip()}"


def _prose(text: str) -> list[str]:
    from quizrnn.cli.plain import prose

    return prose(text, COMMENT)


def _read(question: Question, file: str | None) -> bytes:
    path = Path(file) if file is not None else Path(file_name(question))
    try:
        if path.is_dir():
            path = path / file_name(question)
        if not path.is_file() and file is None:
            raise QuizrnnError(
                f"There is no {path} in this folder. Make one with: quizrnn start {question.id}"
            )
        if path.exists() and not path.is_file():
            raise QuizrnnError(f"{path} is no file.")
        if path.stat().st_size > BIGGEST:
            raise QuizrnnError(
                f"{path} is larger than {BIGGEST // 2**20} MiB; an answer is a short Python file."
            )
        return path.read_bytes()
    except OSError as error:
        raise QuizrnnError(f"{path} cannot be read: {error.strerror or error}") from None


def _stdin() -> bytes:
    if sys.stdin.isatty():
        click.echo("(reading the region's text from stdin; end with Ctrl+D)", err=True)
    return sys.stdin.buffer.read(BIGGEST)
