"""D06: activation functions, their slopes and their limits."""

from __future__ import annotations

import pytest
from demos.runs import check_resume, check_small_run, events, figures, report

from quizrnn.demos import find_demo
from quizrnn.demos.events import Picture
from quizrnn.demos.pictures import Table

DEMO = find_demo("D06")


def table(name: str, **values: object) -> dict[str, list[str]]:
    bodies = [e.body for e in events(DEMO, **values) if isinstance(e, Picture) and e.name == name]
    assert isinstance(bodies[0], Table)
    return {row[0]: row[1:] for row in bodies[0].rows}


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=4, show="all")


def test_largest_slopes() -> None:
    found = figures(report(DEMO))
    assert [found[name] for name in ("sigmoid", "tanh", "relu")] == [0.25, 1.0, 1.0]
    assert found["swish"] == pytest.approx(1.0998, abs=5e-5)
    assert found["swish_least"] == pytest.approx(-0.2785, abs=5e-5)


def test_forms_of_tanh_fail_where_their_exponentials_do() -> None:
    assert table("overflow")["tanh: exp_2x"] == ["355", "–"]
    assert table("overflow")["tanh: library"] == ["–", "–"]


def test_the_slope_at_a_kink_is_chosen() -> None:
    assert table("kinks", kink=0.5)["relu"] == ["0", "0.5", "1"]


@pytest.mark.parametrize(
    ("show", "outcome"), [("sigmoid", "vanishes"), ("relu", "passes"), ("swish", "grows"), ("step", "stops")]
)
def test_ten_layers(show: str, outcome: str) -> None:
    assert report(DEMO, show=show).outcome == outcome
