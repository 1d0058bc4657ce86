"""Loss and gradient of the encoder-decoder over one flat vector of parameters.

``Fast`` is for the simple RNN under teacher forcing, ``by_reference`` for everything else. Both return the same numbers.

The vector holds, one after the other, for encoder and decoder the stacked matrix [Wx; b; Wh] (2 + H, gates · H), then
Wo (H, 1) and bo (1,).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.waves import Windows
from quizrnn.reference.initialisers import orthogonal, xavier
from quizrnn.reference.seq2seq import seq2seq, seq2seq_backward

Array = NDArray[Any]
GATES = {"rnn": 1, "gru": 3, "lstm": 4}


def first_theta(rng: np.random.Generator, H: int, cell: str) -> Array:
    """Xavier's uniform inputs, orthogonal recurrent blocks, zero biases: the start that Keras takes."""
    G = GATES[cell]
    parts = []
    for _ in ("encoder", "decoder"):
        Wx = xavier(rng, (1, G * H), "uniform")
        Wh = np.concatenate([orthogonal(rng, (H, H)) for _ in range(G)], axis=1)
        parts.append(np.concatenate([Wx, np.zeros((1, G * H)), Wh]).ravel())
    return np.concatenate([*parts, xavier(rng, (H, 1), "uniform").ravel(), np.zeros(1)])


def split(theta: Array, H: int, cell: str) -> tuple[Array, Array, Array, Array]:
    """Views: the stacks of encoder and decoder (2 + H, gates · H), Wo (H, 1), bo (1,)."""
    wide = GATES[cell] * H
    size = (2 + H) * wide
    stacks = theta[: 2 * size].reshape(2, 2 + H, wide)
    return stacks[0], stacks[1], theta[2 * size : -1].reshape(H, 1), theta[-1:]


def as_params(theta: Array, H: int, cell: str) -> dict[str, Any]:
    """The same as the reference model's parameters."""
    encoder, decoder, Wo, bo = split(theta, H, cell)
    cells = [{"Wx": stack[:1], "b": stack[1], "Wh": stack[2:]} for stack in (encoder, decoder)]
    return {"encoder": cells[0], "decoder": cells[1], "Wo": Wo, "bo": bo}


def by_reference(theta: Array, part: Windows, H: int, cell: str, *, forcing: bool) -> tuple[float, Array]:
    """Mean squared error of the windows, and its gradient (like theta)."""
    own = None if forcing else np.ones(part.y.shape[:2], dtype=bool)
    y, cache = seq2seq(part.x, part.y_in, as_params(theta, H, cell), own, cell)
    error = y - part.y
    found = seq2seq_backward(2 * error / error.size, cache)["dparams"]
    stacks = [
        np.concatenate([found[side]["Wx"], found[side]["b"][None], found[side]["Wh"]]).ravel()
        for side in ("encoder", "decoder")
    ]
    return float((error**2).mean()), np.concatenate([*stacks, found["Wo"].ravel(), found["bo"]])


class Fast:
    """The simple RNN under teacher forcing, in buffers for batches of N windows of T steps.

    Encoder and decoder are one recurrence of 2T steps that changes its weights W = [Wx; b; Wh] in the middle. At these
    sizes what counts is the number of NumPy calls: two per step forwards, two per step backwards.

        row_t = [x_t; 1; h_{t-1}],   h_t = tanh(Wᵀ row_t)                    the product and tanh write into row_{t+1}
        e_t = [δ_t; dy_{t-1}],       δ_t = (1 - h_t²) ([Wh | Wo] e_{t+1})    written into e_t; the encoder has no dy
        Σ_t row_t e_tᵀ                                                       holds dWx, db, dWh, dbo and dWo at once

    The batch comes last, so that a state is one piece of memory; ``reference.seq2seq`` has each formula, batch first.
    """

    def __init__(self, N: int, T: int, H: int) -> None:
        self.T, self.H = T, H
        self.rows = np.ones((2 * T + 1, 2 + H, N))
        self.rows[0, 2:] = 0.0
        self.errors = np.zeros((2 * T + 1, H + 1, N))
        self.slope = np.empty((2 * T, H, N))
        # views are made once: making one costs as much as a small product
        self.x, self.h = self.rows[:-1, 0], self.rows[1:, 2:]
        self.dy, delta = self.errors[T + 1 :, H], self.errors[:, :H]
        forward = [(self.rows[t], self.h[t]) for t in range(2 * T)]
        self.encoder_forward, self.decoder_forward = forward[:T], forward[T:]
        # the encoder's last state is asked by the decoder's first step, through the decoder's weights
        times = range(2 * T - 1, -1, -1)
        self.decoder_back = [(self.errors[t + 1], self.slope[t], delta[t]) for t in times if t >= T - 1]
        self.encoder_back = [(delta[t + 1], self.slope[t], delta[t]) for t in times if t < T - 1]

    def gradient(self, theta: Array, part: Windows) -> tuple[float, Array]:
        """As ``by_reference`` for the simple RNN under teacher forcing."""
        T, H = self.T, self.H
        encoder, decoder, Wo, bo = split(theta, H, "rnn")
        self.x[:T] = part.x[..., 0].T
        self.x[T:] = part.y_in[..., 0].T
        _forward(encoder.T, self.encoder_forward)
        _forward(decoder.T, self.decoder_forward)
        error = (Wo.T @ self.h[T:])[:, 0] + bo - part.y[..., 0].T  # (T, N)
        np.multiply(error, 2 / error.size, out=self.dy)
        np.multiply(self.h, self.h, out=self.slope)
        np.subtract(1.0, self.slope, out=self.slope)
        _backward(np.concatenate([decoder[2:], Wo], axis=1), self.decoder_back)
        _backward(encoder[2:], self.encoder_back)
        return float((error**2).mean()), self._weights_gradient(theta)

    def _weights_gradient(self, theta: Array) -> Array:
        """Σ row_t e_tᵀ over steps and windows, in the order of theta."""
        H, half = self.H, self.T * self.rows.shape[2]
        rows = self.rows.transpose(1, 0, 2).reshape(2 + H, -1)  # (2 + H, steps · N)
        errors = self.errors.transpose(1, 0, 2).reshape(H + 1, -1)
        grad = np.empty_like(theta)
        d_encoder, d_decoder, dWo, dbo = split(grad, H, "rnn")
        np.matmul(rows[:, :half], errors[:H, :half].T, out=d_encoder)
        both = rows[:, half:] @ errors[:, half:].T  # (2 + H, H + 1)
        d_decoder[...], dWo[...], dbo[...] = both[:, :H], both[2:, H:], both[1, H]
        return grad


def _forward(W: Array, steps: list[tuple[Array, Array]]) -> None:
    """h_t from row_t, step by step."""
    for row, state in steps:
        W.dot(row, out=state)
        np.tanh(state, out=state)


def _backward(W: Array, steps: list[tuple[Array, Array, Array]]) -> None:
    """δ_t from e_{t+1}, from the last step to the first."""
    for error, slope, delta in steps:
        W.dot(error, out=delta)
        np.multiply(delta, slope, out=delta)
