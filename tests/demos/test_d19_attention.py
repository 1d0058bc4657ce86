"""D19: reversing sequences, and where the decoder looks."""

from __future__ import annotations

import numpy as np
import pytest
from demos.runs import check_resume, check_small_run, events, figures, report

from quizrnn.demos import find_demo
from quizrnn.demos.d19_attention.show import Answers
from quizrnn.demos.d19_attention.show import report as make_report
from quizrnn.demos.d19_attention.spec import Attention
from quizrnn.demos.events import Metric, Picture

DEMO = find_demo("D19")


def answers(params: Attention, shift: int) -> Answers:
    """Faultless answers that look ``shift`` states beside the symbol that is said."""
    T = params.length
    source = np.tile(np.arange(T), (5, 1))
    target = source[:, ::-1] if params.task == "reverse" else source
    place = np.clip((np.arange(T)[::-1] if params.task == "reverse" else np.arange(T)) + shift, 0, T - 1)
    return Answers(source, target, target, target, np.tile(np.eye(T)[place], (5, 1, 1)))


@pytest.mark.parametrize("attention", [True, False])
@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_every_model_runs_whole_and_stopped(attention: bool, cell: str) -> None:
    check_resume(DEMO, at=1, attention=attention, cell=cell)
    found = events(DEMO, **(DEMO.small | {"attention": attention, "cell": cell}))
    pictures = {event.name for event in found if isinstance(event, Picture)}
    assert pictures == {"answers", "places", "lengths"} | ({"weights"} if attention else set())


def test_scaled_scores_make_softer_weights() -> None:
    plain, scaled = (report(DEMO, 0, scaled=scaled, length=4, steps=30, units=64) for scaled in (False, True))
    assert figures(plain) != figures(scaled)
    assert "divided by √64" in scaled.seen.en and "√64" not in plain.seen.en
    check_resume(DEMO, at=1, scaled=True)


def test_a_small_run_is_whole() -> None:
    check_small_run(DEMO)


@pytest.mark.parametrize("task", ["reverse", "copy"])
def test_the_report_finds_the_line_of_weights(task: str) -> None:
    params = Attention(task=task, length=5)
    on_it, later = (figures(make_report(params, answers(params, shift))) for shift in (0, 1))
    assert on_it["own"] == 1 and on_it["next"] == 0
    assert later["next"] == 1 and later["own"] == pytest.approx(1 / 5)  # at the end there is no later state
    assert on_it["free"] == on_it["whole"] == on_it["accuracy"] == 1


def test_without_attention_there_is_no_line() -> None:
    found = report(DEMO, 0, "plain", **DEMO.small)
    assert figures(found)["own"] is None and figures(found)["next"] is None


@pytest.mark.parametrize("task", ["reverse", "copy"])
def test_two_symbols_are_learned_soon(task: str) -> None:
    found = events(DEMO, 0, task=task, length=2, symbols=4, units=16, steps=250, lr=0.02)
    losses = [event.values["loss"] for event in found if isinstance(event, Metric)]
    assert losses[-1] < losses[0] / 2
    assert figures(found[-1])["free"] > 0.9


@pytest.mark.slow
def test_six_symbols_with_and_without() -> None:
    looking = [figures(report(DEMO, seed)) for seed in range(3)]
    plain = [figures(report(DEMO, seed, "plain")) for seed in range(3)]
    assert np.median([each["accuracy"] for each in looking]) >= 0.97
    assert np.median([each["accuracy"] for each in plain]) >= 0.9
    assert all(each["own"] > 0.4 for each in looking)


@pytest.mark.slow
def test_fifteen_symbols_need_attention() -> None:
    for seed in (0, 1):
        looking, plain = (figures(report(DEMO, seed, preset)) for preset in ("long", "long-plain"))
        assert looking["accuracy"] >= 0.82
        assert plain["accuracy"] < 0.8
        assert looking["free"] > plain["free"] + 0.2
