"""The values of a demo's form: what is typed becomes a value or a message that says what would be right."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

from quizrnn.app.screens.followed import Order
from quizrnn.demos import Demo, DemoError
from quizrnn.demos.own_data import find_data
from quizrnn.demos.params import Field, Value
from quizrnn.demos.texts import Text
from quizrnn.i18n import tr
from quizrnn.progress.place import data_folder

SEED, DEVICE, DATA = "@seed", "@device", "@data"
"""Rows that are no parameters of the demo itself, which may have a parameter of such a name."""


def both(key: str) -> Text:
    """A string of the gallery in both languages."""
    return Text(tr("gallery", key, "en"), tr("gallery", key, "ja"))


class Form:
    """Valid values by row; ``order`` makes a run of them."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self.home = data_folder()
        """Where data sets are kept that were fetched."""
        self.data = ""
        """A path or the name of a data set as typed, or "" for the data that the demo makes."""
        self.place: Path | None = None
        """Where that data lies."""
        self.rows: dict[str, Field] = {field.name: field for field in demo.params.fields()}
        self.rows[SEED] = Field("seed", "whole", 0, both("seed"), both("seed.about"), 0, 999_999)
        if demo.torch and has_cuda():
            devices = {"cpu": both("cpu"), "cuda": both("cuda")}
            self.rows[DEVICE] = Field(
                "device", "choice", "cpu", both("device"), both("device.about"), options=devices
            )
        self.values: dict[str, Value] = {name: row.default for name, row in self.rows.items()}

    @property
    def takes_data(self) -> bool:
        """Whether data can be named."""
        return any(kind.path for kind in self.demo.data)

    def set(self, name: str, text: str) -> None:
        """Take what was typed into a row; raises DemoError and keeps the old value when it does not fit."""
        if name == DATA:
            asked = text.strip()
            self.place = find_data(self.demo, asked, self.home) if asked else None
            self.data = asked
        else:
            self.values[name] = self.rows[name].parse(text.strip())

    def choices(self, name: str) -> list[Value]:
        """The values that a row goes through, none for one to type in."""
        row = self.rows.get(name)
        if row is None or row.kind not in ("choice", "flag"):
            return []
        return list(row.options) if row.kind == "choice" else [False, True]

    def turn(self, name: str, step: int) -> None:
        """The next value of a row with choices, round and round."""
        values = self.choices(name)
        self.values[name] = values[(values.index(self.values[name]) + step) % len(values)]

    def reset(self, name: str) -> None:
        """The default of one row."""
        if name == DATA:
            self.data, self.place = "", None
        elif name in self.rows:
            self.values[name] = self.rows[name].default

    def take(self, preset: str) -> None:
        """The values of a variant, or with "" the defaults; seed, device and data stay."""
        params = self.demo.make_params(preset=preset or None)
        self.values |= params.to_plain()

    def order(self) -> Order:
        """What is to be trained; raises DemoError where values do not go together or torch is missing."""
        if self.demo.torch and not has_torch():
            raise DemoError("torch-missing", demo=self.demo.name)
        given = {name: value for name, value in self.values.items() if not name.startswith("@")}
        return Order(
            self.demo,
            self.demo.make_params(given),
            seed=int(self.values[SEED]),
            device=str(self.values.get(DEVICE, "cpu")),
            data=self.place,
        )

    def named(self, error: DemoError) -> DemoError:
        """The error with the name that the form shows in place of a parameter's own."""
        labels = {row.name: row.label for row in self.rows.values()}
        values = {
            key: labels.get(str(value), value) if key == "name" else value
            for key, value in error.values.items()
        }
        return DemoError(error.key, **values)


def has_torch() -> bool:
    """Whether torch is installed; it is not imported for that."""
    return importlib.util.find_spec("torch") is not None


def has_cuda() -> bool:
    """Whether this machine seems to have a CUDA device; whether torch can use it shows when it tries."""
    return shutil.which("nvidia-smi") is not None
