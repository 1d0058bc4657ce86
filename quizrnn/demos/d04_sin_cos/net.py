"""Loss and gradient of the encoder-decoder over one flat vector of parameters.

``fast`` is for the simple RNN under teacher forcing: time comes first, so that each step is one product and one tanh
that write where the next step reads. ``by_reference`` is for everything else. Both return the same numbers.

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
    """Buffers for batches of N windows of T steps; their slices are named once."""

    def __init__(self, N: int, T: int, H: int) -> None:
        self.H, self.N, self.T = H, N, T
        # row t < T: [x_t, 1, h_{t-1}] of the encoder; row T + t: that of the decoder; its state flows on
        self.rows = np.ones((2 * T + 1, N, 2 + H))
        self.rows[0, :, 2:] = 0.0
        self.flat = self.rows.reshape(-1, 2 + H)
        self.inputs = self.rows[: 2 * T, :, 0]
        self.u = np.empty((N, H))
        self.states = [self.rows[t + 1, :, 2:] for t in range(2 * T)]
        self.before = [self.rows[t] for t in range(2 * T)]
        self.h = self.rows[1:, :, 2:]  # (2T, N, H)
        self.delta = np.empty((2 * T, N, H))
        self.slope = np.empty((2 * T, N, H))
        self.deltas, self.slopes = list(self.delta), list(self.slope)

    def gradient(self, theta: Array, part: Windows) -> tuple[float, Array]:
        """As ``by_reference`` for the simple RNN under teacher forcing."""
        T, H = self.T, self.H
        encoder, decoder, Wo, bo = split(theta, H, "rnn")
        self.inputs[:T] = part.x[..., 0].T
        self.inputs[T:] = part.y_in[..., 0].T
        self._forward(encoder, 0, T)
        self._forward(decoder, T, 2 * T)
        out = self.h[T:] @ Wo[:, 0] + bo  # (T, N)
        error = out - part.y[..., 0].T
        dy = error * (2 / error.size)
        np.multiply(self.h, self.h, out=self.slope)
        np.subtract(1.0, self.slope, out=self.slope)
        np.multiply(dy[..., None], Wo[:, 0], out=self.delta[T:])
        carried = self._backward(decoder, T, 2 * T, None)
        self.delta[T - 1] = 0.0
        self._backward(encoder, 0, T, carried)
        grad = np.empty_like(theta)
        d_encoder, d_decoder, dWo, dbo = split(grad, H, "rnn")
        half, delta = self.N * T, self.delta.reshape(-1, H)
        np.dot(self.flat[:half].T, delta[:half], out=d_encoder)
        np.dot(self.flat[half : 2 * half].T, delta[half:], out=d_decoder)
        dWo[:, 0] = np.tensordot(dy, self.h[T:], axes=2)
        dbo[0] = dy.sum()
        return float((error**2).mean()), grad

    def _forward(self, stack: Array, first: int, last: int) -> None:
        u, dot, tanh = self.u, np.dot, np.tanh
        for t in range(first, last):
            dot(self.before[t], stack, out=u)
            tanh(u, out=self.states[t])

    def _backward(self, stack: Array, first: int, last: int, carried: Array | None) -> Array:
        """Turn ``delta`` (what the outputs ask; nothing in the encoder) into δ; returns what h before ``first`` is asked."""
        WhT, dot, multiply = np.ascontiguousarray(stack[2:].T), np.dot, np.multiply
        u, asks = self.u, first > 0
        if carried is not None:
            u[...] = carried
        else:
            u[...] = 0.0
        for t in range(last - 1, first - 1, -1):
            delta = self.deltas[t]
            if asks:
                delta += u
                multiply(delta, self.slopes[t], out=delta)
            else:
                multiply(u, self.slopes[t], out=delta)
            dot(delta, WhT, out=u)
        return u.copy()
