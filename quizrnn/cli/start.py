"""``quizrnn start``: an exercise as a file, to solve it in one's own editor."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from quizrnn.cli import common
from quizrnn.cli.files import code_question, file_name, work_text
from quizrnn.cli.help import Command
from quizrnn.errors import KeyedError, QuizrnnError
from quizrnn.i18n import tr


@click.command(cls=Command)
@click.argument("question_id", metavar="ID", shell_complete=common.complete_questions)
@click.option("--dir", "folder", default=".", type=click.Path(file_okay=False))
@click.option("--force", is_flag=True)
@common.bank_option
@common.lang_option
@common.data_option
def command(
    *,
    question_id: str,
    folder: str,
    force: bool,
    bank_path: str | None,
    lang: str | None,
    data_path: str | None,
) -> int:
    """Write the exercise ID to ID.py, with the problem as a comment in your language.

    Prints the file's name.
    """
    common.tolerant_streams()
    language = common.language(lang)
    question = code_question(common.open_bank(bank_path), question_id)
    path = Path(folder) / file_name(question)
    write(path, work_text(question, language), language, force=force)
    common.say(str(path))
    common.note(tr("cli", "started", language, id=question.id))
    return 0


def write(path: Path, text: str, lang: str, *, force: bool) -> None:
    """Write a new file; an old one only after asking;
    raises QuizrnnError when it must not or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not force and path.exists():
            if sys.stdin is None or not sys.stdin.isatty():
                raise QuizrnnError(tr("cli", "exists", lang, path=path))
            click.confirm(tr("cli", "overwrite", lang, path=path), abort=True, err=True)
            force = True
        _replace(path, text) if force else _create(path, text)
    except FileExistsError:
        raise QuizrnnError(tr("cli", "exists", lang, path=path)) from None
    except OSError as error:
        raise KeyedError("unwritable", path=path, reason=error) from None


def _create(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def _replace(path: Path, text: str) -> None:
    """Through a second file: what was there is lost only when the new text is on the disk."""
    beside = path.with_name(path.name + f".{os.getpid()}.new")
    try:
        _create(beside, text)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
