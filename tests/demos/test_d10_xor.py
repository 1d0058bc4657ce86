"""D10: XOR, what parts it and what cannot."""

from __future__ import annotations

import pytest
from demos.runs import check_resume, check_small_run, figures, report

from quizrnn.demos import find_demo

DEMO = find_demo("D10")


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=10)
    check_resume(DEMO, at=3, method="adam", units=4, layers=1)


@pytest.mark.parametrize("seed", range(5))
def test_eight_units_part_the_corners_from_every_start(seed: int) -> None:
    assert figures(report(DEMO, seed, "eight-units", steps=1000))["accuracy"] > 0.85


@pytest.mark.parametrize("preset", ["linear", "no-activation"])
def test_a_linear_net_never_parts_xor(preset: str) -> None:
    assert figures(report(DEMO, 0, preset, steps=500))["accuracy"] < 0.8


def test_two_units_depend_on_the_start() -> None:
    found = [figures(report(DEMO, seed))["accuracy"] for seed in range(5)]
    assert max(found) > 0.85
    assert min(found) < max(found) - 0.1


def test_what_was_seen_tells_a_plateau_from_a_rate_that_is_too_large() -> None:
    assert "plateau" in report(DEMO, 0).seen.en and "プラトー" in report(DEMO, 0).seen.ja
    assert "too large" in report(DEMO, 0, "noisy-large-rate").seen.en


def test_the_figure_reported_for_one_corner_stands_beside_the_measured_one() -> None:
    rows = {row.name: row for row in report(DEMO, 1, "one-corner").rows}
    assert rows["accuracy"].reported.en == "0.9538" and not rows["loss"].reported.en


@pytest.mark.slow
def test_the_same_net_with_each_activation_ends_as_its_variant_says() -> None:
    activations = {DEMO.make_params(preset=name).activation for name in ("no-activation", "relu", "sigmoid")}
    assert activations | {DEMO.make_params().activation} == {"identity", "relu", "sigmoid", "tanh"}
    relu = [figures(report(DEMO, seed, "relu"))["accuracy"] for seed in range(8)]
    assert (round(min(relu), 2), round(max(relu), 2)) == (0.5, 0.83)
    sigmoid = [report(DEMO, seed, "sigmoid").outcome for seed in range(8)]
    assert sigmoid.count("chance") == 7
