"""Losses: gradients, twins, torch's own losses, extreme values."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.harness import (
    FORWARD,
    NAMED,
    assert_close,
    assert_gradients,
    assert_refused,
    assert_twin,
    few,
    numeric_gradient,
    seed,
    size,
    to_torch,
    twin,
)

from quizrnn.reference import latent_losses as latent
from quizrnn.reference import losses
from quizrnn.reference.activations import sigmoid, softmax

reductions = st.sampled_from(losses.REDUCTIONS)
ROOMS = {"losses": losses, "latent_losses": latent}
CASES = {
    "half_squared_error": ("losses", ("y",)),
    "squared_error": ("losses", ("y",)),
    "binary_cross_entropy": ("losses", ("p",)),
    "binary_cross_entropy_from_logits": ("losses", ("x",)),
    "cross_entropy": ("losses", ("p",)),
    "cross_entropy_from_logits": ("losses", ("x",)),
    "sparse_cross_entropy": ("losses", ("p",)),
    "sparse_cross_entropy_from_logits": ("losses", ("x",)),
    "gaussian_kl": ("latent_losses", ("mu", "logvar", "prior_mu", "prior_logvar")),
    "elbo": ("latent_losses", ("y", "mu", "logvar")),
    "negative_sampling": ("latent_losses", ("v", "u", "u_negative")),
}


def probabilities(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Away from 0, where the logarithm bends too much for differences."""
    return 0.8 * softmax(rng.standard_normal(shape)) + 0.2 / shape[-1]


def arguments(name: str, rng: np.random.Generator, N: int, K: int) -> dict:
    normal = rng.standard_normal
    if name in ("half_squared_error", "squared_error"):
        return {"y": normal((N, K)), "t": normal((N, K))}
    if name == "binary_cross_entropy":
        return {"p": rng.uniform(0.05, 0.95, (N, K)), "t": rng.uniform(size=(N, K))}
    if name == "binary_cross_entropy_from_logits":
        return {"x": 3 * normal((N, K)), "t": rng.uniform(size=(N, K))}
    if name == "cross_entropy":
        return {"p": probabilities(rng, N, K), "t": softmax(normal((N, K)))}
    if name == "cross_entropy_from_logits":
        return {"x": 3 * normal((N, K)), "t": rng.uniform(size=(N, K))}
    if name == "sparse_cross_entropy":
        return {"p": probabilities(rng, N, 2, K), "t": rng.integers(0, K, (N, 2))}
    if name == "sparse_cross_entropy_from_logits":
        return {"x": normal((N, 3, K)), "t": rng.integers(0, K, (N, 3)), "mask": rng.integers(0, 2, (N, 3))}
    if name == "gaussian_kl":
        return {k: normal((N, K)) for k in ("mu", "logvar", "prior_mu", "prior_logvar")}
    if name == "elbo":
        return {
            "y": normal((N, 3)),
            "x": rng.uniform(size=(N, 3)),
            "mu": normal((N, K)),
            "logvar": normal((N, K)),
        }
    return {"v": normal((N, K)), "u": normal((N, K)), "u_negative": normal((N, 2, K))}


@pytest.mark.parametrize("name", CASES)
@few
@given(seed, size, size, reductions)
def test_gradients_and_twin(name, number, N, K, reduction) -> None:
    rng = np.random.default_rng(number)
    file, wrt = CASES[name]
    forward, backward = getattr(ROOMS[file], name), getattr(ROOMS[file], f"{name}_backward")
    args = arguments(name, rng, N, K)
    if name == "elbo":
        args |= {"likelihood": str(rng.choice(latent.LIKELIHOODS)), "beta": 0.7}
    else:
        args["reduction"] = reduction
    assert_gradients(forward, backward, args, wrt, rng)
    assert_twin(forward, getattr(twin(f"{file}_torch"), name), args, wrt, backward, rng)


@few
@given(seed, size, size)
def test_vq_losses(number, N, D) -> None:
    rng = np.random.default_rng(number)
    z_e, z_q = rng.standard_normal((2, N, D))
    args = {"z_e": z_e, "z_q": z_q, "beta": 0.4}
    side = twin("latent_losses_torch")
    assert_twin(latent.vq_losses, side.vq_losses, args, ("z_e", "z_q"), latent.vq_losses_backward, rng)
    _, cache = latent.vq_losses(**args)
    gradients = latent.vq_losses_backward({"codebook": 1.0, "commitment": 1.0}, cache)
    # each loss as a function of the one argument that it may move
    expected = numeric_gradient(lambda: float(latent.vq_losses(z_e, z_q, 0.4)[0]["commitment"]), z_e)
    assert_close(gradients["dz_e"], expected, 1e-6)
    expected = numeric_gradient(lambda: float(latent.vq_losses(z_e, z_q, 0.4)[0]["codebook"]), z_q)
    assert_close(gradients["dz_q"], expected, 1e-6)


