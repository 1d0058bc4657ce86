"""Gradient clipping: after the backward pass, before the update; against exploding, not vanishing, gradients.

    by norm          g · min(1, threshold / ‖g‖)         each array by itself; keeps its direction
    by value         min(max(g, -threshold), threshold)  each element by itself; changes the direction
    by global norm   the first with ‖g‖ = √(Σ_i ‖g_i‖²)  all arrays by the same factor

``eps`` is added to the norm; 0 clips exactly to the threshold, 1e-6 is what ``torch.nn.utils`` does. A zero
gradient stays zero.

Source: Pascanu, Mikolov & Bengio 2013.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference.arguments import Array, floating, number


def clip_by_norm(g: Array, threshold: float, eps: float = 0.0) -> Array:
    """Shortened to ``threshold`` if it is longer.

    >>> clip_by_norm(np.array([3.0, 4.0]), 1.0), clip_by_norm(np.array([3.0, 4.0]), 10.0)
    (array([0.6, 0.8]), array([3., 4.]))
    """
    floating("g", g)
    _check_limits(threshold, eps)
    return g * clip_factor(float(np.sqrt((g**2).sum())), threshold, eps)


def clip_by_value(g: Array, threshold: float) -> Array:
    """Each element cut to ±``threshold``."""
    floating("g", g)
    _check_limits(threshold, 0.0)
    return np.clip(g, -threshold, threshold)


def clip_by_global_norm(
    grads: dict[str, Array], threshold: float, eps: float = 0.0
) -> tuple[dict[str, Array], float]:
    """All gradients by one factor, and the norm they had together.

    >>> _, norm = clip_by_global_norm({"W": np.array([3.0]), "b": np.array([4.0])}, 1.0)
    >>> norm
    5.0
    """
    _check_gradients(grads)
    _check_limits(threshold, eps)
    norm = float(np.sqrt(sum((g**2).sum() for g in grads.values())))
    factor = clip_factor(norm, threshold, eps)
    return {name: g * factor for name, g in grads.items()}, norm


def clip_factor(norm: float, threshold: float, eps: float = 0.0) -> float:
    """threshold / norm where the norm is above the threshold, 1 otherwise (so 0 is never divided by)."""
    _check_limits(threshold, eps)
    number("norm", norm, minimum=0)
    return threshold / (norm + eps) if norm + eps > threshold else 1.0


def _check_limits(threshold: Any, eps: Any) -> None:
    number("threshold", threshold, above=0)
    number("eps", eps, minimum=0)


def _check_gradients(grads: Any) -> None:
    if not isinstance(grads, dict):
        raise ValueError(f"grads: got {type(grads).__name__}, expected a dict of arrays by name")
    for name, g in grads.items():
        floating(f"grads[{name!r}]", g)
