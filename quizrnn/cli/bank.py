"""``quizrnn bank``: list, prove, preview and write questions."""

from __future__ import annotations

import importlib
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizrnn.cli.common import (
    bank_option,
    data_option,
    from_group,
    lang_option,
    language,
    open_bank,
    open_progress,
    tell_problems,
    tell_trouble,
)
from quizrnn.cli.help import Command, Group, refuse
from quizrnn.cli.phrases import spoken
from quizrnn.errors import KeyedError
from quizrnn.home import user_path
from quizrnn.i18n import tr

if TYPE_CHECKING:
    from quizrnn.bank import Bank
    from quizrnn.bank.model import Row

COMMANDS = {
    "list": "quizrnn.cli.bank:list_questions",
    "check": "quizrnn.cli.bank_check:command",
    "preview": "quizrnn.cli.bank_preview:command",
    "new": "quizrnn.cli.bank:new_question",
    "schema": "quizrnn.cli.bank:schema",
}
"""Name → where the command is."""


class BankGroup(Group):
    """A group that imports a command only to run it or to show its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names, in the order of ``COMMANDS``."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        found: click.Command = getattr(importlib.import_module(module), attribute)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name for a slip."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            refuse(ctx, args[0], list(COMMANDS))
        return super().resolve_command(ctx, args)


@click.group(cls=BankGroup)
def command() -> None:
    """List, prove, preview and write questions."""


@click.command("list", cls=Command)
@click.option("--topic")
@click.option("--kind")
@click.option("--mode")
@click.option("--level", type=click.IntRange(1, 3))
@click.option("--tag")
@click.option("--text")
@click.option("--marked", is_flag=True)
@click.option("--aside", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@lang_option
@bank_option
@data_option
def list_questions(
    *,
    as_json: bool,
    marked: bool,
    aside: bool,
    bank_path: str | None,
    lang: str | None,
    data_path: str | None,
    **filters: Any,
) -> None:
    """List the questions that fit every filter."""
    opened = open_bank(bank_path)
    _refuse_slips(opened, filters)
    rows = opened.rows(**filters)
    if marked or aside:
        rows = _with_marks(rows, opened, data_path, marked=marked, aside=aside)
    if as_json:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.encode(rows))
        sys.stdout.buffer.write(b"\n")
    else:
        for line in _table(rows, language(lang)):
            click.echo(line)
        click.echo(tr("cli", "count-questions", language(lang), count=len(rows)), err=True)
    tell_problems(opened, language(lang))


def _with_marks(
    rows: list[Row], opened: Bank, data_path: str | None, *, marked: bool, aside: bool
) -> list[Row]:
    """Those that carry every mark that is asked for."""
    from quizrnn.progress import ASIDE, BOOKMARK

    store = open_progress(data_path, opened)
    tell_trouble(store, spoken())
    for mark in [BOOKMARK] * marked + [ASIDE] * aside:
        carrying = store.marks(mark)
        rows = [row for row in rows if row.id in carrying]
    store.close()
    return rows


def _refuse_slips(bank: Bank, filters: dict[str, Any]) -> None:
    """A filter that no question can fit is a slip: say what there is."""
    from typing import get_args

    from quizrnn.bank.model import Kind, Mode
    from quizrnn.bank.names import hint

    known = {
        "topic": [topic.id for topic in bank.topics()],
        "tag": sorted({tag for row in bank.rows() for tag in row.tags}),
        "kind": list(get_args(Kind)),
        "mode": list(get_args(Mode)),
    }
    for name, words in known.items():
        value = filters[name]
        if value is not None and value not in words:
            key = "no-tag" if name == "tag" else f"no-{name}"
            raise KeyedError(key, **{"tag" if name == "tag" else "name": value}, hint=hint(value, words))


def _table(rows: list[Row], lang: str) -> list[str]:
    width = max((len(row.id) for row in rows), default=0)
    return [
        f"{row.id:<{width}}  {row.mode or row.kind:<7} {row.level}  {row.title.get(lang)}"
        + (f"  [{', '.join(row.needs)}]" if row.needs else "")
        for row in rows
    ]


@click.command("schema", cls=Command)
def schema() -> None:
    """Print the JSON Schema of a question file; editors complete and check with it.

    Write it beside the questions (quizrnn bank schema > questions/schema.json) and start each file with
    '# yaml-language-server: $schema=./schema.json'.
    """
    import msgspec

    from quizrnn.bank.schema import schema as build

    click.echo(msgspec.json.format(msgspec.json.encode(build()), indent=2).decode())


@click.command("new", cls=Command)
@click.argument("topic")
@click.argument("kind")
@click.option("--name", default="")
@bank_option
def new_question(topic: str, kind: str, name: str, bank_path: str | None) -> None:
    """Add a skeleton to TOPIC that already passes, to the bank here (a folder with questions/) or in --bank.

    KIND is choice, match, number, text or essay; for code it is choose, type (or blank), write or fix.
    """
    from quizrnn.bank import places
    from quizrnn.bank.scaffold import add, new

    new(topic, kind, name)  # a slip in the words is told before any folder is made
    path = _to_write_in(from_group("bank", bank_path))
    root = places.bank_root(path)
    if root.name == "_bank":
        raise KeyedError("bank-shipped")
    question, files = add(root, topic, kind, name)
    click.echo(question)
    for file in files:
        click.echo(tr("cli", "new-wrote", spoken(), path=file), err=True)
    where = f" --bank {shlex.quote(str(path))}"
    click.echo(tr("cli", "write-over", spoken()), err=True)
    click.echo(f"  quizrnn bank preview {shlex.quote(str(files[0]))}{where}", err=True)
    click.echo(f"  quizrnn bank check {question}{where}", err=True)


def _to_write_in(chosen: str | None) -> Path:
    """The bank that is named, made if need be; otherwise the one here. Raises QuizrnnError."""
    if chosen is None:
        if Path("questions").is_dir():
            return Path()
        raise KeyedError("no-bank-here")
    path = user_path(chosen)
    if not (path / "questions").is_dir():
        _make_bank(path)
    return path


def _make_bank(path: Path) -> None:
    try:
        for folder in ("questions", "solutions"):
            (path / folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KeyedError("cannot-make", path=error.filename, reason=error) from None