@few
@given(seed, size, st.integers(2, 4), reductions)
def test_library(number, N, K, reduction) -> None:
    twin("losses_torch")
    import torch
    from torch.nn import functional

    rng = np.random.default_rng(number)
    x, t = rng.normal(0, 5, (N, K)), rng.uniform(size=(N, K))
    t_classes = rng.integers(0, K, N)
    theirs = {
        "half_squared_error": lambda a, b: functional.mse_loss(a, b, reduction=reduction) / 2,
        "squared_error": lambda a, b: functional.mse_loss(a, b, reduction=reduction),
        "binary_cross_entropy": lambda a, b: functional.binary_cross_entropy(a, b, reduction=reduction),
        "binary_cross_entropy_from_logits": lambda a, b: functional.binary_cross_entropy_with_logits(
            a, b, reduction=reduction
        ),
        "cross_entropy_from_logits": lambda a, b: functional.cross_entropy(a, b, reduction=reduction),
        "sparse_cross_entropy_from_logits": lambda a, b: functional.cross_entropy(a, b, reduction=reduction),
        "sparse_cross_entropy": lambda a, b: functional.nll_loss(torch.log(a), b, reduction=reduction),
    }
    for name, their in theirs.items():
        given_p = name in ("binary_cross_entropy", "sparse_cross_entropy")
        first = (sigmoid(x) if name == "binary_cross_entropy" else softmax(x)) if given_p else x
        target = t_classes if name.startswith("sparse") else t
        out, cache = getattr(losses, name)(first, target, reduction=reduction)
        tensor = to_torch(first).requires_grad_()
        value = their(tensor, to_torch(target))
        assert_close(out, value.detach().numpy(), FORWARD, name)
        value.sum().backward()
        gradients = getattr(losses, f"{name}_backward")(np.ones_like(out), cache)
        assert_close(next(iter(gradients.values())), tensor.grad.numpy(), NAMED, name)


@few
@given(seed, size, size)
def test_kl_against_distributions(number, N, Z) -> None:
    twin("latent_losses_torch")
    from torch.distributions import Bernoulli, Normal, kl_divergence

    rng = np.random.default_rng(number)
    mu, logvar, m, log_s = rng.standard_normal((4, N, Z))
    left, right = (Normal(to_torch(a), to_torch(np.exp(b / 2))) for a, b in ((mu, logvar), (m, log_s)))
    expected = kl_divergence(left, right).sum(-1).numpy()
    assert_close(latent.gaussian_kl(mu, logvar, m, log_s, "none")[0], expected, FORWARD)
    y, x = rng.standard_normal((N, 3)), rng.integers(0, 2, (N, 3)).astype(float)
    kl = latent.gaussian_kl(mu, logvar)[0]
    likelihood = Bernoulli(logits=to_torch(y)).log_prob(to_torch(x)).sum(-1).mean().item()
    assert_close(latent.elbo(y, x, mu, logvar)[0], likelihood - kl, FORWARD)
    likelihood = Normal(to_torch(y), 1.0).log_prob(to_torch(x)).sum(-1).mean().item()
    assert_close(latent.elbo(y, x, mu, logvar, "gaussian")[0], likelihood - kl, FORWARD)


def test_negative_sampling_against_a_plain_loop() -> None:
    rng = np.random.default_rng(3)
    v, u, negative = rng.standard_normal((2, 3)), rng.standard_normal((2, 3)), rng.standard_normal((2, 4, 3))
    expected = []
    for n in range(2):
        value = -math.log(1 / (1 + math.exp(-float(u[n] @ v[n]))))
        for k in range(4):
            value -= math.log(1 / (1 + math.exp(float(negative[n, k] @ v[n]))))
        expected.append(value)
    assert_close(latent.negative_sampling(v, u, negative, "none")[0], np.array(expected), 1e-12)


def test_known_values() -> None:
    y, t = np.array([0.8]), np.array([1.0])
    assert round(float(losses.half_squared_error(y, t)[0]), 4) == 0.02
    assert round(float(losses.binary_cross_entropy(y, t)[0]), 4) == 0.2231
    x = np.log(y / (1 - y))
    _, cache = losses.binary_cross_entropy_from_logits(x, t)
    assert round(float(losses.binary_cross_entropy_from_logits_backward(1.0, cache)["dx"][0]), 4) == -0.2
    assert_close(
        losses.cross_entropy(np.array([[0.25, 0.75]]), np.array([[0.0, 1.0]]))[0], -math.log(0.75), 1e-15
    )


