"""D18: word vectors, analogies, and what leaving the inputs out hides."""

from __future__ import annotations

import numpy as np
import pytest
from demos.runs import check_resume, check_small_run, events, figures, report

from quizrnn.datasets.sentences import PEOPLE, WORDS
from quizrnn.demos import find_demo
from quizrnn.demos.d18_word2vec.analogy import cosine, count_right, flat_map, nearest, solve
from quizrnn.demos.events import Metric, Picture

DEMO = find_demo("D18")


def made(sex: float = 1.0) -> np.ndarray:
    """Vectors that hold rank, age and sex and nothing else; the other words stand apart."""
    E = np.zeros((len(WORDS), 4))
    E[:, 3] = 1.0
    for number in range(len(PEOPLE)):
        E[number] = [number >> 2, number >> 1 & 1, sex * (number & 1), 0]
    E[: len(PEOPLE), :3] -= [0.5, 0.5, sex / 2]
    return E


def test_vectors_made_of_three_contrasts_answer_every_analogy() -> None:
    E = made()
    assert solve(E, "king", "man", "woman", True).words[0] == "queen"
    assert count_right(E, True) == count_right(E, False) == 48
    assert cosine(E, "king", "king") == pytest.approx(1)
    assert "king" not in nearest(E, "king").words


def test_leaving_the_inputs_out_makes_a_twin_the_answer() -> None:
    E = made(sex=0.0) + np.random.default_rng(0).normal(0, 0.005, (len(WORDS), 4))  # nothing about sex
    assert cosine(E, "king", "queen") > 0.999
    assert solve(E, "king", "man", "woman", True).words[0] == "queen"
    assert count_right(E, False) < count_right(E, True) < 48


def test_inputs_are_left_out_only_when_asked() -> None:
    E = np.eye(len(WORDS))
    assert not {"king", "man", "woman"} & set(solve(E, "king", "man", "woman", True).words)
    assert solve(E, "king", "man", "woman", False).words[0] in {"king", "woman"}


@pytest.mark.parametrize("dims", [1, 2, 5])
def test_the_map_has_two_axes_and_keeps_distances_in_a_plane(dims: int) -> None:
    E = np.random.default_rng(0).normal(size=(len(WORDS), dims))
    places = flat_map(E, WORDS)
    assert places.shape == (len(WORDS), 2)
    if dims == 2:
        assert np.linalg.norm(places[0] - places[1]) == pytest.approx(np.linalg.norm(E[0] - E[1]))
    assert places[:, 0].var() >= places[:, 1].var()


@pytest.mark.parametrize("model", ["skip-gram", "cbow"])
@pytest.mark.parametrize("loss", ["negative", "softmax"])
def test_every_model_learns_whole_and_stopped(model: str, loss: str) -> None:
    values = {"model": model, "loss": loss, "epochs": 4}
    found = [event for event in events(DEMO, 0, **(DEMO.small | values)) if isinstance(event, Metric)]
    assert found[-1].values["loss"] < found[0].values["loss"]
    check_resume(DEMO, at=1, **values)


def test_a_small_run_shows_both_maps_and_the_table() -> None:
    check_small_run(DEMO)
    pictures = {event.name for event in events(DEMO, **DEMO.small) if isinstance(event, Picture)}
    assert pictures == {"people", "words", "nearest"}


def test_window_1_is_right_for_a_wrong_reason() -> None:
    found = figures(report(DEMO, 0, "window-1", epochs=6))
    assert found["queen"] == 1 and found["queen-all"] > 1 and found["alike"] > 0.95
    assert found["right"] > 2 * found["right-all"]


@pytest.mark.slow
def test_queen_comes_first_over_seeds() -> None:
    found = [report(DEMO, seed) for seed in range(5)]
    assert [each.outcome for each in found].count("queen") >= 4
    assert min(figures(each)["right"] for each in found) >= 40


@pytest.mark.slow
def test_two_dimensions_hold_no_three_contrasts() -> None:
    assert max(figures(report(DEMO, seed, "two-dimensions"))["right"] for seed in range(3)) <= 24


def test_many_dimensions_are_said_to_take_longer() -> None:
    usual, wide = (DEMO.expected_seconds(DEMO.make_params({"dims": dims})) for dims in (8, 100))
    assert wide > 3 * usual
