"""The adder's training step in as few NumPy calls as it takes: same numbers as ``reference.adder``, many times faster.

At these sizes a step of the net costs less than calling NumPy does, so what counts is the number of calls: here two
per digit on the way forward, two on the way back, and some twenty for the rest. Four ideas bring it there:

1. All weights are one matrix; what they are multiplied with is one row per digit:

       row_t = [1, x_t, z_{t-1}]          matrix = [ 0     0     ]         (the net has no biases,
                                                   [ W_in  0     ]          and x no way past z)
                                                   [ W     W_out ]

2. Sigmoid is a tanh: σ(u) = ½ tanh(½ u) + ½. In general z = α p + β with p = φ(κ u), and φ, α, β, κ from ``FORMS``.
   The loop knows p only, and ξ with x = α ξ + β; everything else goes into a second matrix:

       κ u_t = [1, ξ_t, p_{t-1}] going    going = κ α [W_in; W] below the row κ β Σ_rows [W_in; W]

3. On the way back δ_t = f'(u_t) (W δ_{t+1} + W_out δout_t) = f'(u_t) [W | W_out] error_{t+1} with
   error_t = [δ_t, δout_{t-1}].
4. Σ_t row_tᵀ error_t is the gradient of the whole matrix: z_{t-1} meets δ_t for W, and δout_{t-1} for W_out.

Each product and each activation writes where the next one reads (``out=``). NumPy is quickest on whole pieces of
memory, so constant columns are computed along; ``a.dot(b)`` is ``np.dot(a, b)`` with one call less.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
ONE, HALF = np.array(1.0), np.array(0.5)  # NumPy would make an array of a plain number at every call


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
        self.phi, alpha, beta, kappa = FORMS[activation]
        self.alpha, self.beta, self.alpha_kappa = np.array(alpha), np.array(beta), np.array(alpha * kappa)
        self.digits, self.relu, self.printed, self.lr, self.clip = (
            digits,
            activation == "relu",
            printed,
            lr,
            clip,
        )
        self.matrix = np.zeros((3 + H, H + 1))
        self.matrix[1:3, :H], self.matrix[3:, :H], self.matrix[3:, H:] = W_in, W, W_out
        self.rates = np.zeros_like(self.matrix)  # 0 where there is no weight
        self.rates[1:, :H] = self.rates[3:, H] = lr
        self.gradient = np.empty_like(self.matrix)
        self.going = np.empty((3 + H, H))
        self.betas = np.full(2 + H, kappa * beta)
        self.states = np.zeros((digits + 1, 3 + H))  # row t: 1, ξ_t, p_{t-1}
        self.states[:, 0] = 1.0
        self.states[0, 3:] = -beta / alpha  # z_{-1} = 0
        self.rows = np.empty_like(self.states)  # row t: 1, x_t, z_{t-1}
        self.slope = np.empty_like(self.states)
        self.errors = np.zeros((digits + 1, H + 1))  # row t: δ_t, δout_{t-1}
        self.dy, self.factor = np.empty(digits), np.empty(digits)
        self._name_the_slices(H)
        self._follow()

    def _name_the_slices(self, H: int) -> None:
        """Views are made once: making one costs as much as a small product."""
        times = range(self.digits)
        p, slope, delta = self.states[:, 3:], self.slope[:, 3:], self.errors[:, :H]
        self.forward = [(self.states[t], p[t + 1]) for t in times]
        self.backward = [(self.errors[t + 1], slope[t + 1], delta[t]) for t in reversed(times)]
        self.xi, self.z, self.rows_turned = self.states[:-1, 1:3], self.rows[1:, 3:], self.rows.T
        self.delta_out = self.errors[1:, H]
        self.inner, self.back, self.w_out = self.matrix[:, :H], self.matrix[3:], self.matrix[3:, H]

    def weights(self) -> dict[str, Array]:
        """Copies of W_in, W and W_out."""
        W_in, W, W_out = self.inner[1:3], self.inner[3:], self.w_out[:, None]
        return {"W_in": W_in.copy(), "W": W.copy(), "W_out": W_out.copy()}

    def learn(self, x: Array, d: Array) -> Array:
        """One update per pair, in order, from its digits x (n, T, 2) and those of the sum, d (n, T); returns the outputs
        (n, T) before each update.
        """
        outputs = np.empty_like(d)
        for xi, answer, y in zip((x - self.beta) / self.alpha, d, outputs, strict=True):
            self._predict(xi, y)
            self._descend(y, answer)
            self._follow()
        return outputs

    def _predict(self, xi: Array, y: Array) -> None:
        """Write the outputs into y."""
        going, phi = self.going, self.phi
        self.xi[...] = xi
        for row, state in self.forward:
            row.dot(going, out=state)
            phi(state, out=state)
        np.multiply(self.states, self.alpha, out=self.rows)
        self.rows += self.beta
        self.z.dot(self.w_out, out=y)
        _sigmoid_in_place(y)

    def _descend(self, y: Array, d: Array) -> None:
        """Go down the gradient."""
        self._output_error(y, d)
        self._slopes()
        back = self.back
        for error, slope, delta in self.backward:
            back.dot(error, out=delta)
            np.multiply(delta, slope, out=delta)
        gradient = self.rows_turned.dot(self.errors, out=self.gradient)
        gradient *= self.rates
        if self.clip > 0:
            norm = np.linalg.norm(gradient) / self.lr
            gradient *= self.clip / norm if norm > self.clip else 1.0
        self.matrix -= gradient

    def _output_error(self, y: Array, d: Array) -> None:
        """δout = (y - d) s (1 - s), where s is y itself or, as printed, its sigmoid."""
        s, factor, dy = y, self.factor, self.dy
        if self.printed:
            s = y.copy()
            _sigmoid_in_place(s)
        np.subtract(ONE, s, out=factor)
        factor *= s
        np.subtract(y, d, out=dy)
        np.multiply(dy, factor, out=self.delta_out)

    def _slopes(self) -> None:
        """f'(u) from the states: α κ (1 - p²), or 1 where ReLU passes."""
        if self.relu:
            np.greater(self.states, 0.0, out=self.slope, casting="unsafe")
            return
        np.multiply(self.states, self.states, out=self.slope)
        np.subtract(ONE, self.slope, out=self.slope)
        self.slope *= self.alpha_kappa

    def _follow(self) -> None:
        """Bring ``going`` up to date with the weights."""
        np.multiply(self.inner, self.alpha_kappa, out=self.going)
        self.betas.dot(self.inner[1:], out=self.going[0])


def _sigmoid_in_place(u: Array) -> None:
    """σ(u) = ½ tanh(½ u) + ½."""
    u *= HALF
    np.tanh(u, out=u)
    u *= HALF
    u += HALF
