"""D09: one hidden layer."""

from __future__ import annotations

import numpy as np
import pytest
from demos.real_data import real_data
from demos.runs import check_resume, check_small_run, figures, report
from demos.targets import median_of_three_reaches

from quizrnn.demos import find_demo

DEMO = find_demo("D09")


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=12)
    check_resume(DEMO, at=0, activation="tanh", start="he")


def test_a_hidden_layer_beats_one_linear_layer() -> None:
    assert report(DEMO, units=128).outcome == "beyond-linear"
    assert report(DEMO, units=128, activation="identity").outcome == "as-linear"


def test_all_zero_is_no_start_for_a_hidden_layer() -> None:
    found = report(DEMO, units=64, start="zero", steps=300)
    assert found.outcome == "stuck"
    assert figures(found)["moved"] == 0


def test_the_hidden_gradient_is_zero_in_the_first_step_only() -> None:
    found = figures(report(DEMO, units=32, steps=2))
    assert found["first_gradient"] == 0
    assert found["moved"] > 0


def test_hidden_weights_of_std_one_move_less_than_those_of_he() -> None:
    wide, he = (figures(report(DEMO, units=64, steps=300, start=start))["moved"] for start in ("one", "he"))
    assert wide < he / 2


def test_weights_are_counted() -> None:
    assert figures(report(DEMO, units=16, steps=1))["weights"] == 64 * 16 + 16 + 16 * 10 + 10


@pytest.mark.slow
def test_digits_with_the_default_over_seeds() -> None:
    assert np.median([figures(report(DEMO, seed))["accuracy"] for seed in range(3)]) >= 0.98


@pytest.mark.slow
def test_mnist_after_two_thousand_steps() -> None:
    path = real_data("mnist")
    assert median_of_three_reaches(lambda seed: figures(report(DEMO, seed, data=path))["accuracy"], 0.965)
