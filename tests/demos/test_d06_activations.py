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
    words = [[cell if isinstance(cell, str) else cell.en for cell in row] for row in bodies[0].rows]
    return {row[0]: row[1:] for row in words}


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=4, show="all")


def test_largest_slopes() -> None:
    found = figures(report(DEMO))
    assert [found[name] for name in ("sigmoid", "tanh", "relu")] == [0.25, 1.0, 1.0]
    assert found["swish"] == pytest.approx(1.0998, abs=5e-5)
    assert found["swish_least"] == pytest.approx(-0.2785, abs=5e-5)


def test_forms_of_tanh_fail_where_their_exponentials_do() -> None:
    found = table("overflow")
    assert found["tanh: (e^2x - 1) / (e^2x + 1)"] == ["355", "never"]
    assert found["tanh: sinh x / cosh x"] == ["711", "-711"]
    assert found["np.tanh(x)"] == ["never", "never"]


def test_a_table_says_what_ten_layers_make_of_each_slope() -> None:
    found = table("slopes")
    assert found["sigmoid"] == ["0.2500", "9.54e-7"] and found["ReLU"] == ["1.0000", "1"]
    assert float(found["GELU"][1]) == pytest.approx(figures(report(DEMO))["ten_layers"], rel=1e-2)


def test_the_slope_at_a_kink_is_chosen() -> None:
    assert table("kinks", kink=0.5)["ReLU"] == ["0", "0.5", "1"]


@pytest.mark.parametrize(
    ("show", "outcome"), [("sigmoid", "vanishes"), ("relu", "passes"), ("swish", "grows"), ("step", "stops")]
)
def test_ten_layers(show: str, outcome: str) -> None:
    assert report(DEMO, show=show).outcome == outcome
