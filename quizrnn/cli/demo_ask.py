"""What a call of ``quizrnn demo`` asks for: parameters, data, the folder to go on with."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizrnn.demos import Demo, DemoError, find_demo
from quizrnn.demos.own_data import find_data
from quizrnn.demos.params import Value
from quizrnn.demos.sweep import DEFAULT, SWEEP, Cell, read_settings
from quizrnn.progress.place import data_folder

if TYPE_CHECKING:
    from quizrnn.demos.runs import RunInfo


def runs_folder() -> Path:
    """Where runs are kept."""
    return data_folder() / "runs"


def data_place(demo: Demo, asked: str | None) -> Path | None:
    """What ``--data`` means: a path, or the name of a data set that was fetched; raises DemoError."""
    return find_data(demo, asked, data_folder()) if asked is not None else None


def grid(demo: Demo, presets: Sequence[str], given: Sequence[str]) -> list[Cell]:
    """Every combination of variants and values that is asked for; raises DemoError for the first wrong one."""
    values: dict[str, list[Value]] = {}
    for text in given:
        name, sign, listed = text.partition("=")
        if not sign:
            raise DemoError(
                "set-form", text=text, right=", ".join(field.name for field in demo.params.fields())
            )
        field = demo.params.find(name.strip())
        values.setdefault(field.name, []).extend(field.parse(part.strip()) for part in listed.split(","))
    names = [part.strip() for preset in presets for part in preset.split(",")]
    variants = [None if name == DEFAULT else name for name in names]
    varied = tuple(name for name in values if len(values[name]) > 1)
    cells = [
        Cell(preset, dict(zip(values, chosen, strict=True)), varied)
        for preset in variants or [None]
        for chosen in itertools.product(*values.values())
    ]
    for cell in cells:
        cell.params(demo)
    return list({(cell.preset, *cell.values.items()): cell for cell in cells}.values())


def check_resume(name: str | None, folder: Path, asked: dict[str, Any]) -> None:
    """Refuse what a run that goes on cannot change; raises DemoError."""
    from quizrnn.demos.runs import read_run

    for option in ("values", "presets", "seed", "seeds", "device", "data", "out", "predict"):
        if asked[option] not in (None, ()):
            words = {"values": "--set", "presets": "--try"}
            raise DemoError("resume-fixed", option=words.get(option, f"--{option}"))
    found: RunInfo | Any = read_settings(folder) if (folder / SWEEP).exists() else read_run(folder)
    if name is not None and find_demo(name).id != found.demo:
        raise DemoError("resume-other", path=folder, demo=find_demo(found.demo).name)
