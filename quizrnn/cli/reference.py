"""``quizrnn reference``: the list of reference models, and the code of one of them."""

from __future__ import annotations

import difflib
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from quizrnn.cli import common
from quizrnn.cli.help import Command
from quizrnn.errors import QuizrnnError
from quizrnn.i18n import tr

if TYPE_CHECKING:
    from quizrnn.reference import Row

SCHEMA = 1


def complete_name(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Names of rows that begin like this, for the shell's completion."""
    from quizrnn.reference import ROWS

    return [row.name for row in ROWS if row.name.startswith(incomplete)]


@click.command(cls=Command)
@click.argument("name", required=False, shell_complete=complete_name)
@click.option("--torch", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@common.bank_option
@common.lang_option
def command(*, name: str | None, torch: bool, as_json: bool, bank_path: str | None, lang: str | None) -> int:
    """List the reference models, or show the code of NAME: a row, a family or a function."""
    common.tolerant_streams()
    language = common.language(lang)
    from quizrnn.reference import ROWS

    rows = ROWS if name is None else rows_called(name, language)
    if as_json:
        shown = [facts(row, language) | (codes(row) if name is not None else {}) for row in rows]
        common.say_json({"schema": SCHEMA, "rows": shown})
    elif name is None:
        for row in rows:
            common.say("\n".join(listed(row, language)))
        common.note(tr("reference", "how-to-show", language))
    else:
        show(rows, language, torch=torch)
    return 0


def rows_called(name: str, lang: str) -> tuple[Row, ...]:
    """The rows of that name; a QuizrnnError with near names where there is none."""
    from quizrnn.reference import ROWS, find

    if rows := find(name):
        return rows
    known = {known for row in ROWS for known in (row.name, row.numpy, *row.also, *row.functions)}
    near = difflib.get_close_matches(name, sorted(known), n=3)
    hint = tr("reference", "near", lang, names=", ".join(near)) if near else tr("reference", "list", lang)
    raise QuizrnnError(tr("reference", "unknown", lang, name=name) + ("" if lang == "ja" else " ") + hint)


def facts(row: Row, lang: str) -> dict[str, Any]:
    """A row as data."""
    return row._asdict() | {"title": title(row, lang)}


def codes(row: Row) -> dict[str, Any]:
    """The code of a row on both sides; ``torch`` is None where there is no twin."""
    from quizrnn.reference.sources import code

    return {"code": {"numpy": code(row), "torch": code(row, torch=True) or None}}


def title(row: Row, lang: str) -> str:
    """What a row is called in that language."""
    from quizrnn.i18n.reference import TITLES_JA

    return TITLES_JA.get(row.name, row.title) if lang == "ja" else row.title


def listed(row: Row, lang: str) -> list[str]:
    """The lines of a row in the list: its name and title, its forms, its files and source."""
    files = f"{row.numpy}.py" + (f", {row.torch}.py" if row.torch else "")
    return [
        f"{row.name:<22} {title(row, lang)}",
        f"    {', '.join(row.forms)}",
        f"    {files} · {row.source}",
    ]


def show(rows: tuple[Row, ...], lang: str, *, torch: bool) -> None:
    """Print code, coloured on a terminal; rows of one file together show it whole only once."""
    from quizrnn.reference.sources import code

    printed: set[str] = set()
    for row in rows:
        text = code(row, torch=torch)
        common.note("\n".join(listed(row, lang)) + "\n")
        if not text:
            common.note(tr("reference", "no-twin", lang, name=row.name))
        elif text not in printed:
            printed.add(text)
            print_code(text)
        if row.torch and not torch:
            common.note(tr("reference", "twin", lang, name=row.name))


def print_code(text: str) -> None:
    """Python source on stdout: highlighted on a terminal (unless NO_COLOR is set), bare otherwise."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        common.say(text, end="")
        return
    from rich.console import Console
    from rich.syntax import Syntax

    # the terminal's own colours, which fit a light and a dark background; the terminal wraps long lines
    coloured = Syntax(text, "python", theme="ansi_dark", background_color="default").highlight(text)
    Console().print(coloured, soft_wrap=True, end="")
