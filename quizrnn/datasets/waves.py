"""Sine in, cosine out: windows of two curves for an encoder and a decoder."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Windows(NamedTuple):
    """``x`` (N, T, 1) the encoder's input, ``y_in`` (N, T, 1) the decoder's, ``y`` (N, T, 1) what it shall give."""

    x: Array
    y_in: Array
    y: Array


def sin_cos(points: int = 100, window: int = 24, noise: Array | None = None) -> Windows:
    """All windows of sin and cos on [-3π, 3π]: one starts at each point but the last ``window``.

    The decoder's input is its target one step late, with a 0 in front. ``noise`` (points,) is added to the sine.

    >>> [part.shape for part in sin_cos()]
    [(76, 24, 1), (76, 24, 1), (76, 24, 1)]
    """
    angle = np.linspace(-3 * np.pi, 3 * np.pi, points)
    sine = np.sin(angle) + (0 if noise is None else noise)
    places = np.arange(points - window)[:, None] + np.arange(window)  # (N, T)
    y = np.cos(angle)[places][..., None]
    y_in = np.concatenate([np.zeros_like(y[:, :1]), y[:, :-1]], axis=1)
    return Windows(sine[places][..., None], y_in, y)
