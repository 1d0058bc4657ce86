"""D14: transfer from the digits 0–4 to 5–9."""

from __future__ import annotations

import numpy as np
import pytest
from demos.real_data import real_data
from demos.runs import check_resume, check_small_run, figures, report

pytest.importorskip("torch")

from quizrnn.demos import find_demo
from quizrnn.demos.d14_transfer.train import few, first_weights, make_learner, only
from quizrnn.demos.digits import load_digits

pytestmark = pytest.mark.torch
DEMO = find_demo("D14")


@pytest.mark.parametrize("at", [3, 11])
def test_small_run_and_resume_in_both_parts(at: int) -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=at)


def test_the_new_task_has_few_pictures_of_each_digit() -> None:
    split = few(only(load_digits(None), range(5, 10)), 50, np.random.default_rng(0))
    assert np.bincount(split.train_t).tolist() == [10] * 5
    assert set(split.test_t.tolist()) == {0, 1, 2, 3, 4}


def test_a_frozen_front_does_not_move_and_the_others_do() -> None:
    rng, params = np.random.default_rng(0), DEMO.make_params(DEMO.small)
    split, start = only(load_digits(None), range(5, 10)), first_weights(params, 8, rng)
    for frozen in (True, False):
        learner = make_learner(params, rng, "cpu", split, {"net": start}, frozen=frozen)
        for _ in range(3):
            learner.step()
        moved = {name: not np.array_equal(w.detach(), start[name]) for name, w in learner.net.items()}
        assert moved["conv1_W"] is not frozen
        assert moved["conv2_b"] is not frozen
        assert moved["W1"]


@pytest.mark.slow
def test_transfer_helps_on_mnist() -> None:
    found = figures(report(DEMO, data=real_data("mnist")))
    assert found["frozen"] > found["scratch"] + 0.01
