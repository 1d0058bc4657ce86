"""``quizrnn progress``: what has been done, as a list, and out to and in from a second machine."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizrnn.cli import common, streams
from quizrnn.cli.help import Group
from quizrnn.cli.progress_topics import topics
from quizrnn.errors import QuizrnnError, os_reason
from quizrnn.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quizrnn.progress import Store, Trouble

SCHEMA = 1
OUTCOME = 14
"""Cells of the column that says how an attempt went."""


@click.group(cls=Group)
def command() -> None:
    """Show, list, export and import what you have done."""


command.add_command(topics)


@command.command("list")
@click.argument("questions", nargs=-1, metavar="[ID]...")
@click.option("--json", "as_json", is_flag=True)
@common.lang_option
@common.data_option
def list_attempts(
    *, questions: tuple[str, ...], as_json: bool, lang: str | None, data_path: str | None
) -> None:
    """List attempts (at the questions ID), oldest first, with the numbers that replay takes.

    --json prints objects with schema (1), attempt, question, revision, at, outcome, rating (0 to 4), undone.
    """
    from rich.cells import set_cell_size

    from quizrnn.cli.sitting import when

    common.tolerant_streams()
    store, language = _open(data_path, lang)
    told = store.trouble
    found = store.attempts(questions, undone=True)
    for one in found:
        if as_json:
            common.say_json(
                {
                    "schema": SCHEMA,
                    "attempt": one.id,
                    "question": one.question,
                    "revision": one.revision,
                    "at": one.at,
                    "outcome": one.outcome,
                    "rating": one.rating,
                    "undone": one.undone,
                }
            )
            continue
        common.say(
            tr(
                "replay",
                "list-line",
                language,
                number=one.id,
                when=when(one.at),
                outcome=set_cell_size(tr("report", f"outcome.{one.outcome}", language), OUTCOME),
                question=one.question,
                undone=tr("replay", "list-undone", language) if one.undone else "",
            )
        )
    if not found and not store.unread:
        common.note(tr("replay", "list-none", language))
    _tell_damage(store, told, language)
    store.close()


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--force", is_flag=True)
@common.lang_option
@common.data_option
def export(*, file: str, force: bool, lang: str | None, data_path: str | None) -> None:
    """Write everything to FILE ("-": stdout): attempts, schedule, marks, drafts, settings. JSON lines."""
    store, language = _open(data_path, lang)
    told = store.trouble
    code = store.trouble.code if store.trouble is not None else ""
    if store.trouble is not None and (code == "newer" or (code == "corrupt" and not store.latest())):
        raise QuizrnnError(tr("replay", "not-exported", language, reason=store.trouble.why(language)))
    lines = store.export()
    if file == "-":
        for line in lines:
            common.say(line.decode())
    else:
        _write(Path(file), lines, language, force=force)
        count = len(store.attempts(undone=True))
        common.note(tr("replay", "exported", language, count=count, path=file))
    if store.others_wait():
        common.note(tr("replay", "others-wait", language))
    _tell_damage(store, told, language)
    store.close()


def _tell_damage(store: Store, told: Trouble | None, lang: str) -> None:
    """Say what was found out while reading, and name the attempts that could not be read."""
    if store.trouble is not None and told is None:
        common.note(store.trouble.why(lang))
    if store.unread:
        numbers = ", ".join(map(str, sorted(store.unread)))
        common.note(tr("replay", "unread", lang, count=len(store.unread), numbers=numbers))


def _write(path: Path, lines: Iterable[bytes], lang: str, *, force: bool) -> None:
    """All or nothing: written beside, then put in place."""
    if path.exists() and not force:
        raise QuizrnnError(tr("replay", "exists", lang, path=path))
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("xb") as stream:
            stream.writelines(line + b"\n" for line in lines)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        reason = os_reason(error, lang)
        raise QuizrnnError(tr("replay", "export-failed", lang, path=path, reason=reason)) from None


@command.command("import")
@click.argument("file", type=click.Path(allow_dash=True))
@common.lang_option
@common.data_option
def take_in(*, file: str, lang: str | None, data_path: str | None) -> None:
    """Merge an export from a second machine; what is known already is not doubled.

    All or nothing: a file that cannot be read to its end changes nothing.
    """
    store, language = _open(data_path, lang, tell=False)
    if store.trouble is not None:
        raise QuizrnnError(tr("replay", "not-kept", language, reason=store.trouble.why(language)))
    from quizrnn.progress import UnreadableExportError

    lines = list(_lines(file, language))  # read before the progress file is held
    try:
        taken = store.take_in(lines, _renamed())
    except UnreadableExportError as error:
        reason = error.message(language)
        raise QuizrnnError(tr("replay", "import-failed", language, path=file, reason=reason)) from None
    if store.trouble is not None:
        raise QuizrnnError(tr("replay", "not-kept", language, reason=store.trouble.why(language)))
    common.note(
        tr(
            "replay",
            "imported",
            language,
            count=taken.attempts,
            known=taken.known,
            changed=taken.changed,
            other=taken.other,
        )
    )
    store.close()


def _renamed() -> Mapping[str, str]:
    """Older ids of the bank's questions -> present ones; none where there is no bank to ask."""
    try:
        return common.open_bank(None).shared.renamed
    except QuizrnnError:
        return {}


def _lines(file: str, lang: str) -> Iterator[bytes]:
    try:
        if file == "-":
            yield from (line.rstrip(b"\r\n") for line in streams.typed().buffer)
            return
        with Path(file).open("rb") as stream:
            yield from (line.rstrip(b"\r\n") for line in stream)
    except OSError as error:
        text = tr("replay", "no-file", lang, path=file, reason=os_reason(error, lang))
        raise QuizrnnError(text) from None


def _open(data_path: str | None, lang: str | None, *, tell: bool = True) -> tuple[Store, str]:
    store = common.open_progress(data_path)
    language = common.language(lang, store)
    if tell:
        common.tell_trouble(store, language)
    return store, language
