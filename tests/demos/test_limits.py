"""No values within the limits of a demo's parameters end in a breakdown: the least, the most, and mixtures of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizrnn.demos import DEMOS, Demo, DemoError
from quizrnn.demos.drawing import Look, draw_picture, text_lines
from quizrnn.demos.engine import Control, run_folder
from quizrnn.demos.events import Failed, Picture
from quizrnn.demos.params import Field, Value
from quizrnn.demos.runs import prepare, read_events

SECONDS = 0.4
"""What a run may be expected to need; what would take longer gets fewer steps or a smaller size."""


def edge(field: Field, top: bool) -> Value:
    """The least or the most that a field takes; the first or the last of its words."""
    if field.kind == "flag":
        return top
    if field.kind == "choice":
        return list(field.options)[-1 if top else 0]
    limit = field.high if top else field.low
    assert limit is not None
    return int(limit) if field.kind == "whole" else limit


def affordable(demo: Demo, values: dict[str, Value]) -> dict[str, Value] | None:
    """These values over the small ones; sizes fall back until the run is short. None where they do not go together."""
    fields = {field.name: field for field in demo.params.fields()}
    chosen = demo.small | values
    for name in [None, *(name for name in values if fields[name].kind == "whole")]:
        if name is not None:
            chosen[name] = demo.small.get(name, fields[name].low or 0)
            chosen[name] = int(chosen[name])
        try:
            if demo.expected_seconds(demo.make_params(chosen)) <= SECONDS:
                return chosen
        except DemoError:
            return None
    return chosen


def check(demo: Demo, values: dict[str, Value], folder: Path) -> None:
    """The run is done, or refused in words of its own."""
    chosen = affordable(demo, values)
    if chosen is None:
        return
    state, message = state_of_run(demo, chosen, folder)
    assert state == "done" or not message.startswith("The training broke"), f"{chosen}: {message}"


def state_of_run(demo: Demo, values: dict[str, Value], folder: Path) -> tuple[str, str]:
    """How a run of the engine in this folder ends, and what it says when it fails; every picture is drawn."""
    prepare(folder, demo, demo.make_params(values))
    state = run_folder(folder, Control(), lambda line: None)
    message = ""
    for event in read_events(folder):
        if isinstance(event, Picture):
            for lang in ("en", "ja"):
                assert text_lines(draw_picture(event, 60, lang=lang, look=Look(ascii=True)))
        elif isinstance(event, Failed):
            message = event.message.en
    return state, message


def mixtures(demo: Demo, count: int) -> Iterator[dict[str, Value]]:
    """Some fields at an edge, the same ones in every run of the test."""
    draw = random.Random(demo.id)
    for _ in range(count):
        yield {
            field.name: edge(field, draw.random() < 0.5)
            for field in demo.params.fields()
            if draw.random() < 0.6
        }


@pytest.mark.parametrize("demo", DEMOS.values(), ids=lambda demo: demo.id)
def test_the_least_the_most_and_mixtures_of_them_run(tmp_path: Path, demo: Demo) -> None:
    if demo.torch:
        pytest.importorskip("torch")
    fields = demo.params.fields()
    for top in (False, True):
        check(demo, {field.name: edge(field, top) for field in fields}, tmp_path / f"all-{top}")
    for number, values in enumerate(mixtures(demo, 2)):
        check(demo, values, tmp_path / f"mixed-{number}")


@pytest.mark.slow
@pytest.mark.parametrize("demo", DEMOS.values(), ids=lambda demo: demo.id)
def test_each_limit_and_many_mixtures_run(tmp_path: Path, demo: Demo) -> None:
    if demo.torch:
        pytest.importorskip("torch")
    for field in demo.params.fields():
        for top in (False, True):
            check(demo, {field.name: edge(field, top)}, tmp_path / f"{field.name}-{top}")
    for number, values in enumerate(mixtures(demo, 30)):
        check(demo, values, tmp_path / f"mixed-{number}")
