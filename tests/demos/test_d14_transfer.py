"""D14: transfer from the digits 0–4 to 5–9."""

from __future__ import annotations

import numpy as np
import pytest
from demos.real_data import real_data
from demos.runs import check_resume, check_small_run, events, figures, report
from demos.targets import median_of_three_reaches

pytest.importorskip("torch")

from quizrnn.demos import find_demo
from quizrnn.demos.d14_transfer.train import few, first_weights, make_learner, only
from quizrnn.demos.digits import load_digits
from quizrnn.demos.events import Picture

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


def test_what_a_random_front_reaches_is_not_called_transfer() -> None:
    def ends(steps: int) -> set[str]:
        return {report(DEMO, seed, **small, source_steps=steps).outcome for seed in range(4)}

    small = {"steps": 20, "filters": 4, "units": 16}
    offered = [{o.name for o in DEMO.possible(DEMO.make_params({"source_steps": n}))} for n in (0, 20)]
    assert offered[0] - offered[1] == {"random-helps"}
    assert offered[1] - offered[0] == {"transfer-helps"}
    ended = ends(0)
    assert "random-helps" in ended
    assert ended <= offered[0]
    assert ends(20) <= offered[1]
    pictures = [event for event in events(DEMO, **small, source_steps=0) if isinstance(event, Picture)]
    assert not any("learned" in picture.caption.en for picture in pictures)


@pytest.mark.slow
def test_transfer_brings_little_on_the_shipped_digits() -> None:
    learned, random = (
        [figures(report(DEMO, seed, preset)) for seed in range(3)] for preset in (None, "random-front")
    )
    assert min(found["source"] for found in learned) > 0.97
    for name in ("tuned", "scratch"):
        assert np.median([found[name] for found in learned]) > 0.92
    assert abs(np.median([max(f["frozen"], f["tuned"]) - f["scratch"] for f in learned])) < 0.03
    assert np.median([found["frozen"] for found in learned]) < 0.03 + np.median(
        [found["frozen"] for found in random]
    )


@pytest.mark.slow
def test_transfer_helps_on_mnist() -> None:
    path = real_data("mnist")

    def gain(seed: int) -> float:
        found = figures(report(DEMO, seed, data=path))
        return found["frozen"] - found["scratch"]

    assert median_of_three_reaches(gain, 0.01)
