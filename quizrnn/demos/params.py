"""Parameters of a demo: a frozen dataclass whose fields carry limits and explanations.

    @dataclass(frozen=True)
    class Adder(Params):
        steps: int = whole(10_000, 1, 100_000, en=("Steps", "One pair of numbers each."), ja=("...", "..."))
        lr: float = real(0.1, 1e-5, 10.0, en=("Learning rate", "..."), ja=("学習率", "..."))
        activation: str = choice("sigmoid", {"sigmoid": Text(...), "relu": Text(...)}, en=..., ja=...)
        clip: bool = flag(False, en=..., ja=...)

        def total_steps(self) -> int:
            return self.steps

An instance is valid from the moment it exists. The command line (``--set lr=0.5``), the app's form and the run
folder all go through ``parse`` and ``to_plain``; messages list the right names and values.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import msgspec

from quizrnn.demos.texts import DemoError, Text, names, near

Value = int | float | bool | str
Words = tuple[str, str]
"""Label and explanation of a field in one language."""

YES, NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


class Field(msgspec.Struct, frozen=True):
    """What is known of one parameter: enough for a form, a check and a help page.

    ``kind`` is "whole", "real", "choice" or "flag". ``low`` and ``high`` are inclusive and belong to the numbers,
    ``options`` (value → what it means) to "choice".
    """

    name: str
    kind: str
    default: Value
    label: Text
    help: Text
    low: float | None = None
    high: float | None = None
    options: dict[str, Text] = {}

    def parse(self, given: object) -> Value:
        """The value of a text (``--set``, a form) or of a JSON value; raises DemoError that lists what is right."""
        if self.kind == "choice":
            return self._choice(given)
        if self.kind == "flag":
            return self._flag(given)
        return self._number(given)

    def limits(self) -> str:
        """The right values, in a form that reads the same in both languages."""
        if self.kind == "choice":
            return names(self.options)
        if self.kind == "flag":
            return "true, false"
        return f"{_short(self.low)} … {_short(self.high)}"

    def _choice(self, given: object) -> str:
        if isinstance(given, str) and given in self.options:
            return given
        raise DemoError("bad-choice", name=self.name, value=given, right=near(str(given), self.options))

    def _flag(self, given: object) -> bool:
        if isinstance(given, bool):
            return given
        word = str(given).strip().lower()
        if word in YES or word in NO:
            return word in YES
        raise DemoError("bad-choice", name=self.name, value=given, right=self.limits())

    def _number(self, given: object) -> int | float:
        kind = int if self.kind == "whole" else float
        try:
            if isinstance(given, bool) or not isinstance(given, int | float | str):
                raise ValueError
            value = kind(given)  # full-width digits are digits to Python
            if isinstance(given, float) and value != given:
                raise ValueError
        except (ValueError, OverflowError):
            raise DemoError(f"bad-{self.kind}", name=self.name, value=given, right=self.limits()) from None
        inside = self.low is not None and self.high is not None and self.low <= value <= self.high
        if not inside or not math.isfinite(value):
            raise DemoError("out-of-range", name=self.name, value=given, right=self.limits())
        return value


def whole(default: int, low: int, high: int, *, en: Words, ja: Words) -> Any:
    """A whole number from ``low`` to ``high``."""
    return _field("whole", default, en, ja, low=low, high=high)


def real(default: float, low: float, high: float, *, en: Words, ja: Words) -> Any:
    """A number from ``low`` to ``high``."""
    return _field("real", default, en, ja, low=low, high=high)


def choice(default: str, options: Mapping[str, Text], *, en: Words, ja: Words) -> Any:
    """One of several words; each option says what it means."""
    return _field("choice", default, en, ja, options=dict(options))


def flag(default: bool, *, en: Words, ja: Words) -> Any:
    """Yes or no."""
    return _field("flag", default, en, ja)


def _field(kind: str, default: Value, en: Words, ja: Words, **more: Any) -> Any:
    facts = {"kind": kind, "label": Text(en[0], ja[0]), "help": Text(en[1], ja[1]), **more}
    return dataclasses.field(default=default, metadata=facts)


@dataclasses.dataclass(frozen=True)
class Params:
    """Base of every demo's parameters; subclasses say how many steps a run has."""

    def __post_init__(self) -> None:
        for field in self.fields():
            object.__setattr__(self, field.name, field.parse(getattr(self, field.name)))
        self.check()

    def check(self) -> None:
        """Override to refuse values that do not go together: ``raise DemoError("unfit", name=..., why=Text(...))``."""

    def total_steps(self) -> int:
        """How many steps the run counts; the last event's ``step``. Progress and time left come from it."""
        raise NotImplementedError

    def cost(self) -> float:
        """Time of this run as a multiple of the default's on the same data; override where a step's cost changes too."""
        return self.total_steps() / type(self)().total_steps()

    def share_of(self, data: Path) -> float:
        """How much of a user's own data is worked through, as a multiple of what ``Data.cost`` was measured with;
        override where that depends on the data's size.
        """
        return 1.0

    def outcomes(self) -> tuple[str, ...]:
        """The names of the demo's outcomes that these parameters can have; override where one task has others than
        another. Empty: all.
        """
        return ()

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        """All fields in their order."""
        return tuple(
            Field(name=f.name, default=f.default, **f.metadata)  # type: ignore[arg-type]
            for f in dataclasses.fields(cls)
        )

    @classmethod
    def find(cls, name: str) -> Field:
        """The field of that name; raises DemoError that lists the right ones."""
        for field in cls.fields():
            if field.name == name:
                return field
        known = [field.name for field in cls.fields()]
        raise DemoError("unknown-parameter", name=name, right=near(name, known))

    @classmethod
    def parse(cls, given: Mapping[str, object]) -> Self:
        """Parameters from texts or JSON values; what is not given keeps its default."""
        return cls(**{name: cls.find(name).parse(value) for name, value in given.items()})

    def to_plain(self) -> dict[str, Value]:
        """All values by name, ready for JSON."""
        return dataclasses.asdict(self)

    def changed(self) -> dict[str, Value]:
        """The values that differ from the defaults."""
        return {field.name: v for field in self.fields() if (v := getattr(self, field.name)) != field.default}


def _short(limit: float | None) -> str:
    if limit is None:
        return ""
    if limit == int(limit):
        return str(int(limit))
    mantissa, _, exponent = f"{limit:g}".partition("e")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa
