"""D04: sine to cosine, teacher forcing and the free run."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from demos.runs import check_resume, check_small_run, figures, report

from quizrnn.datasets.waves import sin_cos
from quizrnn.demos import find_demo
from quizrnn.demos.d04_sin_cos.adam import Adam
from quizrnn.demos.d04_sin_cos.net import Fast, by_reference, first_theta
from quizrnn.demos.d04_sin_cos.train import _outcome, _seen, _spreads
from quizrnn.demos.engine import Control, run_folder
from quizrnn.demos.events import Event, Failed, decode
from quizrnn.demos.runs import WEIGHTS, prepare, report_of
from quizrnn.demos.store import load_state, save_state
from quizrnn.reference.optimisers import adam

DEMO = find_demo("D04")
SHORT = {"epochs": 3}


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=2)
    check_resume(DEMO, at=1, cell="gru", forcing=False, epochs=3)


def test_windows_are_as_published() -> None:
    windows = sin_cos()
    assert windows.x.shape == (76, 24, 1)
    assert windows.y_in[:, 0].any() == 0
    np.testing.assert_array_equal(windows.y_in[:, 1:], windows.y[:, :-1])
    np.testing.assert_allclose(windows.x**2 + windows.y**2, 1)


def test_the_model_has_251_parameters() -> None:
    assert first_theta(np.random.default_rng(0), 10, "rnn").shape == (251,)


@pytest.mark.parametrize("seed", range(3))
def test_the_fast_gradient_is_the_reference_gradient(seed: int) -> None:
    rng = np.random.default_rng(seed)
    N, T, H = 5, 7 + seed, 4
    theta = first_theta(rng, H, "rnn") + 0.3 * rng.standard_normal((2 + H) * H * 2 + H + 1)
    fast = Fast(N, T, H)
    windows = sin_cos(T + N, T)
    for _ in range(2):  # nothing of the first batch stays in the buffers
        loss, grad = fast.gradient(theta, windows)
        expected_loss, expected = by_reference(theta, windows, H, "rnn", forcing=True)
        assert loss == pytest.approx(expected_loss, rel=1e-12)
        np.testing.assert_allclose(grad, expected, rtol=1e-9, atol=1e-12)
        windows = windows._replace(x=windows.x * 0.5)


def test_adam_in_place_is_the_reference_adam_also_after_a_stop() -> None:
    rng = np.random.default_rng(0)
    theta = rng.standard_normal(7)
    expected, state = {"theta": theta.copy()}, None
    ours = Adam(7, lr=0.01)
    for _ in range(20):
        grad = rng.standard_normal(7)
        expected, state = adam(expected, {"theta": grad}, state, lr=0.01)
        saved = ours.state()
        ours.step(theta, grad)
        assert saved["t"] == ours.t - 1  # what was saved does not move with the training
        assert not np.array_equal(saved["m"], ours.m)
        np.testing.assert_array_equal(theta, expected["theta"])
        ours = Adam(7, lr=0.01, state=ours.state())


def test_the_free_run_errs_more_than_teacher_forcing() -> None:
    found = [figures(report(DEMO, seed)) for seed in range(3)]
    assert sum(run["ratio"] > 1.2 for run in found) >= 2


@pytest.mark.slow
def test_the_training_loss_is_below_a_hundredth_in_four_of_five_seeds() -> None:
    assert sum(figures(report(DEMO, seed))["loss"] < 0.01 for seed in range(5)) >= 4


@pytest.mark.slow
def test_what_was_seen_fits_what_came_without_forcing() -> None:
    found = report(DEMO, 0, "no-forcing")
    assert found.outcome == "better" and "own outputs" in found.seen.en and "自分の出力" in found.seen.ja


@pytest.mark.parametrize("preset", [None, *(preset.name for preset in DEMO.presets)])
@pytest.mark.parametrize("outcome", ["exposed", "alike", "better", "unlearnt"])
def test_what_is_said_of_a_variant_is_true_of_it(preset: str | None, outcome: str) -> None:
    params = DEMO.make_params(preset=preset)
    free = {"exposed": 0.2, "alike": 0.1, "better": 0.01, "unlearnt": 1.0}[outcome]
    forced = 0.9 if outcome == "unlearnt" else 0.08
    assert _outcome(forced, free) == outcome
    seen = _seen(params, forced, free, outcome)
    assert ("own outputs" in seen.en) == (outcome != "unlearnt" and not params.forcing)
    assert (
        ("exposure bias" in seen.en)
        == ("露出バイアス" in seen.ja)
        == (outcome == "exposed" and params.forcing)
    )
    assert (
        ("eight seeds" in seen.en) == ("シード 8 個" in seen.ja) == (outcome == "exposed" and preset is None)
    )
    assert ("--try no-forcing" in seen.en) <= params.forcing
    assert not (params.epochs >= 400 and "epochs-400" in seen.en)


def test_a_spread_stands_beside_the_setting_at_which_it_was_measured() -> None:
    found = {preset.name: _spreads(DEMO.make_params(preset=preset.name)) for preset in DEMO.presets}
    found["default"] = _spreads(DEMO.make_params())
    assert len({tuple(spread.items()) for spread in found.values()}) == len(found)
    assert _spreads(DEMO.make_params({"epochs": 81})) == {}
    assert not any(row.spread.en or row.reported.en for row in report(DEMO, 0, epochs=2).rows)
    low, high = map(float, found["default"]["free"].split("–"))
    assert low <= figures(report(DEMO, 1))["free"] <= high


@pytest.mark.slow
def test_four_hundred_epochs_bring_the_free_run_near() -> None:
    short, long = (
        [figures(report(DEMO, seed, preset))["free"] for seed in range(5)] for preset in (None, "epochs-400")
    )
    assert sum(0.01 < free < 0.2 for free in long) >= 4
    assert 0.015 < np.median(long) < 0.1 < np.median(short) < 0.73


def _as_before(state: dict) -> dict:
    """The checkpoint as the first version of this demo saved it: Adam's averages by name."""
    memory = state["adam"]
    return state | {"adam": {"t": memory["t"], "m": {"theta": memory["m"]}, "v": {"theta": memory["v"]}}}


