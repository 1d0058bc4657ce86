"""One way to call every recurrent cell: the simple RNN, the LSTM and the GRU.

A state is a tuple: (h,) for "rnn" and "gru", (h, c) for "lstm". Weights are a dict: Wx, Wh, b and whatever
else the cell's own functions take (bh for the GRU, p for the LSTM); conventions are those of ``rnn``,
``lstm`` and ``gru``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.gru import gru_backward, gru_forward, gru_step, gru_step_backward
from quizrnn.reference.lstm import lstm_backward, lstm_forward, lstm_step, lstm_step_backward
from quizrnn.reference.rnn import rnn_backward, rnn_forward, rnn_step, rnn_step_backward

State = tuple[Array, ...]
Weights = dict[str, Array]

STATES = {"rnn": ("h",), "lstm": ("h", "c"), "gru": ("h",)}
_STEP: dict[str, Callable[..., Any]] = {"rnn": rnn_step, "lstm": lstm_step, "gru": gru_step}
_STEP_BACK: dict[str, Callable[..., Any]] = {
    "rnn": rnn_step_backward,
    "lstm": lstm_step_backward,
    "gru": gru_step_backward,
}
_RUN: dict[str, Callable[..., Any]] = {"rnn": rnn_forward, "lstm": lstm_forward, "gru": gru_forward}
_RUN_BACK: dict[str, Callable[..., Any]] = {"rnn": rnn_backward, "lstm": lstm_backward, "gru": gru_backward}


def zero_state(cell: str, N: int, H: int, dtype: Any = np.float64) -> State:
    """Return the state (N, H), once or twice, before the first step: all zero.

    >>> [part.shape for part in zero_state("lstm", 2, 3)]
    [(2, 3), (2, 3)]
    """
    arguments.choice("cell", cell, STATES)
    return tuple(np.zeros((N, H), dtype=dtype) for _ in STATES[cell])


def cell_step(cell: str, x: Array, state: State, weights: Weights) -> tuple[State, Cache]:
    """Return the state after one step with x (N, D)."""
    _check(cell, state, weights)
    new, cache = _STEP[cell](x, *state, **weights)
    return (new if cell == "lstm" else (new,)), {"cell": cell, "step": cache, "names": list(weights)}


def cell_step_backward(dout: State, cache: Cache) -> Gradients:
    """Return dx, dstate and dweights for the gradient of the new state."""
    cell = cache["cell"]
    found = _STEP_BACK[cell](dout if cell == "lstm" else dout[0], cache["step"])
    dstate = tuple(found["d" + name] for name in STATES[cell])
    return {
        "dx": found["dx"],
        "dstate": dstate,
        "dweights": {name: found["d" + name] for name in cache["names"]},
    }


def run_cell(
    cell: str, x: Array, state: State, weights: Weights, lengths: Array | None = None
) -> tuple[tuple[Array, State], Cache]:
    """Return all outputs (N, T, H) and the last state for x (N, T, D); lengths (N,) mask what is padding."""
    _check(cell, state, weights)
    (hs, *last), cache = _RUN[cell](x, *state, **weights, lengths=lengths)
    return (hs, tuple(last)), {"cell": cell, "run": cache, "names": list(weights)}


def run_cell_backward(dout: tuple[Array, State], cache: Cache) -> Gradients:
    """Return dx, dstate and dweights for the gradients of all outputs and of the last state."""
    cell, (dhs, dlast) = cache["cell"], dout
    found = _RUN_BACK[cell]((dhs, *dlast), cache["run"])
    dstate = tuple(found[f"d{name}0"] for name in STATES[cell])
    return {
        "dx": found["dx"],
        "dstate": dstate,
        "dweights": {name: found["d" + name] for name in cache["names"]},
    }


def add_trees(left: Any, right: Any) -> Any:
    """Return the sum of two equally built trees of dicts, tuples and arrays: gradients of shared weights.

    >>> add_trees({"a": 1, "b": (2, 3)}, {"a": 10, "b": (20, 30)})
    {'a': 11, 'b': (22, 33)}
    """
    if isinstance(left, dict):
        return {key: add_trees(value, right[key]) for key, value in left.items()}
    if isinstance(left, tuple):
        return tuple(add_trees(a, b) for a, b in zip(left, right, strict=True))
    return left + right


def _check(cell: str, state: State, weights: Weights) -> None:
    arguments.choice("cell", cell, STATES)
    if not isinstance(state, tuple) or len(state) != len(STATES[cell]):
        raise ValueError(f"state: got {type(state).__name__}, expected a tuple ({', '.join(STATES[cell])})")
    if not {"Wx", "Wh", "b"} <= set(weights):
        raise ValueError(f"weights: got {sorted(weights)}, expected at least Wx, Wh, b")
