"""D01: binary addition, its fast step, and what its variants show."""

from __future__ import annotations

import numpy as np
import pytest
from demos.runs import check_resume, check_small_run, events, figures, report

from quizrnn.datasets.binary import draw_pairs, from_bits, to_bits
from quizrnn.demos import find_demo
from quizrnn.demos.d01_binary_addition.ended import Ended
from quizrnn.demos.d01_binary_addition.report import make_report
from quizrnn.demos.d01_binary_addition.spreads import SPREADS, spread_of
from quizrnn.demos.d01_binary_addition.train import first_weights, learn, make_net
from quizrnn.demos.events import Metric, Note
from quizrnn.reference.adder import adder_backward, adder_forward
from quizrnn.reference.clipping import clip_by_global_norm

DEMO = find_demo("D01")


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=30)
    check_resume(DEMO, at=5, activation="relu", init="he", clip=1.0, derivative="printed")


@pytest.mark.parametrize("derivative", ["true", "printed"])
@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("clip", [0.0, 0.05])
def test_the_fast_step_is_the_reference_step(activation: str, derivative: str, clip: float) -> None:
    given = {"activation": activation, "hidden": 5, "digits": 6, "clip": clip, "std": 0.7}
    params = DEMO.make_params(given)
    rng = np.random.default_rng(4)
    weights = first_weights(params, rng)
    pairs = draw_pairs(rng, 60, 6)
    fast = learn(make_net(params, weights, printed=derivative == "printed"), pairs)
    for pair, outputs in zip(pairs, fast, strict=True):
        x, d = to_bits(pair, 6).T[None], to_bits(pair.sum(), 6)[None]
        y, cache = adder_forward(x, weights["W_in"], weights["W"], weights["W_out"], activation)
        np.testing.assert_allclose(outputs, y[0], rtol=0, atol=1e-10)
        grads = adder_backward(y - d, cache, derivative)
        grads = {name: grads[f"d{name}"] for name in weights}
        if clip:
            grads, _ = clip_by_global_norm(grads, clip)
        weights = {name: weights[name] - params.lr * grads[name] for name in weights}


def test_pairs_are_the_same_whether_drawn_at_once_or_one_by_one() -> None:
    at_once = draw_pairs(np.random.default_rng(3), 50, 8)
    rng = np.random.default_rng(3)
    assert at_once.tolist() == [draw_pairs(rng, 1, 8)[0].tolist() for _ in range(50)]
    assert from_bits(to_bits(at_once.sum(axis=1), 8)).tolist() == at_once.sum(axis=1).tolist()


def test_relu_with_large_weights_bursts_and_says_when() -> None:
    found = [events(DEMO, seed, "relu", steps=20) for seed in range(8)]
    burst = [run for run in found if run[-1].outcome == "diverges"]
    assert len(burst) >= 5
    assert not any(report(DEMO, seed, "relu-true", steps=20).outcome == "diverges" for seed in range(8))
    for run in burst:
        assert any(isinstance(event, Note) for event in run)
        weights = [event.values["largest weight"] for event in run if isinstance(event, Metric)]
        assert not np.isfinite(weights[-1]) and weights[0] > 1


def test_the_check_tells_the_true_derivative_from_the_printed_one() -> None:
    found = figures(report(DEMO, 0, steps=5))
    assert found["gradient"] < 1e-6 < 0.5 < found["gradient_printed"]


@pytest.mark.parametrize("std", [50.0, 100.0])
def test_a_start_so_wide_that_every_slope_is_0_is_reported_too(std: float) -> None:
    found = [report(DEMO, seed, std=std, steps=5) for seed in range(2)]
    flat = [run for run in found if figures(run)["gradient"] is None]
    assert flat and all("says nothing" in run.seen.en and "ここではできない" in run.seen.ja for run in flat)
    assert all(figures(run)["gradient_printed"] is None for run in flat)


def ended(loss: float, share: float = 0.5) -> Ended:
    """A net that fell from the loss of guessing to this one half way."""
    losses = np.full(4000, 1.0)
    losses[2000:] = loss
    return Ended(losses, np.zeros(4000, dtype=bool), share, 3.0)


LEARNT, HALF, STUCK, BURST = ended(0.01, 1.0), ended(0.4, 0.6), ended(0.95, 0.01), ended(np.nan, 0.0)
GAPS = {"true": 1e-9, "printed": 2.0}


