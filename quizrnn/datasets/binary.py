"""Pairs of whole numbers as bits, for a net that adds digit by digit."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def draw_pairs(rng: np.random.Generator, count: int, digits: int) -> NDArray[np.int64]:
    """``count`` pairs (count, 2) whose sums have at most ``digits`` binary digits."""
    return rng.integers(2 ** (digits - 1), size=(count, 2), dtype=np.int64)


def all_pairs(digits: int) -> NDArray[np.int64]:
    """Every such pair, (4^(digits - 1), 2)."""
    numbers = np.arange(2 ** (digits - 1), dtype=np.int64)
    return np.stack(np.meshgrid(numbers, numbers, indexing="ij"), axis=-1).reshape(-1, 2)


def to_bits(numbers: NDArray[np.int64], digits: int) -> NDArray[np.float64]:
    """Binary digits, lowest first: (...) → (..., digits), as 0.0 and 1.0.

    >>> to_bits(np.array(6), 4)
    array([0., 1., 1., 0.])
    """
    return ((numbers[..., None] >> np.arange(digits)) & 1).astype(np.float64)


def from_bits(bits: NDArray[Any]) -> NDArray[np.int64]:
    """The numbers back from digits that are near 0 or 1; NaN counts as 0.

    >>> int(from_bits(np.array([0.1, 0.9, 1.0, 0.0])))
    6
    """
    return np.asarray(((bits > 0.5).astype(np.int64) << np.arange(bits.shape[-1])).sum(axis=-1))
