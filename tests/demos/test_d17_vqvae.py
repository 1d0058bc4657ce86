"""D17: the VQ-VAE and its codebook."""

from __future__ import annotations

import numpy as np
import pytest
from demos.runs import check_resume, check_small_run, figures, report

from quizrnn.demos import find_demo
from quizrnn.demos.d17_vqvae.train import encoded, first_weights, update
from quizrnn.reference.vqvae import nearest_codes

DEMO = find_demo("D17")


def test_small_run_and_resume() -> None:
    check_small_run(DEMO)
    check_resume(DEMO, at=1, epochs=4)
    check_resume(DEMO, at=1, epochs=4, update="ema", restart=True)


@pytest.mark.parametrize("way", ["gradient", "ema"])
def test_codes_that_nobody_chooses_stay_where_they_are(way: str) -> None:
    rng, params = np.random.default_rng(0), DEMO.make_params({"update": way, "scale": 3.0, "codes": 32})
    weights, x = first_weights(params, rng), rng.random((20, 64))
    means = {"counts": np.ones(32), "sums": weights["codebook"].copy()}
    chosen = np.unique(nearest_codes(encoded(x, weights), weights["codebook"]))
    after, _, _ = update(x, weights, None, means, params)
    moved = np.abs(after["codebook"] - weights["codebook"]).max(axis=1)
    assert 0 < len(chosen) < 32
    assert moved[chosen].min() > 1e-5
    # EMA divides mean by mean: an unchosen code keeps its place but for the smoothing of its count
    assert np.delete(moved, chosen).max() < 1e-3


def test_all_codes_are_used_from_a_narrow_start_and_one_from_a_far_one() -> None:
    near, far = (report(DEMO, epochs=20, codes=16, scale=scale) for scale in (0.25, 10.0))
    assert near.outcome == "all-used"
    assert far.outcome == "mostly-dead"


def test_restarts_bring_codes_back() -> None:
    dead, revived = (
        figures(report(DEMO, epochs=10, codes=128, scale=0.001, batch=128, restart=restart))["used"]
        for restart in (False, True)
    )
    assert dead < 0.8 * revived


def test_lost_codes_are_laid_at_the_right_door() -> None:
    """Without the commitment loss the encoder runs away; from a bad start codes are never reached."""
    held, loose, tiny = (
        report(DEMO, epochs=10, **values)
        for values in ({}, {"beta": 0.0}, {"codes": 256, "scale": 0.001, "batch": 128})
    )
    assert held.outcome == "all-used"
    assert "The commitment loss holds" in held.seen.en
    assert loose.outcome == "some-dead"
    assert "runs away" in loose.seen.en and "暴走" in loose.seen.ja
    assert "nearest at first" not in loose.seen.en
    assert tiny.outcome == "mostly-dead"
    assert "nearest at first" in tiny.seen.en
    kept = report(DEMO, epochs=10, beta=0.0, codes=16)
    assert kept.outcome == "all-used"
    assert "commitment loss holds" not in kept.seen.en


@pytest.mark.slow
@pytest.mark.parametrize(("preset", "perplexity"), [(None, 50), ("k-16", 13), ("ema", 50)])
def test_the_measured_use_of_the_codes(preset: str | None, perplexity: float) -> None:
    for seed in range(3):
        found = figures(report(DEMO, seed, preset))
        assert found["perplexity"] > perplexity
        assert found["mse"] < 0.03


@pytest.mark.slow
def test_a_tiny_start_of_many_codes_leaves_most_of_them_dead() -> None:
    assert report(DEMO, preset="dead-codes").outcome == "mostly-dead"
    assert report(DEMO, preset="restart", epochs=20).outcome == "all-used"


@pytest.mark.slow
def test_without_the_commitment_loss_the_encoder_leaves_codes_behind() -> None:
    found = [report(DEMO, seed, "no-commitment") for seed in range(3)]
    assert [run.outcome for run in found] == ["some-dead"] * 3
    assert all("runs away" in run.seen.en for run in found)
    assert 30 <= np.median([figures(run)["used"] for run in found]) <= 40
