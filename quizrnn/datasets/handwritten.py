"""1,797 handwritten digits of 8x8 pixels, shipped with the package: small enough to train on in a second.

Source: Alpaydin & Kaynak 1998, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository (CC BY 4.0).
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).parent / "files" / "digits_8x8.npz"
BRIGHTEST = 16


class Handwritten(NamedTuple):
    """Pictures (N, 8, 8) from 0 to 1 and labels (N,), the ones to learn from and the held-out ones apart."""

    train_x: NDArray[np.float64]
    train_t: NDArray[np.int64]
    test_x: NDArray[np.float64]
    test_t: NDArray[np.int64]


def load_handwritten(held_out: int = 360, rng: np.random.Generator | None = None) -> Handwritten:
    """All digits, ``held_out`` of them set aside; shuffled by ``rng`` before, the same way for every run without one.

    The file's own order will not do: neighbours were written by the same hand.
    """
    with np.load(FILE) as arrays:
        x, t = arrays["images"] / BRIGHTEST, arrays["labels"].astype(np.int64)
    order = (rng or np.random.default_rng(0)).permutation(len(x))
    kept, aside = order[held_out:], order[:held_out]
    return Handwritten(x[kept], t[kept], x[aside], t[aside])
