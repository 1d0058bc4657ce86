"""Initialisers, optimisers and clipping: against twins, torch, plain loops and laws."""

from __future__ import annotations

import math
import warnings
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.harness import (
    FORWARD,
    assert_close,
    assert_refused,
    assert_unchanged,
    few,
    seed,
    size,
    to_torch,
    twin,
)

from quizrnn.reference import clipping, optimisers
from quizrnn.reference import initialisers as init

NAMES = ("sgd", "momentum", "adagrad", "rmsprop", "adadelta", "adam")
OPTIONS = {
    "sgd": [{"lr": 0.1}],
    "momentum": [{}, {"nesterov": True, "mu": 0.7}],
    "adagrad": [{"lr": 0.3}],
    "rmsprop": [{"rho": 0.9}],
    "adadelta": [{"rho": 0.8, "lr": 0.5}],
    "adam": [{}, {"lr": 0.1, "beta1": 0.5, "beta2": 0.9, "eps": 1e-3}],
}
shapes = st.tuples(st.integers(1, 5), st.integers(1, 5))


def trees(rng: np.random.Generator, N: int, D: int, steps: int = 4):
    params = {"W": rng.standard_normal((N, D)), "b": rng.standard_normal(D)}
    grads = [{k: rng.standard_normal(v.shape) for k, v in params.items()} for _ in range(steps)]
    grads[1]["b"][:] = 0  # a parameter that was not used
    return params, grads


@pytest.mark.parametrize("name", NAMES)
@few
@given(seed, size, size)
def test_optimisers_twin_and_library(name, number, N, D) -> None:
    side = twin("optimisers_torch")
    import torch

    start, grads = trees(np.random.default_rng(number), N, D)
    theirs = {
        "sgd": lambda p, lr: torch.optim.SGD(p, lr=lr),
        "momentum": lambda p, mu=0.9, nesterov=False: torch.optim.SGD(p, 0.01, mu, nesterov=nesterov),
        "adagrad": lambda p, lr: torch.optim.Adagrad(p, lr=lr),
        "rmsprop": lambda p, rho: torch.optim.RMSprop(p, alpha=rho),
        "adadelta": lambda p, rho, lr: torch.optim.Adadelta(p, rho=rho, lr=lr),
        "adam": lambda p, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8: torch.optim.Adam(
            p, lr, (beta1, beta2), eps
        ),
    }
    for options in OPTIONS[name]:
        params, state = start, None
        tensors, twin_state = to_torch(start), None
        leaves = {k: v.clone().requires_grad_() for k, v in to_torch(start).items()}
        optimiser = theirs[name](list(leaves.values()), **options)
        for g in grads:
            before = {k: v.copy() for k, v in params.items()}
            old = params
            params, state = getattr(optimisers, name)(params, g, state, **options)
            assert_unchanged(old, before)
            tensors, twin_state = getattr(side, name)(tensors, to_torch(g), twin_state, **options)
            for k, leaf in leaves.items():
                leaf.grad = torch.tensor(g[k])
            optimiser.step()
        assert_close({k: v.numpy() for k, v in tensors.items()}, params, FORWARD)
        assert_close(params, {k: v.detach().numpy() for k, v in leaves.items()}, FORWARD)


@few
@given(seed, st.booleans())
def test_both_momenta_agree_while_the_rate_is_constant(number, nesterov) -> None:
    params, grads = trees(np.random.default_rng(number), 2, 3)
    left, right, a, b = params, params, None, None
    for g in grads:
        left, a = optimisers.momentum(left, g, a, nesterov=nesterov)
        right, b = optimisers.momentum(right, g, b, nesterov=nesterov, form="classical")
    assert_close(left, right, 1e-12)


