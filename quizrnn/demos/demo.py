"""What is known of a demo without running it; importing it imports neither NumPy nor torch."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from quizrnn.demos.events import Row, State, Yielded
from quizrnn.demos.params import Params, Value
from quizrnn.demos.texts import DemoError, Text, near, same

if TYPE_CHECKING:
    import numpy as np


class Preset(msgspec.Struct, frozen=True):
    """A named variant to try (``--try NAME``): the values that differ from the defaults, and what to look at."""

    name: str
    title: Text
    values: dict[str, Value]
    look: Text


class Data(msgspec.Struct, frozen=True):
    """A kind of data. The first of a demo is its default; ``path`` says that it comes by ``--data PATH``.

    ``single`` tells a kind that is one file from another kind that is a folder. ``sets`` are the data sets of this
    kind that ``quizrnn data get`` brings. ``drawn`` says that the app lets one draw it. ``cost`` is the time of a
    default run on it, as a multiple of ``seconds``.
    """

    name: str
    about: Text
    path: bool = False
    single: bool = False
    sets: tuple[str, ...] = ()
    drawn: bool = False
    cost: float = 1.0


class Figure(msgspec.Struct, frozen=True):
    """A figure of the report and what the sources say of it; see Row for the fields."""

    name: str
    label: Text
    reported: Text = same("")
    source: str = ""
    spread: Text = same("")
    digits: int | None = None


class Outcome(msgspec.Struct, frozen=True):
    """One way in which a run can end, offered as a prediction before it starts."""

    name: str
    text: Text


CONVERGES = Outcome("converges", Text("The loss goes towards 0.", "損失は 0 に近づく。"))
FLOOR = Outcome(
    "floor", Text("The loss falls, then stops at a floor above 0.", "損失は下がるが、0 より上で止まる。")
)
STAYS = Outcome(
    "stays", Text("The loss hardly moves or jumps about.", "損失はほとんど動かないか、ふらつき続ける。")
)
DIVERGES = Outcome(
    "diverges", Text("The loss grows without limit or becomes NaN.", "損失は発散するか NaN になる。")
)


class Run(Protocol):
    """A training: parameters, the one source of randomness, "cpu" or "cuda".

    ``data`` is what ``--data`` named (None: the default data), ``resume`` the state of the checkpoint from which to
    go on (None: from the start). It yields events in order; the last is a Report.
    """

    def __call__(
        self,
        params: Any,
        rng: np.random.Generator,
        device: str,
        *,
        data: Path | None = None,
        resume: State | None = None,
    ) -> Iterator[Yielded]:
        """Train."""
        ...


class Demo(msgspec.Struct, frozen=True):
    """One demo.

    ``seconds`` is the time of the default run on its default data; ``torch`` says that it needs torch (and can then use
    "cuda"); ``train`` is "module:function" of its Run; ``small`` are values with which the tests run it in about a
    second; ``outcomes`` are the predictions on offer, of which the report names one; ``question`` asks for them.
    ``together`` names metrics that share a plot. ``layout`` counts the forms that the checkpoint has had: a number more
    where a run that was saved before cannot go on, be it that arrays lie otherwise or that a new parameter's default
    trains otherwise.
    """

    id: str
    name: str
    topics: tuple[str, ...]
    title: Text
    about: Text
    params: type[Params]
    train: str
    seconds: float
    data: tuple[Data, ...]
    figures: tuple[Figure, ...]
    small: dict[str, Value]
    presets: tuple[Preset, ...] = ()
    outcomes: tuple[Outcome, ...] = (CONVERGES, FLOOR, STAYS, DIVERGES)
    question: Text = Text("What will the loss do?", "損失はどうなるか。")
    torch: bool = False
    together: tuple[tuple[str, ...], ...] = ()
    layout: int = 1

    def preset(self, name: str) -> Preset:
        """The preset of that name; raises DemoError that lists the right ones."""
        for preset in self.presets:
            if preset.name == name:
                return preset
        known = [preset.name for preset in self.presets]
        raise DemoError("unknown-preset", name=name, demo=self.name, right=near(name, known))

    def outcome(self, name: str) -> Outcome:
        """The outcome of that name; raises DemoError that lists the right ones."""
        for outcome in self.outcomes:
            if outcome.name == name:
                return outcome
        known = [outcome.name for outcome in self.outcomes]
        raise DemoError("unknown-outcome", name=name, demo=self.name, right=near(name, known))

    def possible(self, params: Params) -> tuple[Outcome, ...]:
        """The outcomes that a run with these parameters can have."""
        names = params.outcomes()
        return (
            tuple(outcome for outcome in self.outcomes if outcome.name in names) if names else self.outcomes
        )

    def make_params(self, given: Mapping[str, object] | None = None, preset: str | None = None) -> Params:
        """Defaults, then the preset's values, then those given; raises DemoError."""
        values: dict[str, object] = dict(self.preset(preset).values) if preset else {}
        return self.params.parse(values | dict(given or {}))

    def kind_of(self, data: Path | None) -> Data:
        """The kind of data that ``--data`` names; the default kind for None."""
        given = [kind for kind in self.data if kind.path]
        if data is None or not given:
            return self.data[0]
        return next((kind for kind in given if kind.single == data.is_file()), given[0])

    def expected_seconds(self, params: Params, data: Path | None = None) -> float:
        """What a run with these parameters on that data is likely to need."""
        share = 1.0 if data is None else params.share_of(data)
        return self.seconds * params.cost() * self.kind_of(data).cost * share

    def load_run(self) -> Run:
        """The training itself; this imports NumPy and perhaps torch."""
        module, _, function = self.train.partition(":")
        run: Run = getattr(importlib.import_module(module), function)
        return run

    def reported_for(self, params: Params, *presets: str) -> Text | None:
        """What ``row`` takes as ``reported`` where the sources' figures are of the default run and of these presets."""
        settings = [self.make_params(), *(self.make_params(preset=name) for name in presets)]
        return None if params in settings else same("")

    def row(
        self, name: str, measured: float | None, *, reported: Text | None = None, spread: Text | None = None
    ) -> Row:
        """A row of the report from the figure of that name.

        ``reported`` and ``spread`` replace the figure's own where a variant has others (``same("")``: none).
        """
        figure = next(figure for figure in self.figures if figure.name == name)
        return Row(
            name=name,
            label=figure.label,
            measured=measured,
            reported=figure.reported if reported is None else reported,
            source=figure.source if (figure.reported if reported is None else reported).en else "",
            spread=figure.spread if spread is None else spread,
            digits=figure.digits,
        )
