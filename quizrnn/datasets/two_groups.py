"""Two overlapping groups of points in the plane, drawn as in the published notebook that goes with the slides.

Label 0: 20 points of N((10, 11), 20 I); label 1: 15 points of N((18, 20), 22 I); NumPy's legacy generator.
Source: Nakai, the notebooks of "TensorFlow で学ぶディープラーニング入門", chapter 2.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SEED = 20160512


class Groups(NamedTuple):
    """Points x (N, 2) and labels t (N,), 0.0 or 1.0."""

    x: NDArray[np.float64]
    t: NDArray[np.float64]


def two_groups(zeros: int = 20, ones: int = 15, seed: int = SEED) -> Groups:
    """``zeros`` points of label 0, then ``ones`` of label 1."""
    legacy = np.random.RandomState(seed)
    lower = legacy.multivariate_normal((10, 11), np.eye(2) * 20, zeros)
    upper = legacy.multivariate_normal((18, 20), np.eye(2) * 22, ones)
    return Groups(np.concatenate([lower, upper]), np.repeat([0.0, 1.0], [zeros, ones]))
