"""D11: edge filters and strokes."""

from __future__ import annotations

import numpy as np
import pytest
from demos.real_data import real_data
from demos.runs import check_resume, check_small_run, events, figures, report

from quizrnn.datasets.strokes import make_strokes
from quizrnn.demos import find_demo
from quizrnn.demos.d11_edge_filters.train import first_weights, gradients_of, look, lost_kinds, measured
from quizrnn.demos.events import Picture

DEMO = find_demo("D11")


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=2)
    check_resume(DEMO, at=2, learned=True)


@pytest.mark.parametrize("learned", [False, True])
def test_gradients_are_those_of_the_summed_loss(learned: bool) -> None:
    rng = np.random.default_rng(0)
    params = DEMO.make_params({"learned": learned, "start": "xavier", "cut": 0.0})
    strokes = make_strokes(2, rng)
    seen = look(strokes.x + 0.01 * rng.random(strokes.x.shape), strokes.t, params)
    weights = first_weights(params, rng) | {"W2": rng.normal(size=(2, 3))}
    gradients = gradients_of(seen, weights, params)
    for name, at in [("W1", (100, 1)), ("b2", (0,)), *([("filters", (0, 0, 1, 2))] if learned else [])]:
        losses = []
        for sign in (1, -1):
            moved = {key: value.copy() for key, value in weights.items()}
            moved[name][at] += sign * 1e-6
            losses.append(measured(seen, moved, params)[0])
        assert gradients[name][at] == pytest.approx((losses[0] - losses[1]) / 2e-6, rel=1e-3, abs=1e-6), name


def test_luck_decides_with_two_units_and_not_with_eight() -> None:
    found = [report(DEMO, seed) for seed in range(8)]
    accuracies = [figures(one)["accuracy"] for one in found]
    stuck = [one for one in found if one.outcome == "two-kinds"]
    assert stuck and all("taken for" in one.seen.en and figures(one)["accuracy"] < 0.8 for one in stuck)
    assert min(accuracies) < 0.8
    assert max(accuracies) > 0.95
    assert figures(report(DEMO, preset="enough", each=60))["accuracy"] > 0.99


def test_a_kind_is_lost_when_another_answer_takes_most_of_it() -> None:
    t, none = np.repeat([0, 1, 2], 4), np.zeros(0, dtype=int)
    assert lost_kinds(t, t) == []
    assert lost_kinds(t, np.array([0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 2])) == [(2, 0)]
    assert lost_kinds(none, none) == []


def test_a_grey_background_ends_in_an_edge_that_nobody_drew() -> None:
    black, grey = (report(DEMO, background=level, steps=3) for level in (0.0, 0.5))
    assert figures(black)["corner"] == 0
    assert figures(grey)["corner"] == pytest.approx(0.5 * 20 / 23)
    assert "nobody drew" in grey.seen.en


def test_pictures() -> None:
    names = {event.name for event in events(DEMO, **DEMO.small) if isinstance(event, Picture)}
    assert names == {"filters", "maps", "features", "confusion"}


@pytest.mark.slow
def test_the_original_drawings() -> None:
    path = real_data("orenist")
    found = [figures(report(DEMO, seed, data=path)) for seed in range(8)]
    assert max(figure["accuracy"] for figure in found) == 1
    assert all(60 < figure["loss"] < 80 for figure in found)
