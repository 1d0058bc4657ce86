"""Autoencoder, VAE and VQ-VAE."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.harness import (
    FORWARD,
    assert_close,
    assert_gradients,
    assert_refused,
    assert_twin,
    few,
    seed,
    size,
    to_numpy,
    to_torch,
    twin,
)

from quizrnn.reference import autoencoder, mlp, vae, vqvae

Layers = list[tuple[np.ndarray, np.ndarray]]


def layers(rng: np.random.Generator, *sizes: int) -> Layers:
    pairs = pairwise(sizes)
    return [(rng.standard_normal((d, h)) / 2, rng.standard_normal(h) / 2) for d, h in pairs]


def autoencoder_args(n: int, d: int, z: int, s: int) -> dict[str, Any]:
    rng = np.random.default_rng(s)
    return {"x": rng.random((n, d)), "encoder": layers(rng, d, 3, z), "decoder": layers(rng, z, 3, d)}


def vae_args(n: int, d: int, z: int, s: int) -> dict[str, Any]:
    rng = np.random.default_rng(s)
    noise = rng.standard_normal((n, z))
    return {**autoencoder_args(n, d, z, s), "encoder": layers(rng, d, 3, 2 * z), "noise": noise}


@few
@given(size, size, size, seed)
def test_autoencoder_gradients(n: int, d: int, z: int, s: int) -> None:
    args, rng = autoencoder_args(n, d, z, s), np.random.default_rng(s)
    module, wrt = autoencoder, ["encoder", "decoder"]
    assert_gradients(module.autoencoder, module.autoencoder_backward, args, ["x", *wrt], rng)
    assert_gradients(module.autoencoder_loss, module.autoencoder_loss_backward, args, wrt, rng)


@pytest.mark.torch
@few
@given(size, size, size, seed)
def test_autoencoder_equals_the_twin(n: int, d: int, z: int, s: int) -> None:
    args, other = autoencoder_args(n, d, z, s), twin("autoencoder_torch")
    module, wrt = autoencoder, ["encoder", "decoder"]
    assert_twin(module.autoencoder, other.autoencoder, args, ["x", *wrt], module.autoencoder_backward)
    back = module.autoencoder_loss_backward
    assert_twin(module.autoencoder_loss, other.autoencoder_loss, args, wrt, back)


likelihoods = st.sampled_from(["bernoulli", "gaussian"])


@few
@given(size, size, size, likelihoods, st.sampled_from([0.0, 1.0, 5.0]), seed)
def test_vae_gradients(n: int, d: int, z: int, likelihood: str, beta: float, s: int) -> None:
    args, rng, wrt = vae_args(n, d, z, s), np.random.default_rng(s), ["encoder", "decoder"]
    assert_gradients(vae.vae, vae.vae_backward, args, ["x", *wrt], rng)
    bound = {**args, "likelihood": likelihood, "beta": beta}
    assert_gradients(vae.vae_loss, vae.vae_loss_backward, bound, wrt, rng)
    drawn = dict(zip(("mu", "logvar", "noise"), rng.standard_normal((3, n, z)), strict=True))
    assert_gradients(vae.reparametrise, vae.reparametrise_backward, drawn, list(drawn), rng)


@pytest.mark.torch
@few
@given(size, size, size, likelihoods, st.sampled_from([0.0, 1.0, 5.0]), seed)
def test_vae_equals_the_twin(n: int, d: int, z: int, likelihood: str, beta: float, s: int) -> None:
    args, other, wrt = vae_args(n, d, z, s), twin("vae_torch"), ["encoder", "decoder"]
    assert_twin(vae.vae, other.vae, args, ["x", *wrt], vae.vae_backward)
    bound = {**args, "likelihood": likelihood, "beta": beta}
    assert_twin(vae.vae_loss, other.vae_loss, bound, wrt, vae.vae_loss_backward)
    drawn = np.random.default_rng(s).standard_normal((3, n, z))
    named = dict(zip(("mu", "logvar", "noise"), drawn, strict=True))
    back = vae.reparametrise_backward
    assert_twin(vae.reparametrise, other.reparametrise, named, list(named), back)


@pytest.mark.torch
@few
@given(size, size, size, seed)
def test_vae_loss_equals_the_library_distributions(n: int, d: int, z: int, s: int) -> None:
    """torch.distributions: Bernoulli by logits, Normal and its KL; sampling by rsample is checked by hand."""
    distributions = pytest.importorskip("torch").distributions
    args = vae_args(n, d, z, s)
    args["x"] = np.round(args["x"])  # the library wants 0 or 1
    loss, _ = vae.vae_loss(**args)
    out = to_torch(vae.vae(**args)[0])
    normal = distributions.Normal(out["mu"], (out["logvar"] / 2).exp())
    kl = distributions.kl_divergence(normal, distributions.Normal(0.0, 1.0)).sum(dim=1)
    log_p = distributions.Bernoulli(logits=out["y"]).log_prob(to_torch(args["x"])).sum(dim=1)
    assert_close(loss, to_numpy((kl - log_p).mean()), FORWARD)


def test_samples_have_the_mean_and_the_deviation() -> None:
    noise = np.random.default_rng(0).standard_normal(100_000)
    z, _ = vae.reparametrise(np.full(100_000, 3.0), np.full(100_000, np.log(4.0)), noise)
    assert z.mean() == pytest.approx(3.0, abs=0.05)
    assert z.std() == pytest.approx(2.0, abs=0.05)  # exp(logvar / 2), not exp(logvar)


@few
@given(size, size, size, st.integers(1, 5), seed)
def test_nearest_codes_are_a_search(n: int, t: int, d: int, k: int, s: int) -> None:
    rng = np.random.default_rng(s)
    z, codebook = rng.integers(-2, 3, (n, t, d)) * 1.0, rng.integers(-2, 3, (k, d)) * 1.0  # with ties
    ids = vqvae.nearest_codes(z, codebook)
    quantised, cache = vqvae.quantise(z, codebook)
    for a, b in np.ndindex(n, t):
        best, distance = 0, math.inf
        for code in range(k):
            candidate = sum((z[a, b, i] - codebook[code, i]) ** 2 for i in range(d))
            if candidate < distance:
                best, distance = code, candidate
        assert ids[a, b] == best
        assert np.array_equal(quantised[a, b], codebook[best])
    dout = rng.standard_normal(z.shape)
    assert np.array_equal(vqvae.quantise_backward(dout, cache)["dz"], dout)


def vqvae_args(n: int, d: int, places: int, k: int, s: int) -> dict[str, Any]:
    rng, c = np.random.default_rng(s), 2
    x, codebook = rng.random((n, d)), rng.standard_normal((k, c)) / 2
    encoder, decoder = layers(rng, d, 3, places * c), layers(rng, places * c, 3, d)
    return {"x": x, "encoder": encoder, "codebook": codebook, "decoder": decoder}


@few
@given(size, size, st.integers(1, 3), st.integers(1, 5), seed)
def test_vqvae_gradients_with_the_stopped_parts_frozen(n: int, d: int, places: int, k: int, s: int) -> None:
    """The loss has no true gradient; with ids and stopped values held fixed it has, and that one is meant."""
    args, rng = vqvae_args(n, d, places, k, s), np.random.default_rng(s)
    _, cache = vqvae.vqvae(**args)
    upstream = {name: rng.standard_normal(()) for name in ("reconstruction", "codebook", "commitment")}
    gradients = vqvae.vqvae_backward(upstream, cache)
    ids = cache["code"]["ids"]
    frozen_e = mlp.mlp(args["x"], args["encoder"], "tanh")[0].reshape(n, places, 2)
    frozen_q = args["codebook"][ids]

    def surrogate(encoder: Layers, codebook: np.ndarray, decoder: Layers) -> tuple[np.ndarray, None]:
        z_e = mlp.mlp(args["x"], encoder, "tanh")[0].reshape(n, places, 2)
        y, _ = mlp.mlp((z_e + frozen_q - frozen_e).reshape(n, -1), decoder, "tanh")
        total = upstream["reconstruction"] * ((y - args["x"]) ** 2).mean()
        total += upstream["codebook"] * ((frozen_e - codebook[ids]) ** 2).mean()
        return np.asarray(total + upstream["commitment"] * 0.25 * ((z_e - frozen_q) ** 2).mean()), None

    class One:
        """A generator whose only draw is 1, as the upstream gradients stand inside of the surrogate."""

        standard_normal = staticmethod(np.ones)

    parts = {name: args[name] for name in ("encoder", "codebook", "decoder")}
    assert_gradients(surrogate, lambda dout, cache: gradients, parts, list(parts), One())  # type: ignore[arg-type]


@pytest.mark.torch
@few
@given(size, size, st.integers(1, 3), st.integers(1, 5), seed)
def test_vqvae_equals_the_twin(n: int, d: int, places: int, k: int, s: int) -> None:
    args, other, rng = vqvae_args(n, d, places, k, s), twin("vqvae_torch"), np.random.default_rng(s)
    assert_twin(vqvae.vqvae, other.vqvae, args, ["encoder", "codebook", "decoder"], vqvae.vqvae_backward)
    code = {"z": rng.standard_normal((n, 3, 2)), "codebook": args["codebook"]}
    assert_twin(vqvae.quantise, other.quantise, code, ["z"], vqvae.quantise_backward)
    assert_twin(vqvae.nearest_codes, other.nearest_codes, code, cached=False)
    flat = code["z"].reshape(-1, 2)
    ids = vqvae.nearest_codes(flat, args["codebook"])
    state = {
        "counts": rng.random(k),
        "sums": rng.standard_normal((k, 2)),
        "z": flat,
        "ids": ids,
        "decay": 0.9,
    }
    assert_twin(vqvae.ema_update, other.ema_update, state, cached=False)
    assert float(other.code_perplexity(to_torch(ids), k)) == pytest.approx(
        vqvae.code_perplexity(ids, k), rel=1e-6
    )


@few
@given(size, size, st.integers(1, 5), st.floats(0, 0.99), seed)
def test_ema_update_is_a_loop(m: int, d: int, k: int, decay: float, s: int) -> None:
    rng = np.random.default_rng(s)
    z, ids = rng.standard_normal((m, d)), rng.integers(0, k, m)
    counts, sums = rng.random(k) + 0.1, rng.standard_normal((k, d))
    new_counts, new_sums, codebook = vqvae.ema_update(counts, sums, z, ids, decay)
    total = 0.0
    for code in range(k):
        mine = [z[i] for i in range(m) if ids[i] == code]
        assert new_counts[code] == pytest.approx(decay * counts[code] + (1 - decay) * len(mine))
        total += decay * counts[code] + (1 - decay) * len(mine)
        mean_sum = sum(mine, np.zeros(d))
        assert_close(new_sums[code], decay * sums[code] + (1 - decay) * mean_sum, 1e-12)
    for code in range(k):
        smoothed = (new_counts[code] + 1e-5) / (total + k * 1e-5) * total
        assert_close(codebook[code], new_sums[code] / smoothed, 1e-9)


def test_ema_moves_codes_to_the_mean_of_what_they_stand_for() -> None:
    rng = np.random.default_rng(0)
    centres = np.array([[-3.0, 0.0], [3.0, 1.0]])
    counts, sums, codebook = (
        np.ones(2),
        np.array([[-0.1, 0.0], [0.1, 0.0]]),
        np.array([[-0.1, 0.0], [0.1, 0.0]]),
    )
    for _ in range(300):
        z = centres[rng.integers(0, 2, 64)] + 0.1 * rng.standard_normal((64, 2))
        counts, sums, codebook = vqvae.ema_update(counts, sums, z, vqvae.nearest_codes(z, codebook), 0.9)
    assert_close(codebook, centres, 0.03)


@few
@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_perplexity_counts(ids: list[int]) -> None:
    entropy = -sum(c / len(ids) * math.log(c / len(ids)) for c in Counter(ids).values())
    assert vqvae.code_perplexity(np.array(ids), 5) == pytest.approx(math.exp(entropy))


def test_dead_codes_are_put_where_the_data_is() -> None:
    codebook, z = np.arange(8.0).reshape(4, 2), np.full((3, 2), -1.0)
    fresh, dead = vqvae.restart_dead_codes(codebook, np.array([0, 2, 2]), z, np.random.default_rng(0))
    assert dead.tolist() == [False, True, False, True]
    assert np.array_equal(fresh[[0, 2]], codebook[[0, 2]])
    assert (fresh[[1, 3]] == -1.0).all()


def test_generative_models_refuse_bad_arguments() -> None:
    refused = assert_refused
    args = autoencoder_args(2, 3, 2, 0)
    bad = [("x", args["x"][0]), ("decoder", args["encoder"][:1]), ("activation", "softmax"), ("encoder", [])]
    rng = np.random.default_rng(0)
    refused(autoencoder.autoencoder, args, [bad[0], bad[2]])
    refused(autoencoder.autoencoder, args, [("decoder", layers(rng, 2, 4))])
    args = vae_args(2, 3, 2, 0)
    refused(vae.vae, args, [("noise", args["noise"][:1]), ("encoder", layers(rng, 3, 5))])
    refused(vae.vae_loss, args, [("likelihood", "poisson"), ("beta", math.nan)])
    mu = np.ones((2, 3))
    refused(
        vae.reparametrise, {"mu": mu, "logvar": mu, "noise": mu}, [("logvar", mu[0]), ("mu", mu.astype(int))]
    )
    args = vqvae_args(2, 3, 2, 4, 0)
    refused(vqvae.vqvae, args, [("codebook", np.ones(3)), ("encoder", layers(rng, 3, 3))])
    z, codebook = np.ones((4, 2)), np.ones((3, 2))
    refused(
        vqvae.nearest_codes,
        {"z": z, "codebook": codebook},
        [("codebook", np.ones((3, 3))), ("z", np.ones(()))],
    )
    ids = np.array([0, 1, 2, 2])
    state = {"counts": np.ones(3), "sums": codebook, "z": z, "ids": ids}
    bad = [
        ("ids", ids + 1),
        ("ids", ids[:2]),
        ("decay", 1.5),
        ("eps", -1.0),
        ("counts", np.ones(2)),
        ("z", z[:, :1]),
    ]
    refused(vqvae.ema_update, state, bad)
    refused(vqvae.code_perplexity, {"ids": ids, "K": 3}, [("ids", ids + 1), ("ids", ids[:0]), ("K", 0)])
    args = {"codebook": codebook, "ids": ids, "z": z, "rng": rng}
    refused(vqvae.restart_dead_codes, args, [("ids", ids + 1), ("z", z[:, :1])])
