"""Initial weights in PyTorch: the twin of ``initialisers``.

``rng`` is a ``torch.Generator``, or the drawn noise itself.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from quizrnn.reference.arguments import choice, floating, number
from quizrnn.reference.initialisers import DISTRIBUTIONS, _check_shape, fans

Draws = torch.Generator | Tensor


def normal(rng: Draws, shape: tuple[int, ...], std: float = 1.0) -> Tensor:
    """std · n."""
    number("std", std, minimum=0)
    return std * _standard_normal(rng, shape)


def truncated_normal(rng: Draws, shape: tuple[int, ...], std: float = 1.0, bound: float = 2.0) -> Tensor:
    """A normal variable known to lie within ±bound standard deviations (noise: uniform on [0, 1))."""
    number("std", std, minimum=0)
    number("bound", bound, above=0)
    low = math.erfc(bound / math.sqrt(2)) / 2
    u = low + (1 - 2 * low) * _uniform(rng, shape).clamp(1e-12, 1 - 1e-12)
    quantile: Tensor = torch.special.ndtri(u).clamp(-bound, bound)
    return std * quantile


def xavier(rng: Draws, shape: tuple[int, ...], distribution: str = "normal", fan: str = "average") -> Tensor:
    """Variance 2 / (fan_in + fan_out), or 1 / fan_in."""
    choice("fan", fan, ("average", "in"))
    fan_in, fan_out = fans(shape)
    variance = 2 / (fan_in + fan_out) if fan == "average" else 1 / fan_in
    return _with_variance(rng, shape, distribution, variance)


def he(rng: Draws, shape: tuple[int, ...], distribution: str = "normal") -> Tensor:
    """Variance 2 / fan_in."""
    return _with_variance(rng, shape, distribution, 2 / fans(shape)[0])


def orthogonal(rng: Draws, shape: tuple[int, ...], gain: float = 1.0) -> Tensor:
    """gain times a matrix with orthonormal rows or columns, whichever are fewer."""
    number("gain", gain)
    _check_shape(shape)
    if len(shape) != 2:
        raise ValueError(f"shape: got {shape}, expected 2 axes")
    noise = _standard_normal(rng, shape)
    q: Tensor
    q, r = torch.linalg.qr(noise if shape[0] >= shape[1] else noise.T)
    q = q * torch.where(torch.diagonal(r) < 0, -1.0, 1.0)
    return gain * (q if shape[0] >= shape[1] else q.T)


def _with_variance(rng: Draws, shape: tuple[int, ...], distribution: str, variance: float) -> Tensor:
    choice("distribution", distribution, DISTRIBUTIONS)
    if distribution == "normal":
        return math.sqrt(variance) * _standard_normal(rng, shape)
    return math.sqrt(3 * variance) * (2 * _uniform(rng, shape) - 1)


def _standard_normal(rng: Draws, shape: tuple[int, ...]) -> Tensor:
    _check_shape(shape)
    if isinstance(rng, torch.Generator):
        return torch.randn(shape, generator=rng, dtype=torch.float64, device=rng.device)
    return _checked_noise(rng, shape)


def _uniform(rng: Draws, shape: tuple[int, ...]) -> Tensor:
    _check_shape(shape)
    if isinstance(rng, torch.Generator):
        return torch.rand(shape, generator=rng, dtype=torch.float64, device=rng.device)
    return _checked_noise(rng, shape)


def _checked_noise(rng: Tensor, shape: tuple[int, ...]) -> Tensor:
    floating("rng", rng)
    if tuple(rng.shape) != shape:
        raise ValueError(f"rng: got noise of shape {tuple(rng.shape)}, expected {shape}")
    return rng