@pytest.mark.parametrize(
    "changed",
    [
        _as_before,
        lambda state: state | {"theta": np.concatenate([state["theta"], np.zeros(4)])},
        lambda state: state | {"theta": {"encoder": state["theta"]}},
        lambda state: {key: value for key, value in state.items() if key != "loss"},
    ],
)
def test_a_run_that_older_code_saved_otherwise_is_refused_with_a_message(tmp_path: Path, changed) -> None:
    folder = _stopped(tmp_path / "run")
    save_state(folder / WEIGHTS, changed(load_state(folder / WEIGHTS)))
    ended, last = _gone_on(folder)
    assert ended == "failed" and isinstance(last, Failed) and "does not fit" in last.message.en


def test_a_run_that_older_code_saved_with_fewer_parameters_goes_on(tmp_path: Path) -> None:
    folder, whole = _stopped(tmp_path / "run"), tmp_path / "whole"
    prepare(whole, DEMO, DEMO.make_params(SHORT))
    info = json.loads((folder / "run.json").read_text("utf-8"))
    info["params"] = SHORT  # all others are the defaults, and no layout is named
    (folder / "run.json").write_text(json.dumps({k: v for k, v in info.items() if k != "layout"}), "utf-8")
    assert _gone_on(folder)[0] == _gone_on(whole)[0] == "done"
    assert report_of(folder) == report_of(whole)


def _stopped(folder: Path) -> Path:
    """A run that was stopped at its first checkpoint."""
    prepare(folder, DEMO, DEMO.make_params(SHORT))
    control = Control()
    control.obey("stop")
    assert run_folder(folder, control, lambda line: None) == "stopped"
    return folder


def _gone_on(folder: Path) -> tuple[str, Event]:
    """How the run ended, and the last that was said."""
    said: list[bytes] = []
    return run_folder(folder, Control(), said.append), decode(said[-1])
