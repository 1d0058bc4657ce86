"""How a net of D01 stands at the end of its training."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
WINDOW = 1000
BELOW = 0.1


class Ended(NamedTuple):
    """A net at the end: loss and success of every step, share of all sums that are right, largest weight."""

    losses: Array
    right: Array
    share: float
    largest: float

    def late_loss(self) -> float:
        """Mean loss of the last steps."""
        return float(self.losses[-WINDOW:].mean())

    def below_at(self) -> float | None:
        """The first step at which the mean loss of 100 steps is below 0.1; None when it never is."""
        if len(self.losses) < 100:
            return None
        means = np.convolve(self.losses, np.full(100, 0.01), mode="valid")
        low = np.flatnonzero(means < BELOW)
        return float(low[0] + 100) if len(low) else None
