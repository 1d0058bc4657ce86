"""Batch normalisation and layer normalisation (バッチ正規化・レイヤー正規化).

    xhat = (x - mean) / sqrt(var + eps),   out = gamma * xhat + beta

Batch norm: mean and var of each channel over the batch (and all pixels); in the test, running estimates
take their place. Layer norm: mean and var of each sample over its last axis, the same in training and
test. Both use the *biased* variance (divide by the count). With m values behind each mean, both have the
backward pass

    dxhat = dout * gamma
    dx = (dxhat - mean(dxhat) - xhat * mean(dxhat * xhat)) / sqrt(var + eps)

Sources: Ioffe & Szegedy, 2015, "Batch Normalization"; Ba, Kiros & Hinton, 2016, "Layer Normalization".
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients


def batch_norm(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> tuple[Array, Cache]:
    """Normalise each channel of x (N, C) or (N, C, ...) over the batch (training); gamma, beta (C,).

    >>> batch_norm(np.array([[1.0], [3.0]]), np.ones(1), np.zeros(1), eps=0.0)[0].tolist()
    [[-1.0], [1.0]]
    """
    axes = check_channels(x, gamma=gamma, beta=beta)
    arguments.number("eps", eps, minimum=0.0)
    mean, var = x.mean(axis=axes, keepdims=True), x.var(axis=axes, keepdims=True)
    std = np.sqrt(var + eps)
    xhat = (x - mean) / std
    cache = {"xhat": xhat, "std": std, "gamma": gamma, "axes": axes}
    return _per_channel(gamma, x) * xhat + _per_channel(beta, x), cache


def batch_norm_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dgamma, dbeta: every sample moves the mean and the variance of all others."""
    xhat, axes = cache["xhat"], cache["axes"]
    arguments.upstream(dout, xhat.shape)
    mean_d = dout.mean(axis=axes, keepdims=True)
    mean_dx = (dout * xhat).mean(axis=axes, keepdims=True)
    dx = _per_channel(cache["gamma"], xhat) / cache["std"] * (dout - mean_d - xhat * mean_dx)
    return {"dx": dx, "dgamma": (dout * xhat).sum(axis=axes), "dbeta": dout.sum(axis=axes)}


def batch_norm_test(
    x: Array, gamma: Array, beta: Array, mean: Array, var: Array, eps: float = 1e-5
) -> tuple[Array, Cache]:
    """Normalise x with running estimates mean, var (C,): a fixed straight line for each channel."""
    check_channels(x, gamma=gamma, beta=beta, mean=mean, var=var)
    arguments.number("eps", eps, minimum=0.0)
    std = np.sqrt(_per_channel(var, x) + eps)
    xhat = (x - _per_channel(mean, x)) / std
    cache = {"xhat": xhat, "std": std, "gamma": gamma}
    return _per_channel(gamma, x) * xhat + _per_channel(beta, x), cache


def batch_norm_test_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dgamma, dbeta; the running estimates are constants."""
    xhat = cache["xhat"]
    arguments.upstream(dout, xhat.shape)
    axes = (0, *range(2, xhat.ndim))
    dx = dout * _per_channel(cache["gamma"], xhat) / cache["std"]
    return {"dx": dx, "dgamma": (dout * xhat).sum(axis=axes), "dbeta": dout.sum(axis=axes)}


def update_running(x: Array, mean: Array, var: Array, momentum: float = 0.1) -> tuple[Array, Array]:
    """Return the running mean and variance (C,) after the batch x, with the weight ``momentum`` for the new.

    PyTorch's convention (Keras gives the *old* one the weight 0.99) and its *unbiased* batch variance.

    >>> mean, var = update_running(np.array([[1.0], [3.0]]), np.zeros(1), np.ones(1), momentum=0.5)
    >>> mean.tolist(), var.tolist()
    ([1.0], [1.5])
    """
    axes = check_channels(x, mean=mean, var=var)
    arguments.number("momentum", momentum, minimum=0.0, maximum=1.0)
    if x.size // x.shape[1] < 2:
        raise ValueError(f"x: got shape {x.shape}, expected at least two values per channel")
    new_mean = (1 - momentum) * mean + momentum * x.mean(axis=axes)
    new_var = (1 - momentum) * var + momentum * x.var(axis=axes, ddof=1)
    return new_mean, new_var


def layer_norm(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> tuple[Array, Cache]:
    """Normalise each row of x (..., D) over its last axis; gamma, beta (D,).

    >>> layer_norm(np.array([[1.0, 3.0]]), np.ones(2), np.zeros(2), eps=0.0)[0].tolist()
    [[-1.0, 1.0]]
    """
    check_features(x, gamma, beta, eps)
    mean, var = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)  # (..., 1)
    std = np.sqrt(var + eps)
    xhat = (x - mean) / std
    return gamma * xhat + beta, {"xhat": xhat, "std": std, "gamma": gamma}


def layer_norm_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dgamma, dbeta; gamma differs along the normalised axis, so it stands inside the means."""
    xhat = cache["xhat"]
    arguments.upstream(dout, xhat.shape)
    dxhat = dout * cache["gamma"]
    mean_d = dxhat.mean(axis=-1, keepdims=True)
    mean_dx = (dxhat * xhat).mean(axis=-1, keepdims=True)
    rows = tuple(range(dout.ndim - 1))
    return {
        "dx": (dxhat - mean_d - xhat * mean_dx) / cache["std"],
        "dgamma": (dout * xhat).sum(axis=rows),
        "dbeta": dout.sum(axis=rows),
    }


def check_channels(x: Any, **vectors: Any) -> tuple[int, ...]:
    """Check x (N, C, ...) against vectors (C,) and return the axes that a channel extends over."""
    arguments.floating("x", x)
    if x.ndim < 2 or 0 in x.shape:
        raise ValueError(f"x: got shape {tuple(x.shape)}, expected (N, C, ...) without an empty axis")
    shapes = {name: (vector, "C") for name, vector in vectors.items()}
    arguments.sizes("C", x=(x.reshape(len(x), x.shape[1], -1), "N C M"), **shapes)
    return (0, *range(2, x.ndim))


def _per_channel(vector: Array, x: Array) -> Array:
    """Shape a vector (C,) so that it broadcasts over x (N, C, ...)."""
    return vector.reshape(-1, *[1] * (x.ndim - 2))


def check_features(x: Any, gamma: Any, beta: Any, eps: float) -> None:
    """Refuse rows x (..., D), scale and shift (D,) that do not fit."""
    arguments.floating("x", x)
    arguments.number("eps", eps, minimum=0.0)
    if x.ndim < 1 or x.shape[-1] == 0:
        raise ValueError(f"x: got shape {tuple(x.shape)}, expected (..., D) with D at least 1")
    arguments.sizes("D", x=(x.reshape(-1, x.shape[-1]), "M D"), gamma=(gamma, "D"), beta=(beta, "D"))
