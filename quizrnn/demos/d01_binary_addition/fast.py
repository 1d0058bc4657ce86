"""The adder's training step in as few NumPy calls as it takes: same numbers as ``reference.adder``, many times faster.

At these sizes a step of the net costs less than calling NumPy does, so what counts is the number of calls. Three ideas
bring it to two calls per digit on the way forward and two on the way back:

1. Sigmoid is a tanh: σ(u) = ½ tanh(½ u) + ½. With p = tanh(½ u) as the state, z = ½ p + ½, and all the halves go into
   the weights. In general z = α p + β and p = φ(κ u), with φ, α, β, κ from ``FORMS``; then

       κ u_t = x_t (κ W_in) + κ β Σ_rows W + p_{t-1} (κ α W)

   is one product of the row [x_t, 1, p_{t-1}] with the stacked matrix ``going`` = [κ W_in; κ β Σ W; κ α W].
2. Each product and each activation writes where the next one reads (``out=``): the rows are slices of one array.
3. On the way back δ_{t+1} Wᵀ + δout_t W_outᵀ is one product of [δ_{t+1}, δout_t] with ``back`` = [W | W_out].

The matrix ``back`` holds the weights themselves; ``going`` follows it after each update.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Form(NamedTuple):
    """An activation as z = α φ(κ u) + β."""

    phi: Callable[..., Array]
    alpha: float
    beta: float
    kappa: float


def _relu(u: Array, out: Array) -> Array:
    return np.maximum(u, 0.0, out=out)


FORMS = {
    "sigmoid": Form(np.tanh, 0.5, 0.5, 0.5),
    "tanh": Form(np.tanh, 1.0, 0.0, 1.0),
    "relu": Form(_relu, 1.0, 0.0, 1.0),
}


class FastAdder:
    """A net that learns from one pair at a time; see ``reference.adder`` for the equations.

    Weights: W_in (2, H), W (H, H), W_out (H, 1). ``printed`` takes the course's factor σ(y) (1 - σ(y)) for the slope
    of the output. ``clip`` > 0 shortens the whole gradient to that norm.
    """

    def __init__(
        self,
        W_in: Array,
        W: Array,
        W_out: Array,
        *,
        digits: int,
        lr: float,
        activation: str = "sigmoid",
        printed: bool = False,
        clip: float = 0.0,
    ) -> None:
        H = len(W)
        self.form = FORMS[activation]
        self.relu, self.printed, self.clip, self.lr = activation == "relu", printed, clip, lr
        self.back = np.concatenate([W, W_out], axis=1)  # (H, H + 1)
        self.going = np.empty((3 + H, H))
        self.going[:2] = self.form.kappa * W_in
        self.rows = np.zeros((digits + 1, 3 + H))  # row t: x_t, 1, p_{t-1}
        self.rows[:, 2] = 1.0
        self.rows[0, 3:] = -self.form.beta / self.form.alpha  # z_{-1} = 0
        self.errors = np.zeros((digits + 1, H + 1))  # row t + 1: δ_{t+1}, δout_t
        self.z = np.empty((digits + 1, H))  # row t: z_{t-1}
        self.slope = np.empty((digits, H))
        self.y, self.dy, self.dout = np.empty(digits), np.empty(digits), np.empty(digits)
        self.dW, self.dW_in, self.dW_out = np.empty((H, H)), np.empty((2, H)), np.empty(H)
        self.ones = np.full(H, self.form.kappa * self.form.beta)
        self._name_the_slices(digits)
        self._follow()

    def _name_the_slices(self, digits: int) -> None:
        """Views are made once: making one costs as much as a small product."""
        states = self.rows[:, 3:]
        self.x, self.p = self.rows[:-1, :2], states
        self.forward = [(self.rows[t], states[t + 1]) for t in range(digits)]
        delta = self.errors[:, :-1]
        self.backward = [(self.errors[t + 1], self.slope[t], delta[t]) for t in reversed(range(digits))]
        self.delta, self.delta_out = delta[:-1], self.errors[1:, -1]
        self.z_before, self.z_now, self.xT = self.z[:-1].T, self.z[1:], self.x.T
        self.W, self.w_out = self.back[:, :-1], self.back[:, -1]
        self.sums, self.recurrent, self.inputs = self.going[2], self.going[3:], self.going[:2]

    def weights(self) -> dict[str, Array]:
        """Copies of W_in, W and W_out."""
        return {
            "W_in": self.inputs / self.form.kappa,
            "W": self.W.copy(),
            "W_out": self.w_out[:, None].copy(),
        }

    def _follow(self) -> None:
        """Bring ``going`` up to date with ``back``."""
        np.multiply(self.W, self.form.kappa * self.form.alpha, out=self.recurrent)
        np.dot(self.ones, self.W, out=self.sums)

    def learn(self, x: Array, d: Array) -> Array:
        """One update from the pair's digits x (T, 2) and the sum's d (T,); returns the outputs (T,), valid until the
        next call.
        """
        self._predict(x)
        self._gradients(d)
        lr = self.lr
        if self.clip > 0:
            lr *= self._clip_factor()
        self.dW *= lr
        self.dW_in *= lr * self.form.kappa
        self.dW_out *= lr
        self.W -= self.dW
        self.inputs -= self.dW_in
        self.w_out -= self.dW_out
        self._follow()
        return self.y

    def _predict(self, x: Array) -> None:
        phi, going, dot, y = self.form.phi, self.going, np.dot, self.y
        self.x[...] = x
        for row, state in self.forward:
            dot(row, going, out=state)
            phi(state, out=state)
        np.multiply(self.p, self.form.alpha, out=self.z)
        self.z += self.form.beta
        dot(self.z_now, self.w_out, out=y)
        _sigmoid_in_place(y)

    def _gradients(self, d: Array) -> None:
        y, dy, dot, multiply = self.y, self.dy, np.dot, np.multiply
        np.subtract(y, d, out=dy)
        factor = self.dout
        if self.printed:
            np.copyto(factor, y)
            _sigmoid_in_place(factor)
        else:
            factor[...] = y
        multiply(1.0 - factor, factor, out=factor)
        multiply(factor, dy, out=self.delta_out)
        self._slopes()
        back = self.back
        for errors, slope, delta in self.backward:
            dot(back, errors, out=delta)
            multiply(delta, slope, out=delta)
        dot(self.z_before, self.delta, out=self.dW)
        dot(self.xT, self.delta, out=self.dW_in)
        dot(self.delta_out, self.z_now, out=self.dW_out)

    def _slopes(self) -> None:
        """f'(u) from the states: 1 - tanh² times ακ, or 1 where ReLU passes."""
        p = self.p[1:]
        if self.relu:
            np.greater(p, 0.0, out=self.slope, casting="unsafe")
            return
        np.multiply(p, p, out=self.slope)
        np.subtract(1.0, self.slope, out=self.slope)
        scale = self.form.alpha * self.form.kappa
        if scale != 1.0:
            self.slope *= scale

    def _clip_factor(self) -> float:
        squares = sum(float(np.vdot(g, g)) for g in (self.dW, self.dW_in, self.dW_out))
        norm = math.sqrt(squares)
        return self.clip / norm if norm > self.clip else 1.0


def _sigmoid_in_place(u: Array) -> None:
    """σ(u) = ½ tanh(½ u) + ½."""
    u *= 0.5
    np.tanh(u, out=u)
    u *= 0.5
    u += 0.5
