"""What a call of ``quizrnn demo`` asks for: parameters, data, the folder to go on with."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizrnn.demos import Demo, DemoError, find_demo
from quizrnn.demos.params import Value
from quizrnn.demos.sweep import SWEEP, Cell, read_settings

if TYPE_CHECKING:
    from quizrnn.demos.runs import RunInfo


def runs_folder() -> Path:
    """Where runs are kept."""
    from quizrnn.progress.place import data_folder

    return data_folder() / "runs"


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
    variants: list[str | None] = [part.strip() for preset in presets for part in preset.split(",")]
    varied = tuple(name for name in values if len(values[name]) > 1)
    cells = [
        Cell(preset, dict(zip(values, chosen, strict=True)), varied)
        for preset in variants or [None]
        for chosen in itertools.product(*values.values())
    ]
    for cell in cells:
        cell.params(demo)
    return list({(cell.preset, *cell.values.items()): cell for cell in cells}.values())


def data_place(asked: str | None) -> Path | None:
    """The path of ``--data``: a file or folder, or the name of a data set that was fetched."""
    if asked is None:
        return None
    path = Path(asked).expanduser()
    if path.exists():
        return path
    from quizrnn.datasets.catalogue import DATA_SETS, folder_of
    from quizrnn.datasets.download import complete
    from quizrnn.progress.place import data_folder

    for data_set in DATA_SETS:
        if data_set.name == asked.lower():
            if not complete(data_set, data_folder()):
                raise DemoError("data-not-fetched", name=data_set.name)
            return folder_of(data_set, data_folder())
    raise DemoError("data-neither", path=asked, right=", ".join(data_set.name for data_set in DATA_SETS))


def check_resume(name: str | None, folder: Path, asked: dict[str, Any]) -> None:
    """Refuse what a run that goes on cannot change; raises DemoError."""
    from quizrnn.demos.runs import read_run

    for option in ("values", "presets", "seeds", "data", "out", "predict"):
        if asked[option]:
            words = {"values": "--set", "presets": "--try"}
            raise DemoError("resume-fixed", option=words.get(option, f"--{option}"))
    found: RunInfo | Any = read_settings(folder) if (folder / SWEEP).exists() else read_run(folder)
    if name is not None and find_demo(name).id != found.demo:
        raise DemoError("resume-other", path=folder, demo=find_demo(found.demo).name)
