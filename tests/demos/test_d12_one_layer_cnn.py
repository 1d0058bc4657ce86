"""D12: the single-layer CNN."""

from __future__ import annotations

import numpy as np
import pytest
from demos.real_data import real_data
from demos.runs import check_resume, check_small_run, figures, report

pytest.importorskip("torch")

from quizrnn.demos import find_demo
from quizrnn.demos.d12_one_layer_cnn.train import first_weights

pytestmark = pytest.mark.torch
DEMO = find_demo("D12")


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=6)
    check_resume(DEMO, at=2, learned=False)


def test_the_net_of_the_sources_has_the_counted_weights() -> None:
    weights = first_weights(DEMO.make_params(preset="sources"), 28, np.random.default_rng(0))
    assert sum(weight.size for weight in weights.values()) == 3_222_938


def test_filters_move_only_where_they_are_learned() -> None:
    learned, random = (report(DEMO, learned=way, **DEMO.small).seen.en for way in (True, False))
    assert "The filters moved by" in learned
    assert "stayed random" in random


def test_a_few_hundred_steps_are_enough_for_small_digits() -> None:
    assert figures(report(DEMO, steps=300, units=256))["accuracy"] > 0.95


@pytest.mark.slow
def test_digits_over_seeds() -> None:
    assert np.median([figures(report(DEMO, seed))["accuracy"] for seed in range(3)]) >= 0.98


@pytest.mark.slow
def test_mnist_in_a_twentieth_of_the_steps() -> None:
    found = report(DEMO, 0, "sources", real_data("mnist"), steps=200)
    assert figures(found)["accuracy"] > 0.9
