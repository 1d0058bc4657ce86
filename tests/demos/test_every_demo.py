"""What the contract asks of every demo, through the engine: it ends with its figures, and a stop changes nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from quizrnn.demos import DEMOS
from quizrnn.demos.drawing import Look, draw_picture, text_lines
from quizrnn.demos.engine import Control, run_folder
from quizrnn.demos.events import End, Event, Metric, Picture, Report, decode
from quizrnn.demos.runs import WEIGHTS, prepare, read_events, report_of
from quizrnn.demos.store import load_state

UNDER_ANY_SETTING = {"D02": {"tail"}, "D06": {"sigmoid", "tanh", "relu"}}
"""Figures that the sources report of a thing that no parameter changes."""


def go(folder: Path, stop_at: int | None = None) -> str:
    """Run the folder; ask for a stop at the metric of that number."""
    control, metrics = Control(), [0]

    def hand_on(line: bytes) -> None:
        if isinstance(decode(line), Metric):
            metrics[0] += 1
            if metrics[0] == stop_at:
                control.obey("stop")

    return run_folder(folder, control, hand_on)


def lasting(folder: Path) -> list[Event]:
    return [event for event in read_events(folder) if not isinstance(event, End)]


def arrays(tree: object) -> list[bytes]:
    """Every array of a state, in order."""
    if isinstance(tree, dict):
        return [part for key in sorted(tree) for part in arrays(tree[key])]
    if isinstance(tree, list):
        return [part for item in tree for part in arrays(item)]
    return [tree.tobytes()] if isinstance(tree, np.ndarray) else []


@pytest.mark.parametrize("demo", DEMOS.values(), ids=lambda demo: demo.id)
def test_a_small_run_and_one_that_was_stopped_end_alike(tmp_path: Path, demo) -> None:
    if demo.torch:
        pytest.importorskip("torch")
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    for folder in (whole, broken):
        prepare(folder, demo, demo.make_params(demo.small), seed=2)
    assert go(whole) == "done"
    stopped = go(broken, stop_at=1)
    assert stopped == "done" or go(broken) == "done"
    assert lasting(broken) == lasting(whole)
    there, here = load_state(whole / WEIGHTS), load_state(broken / WEIGHTS)
    assert arrays(there) == arrays(here)
    report = report_of(whole)
    assert isinstance(report, Report)
    names = [row.name for row in report.rows]
    assert names and names == [figure.name for figure in demo.figures if figure.name in names]
    assert demo.outcome(report.outcome)
    beside = {row.name for row in report.rows if row.reported.en}
    assert beside <= UNDER_ANY_SETTING.get(demo.id, set()), "reported of the default run, not of this one"
    metrics = {name for event in lasting(whole) if isinstance(event, Metric) for name in event.values}
    assert all(metrics.intersection(group) for group in demo.together)
    for event in lasting(whole):
        if isinstance(event, Picture):
            for lang in ("en", "ja"):
                assert text_lines(draw_picture(event, 60, lang=lang, look=Look(ascii=True)))
