"""Adam on one flat vector, in place: what ``reference.optimisers.adam`` computes, without its dicts and copies."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
State = dict[str, Any]
BETA1, BETA2, EPS = 0.9, 0.999, 1e-8


class Adam:
    """The moving averages m and v of the gradient and of its square, and the number t of steps."""

    def __init__(self, size: int, lr: float, state: State | None = None) -> None:
        """``state`` is what ``state()`` returned when the training was stopped."""
        self.lr, self.t = lr, 0
        self.m, self.v = np.zeros(size), np.zeros(size)
        if state is not None:
            self.t, self.m[:], self.v[:] = state["t"], state["m"], state["v"]

    def step(self, theta: Array, grad: Array) -> None:
        """m ← β₁ m + (1 - β₁) g,  v ← β₂ v + (1 - β₂) g²,  θ ← θ - η m̂ / (√v̂ + ε)."""
        self.t += 1
        self.m *= BETA1
        self.m += (1 - BETA1) * grad
        self.v *= BETA2
        self.v += (1 - BETA2) * grad**2
        m_hat = self.m / (1 - BETA1**self.t)
        v_hat = self.v / (1 - BETA2**self.t)
        theta -= self.lr * m_hat / (np.sqrt(v_hat) + EPS)

    def state(self) -> State:
        """Copies, for a checkpoint."""
        return {"t": self.t, "m": self.m.copy(), "v": self.v.copy()}
