"""What the tests of all demos share: a run as a list of events, and a run that stops and goes on."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from quizrnn.demos.demo import Demo
from quizrnn.demos.device import take_device
from quizrnn.demos.events import Checkpoint, Picture, Report, Yielded
from quizrnn.demos.randomness import KEY, make_rng, random_state


def events(
    demo: Demo, seed: int = 0, preset: str | None = None, data: Path | None = None, **values: object
) -> list[Yielded]:
    """Everything that a run yields but checkpoints, on one thread as the engine has it."""
    take_device(demo, "cpu")
    rng = make_rng(seed, torch=demo.torch)
    found = demo.load_run()(demo.make_params(values, preset), rng, "cpu", data=data)
    return [event for event in found if not isinstance(event, Checkpoint)]


def report(
    demo: Demo, seed: int = 0, preset: str | None = None, data: Path | None = None, **values: object
) -> Report:
    """The report of a run."""
    last = events(demo, seed, preset, data, **values)[-1]
    assert isinstance(last, Report)
    return last


def figures(found: Report) -> dict[str, float | None]:
    """The measured figures by name."""
    return {row.name: row.measured for row in found.rows}


def check_small_run(demo: Demo) -> None:
    """The small run ends in a whole report, the same each time, and every preset's values are good."""
    found, again = events(demo, 1, **demo.small), events(demo, 1, **demo.small)
    assert repr(found) == repr(again)  # repr: NaN is the same as NaN
    last = found[-1]
    assert isinstance(last, Report)
    assert {row.name for row in last.rows} <= {figure.name for figure in demo.figures}
    assert last.outcome in {outcome.name for outcome in demo.outcomes}
    assert any(isinstance(event, Picture) for event in found)
    for preset in demo.presets:
        demo.make_params(preset=preset.name)


def check_resume(demo: Demo, at: int = 0, **values: object) -> None:
    """A run that stops at its checkpoint number ``at`` and goes on yields what the unbroken run yields after it."""
    params = demo.make_params(demo.small | values)
    take_device(demo, "cpu")
    rng = make_rng(1, torch=demo.torch)
    before: list[Yielded] = []
    run = demo.load_run()(params, rng, "cpu")
    state, seen = None, 0
    for event in run:
        if not isinstance(event, Checkpoint):
            before.append(event)
            continue
        if seen == at:
            state = event.state() | {KEY: random_state(rng)}
            break
        seen += 1
    assert state is not None, "no such checkpoint"
    rest = [
        event
        for event in demo.load_run()(params, make_rng(1, torch=demo.torch), "cpu", resume=state)
        if not isinstance(event, Checkpoint)
    ]
    assert repr(before + rest) == repr(events(demo, 1, **(demo.small | values)))


def median(values: list[float]) -> float:
    """The median."""
    return float(np.median(values))