def test_adam_against_a_plain_loop() -> None:
    theta, m, v = 1.0, 0.0, 0.0
    params, state = {"a": np.array([1.0])}, None
    for t, g in enumerate([0.3, -2.0, 0.0, 5.0], start=1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        theta -= 0.001 * (m / (1 - 0.9**t)) / (math.sqrt(v / (1 - 0.999**t)) + 1e-8)
        params, state = optimisers.adam(params, {"a": np.array([g])}, state)
    assert_close(params["a"], np.array([theta]), 1e-14)


def test_a_zero_gradient_moves_nothing_at_the_start() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in NAMES:
            params, _ = getattr(optimisers, name)({"a": np.ones(2)}, {"a": np.zeros(2)}, None)
            assert (params["a"] == 1).all()


@few
@given(seed, shapes)
def test_initialisers_twin_and_library(number, shape) -> None:
    side = twin("initialisers_torch")
    import torch

    rng = np.random.default_rng(number)
    noise, uniform = rng.standard_normal(shape), rng.random(shape)
    calls = [
        ("normal", noise, {"std": 0.3}),
        ("truncated_normal", uniform, {"std": 0.1}),
        ("xavier", noise, {}),
        ("xavier", uniform, {"distribution": "uniform"}),
        ("xavier", noise, {"fan": "in"}),
        ("he", noise, {}),
        ("he", uniform, {"distribution": "uniform"}),
        ("orthogonal", noise, {"gain": 2.0}),
    ]
    for name, draws, options in calls:
        got = getattr(init, name)(draws, shape, **options)
        assert_close(getattr(side, name)(to_torch(draws), shape, **options).numpy(), got, FORWARD, name)

    def drawn_by(function, *args, **kwargs):
        """torch's own initialiser, on a weight stored (out, in): transposed against ours."""
        tensor = torch.empty(shape[::-1], dtype=torch.float64)
        return function(tensor, *args, generator=torch.Generator().manual_seed(number), **kwargs).numpy().T

    normal = (
        torch.randn(shape[::-1], dtype=torch.float64, generator=torch.Generator().manual_seed(number))
        .numpy()
        .T
    )
    flat = (
        torch.rand(shape[::-1], dtype=torch.float64, generator=torch.Generator().manual_seed(number))
        .numpy()
        .T
    )
    nn = torch.nn.init
    pairs = [
        (init.normal(normal, shape, 0.5), drawn_by(nn.normal_, 0.0, 0.5)),
        (init.xavier(normal, shape), drawn_by(nn.xavier_normal_)),
        (init.xavier(flat, shape, "uniform"), drawn_by(nn.xavier_uniform_)),
        (init.he(normal, shape), drawn_by(nn.kaiming_normal_, nonlinearity="relu")),
        (init.he(flat, shape, "uniform"), drawn_by(nn.kaiming_uniform_, nonlinearity="relu")),
        (init.orthogonal(normal.T, shape[::-1]).T, drawn_by(nn.orthogonal_)),
    ]
    for got, expected in pairs:
        assert_close(got, expected, 1e-10)


def test_sample_variances() -> None:
    shape = (300, 200)
    stds = {
        "normal": 1.0,
        "truncated_normal": math.sqrt(1 - 2 * 2 * NormalDist().pdf(2) / (1 - 2 * NormalDist().cdf(-2))),
        "xavier": math.sqrt(2 / 500),
        "he": math.sqrt(2 / 300),
    }
    for name, std in stds.items():
        drawn = getattr(init, name)(np.random.default_rng(0), shape)
        assert abs(drawn.std() / std - 1) < 0.03 and abs(drawn.mean()) < 0.03 * std
    for name in ("xavier", "he"):
        drawn = getattr(init, name)(np.random.default_rng(0), shape, "uniform")
        assert abs(drawn.std() / stds[name] - 1) < 0.03 and np.abs(drawn).max() <= math.sqrt(3) * stds[name]
    assert np.abs(init.truncated_normal(np.random.default_rng(0), shape, bound=1.5)).max() <= 1.5
    assert abs(init.xavier(np.random.default_rng(0), shape, fan="in").std() * math.sqrt(300) - 1) < 0.03


def test_quantiles_of_the_truncated_normal() -> None:
    u = np.array([0.0, 0.25, 0.5, 0.9])
    low = NormalDist().cdf(-2)
    got = NormalDist().cdf(float(init.truncated_normal(u, (4,))[1]))
    assert math.isclose(got, low + (1 - 2 * low) * 0.25, rel_tol=1e-10)
    assert_close(init.truncated_normal(u, (4,))[[0, 2]], np.array([-2.0, 0.0]), 1e-9)


def test_truncated_normal_is_distributed_as_torchs() -> None:
    """torch draws by another method, so quantiles are compared: ours exact, its own from a sample."""
    twin("initialisers_torch")
    import torch

    drawn = torch.empty(20_000, dtype=torch.float64)
    torch.nn.init.trunc_normal_(drawn, 0.0, 0.3, -0.6, 0.6, generator=torch.Generator().manual_seed(0))
    at = np.linspace(0.02, 0.98, 49)
    assert np.abs(np.quantile(drawn.numpy(), at) - init.truncated_normal(at, (49,), 0.3)).max() < 0.01


@few
@given(seed, shapes)
def test_orthogonal_keeps_lengths(number, shape) -> None:
    w = init.orthogonal(np.random.default_rng(number), shape)
    gram = w.T @ w if shape[0] >= shape[1] else w @ w.T
    assert_close(gram, np.eye(min(shape)), 1e-9)


@few
@given(seed, size, st.floats(0.1, 10))
def test_clipping(number, N, threshold) -> None:
    side = twin("clipping_torch")
    import torch

    rng = np.random.default_rng(number)
    grads = {"W": 3 * rng.standard_normal((N, 2)), "b": rng.standard_normal(N)}
    g = grads["W"]
    norm = math.sqrt(sum(float(v) ** 2 for v in g.ravel()))
    expected = [[v * (threshold / norm if norm > threshold else 1) for v in row] for row in g.tolist()]
    assert_close(clipping.clip_by_norm(g, threshold), np.array(expected), 1e-14)
    assert_close(
        clipping.clip_by_value(g, threshold),
        np.array([[max(-threshold, min(v, threshold)) for v in row] for row in g.tolist()]),
        0,
    )
    clipped, norm = clipping.clip_by_global_norm(grads, threshold)
    assert_close(norm, math.sqrt(sum(float((v**2).sum()) for v in grads.values())), 1e-14)
    together = math.sqrt(sum(float((v**2).sum()) for v in clipped.values()))
    assert_close(together, min(norm, threshold), 1e-12)
    ratio = {k: v / grads[k] for k, v in clipped.items()}
    assert_close(ratio, {k: np.full(v.shape, min(1, threshold / norm)) for k, v in ratio.items()}, 1e-12)

    assert_close(
        side.clip_by_norm(to_torch(g), threshold).numpy(), clipping.clip_by_norm(g, threshold), FORWARD
    )
    assert_close(side.clip_by_value(to_torch(g), threshold).numpy(), clipping.clip_by_value(g, threshold), 0)
    theirs, their_norm = side.clip_by_global_norm(to_torch(grads), threshold)
    assert_close({k: v.numpy() for k, v in theirs.items()}, clipped, FORWARD)
    assert_close(their_norm, norm, FORWARD)

    leaves = [v.requires_grad_() for v in to_torch(grads).values()]
    for leaf, value in zip(leaves, grads.values(), strict=True):
        leaf.grad = torch.tensor(value)
    torch.nn.utils.clip_grad_norm_(leaves, threshold)
    clipped, _ = clipping.clip_by_global_norm(grads, threshold, eps=1e-6)
    assert_close(list(clipped.values()), [leaf.grad.numpy() for leaf in leaves], FORWARD)
    for leaf, value in zip(leaves, grads.values(), strict=True):
        leaf.grad = torch.tensor(value)
    torch.nn.utils.clip_grad_value_(leaves, threshold)
    assert_close(clipping.clip_by_value(g, threshold), leaves[0].grad.numpy(), 0)


def test_clipping_at_the_edges() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        zero = np.zeros(3)
        assert_close(clipping.clip_by_norm(zero, 1.0), zero, 0)
        assert clipping.clip_by_global_norm({"a": zero}, 1.0)[1] == 0
        assert clipping.clip_by_global_norm({}, 1.0) == ({}, 0.0)
    g = np.array([3.0, 4.0])
    for threshold in (0.5, 2.0, 5.0, 6.0):  # 1 would hide g/n for g·threshold/n
        assert_close(np.linalg.norm(clipping.clip_by_norm(g, threshold)), min(threshold, 5.0), 1e-14)
    assert clipping.clip_factor(5.0, 1.0) == 0.2 and clipping.clip_factor(0.0, 1.0) == 1
    assert clipping.clip_factor(1 - 5e-7, 1.0, eps=1e-6) == 1 / (1 - 5e-7 + 1e-6)  # as torch has it
    value = clipping.clip_by_value(g, 0.5)
    assert round(math.degrees(math.acos(value @ g / 5 / np.linalg.norm(value))), 2) == 8.13


def test_refusals() -> None:
    params, grads = {"a": np.ones(2)}, {"a": np.ones(2)}
    bad = [
        ("params", [1]),
        ("grads", {"b": np.ones(2)}),
        ("grads", {"a": np.ones(3)}),
        ("lr", -1.0),
        ("lr", "a"),
    ]
    bad += [("grads", {"a": np.ones(2, dtype=int)}), ("params", {"a": np.ones(2, dtype=int)})]
    for name in NAMES:
        assert_refused(getattr(optimisers, name), {"params": params, "grads": grads}, bad)
    args = {"params": params, "grads": grads}
    assert_refused(optimisers.momentum, args, [("mu", 1.0), ("form", "other")])
    assert_refused(optimisers.rmsprop, args, [("rho", 1.0), ("eps", -1.0)])
    assert_refused(optimisers.adadelta, args, [("rho", -0.1), ("eps", 0.0)])
    assert_refused(optimisers.adagrad, args, [("eps", -1.0)])
    assert_refused(optimisers.adam, args, [("beta1", 1.0), ("beta2", 1.0), ("eps", None)])
    g = {"g": np.ones(2), "threshold": 1.0}
    assert_refused(
        clipping.clip_by_norm, g, [("g", np.ones(2, dtype=int)), ("threshold", 0.0), ("eps", -1.0)]
    )
    assert_refused(clipping.clip_by_value, g, [("g", [1.0]), ("threshold", -1.0)])
    whole = {"grads": {"a": np.ones(2)}, "threshold": 1.0}
    assert_refused(
        clipping.clip_by_global_norm, whole, [("grads", [1]), ("grads", {"a": 1}), ("threshold", 0.0)]
    )
    assert_refused(
        clipping.clip_factor, {"norm": 1.0, "threshold": 1.0}, [("norm", -1.0), ("threshold", "a")]
    )
    noise = {"rng": np.full((2, 3), 0.5), "shape": (2, 3)}
    for name in ("normal", "truncated_normal", "xavier", "he", "orthogonal"):
        assert_refused(getattr(init, name), noise, [("rng", np.ones(2)), ("shape", [2, 3])])
    draws = {"rng": np.random.default_rng(0), "shape": (2, 3)}
    for name in ("normal", "truncated_normal"):
        assert_refused(
            getattr(init, name),
            draws,
            [("shape", [2, 3]), ("shape", (0, 1)), ("std", -1.0), ("rng", np.ones(2))],
        )
    for name in ("xavier", "he"):
        assert_refused(getattr(init, name), draws, [("shape", (2,)), ("distribution", "other"), ("rng", 3)])
    assert_refused(init.xavier, draws, [("fan", "out")])
    assert_refused(init.truncated_normal, draws, [("bound", 0.0), ("rng", np.full((2, 3), 2.0))])
    assert_refused(init.orthogonal, draws, [("shape", (2, 3, 4)), ("gain", "a")])
    assert_refused(init.fans, {"shape": (2, 3)}, [("shape", (2,)), ("shape", (2, 0.5))])
