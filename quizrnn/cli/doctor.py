"""``quizrnn doctor``: what holds here, measured and in words."""

from __future__ import annotations

import importlib.metadata
import locale
import os
import platform
import shutil
import sys
from typing import Any

import click

from quizrnn import __version__
from quizrnn.cli import common
from quizrnn.cli.demo import broken_lines
from quizrnn.cli.help import Command
from quizrnn.errors import QuizrnnError, os_reason
from quizrnn.i18n import table, tr

SCHEMA = 1
STATES = {"held": "held", "got through": "got-through", "a file was written": "wrote"}


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True)
@click.option("--probes", is_flag=True)
@common.bank_option
@common.lang_option
@common.data_option
def command(
    *, as_json: bool, probes: bool, bank_path: str | None, lang: str | None, data_path: str | None
) -> int:
    """Tell how well answers are isolated here (by trying), versions, where things lie,
    and what the terminal is.
    """
    common.tolerant_streams()
    store = common.open_progress(data_path)
    language = common.language(lang, store)
    isolation = _isolation(language)
    bank = _bank(bank_path, language)
    facts: dict[str, Any] = {
        "schema": SCHEMA,
        "isolation": isolation,
        "versions": _versions(),
        "torch": _version("torch"),
        "system": platform.platform(),
        "bank": bank,
        "progress": {
            "path": str(store.path),
            "trouble": store.trouble and store.trouble.message(language),
            "left_out": store.left_out(language),
        },
        "demos": _demos(),
        "terminal": _terminal(language),
    }
    store.close()
    if as_json:
        common.say_json(facts)
    else:
        for line in _lines(facts, language, probes):
            common.say(line)
    sound = "level" in isolation and "path" in bank and not facts["demos"]["broken"]
    return 0 if sound else 2


def _isolation(lang: str) -> dict[str, Any]:
    """The self-test of the judge."""
    from quizrnn.judge.runners import Runners

    try:
        with Runners() as runners:
            found = runners.isolation()
    except QuizrnnError as error:
        return {"error": error.message(lang)}
    except OSError as error:
        return {"error": os_reason(error, lang)}
    return {"level": found.level, "layers": found.layers, "probes": found.probes, "notes": found.notes}


def _bank(path: str | None, lang: str) -> dict[str, Any]:
    try:
        bank = common.open_bank(path)
    except QuizrnnError as error:
        return {"error": error.message(lang)}
    rows = bank.rows()
    torch = sum("torch" in row.needs for row in rows)
    return {
        "path": str(bank.root),
        "questions": len(rows),
        "problems": len(bank.problems),
        "torch": torch,
    }


def _demos() -> dict[str, Any]:
    from quizrnn.demos import BROKEN, DEMOS

    return {"count": len(DEMOS), "broken": BROKEN}


def _versions() -> dict[str, str]:
    found = {"quizrnn": __version__, "python": platform.python_version()}
    return found | {name: _version(name) or "-" for name in ("numpy", "textual", "msgspec", "click")}


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _terminal(lang: str) -> dict[str, Any]:
    size = shutil.get_terminal_size()
    return {
        "term": os.environ.get("TERM", "-"),
        "columns": size.columns,
        "lines": size.lines,
        "encoding": sys.stdout.encoding or locale.getencoding(),
        "language": lang,
    }


def _word(kind: str, word: str, lang: str) -> str:
    """What the self-test calls a layer, a probe or a note, in the asked language where it is known."""
    return table("cli", lang).get(f"{kind}-{word}", word)


def _lines(facts: dict[str, Any], lang: str, probes: bool) -> list[str]:
    def text(key: str, **values: object) -> str:
        return tr("cli", key, lang, **values)

    lines: list[str] = []
    isolation = facts["isolation"]
    if "level" in isolation:
        lines.append(text("doctor-isolation", level=text(f"level-{isolation['level']}")))
        for name, held in isolation["layers"].items():
            lines.append(
                text("layer", name=_word("layer", name, lang), state=text("held" if held else "not-held"))
            )
        lines.extend("  " + _word("note", line, lang) for line in isolation["notes"])
        for name, state in isolation["probes"].items():
            if probes or state != "held":
                said = text(STATES[state]) if state in STATES else state
                lines.append(text("probe", name=_word("probe", name, lang), state=said))
    else:
        lines.append(text("judge-failed", detail=isolation["error"]))
    lines.append(text("versions", **facts["versions"]))
    bank = facts["bank"]
    if facts["torch"]:
        lines.append(text("torch-there", version=facts["torch"]))
    else:
        lines.append(text("torch-missing", count=bank.get("torch", 0)))
    if "path" in bank:
        lines.append(text("bank", path=bank["path"], count=bank["questions"], problems=bank["problems"]))
    else:
        lines.append(bank["error"])
    lines.append(text("demos", count=facts["demos"]["count"]))
    lines.extend(broken_lines(lang))
    progress = facts["progress"]
    lines.append(progress["trouble"] or text("progress-file", path=progress["path"]))
    lines.extend(progress["left_out"])
    lines.append(text("platform", system=facts["system"]))
    lines.append(text("terminal", **facts["terminal"]))
    return lines
