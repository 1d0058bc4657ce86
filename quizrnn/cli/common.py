"""What every command shares: options, the language, the bank, and clear messages on stderr."""

from __future__ import annotations

import importlib.util
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quizrnn.cli.phrases import spoken
from quizrnn.cli.streams import lead_nowhere, tolerate
from quizrnn.errors import QuizrnnError
from quizrnn.i18n import choose_language, tr

if TYPE_CHECKING:
    from quizrnn.bank import Bank
    from quizrnn.judge.client import LocalJudge
    from quizrnn.progress import Store

F = TypeVar("F", bound=Callable[..., Any])


def bank_option(command: F) -> F:
    """``--bank DIR``."""
    return click.option(
        "--bank",
        "bank_path",
        type=click.Path(file_okay=False),
    )(command)


def lang_option(command: F) -> F:
    """``--lang en|ja``."""
    return click.option("--lang", type=click.Choice(["en", "ja"]))(command)


def data_option(command: F) -> F:
    """``--data DIR``."""
    return click.option(
        "--data",
        "data_path",
        type=click.Path(),
    )(command)


def from_group(name: str, own: Any) -> Any:
    """An option of the command itself, otherwise the one given before the command's name."""
    context = click.get_current_context(silent=True)
    return own if own is not None else (context.obj or {}).get(name) if context is not None else None


def with_places(command: str) -> str:
    """A command line that finds the same bank and progress again: as they were named for this one."""
    context = click.get_current_context(silent=True)
    places = context.params if context is not None else {}
    named = (("--bank", from_group("bank", places.get("bank_path"))), ("--data", places.get("data_path")))
    return " ".join([command, *(f"{option} {shlex.quote(path)}" for option, path in named if path)])


def open_bank(own: str | None) -> Bank:
    """The bank that the options name; raises QuizrnnError."""
    from quizrnn.bank import Bank

    path = from_group("bank", own)
    return Bank.open(Path(path) if path else None)


def language(own: str | None, store: Store | None = None) -> str:
    """The language: asked for, saved (of which a command without a store only reads), or that of the locale."""
    asked = from_group("lang", own)
    if asked is None and store is None:
        return spoken()
    return choose_language(asked, store.setting("lang") if store is not None else None)


def open_progress(own: str | None, bank: Bank | None = None) -> Store:
    """The store; ``tell_trouble`` says when its file cannot be written.

    What was done under older ids of the bank's questions goes to their present ones.
    """
    from quizrnn.progress import open_store

    store = open_store(from_group("data", own))
    if bank is not None:
        store.rename(bank.shared.renamed)
    return store


def tell_trouble(store: Store, lang: str) -> None:
    """Say on stderr why the progress file is not written, and what beside it cannot be read, if so."""
    if store.trouble is not None:
        note(store.trouble.message(lang))
    for line in store.left_out(lang):
        note(line)


def tell_problems(bank: Bank, lang: str) -> None:
    """Say on stderr, in a line, that the bank has faults, if so: a file that cannot be read has no questions."""
    if bank.problems:
        note(tr("plain", "problems", lang, count=len(bank.problems), out=len(bank.left_out)))


def make_judge(own: str | None = None, store: Store | None = None, *, torch: bool) -> LocalJudge:
    """A judge in this process, its runners starting in the background.

    It grants the time that the learner has set: in ``store``, or where none is open in the progress folder
    ``own``.
    """
    from quizrnn.judge.client import LocalJudge

    judge = LocalJudge()
    judge.warm(torch=torch)  # first: runners are what a verdict waits for
    from quizrnn.judge.slack import NAME, slack_of
    from quizrnn.progress.saved import saved_setting

    judge.slack = slack_of(store.setting(NAME) if store is not None else saved_setting(NAME, own))
    return judge


def complete_questions(context: click.Context, parameter: click.Parameter, start: str) -> list[str]:
    """Ids (and, for quiz, topics) that begin so; for the shell. Commands on files know code questions only."""
    try:
        rows = open_bank(context.params.get("bank_path")).rows()
    except QuizrnnError:
        return []
    if parameter.name == "question_id":
        names = [row.id for row in rows if row.kind == "code"]
    else:
        names = [*dict.fromkeys(row.topic for row in rows), *(row.id for row in rows)]
    return [name for name in names if name.startswith(start)]


def has_torch() -> bool:
    """Whether torch is installed, without importing it."""
    return importlib.util.find_spec("torch") is not None


def say(text: str = "", end: str = "\n") -> None:
    """A line of data on stdout, at once. When nobody reads it any more, the work goes on unseen."""
    try:
        sys.stdout.write(text + end)
        sys.stdout.flush()
    except BrokenPipeError:
        lead_nowhere()


def say_json(value: object) -> None:
    """One JSON object on stdout, in one line."""
    import msgspec

    say(msgspec.json.encode(value).decode())


def page_width() -> int:
    """Cells of a line on a terminal; 0 in a pipe, where paragraphs stay in one line."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def note(text: str) -> None:
    """A line of narration on stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def tolerant_streams() -> None:
    """Never fail on a character that the terminal's encoding lacks, but say so, or on a stray byte in the input."""
    if lacking := tolerate():
        note(tr("errors", "encoding", "en", encoding=lacking))  # Japanese would be ??? itself
