"""``quizrnn reference``: the list of reference models, and the page of one of them."""

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
    from quizrnn.app.reference_page import Code
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
    """List the reference models, or explain NAME (a row, a family or a function) and show its code."""
    common.tolerant_streams()
    language = common.language(lang)
    from quizrnn.reference import ROWS

    rows = ROWS if name is None else rows_called(name, language)
    if as_json:
        shown = [facts(row, language) | (codes(row, language) if name is not None else {}) for row in rows]
        common.say_json({"schema": SCHEMA, "rows": shown})
    elif name is None:
        for row in rows:
            common.say("\n".join(listed(row, language)))
        common.note(tr("reference", "how-to-show", language))
    else:
        show(name, rows, language, torch=torch)
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
    known = row._asdict()
    del known["formulas"]  # says how a docstring is cut, which is no matter of the row
    return known | {"title": title(row, lang)}


def codes(row: Row, lang: str) -> dict[str, Any]:
    """The page of a row, and its files' code on both sides; ``torch`` is None where there is no twin."""
    from quizrnn.app.reference_page import page, plain_text
    from quizrnn.reference.sources import code

    files = {"numpy": code(row), "torch": code(row, torch=True) or None}
    return {"page": plain_text(page(row.name, lang), 0), "code": files}


def title(row: Row, lang: str) -> str:
    """What a row is called in that language."""
    from quizrnn.i18n.reference import TITLES_JA

    return TITLES_JA.get(row.name, row.title) if lang == "ja" else row.title


def listed(row: Row, lang: str) -> list[str]:
    """The lines of a row in the list: its name and title, its forms, its files and source."""
    from quizrnn.bank.lines import wrap_plain
    from quizrnn.i18n.reference.forms import FORMS_JA, SOURCES_JA

    files = f"{row.numpy}.py" + (f", {row.torch}.py" if row.torch else "")
    forms = " / ".join(FORMS_JA[row.name]) if lang == "ja" else ", ".join(row.forms)
    source = SOURCES_JA.get(row.name, row.source) if lang == "ja" else row.source
    lines = [f"{row.name:<22} {title(row, lang)}", f"    {forms}", f"    {files} · {source}"]
    width = common.page_width()
    return [part for line in lines for part in (wrap_plain(line, width, 6) if width else [line])]


def show(name: str, rows: tuple[Row, ...], lang: str, *, torch: bool) -> None:
    """Print the page behind a name, its code coloured on a terminal."""
    from quizrnn.app.reference_page import Code, page, plain_text

    width = common.page_width()
    blocks = page(name, lang, torch=torch)
    for number, block in enumerate(blocks):
        if number:
            common.say()
        if isinstance(block, Code):
            print_code(block, width)
        else:
            common.say(plain_text((block,), width))
    for row in rows:
        if torch and not row.torch:
            common.note(tr("reference", "no-twin", lang, name=row.name))
        if row.torch and not torch:
            common.note("\n" + tr("reference", "twin", lang, name=row.name))


def print_code(block: Code, width: int) -> None:
    """Python on stdout: highlighted on a terminal (unless NO_COLOR is set), bare otherwise."""
    from quizrnn.app.reference_page import UNBOUNDED, code_breaks, code_text, plain_text

    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        common.say(plain_text((block,), width))
        return
    from rich.console import Console
    from rich.syntax import Syntax
    from rich.text import Text

    # the terminal's own colours, which fit a light and a dark background
    syntax = Syntax("", "python", theme="ansi_dark", background_color="default")
    console = Console(soft_wrap=True)
    for line in syntax.highlight(code_text(block.excerpt, width or UNBOUNDED)).split("\n"):
        breaks, indent = code_breaks(line.plain, width or UNBOUNDED)
        first, *rest = line.divide(breaks)
        for part in (first, *(Text(" " * indent) + part for part in rest)):
            part.rstrip()
            console.print(part)