def test_extreme_values_stay_finite() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        x = np.array([-1e4, -800.0, 0.0, 800.0, 1e4])
        for t in (np.zeros(5), np.ones(5)):
            out, cache = losses.binary_cross_entropy_from_logits(x, t, "none")
            assert_close(out, np.maximum(np.where(t > 0, -x, x), 0) + np.where(x == 0, math.log(2), 0), 1e-15)
            assert np.isfinite(
                losses.binary_cross_entropy_from_logits_backward(np.ones(5), cache)["dx"]
            ).all()
        p = np.array([0.0, 1.0, 0.0, 1.0])
        out, cache = losses.binary_cross_entropy(p, np.array([0.0, 1.0, 1.0, 0.0]), "none")
        assert_close(out, np.array([0.0, 0.0, 100.0, 100.0]), 0)
        assert np.isfinite(losses.binary_cross_entropy_backward(np.ones(4), cache)["dp"]).all()
        out, cache = losses.cross_entropy(np.array([[1.0, 0.0]]), np.array([[1.0, 0.0]]))
        assert out == 0 and np.isfinite(losses.cross_entropy_backward(1.0, cache)["dp"]).all()
        out, cache = losses.sparse_cross_entropy(np.array([[1.0, 0.0]]), np.array([1]))
        assert out == 100 and np.isfinite(losses.sparse_cross_entropy_backward(1.0, cache)["dp"]).all()
        out, _ = losses.sparse_cross_entropy_from_logits(np.array([[1e4, -1e4]]), np.array([1]))
        assert out == 2e4
        out, _ = losses.cross_entropy_from_logits(np.array([[1e4, -1e4]]), np.array([[1.0, 0.0]]))
        assert out == 0
        assert latent.negative_sampling(*(np.full(s, 100.0) for s in ((1, 2), (1, 2), (1, 1, 2))))[0] == 2e4


def test_nothing_counts_under_an_empty_mask() -> None:
    args = (np.ones((2, 3, 4)), np.zeros((2, 3), dtype=int), np.zeros((2, 3)))
    for reduction in ("mean", "sum"):
        out, cache = losses.sparse_cross_entropy_from_logits(*args, reduction)
        assert out == 0
        assert not losses.sparse_cross_entropy_from_logits_backward(1.0, cache)["dx"].any()


def test_equal_logits_give_log_k() -> None:
    for K in (1, 2, 7):
        out, _ = losses.sparse_cross_entropy_from_logits(np.full((3, K), 5.0), np.zeros(3, dtype=int))
        assert_close(out, math.log(K), 1e-15)


@pytest.mark.parametrize("name", [*CASES, "vq_losses"])
def test_refusals(name) -> None:
    rng = np.random.default_rng(0)
    args = arguments(name, rng, 3, 4) if name in CASES else {"z_e": np.ones((3, 2)), "z_q": np.ones((3, 2))}
    file = CASES.get(name, ("latent_losses",))[0]
    first = next(iter(args))
    second = list(args)[1]
    cases = [(first, np.ones((3, 4), dtype=int)), (first, [1.0]), (second, np.ones((7, 7)))]
    assert_refused(getattr(ROOMS[file], name), args, cases)
    assert_refused(getattr(twin(f"{file}_torch"), name), to_torch(args), [(k, to_torch(v)) for k, v in cases])
    _, cache = getattr(ROOMS[file], name)(**args)
    backward = getattr(ROOMS[file], f"{name}_backward")
    if name != "vq_losses":
        assert_refused(
            backward, {"dout": 1.0, "cache": cache}, [("dout", np.ones(9)), ("dout", np.ones((1, 1)))]
        )
    if name in ("elbo",):
        assert_refused(latent.elbo, args, [("likelihood", "poisson"), ("beta", "a")])
    elif name == "vq_losses":
        assert_refused(latent.vq_losses, args, [("beta", -1.0)])
    else:
        assert_refused(getattr(ROOMS[file], name), args, [("reduction", "median")])
    if name.startswith("sparse"):
        forward = getattr(losses, name)
        assert_refused(
            forward, args, [("t", args["t"] + 4), ("t", args["t"] - 5), ("t", args["t"].astype(float))]
        )
    if name == "sparse_cross_entropy_from_logits":
        assert_refused(losses.sparse_cross_entropy_from_logits, args, [("mask", np.full((3, 3), 0.5))])
