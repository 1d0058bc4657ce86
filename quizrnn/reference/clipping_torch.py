"""Gradient clipping in PyTorch: the twin of ``clipping``."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from quizrnn.reference.arguments import floating
from quizrnn.reference.clipping import _check_gradients, _check_limits, clip_factor


def clip_by_norm(g: Tensor, threshold: float, eps: float = 0.0) -> Tensor:
    """Shortened to ``threshold`` if it is longer."""
    floating("g", g)
    return g * clip_factor(float(torch.linalg.vector_norm(g)), threshold, eps)


def clip_by_value(g: Tensor, threshold: float) -> Tensor:
    """Each element cut to ±``threshold``."""
    floating("g", g)
    _check_limits(threshold, 0.0)
    return g.clamp(-threshold, threshold)


def clip_by_global_norm(
    grads: dict[str, Tensor], threshold: float, eps: float = 0.0
) -> tuple[dict[str, Tensor], float]:
    """All gradients by one factor, and the norm they had together."""
    _check_gradients(grads)
    norm = math.sqrt(sum(float((g**2).sum()) for g in grads.values()))
    factor = clip_factor(norm, threshold, eps)
    return {name: g * factor for name, g in grads.items()}, norm
