"""``quizrnn data``: data sets that demos can train on, fetched when asked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from quizrnn.cli import common
from quizrnn.cli.help import Group
from quizrnn.errors import QuizrnnError
from quizrnn.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

    from quizrnn.datasets.catalogue import DataSet, Remote

SCHEMA = 1


@click.group(cls=Group)
def command() -> None:
    """List and fetch data sets for the demos; without any, every demo makes its own data."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True)
@common.lang_option
@common.data_option
def listing(*, as_json: bool, lang: str | None, data_path: str | None) -> int:
    """List the data sets: name, what it is, size, licence, and whether it is there."""
    from quizrnn.datasets.catalogue import DATA_SETS

    common.tolerant_streams()
    language, home = common.language(lang), _home(data_path)
    rows = [_facts(data_set, home, language) for data_set in DATA_SETS]
    if as_json:
        common.say_json({"schema": SCHEMA, "data": rows})
        return 0
    for row in rows:
        state = tr("data", "there" if row["there"] else "absent", language)
        common.say(f"{row['name']:<12} {row['title']}  [{state}]")
        common.say(f"{'':<12} {tr('data', 'licence', language, licence=row['licence'])}")
    return 0


@command.command("get")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True)
@common.lang_option
@common.data_option
def getting(*, name: str, as_json: bool, lang: str | None, data_path: str | None) -> int:
    """Fetch the data set NAME, check it, and say where it is. A broken download goes on where it stopped."""
    from quizrnn.datasets.catalogue import find_data_set, place_of
    from quizrnn.datasets.download import get
    from quizrnn.datasets.error import DataError
    from quizrnn.progress.place import data_folder

    common.tolerant_streams()
    language, home = common.language(lang), _home(data_path)
    try:
        data_set = find_data_set(name)
        common.note(tr("data", "licence", language, licence=tr("data", f"licence.{data_set.name}", language)))
        folder, fetched = get(data_set, home, Bar(language))
    except DataError as error:
        raise QuizrnnError(error.message(language)) from error
    if as_json:
        common.say_json({"schema": SCHEMA} | _facts(data_set, home, language) | {"fetched": fetched})
    else:
        common.say(tr("data", "got" if fetched else "have", language, name=data_set.name, folder=folder))
        named = data_set.name if home == data_folder() else place_of(data_set, home)
        common.note(tr("data", "use", language, demo=data_set.demo, data=named))
    return 0


class Bar:
    """Shows how much of a file is there: one bar for each, on stderr; plain lines where that is no terminal."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._file = ""
        self._tenth = -1

    def __call__(self, remote: Remote, here: int, size: int) -> None:
        """Tell of ``here`` bytes of ``size`` (0: not known)."""
        if remote.name != self._file:
            self._file, self._tenth = remote.name, -1
            shown = megabytes(size) if size else "?"
            common.note(tr("data", "getting", self._lang, file=remote.name, size=shown))
        if not sys.stderr.isatty():
            return
        tenth = here * 20 // size if size else here >> 20
        if tenth != self._tenth:
            self._tenth = tenth
            bar = f"[{'#' * tenth:<20}] " if size else ""
            end = "\n" if size and here >= size else ""
            sys.stderr.write(f"\r{bar}{megabytes(here)}{end}")
            sys.stderr.flush()


def megabytes(size: int) -> str:
    """A size for people: ``9.9 MB``, ``28.9 kB``."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.1f} kB"


def _facts(data_set: DataSet, home: Path, lang: str) -> dict[str, Any]:
    from quizrnn.datasets.catalogue import complete, folder_of

    return {
        "name": data_set.name,
        "title": tr("data", data_set.name, lang),
        "licence": tr("data", f"licence.{data_set.name}", lang),
        "bytes": sum(remote.size for remote in data_set.files),
        "demo": data_set.demo,
        "folder": str(folder_of(data_set, home)),
        "there": complete(data_set, home),
    }


def _home(own: str | None) -> Path:
    from quizrnn.progress.place import data_file

    return data_file(common.from_group("data", own)).parent
