"""A picture drawn in code, and two digits as glyphs: what augmentation is shown on when no photograph is given."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
GLYPHS = {
    "6": ("###", "#..", "###", "#.#", "###"),
    "9": ("###", "#.#", "###", "..#", "###"),
}
"""3x5 pixels each."""


def draw_picture(side: int = 96) -> Array:
    """Colours (side, side, 3) from 0 to 1: the letter F, a disc and stripes, so that every flip and turn shows."""
    row, column = np.mgrid[:side, :side] / side
    picture = np.stack([0.25 + 0.3 * row, 0.35 + 0.2 * column, np.full((side, side), 0.55)], axis=-1)
    picture[(row - 0.28) ** 2 + (column - 0.72) ** 2 < 0.17**2] = (0.95, 0.75, 0.15)  # disc
    stripes = (row > 0.62) & (column > 0.5) & (row < 0.92) & (column < 0.94)
    picture[stripes & ((column * 16).astype(int) % 2 == 0)] = (0.05, 0.3, 0.1)
    stem = (column > 0.12) & (column < 0.2) & (row > 0.15) & (row < 0.85)
    bars = (column > 0.12) & (column < 0.42) & (((row > 0.15) & (row < 0.24)) | ((row > 0.45) & (row < 0.53)))
    picture[stem | bars] = (0.95, 0.95, 0.95)  # the letter F
    return picture


def draw_glyph(digit: str) -> Array:
    """A "6" or a "9" as (5, 3), ink 1 on 0."""
    return np.array([[float(mark == "#") for mark in line] for line in GLYPHS[digit]])
