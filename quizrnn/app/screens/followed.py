"""A training as far as it is known: what the screen draws, without a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from quizrnn.demos import Demo, Text
from quizrnn.demos.drawing import Curve
from quizrnn.demos.events import End, Event, Failed, Metric, Note, Picture, Report, Saved, Start
from quizrnn.demos.params import Params


@dataclass(frozen=True)
class Order:
    """What is to be trained: everything that a run is made of."""

    demo: Demo
    params: Params
    seed: int = 0
    device: str = "cpu"
    data: Path | None = None

    def seconds(self) -> float:
        """What it is likely to need."""
        return self.demo.expected_seconds(self.params, self.data)

    def variant(self) -> str:
        """The name of the preset that these parameters are, or ""."""
        changed = self.params.changed()
        return next((p.name for p in self.demo.presets if self._values(p.name) == changed), "")

    def _values(self, preset: str) -> dict[str, object]:
        return dict(self.demo.make_params(preset=preset).changed())


@dataclass
class Followed:
    """The events of one run, kept as curves, pictures and words. ``state`` is "starting", "running", "pausing",
    "paused", "stopping", "stopped", "done" or "failed".
    """

    total: int
    expected: float
    clock: Callable[[], float] = time.monotonic
    state: str = "starting"
    step: int = 0
    curves: dict[str, Curve] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    report: Report | None = None
    failure: Text | None = None
    seconds: float = 0.0
    """Time spent training, without pauses, up to ``_since``."""
    _since: float | None = None
    _first: int = 0
    _before: float = 0.0

    @property
    def over(self) -> bool:
        """True when no process trains."""
        return self.state in ("stopped", "done", "failed")

    def take(self, event: Event) -> None:
        """One more event."""
        match event:
            case Start():
                self._begin(event)
            case Metric():
                self.step = event.step
                for name, value in event.values.items():
                    steps, values = self.curves.setdefault(name, ([], []))
                    steps.append(event.step)
                    values.append(value)
            case Picture():
                self.step = max(self.step, event.step)
                self.pictures[event.name] = event
            case Note():
                self.notes.append(event)
            case Saved() if self.state == "pausing":
                self._rest("paused")
            case Report():
                self.report = event
            case End():
                self.step = event.step
                self._rest(event.state)
                self.seconds = event.seconds
            case Failed():
                self.failure = event.message
                self._rest("failed")

    def _begin(self, event: Start) -> None:
        """Begin or go on; what was seen after the checkpoint comes once more."""
        self.state, self.failure = "running", None
        self.total, self.expected, self.step, self._first = event.total, event.seconds, event.step, event.step
        for steps, values in self.curves.values():
            kept = sum(step <= event.step for step in steps)
            del steps[kept:], values[kept:]
        self.notes = [note for note in self.notes if note.step <= event.step]
        self._since, self._before = self.clock(), self.seconds

    def _rest(self, state: str) -> None:
        self.seconds = self.spent()
        self.state, self._since = state, None

    def wish(self, state: str) -> None:
        """The learner asks for "pausing", "stopping" or, after a pause, "running"."""
        if state == "running" and self._since is None:
            self._since = self.clock()
        self.state = state

    def spent(self) -> float:
        """Seconds of training up to now, without pauses."""
        return self.seconds + (self.clock() - self._since if self._since is not None else 0.0)

    def left(self) -> float | None:
        """Seconds that are likely left: by this run's own pace once there is one, otherwise as expected."""
        if self.over or not self.total:
            return None
        done = self.step - self._first
        if not done:
            return max(self.expected * (1 - self.step / self.total) - self.spent() + self._before, 0.0)
        return (self.spent() - self._before) / done * (self.total - self.step)

    def share(self) -> float:
        """The part that is done, from 0 to 1."""
        return min(self.step / self.total, 1.0) if self.total else 0.0
