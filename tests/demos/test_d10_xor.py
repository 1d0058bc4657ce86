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
