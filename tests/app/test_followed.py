"""What is known of a run: the time left, its curves, its figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from app.studio import Studio, drive
from app.trainings import SEEN, report, start
from hypothesis import given
from hypothesis import strategies as st

from quizrnn.app.screens.followed import Followed
from quizrnn.app.widgets.drawn import MOST, _line
from quizrnn.app.widgets.figures import FigureTable
from quizrnn.demos.drawing import grouped
from quizrnn.demos.events import Failed, Metric, Note, Saved
from quizrnn.demos.texts import same


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


def test_time_left_follows_the_pace_and_pauses_do_not_count() -> None:
    clock = Clock()
    followed = Followed(100, 3.0, clock)
    followed.take(start(total=100))
    clock.time = 1.0
    assert followed.left() == pytest.approx(2.0), "as expected, before anything is known"
    clock.time = 10.0
    followed.take(Metric(20, {"loss": 1.0}))
    assert followed.left() == pytest.approx(40.0)
    followed.wish("pausing")
    followed.take(Saved(20))
    clock.time = 1000.0
    assert followed.state == "paused" and followed.spent() == pytest.approx(10.0)
    followed.wish("running")
    clock.time = 1010.0
    followed.take(Metric(40, {"loss": 0.5}))
    assert followed.left() == pytest.approx(30.0)


def test_a_run_that_goes_on_forgets_what_comes_once_more() -> None:
    followed = Followed(100, 3.0)
    events: list[Any] = [
        start(total=100),
        *(Metric(step, {"loss": 1.0}) for step in (10, 20, 30)),
        Note(30, SEEN),
    ]
    for event in [*events, Failed(SEEN), start(20, 100)]:
        followed.take(event)
    assert followed.curves["loss"] == ([10, 20], [1.0, 1.0]) and not followed.notes
    assert followed.state == "running" and followed.failure is None


@given(st.integers(1, 5000))
def test_a_long_curve_is_thinned_and_keeps_its_newest_point(count: int) -> None:
    line = _line(same(""), ([float(i) for i in range(count)], [0.0] * count))
    assert 0 < len(line.x) == len(line.y) <= MOST and line.x[-1] == count - 1
    assert count > MOST or len(line.x) == count


def test_metrics_that_belong_together_share_a_plot() -> None:
    names, together = (
        ("loss", "test loss", "accuracy"),
        (("loss", "test loss"), ("test accuracy", "accuracy")),
    )
    assert grouped(names, together) == [("loss", "test loss"), ("accuracy",)]
    assert grouped(names, ()) == [("loss",), ("test loss",), ("accuracy",)]


@pytest.mark.parametrize("width", [30, 58, 100])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_figures_are_complete_at_every_width(tmp_path: Path, width: int, lang: str) -> None:
    async def act(studio: Studio) -> None:
        table = FigureTable()
        await studio.app.screen.mount(table)
        table.set(report().rows)
        lines = table.lines(width)
        assert all(line.cell_length <= width for line in lines)
        said = "\n".join(line.plain for line in lines)
        assert all(word in said for word in ("3.600", "3.623", "3–4"))

    drive(tmp_path, act, lang=lang)
