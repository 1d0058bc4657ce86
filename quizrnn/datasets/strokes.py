"""Generated strokes of 28x28 pixels: vertical bar, horizontal bar and cross, in the manner of ORENIST."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
SIDE = 28
KINDS = ("|", "-", "+")


class Strokes(NamedTuple):
    """Pictures (N, 28, 28) from 0 to 1 and labels (N,): 0 vertical bar, 1 horizontal bar, 2 cross."""

    x: Array
    t: NDArray[np.int64]


def make_strokes(each: int, rng: np.random.Generator, background: float = 0.0) -> Strokes:
    """Draw ``each`` pictures of every kind, in turn; place, length, slant and width are drawn by ``rng``.

    Ink is 1 and lies on ``background``; the rim of a stroke is grey.
    """
    t = np.tile(np.arange(len(KINDS)), each)
    x = np.stack([_picture(KINDS[kind], rng) for kind in t]) if each else np.zeros((0, SIDE, SIDE))
    return Strokes(background + (1 - background) * x, t)


def _picture(kind: str, rng: np.random.Generator) -> Array:
    """One picture: one or two strokes through a point near the centre."""
    centre = (SIDE - 1) / 2 + rng.uniform(-3, 3, 2)
    strokes = [
        _stroke(centre, direction, rng) for direction in (0, 1) if kind == "+" or kind == "|-"[direction]
    ]
    picture: Array = np.max(strokes, axis=0)
    return picture


def _stroke(centre: Array, direction: int, rng: np.random.Generator) -> Array:
    """A slightly slanted stroke: 0 vertical, 1 horizontal. Its ink falls off over the last pixel of its width."""
    angle = rng.normal(0, 0.06)
    along = np.array([np.cos(angle), np.sin(angle)])[:: 1 if direction == 0 else -1]  # (row, column)
    half_length, half_width = rng.uniform(7, 10), rng.uniform(1.0, 1.8)
    places = np.moveaxis(np.mgrid[:SIDE, :SIDE], 0, -1) - centre  # (28, 28, 2)
    forward = np.abs(places @ along)
    aside = np.abs(places @ np.array([-along[1], along[0]]))
    ink = np.minimum(half_length - forward, half_width - aside) + 0.5
    return np.asarray(ink.clip(0, 1))
