"""D07: logistic regression as published."""

from __future__ import annotations

import itertools

import pytest
from demos.runs import check_resume, check_small_run, events, figures, report

from quizrnn.demos import find_demo
from quizrnn.demos.events import Metric

DEMO = find_demo("D07")


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=20)
    check_resume(DEMO, at=3, method="newton", steps=8)


def test_the_published_figures_come_out_to_every_printed_digit() -> None:
    shown = {row.name: (row.shown(), row.reported.en) for row in report(DEMO).rows}
    for name in ("loss2000", "accuracy2000", "loss", "accuracy", "w0", "w1", "w2"):
        ours, published = shown[name]
        assert ours == published, name


def test_newton_reaches_the_optimum_that_twenty_thousand_steps_miss() -> None:
    found = figures(report(DEMO, preset="newton"))
    assert found["loss"] == pytest.approx(3.453, abs=5e-4)
    assert [found[name] for name in ("w0", "w1", "w2")] == pytest.approx([-21.15, 0.757, 0.669], abs=5e-3)
    assert figures(report(DEMO))["loss"] > found["optimum"] + 0.1


def test_a_large_rate_on_a_summed_loss_jumps() -> None:
    losses = [e.values["loss"] for e in events(DEMO, preset="too-fast") if isinstance(e, Metric)]
    late = losses[len(losses) // 2 :]
    assert any(after > before + 1 for before, after in itertools.pairwise(late))
    assert report(DEMO, preset="too-fast").outcome == "stays"


def test_three_weights_do_not_over_fit_a_large_set() -> None:
    last = [e for e in events(DEMO, preset="large") if isinstance(e, Metric)][-1]
    assert abs(last.values["accuracy"] - last.values["test accuracy"]) < 0.03
    found = report(DEMO, preset="large")
    assert found.outcome == "floor" and "do not over-fit" in found.seen.en and "過学習" in found.seen.ja
