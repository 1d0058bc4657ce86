"""The gradient check of D01: both derivatives beside finite differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.binary import to_bits
from quizrnn.demos.d01_binary_addition.spec import Adder
from quizrnn.reference.adder import adder_backward, adder_forward

Array = NDArray[Any]
NUDGE = 1e-6  # of the finite differences
CHECKED = 400
"""Entries of a matrix that are compared with finite differences; checking all of a wide layer would take minutes."""
FLAT = 1e-6
"""Largest slope that a finite difference cannot tell from 0 well enough."""


def deviations(params: Adder, weights: dict[str, Array], pair: NDArray[np.int64]) -> dict[str, float] | None:
    """How far the gradient of the first step is from finite differences, with either derivative: the largest
    difference over the largest true entry, among up to CHECKED entries of each matrix.

    None where there is nothing to compare: every slope is 0 to all the digits that a difference has, or overflows.
    """
    x = to_bits(pair, params.digits).T[None]  # (1, T, 2)
    d = to_bits(pair.sum(), params.digits)[None]
    places = {name: _places(value.size) for name, value in weights.items()}

    def loss(moved: dict[str, Array]) -> float:
        return 0.5 * float(((_forward(x, moved, params)[0] - d) ** 2).sum())

    slopes = {name: _slopes(loss, name, places[name], weights) for name in weights}
    largest = max(float(np.abs(found).max()) for found in slopes.values())
    if not FLAT < largest < np.inf:
        return None
    y, cache = _forward(x, weights, params)
    gaps = {}
    for kind in ("true", "printed"):
        grads = adder_backward(y - d, cache, kind)
        gaps[kind] = max(
            float(np.abs(grads[f"d{name}"].ravel()[places[name]] - slopes[name]).max()) / largest
            for name in weights
        )
    return gaps


def _places(size: int) -> NDArray[np.int64]:
    """Evenly spread places in a matrix of that many entries."""
    return np.unique(np.linspace(0, size - 1, min(size, CHECKED)).astype(np.int64))


def _slopes(
    loss: Callable[[dict[str, Array]], float], name: str, places: NDArray[np.int64], weights: dict[str, Array]
) -> Array:
    """Central differences of the loss at these places of one matrix."""
    found = np.zeros(len(places))
    for i, place in enumerate(places):
        for sign in (1, -1):
            moved = weights[name].copy()
            moved.flat[place] += sign * NUDGE
            found[i] += sign * loss(weights | {name: moved}) / (2 * NUDGE)
    return found


def _forward(x: Array, weights: dict[str, Array], params: Adder) -> Any:
    return adder_forward(x, weights["W_in"], weights["W"], weights["W_out"], params.activation)