@pytest.mark.parametrize("preset", [None, *(preset.name for preset in DEMO.presets)])
def test_what_is_said_of_a_variant_is_true_of_the_run_that_it_stands_under(preset: str | None) -> None:
    params = DEMO.make_params(preset=preset)
    for net in (LEARNT, HALF, STUCK, *([BURST] if params.activation == "relu" else [])):
        for beside in (LEARNT, HALF, STUCK) if params.derivative == "both" else (None,):
            first = "printed" if params.derivative == "printed" else "true"
            nets = {first: net} | ({} if beside is None else {"printed": beside})
            found = make_report(params, nets, GAPS)
            en, ja = found.seen.en, found.seen.ja
            smooth = params.activation == "sigmoid"
            assert (
                found.outcome
                == {
                    id(LEARNT): "converges" if smooth else "floor",
                    id(HALF): "falls",
                    id(STUCK): "stays",
                    id(BURST): "diverges",
                }[id(net)]
            )
            learnt = (net if first == "printed" else beside) is LEARNT
            assert ("learnt all the same" in en or "learnt with it all the same" in en) == learnt
            assert ("学習できた" in ja) == learnt
            assert ("NaN" in en.replace("are NaN within", "")) == (net is BURST)
            as_default = preset is None
            assert ("one run, not a law" in en) == (as_default and net is LEARNT)
            assert not (net is HALF and ("hardly" in en or "leads nowhere" in en or "進まない" in ja))
            assert f"{net.share:.2%}" in en or net is not HALF
            reported = {row.name for row in found.rows if row.reported.en}
            assert bool(reported - {"weight"}) == (preset in {None, "as-printed"})
            assert ("weight" in reported) == (params.activation == "relu")
            assert found.rows[0].spread == SPREADS[preset].below


def test_a_spread_stands_only_beside_the_setting_at_which_it_was_measured() -> None:
    assert set(SPREADS) == {None, *(preset.name for preset in DEMO.presets)}
    assert spread_of(DEMO.make_params({"derivative": "true"})) == SPREADS[None]
    for name, value in (("steps", 9_000), ("lr", 0.2), ("std", 2.0), ("hidden", 17), ("digits", 7)):
        assert not spread_of(DEMO.make_params({name: value})).loss
    found = figures(report(DEMO, 5, "lr-1", derivative="true"))
    (least, most), step = SPREADS["lr-1"].below.en.split("–"), found["below"]
    assert step is not None and int(least) <= step <= int(most)


def test_the_spread_of_the_first_gradient_stands_beside_the_start_that_it_belongs_to() -> None:
    def has_spread(**values: object) -> bool:
        rows = make_report(DEMO.make_params(values), {"true": STUCK}, GAPS).rows
        return bool(next(row for row in rows if row.name == "gradient_printed").spread.en)

    assert has_spread() and has_spread(lr=0.5)
    assert not any(
        has_spread(**{name: value}) for name, value in (("std", 2.0), ("hidden", 9), ("init", "he"))
    )


def test_tanh_stops_at_its_floor_while_every_sum_is_right() -> None:
    last = report(DEMO, 1, "tanh-xavier", steps=3000, derivative="true")
    found = figures(last)
    assert last.outcome == "floor"
    assert found["all"] > 0.99
    assert 0.035 < found["loss"] < 0.06


@pytest.mark.slow
def test_nine_of_ten_seeds_get_every_sum_right() -> None:
    found = [figures(report(DEMO, seed)) for seed in range(10)]
    assert sum(run["all"] == 1.0 for run in found) >= 9
    assert sum(run["loss_printed"] < 0.1 for run in found) >= 9


@pytest.mark.slow
def test_variants_end_as_the_map_says() -> None:
    def ends(preset: str) -> list[str]:
        return [report(DEMO, seed, preset, derivative="true").outcome for seed in range(8)]

    assert ends("std-10").count("stays") == 8
    assert ends("lr-0.5").count("converges") == 8
    assert ends("lr-0.01").count("stays") == 8
    assert ends("relu-he-clip").count("floor") >= 7


@pytest.mark.slow
@pytest.mark.parametrize(
    ("preset", "early", "late"), [("lr-1", 514, 1028), ("xavier", 4136, 7600), ("he", 2912, 6075)]
)
def test_rate_and_start_move_the_fall(preset: str, early: float, late: float) -> None:
    """Steps at which the mean loss falls below 0.1, as the map has them of eight seeds; the median lies among them."""
    for derivative in ("true", "printed"):
        found = [report(DEMO, seed, preset, derivative=derivative) for seed in range(8)]
        falls = [figures(run)["below"] or np.inf for run in found]
        assert early < np.median(falls) < late
        right = [run for run in found if run.outcome == "converges" and figures(run)["all"] == 1]
        assert len(right) >= (8 if preset == "lr-1" else 6)
