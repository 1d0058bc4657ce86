"""Four clusters of points in the corners of a square: XOR, or one corner against three."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

XOR_SEED = 20160615


class Points(NamedTuple):
    """``x`` (N, 2) and labels ``t`` (N,), 0.0 or 1.0."""

    x: NDArray[Any]
    t: NDArray[Any]


def corner_clusters(pattern: str = "xor", variance: float = 18.0, seed: int = XOR_SEED) -> Points:
    """Normal clusters round (±7, ±7), drawn with NumPy's legacy generator.

    "xor": 30 points each, class 1 where both signs agree. "corner": 65 points, class 1 (25) at (7, 7) only.
    """
    counts = (30, 30, 30, 30) if pattern == "xor" else (14, 13, 13, 25)
    labels = (1, 0, 0, 1) if pattern == "xor" else (0, 0, 0, 1)
    legacy = np.random.RandomState(seed)
    centres = ((-7, -7), (-7, 7), (7, -7), (7, 7))
    x = [
        legacy.multivariate_normal(centre, np.eye(2) * variance, count)
        for centre, count in zip(centres, counts, strict=True)
    ]
    t = np.repeat(np.array(labels, dtype=np.float64), counts)
    return Points(np.concatenate(x), t)
