"""Initial weights.

    normal             std · n                                        n standard normal
    truncated normal   std · n, |n| <= bound
    Xavier             variance 2 / (fan_in + fan_out)                for tanh and sigmoid
      fan_in form      variance 1 / fan_in                            the course's 1/√n
    He                 variance 2 / fan_in                            for ReLU, half of whose outputs are 0
    orthogonal         Q of a QR decomposition, so that ‖xQ‖ = ‖x‖    for recurrent weights

``rng`` is a generator, or the drawn noise itself, of the given shape: standard normal, or uniform on [0, 1)
where the function says so. A weight is stored (fan_in, fan_out); a convolution's kernel (out, in, height,
width).

Sources: Glorot & Bengio 2010 (Xavier); He et al. 2015 (He); Saxe, McClelland & Ganguli 2014 (orthogonal).
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from quizrnn.reference.arguments import Array, choice, floating, number, whole

Draws = np.random.Generator | Array
DISTRIBUTIONS = ("normal", "uniform")


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """How many inputs feed a unit, and how many units an input feeds.

    >>> fans((16, 64)), fans((8, 3, 5, 5))
    ((16, 64), (75, 200))
    """
    _check_shape(shape)
    if len(shape) < 2:
        raise ValueError(f"shape: got {shape}, expected at least 2 axes")
    if len(shape) == 2:
        return shape[0], shape[1]
    area = math.prod(shape[2:])
    return shape[1] * area, shape[0] * area


def normal(rng: Draws, shape: tuple[int, ...], std: float = 1.0) -> Array:
    """std · n."""
    number("std", std, minimum=0)
    return std * _standard_normal(rng, shape)


def truncated_normal(rng: Draws, shape: tuple[int, ...], std: float = 1.0, bound: float = 2.0) -> Array:
    """A normal variable known to lie within ±bound standard deviations (noise: uniform on [0, 1)).

    The normal distribution Φ is inverted between Φ(-bound) and Φ(bound). The result's own standard deviation
    is smaller than ``std`` (0.88 of it for bound 2).
    """
    number("std", std, minimum=0)
    number("bound", bound, above=0)
    low = NormalDist().cdf(-bound)
    u = low + (1 - 2 * low) * np.clip(_uniform(rng, shape), 1e-12, 1 - 1e-12)
    quantile = np.array([NormalDist().inv_cdf(value) for value in u.ravel()], dtype=u.dtype).reshape(shape)
    return std * np.clip(quantile, -bound, bound)


def xavier(rng: Draws, shape: tuple[int, ...], distribution: str = "normal", fan: str = "average") -> Array:
    """Keeps the variance from layer to layer where the activation has slope 1 at 0.

    ``fan="average"``: variance 2 / (fan_in + fan_out), Glorot's; ``fan="in"``: 1 / fan_in, the course's.
    """
    choice("fan", fan, ("average", "in"))
    fan_in, fan_out = fans(shape)
    variance = 2 / (fan_in + fan_out) if fan == "average" else 1 / fan_in
    return _with_variance(rng, shape, distribution, variance)


def he(rng: Draws, shape: tuple[int, ...], distribution: str = "normal") -> Array:
    """Variance 2 / fan_in: twice Xavier's, as ReLU drops half of the signal."""
    return _with_variance(rng, shape, distribution, 2 / fans(shape)[0])


def orthogonal(rng: Draws, shape: tuple[int, ...], gain: float = 1.0) -> Array:
    """gain times a matrix with orthonormal rows or columns, whichever are fewer.

    The signs of R's diagonal are moved into Q, which makes the draw uniform over all such matrices.
    """
    number("gain", gain)
    _check_shape(shape)
    if len(shape) != 2:
        raise ValueError(f"shape: got {shape}, expected 2 axes")
    noise = _standard_normal(rng, shape)
    tall = noise if shape[0] >= shape[1] else noise.T
    q, r = np.linalg.qr(tall)
    q = q * np.where(np.diag(r) < 0, -1.0, 1.0).astype(q.dtype)
    return np.asarray(gain * (q if shape[0] >= shape[1] else q.T))


def _with_variance(rng: Draws, shape: tuple[int, ...], distribution: str, variance: float) -> Array:
    """Normal, or uniform on ±√(3 variance), which has the same variance."""
    choice("distribution", distribution, DISTRIBUTIONS)
    if distribution == "normal":
        return math.sqrt(variance) * _standard_normal(rng, shape)
    return math.sqrt(3 * variance) * (2 * _uniform(rng, shape) - 1)


def _check_shape(shape: tuple[int, ...]) -> None:
    if not isinstance(shape, tuple):
        raise ValueError(f"shape: got {shape!r}, expected a tuple of sizes")
    for size in shape:
        whole("shape", size, minimum=1)


def _standard_normal(rng: Draws, shape: tuple[int, ...]) -> Array:
    _check_shape(shape)
    if isinstance(rng, np.random.Generator):
        return rng.standard_normal(shape)
    return _checked_noise(rng, shape)


def _uniform(rng: Draws, shape: tuple[int, ...]) -> Array:
    _check_shape(shape)
    if isinstance(rng, np.random.Generator):
        return rng.random(shape)
    noise = _checked_noise(rng, shape)
    if noise.size and not (noise.min() >= 0 and noise.max() <= 1):
        raise ValueError(f"rng: got noise from {noise.min()} to {noise.max()}, expected it within [0, 1)")
    return noise


def _checked_noise(rng: Array, shape: tuple[int, ...]) -> Array:
    floating("rng", rng)
    if rng.shape != shape:
        raise ValueError(f"rng: got noise of shape {rng.shape}, expected {shape}")
    return rng
