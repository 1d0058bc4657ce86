"""One way to call a step of every recurrent cell: the simple RNN, the LSTM and the GRU.

    state = cell(x_t, state)

A state is a tuple: (h,) for "rnn" and "gru", (h, c) for "lstm". Weights are a dict by the names that the
cell's own functions use: Wx, Wh, b, and as the case may be bh (GRU) or p (LSTM). Equations, conventions and
sources are those of ``rnn``, ``lstm`` and ``gru``; ``layers`` runs a cell over a whole sequence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.gru import gru_step, gru_step_backward
from quizrnn.reference.lstm import lstm_step, lstm_step_backward
from quizrnn.reference.rnn import rnn_step, rnn_step_backward

State = tuple[Array, ...]
Weights = dict[str, Array]

STATES = {"rnn": ("h",), "lstm": ("h", "c"), "gru": ("h",)}
EXTRA_WEIGHTS = {"rnn": (), "lstm": ("p",), "gru": ("bh",)}
_STEP: dict[str, Callable[..., Any]] = {"rnn": rnn_step, "lstm": lstm_step, "gru": gru_step}
_STEP_BACK: dict[str, Callable[..., Any]] = {
    "rnn": rnn_step_backward,
    "lstm": lstm_step_backward,
    "gru": gru_step_backward,
}


def zero_state(cell: str, N: int, H: int, dtype: Any = np.float64) -> State:
    """Return the state (N, H), once or twice, before the first step: all zero.

    >>> [part.shape for part in zero_state("lstm", 2, 3)]
    [(2, 3), (2, 3)]
    """
    arguments.choice("cell", cell, STATES)
    arguments.whole("N", N, minimum=0)
    arguments.whole("H", H, minimum=0)
    return tuple(np.zeros((N, H), dtype=dtype) for _ in STATES[cell])


def cell_step(x: Array, weights: Weights, cell: str, state: State) -> tuple[State, Cache]:
    """Return the state after one step with x (N, D)."""
    check_cell(weights, cell)
    arguments.parts("state", state, STATES[cell])
    new, cache = _STEP[cell](x, *state, **weights)
    return (new if cell == "lstm" else (new,)), {"cell": cell, "step": cache, "names": tuple(weights)}


def cell_step_backward(dout: State, cache: Cache) -> Gradients:
    """Return dx, dstate and dweights for the gradient of the new state."""
    cell = cache["cell"]
    arguments.parts("dout", dout, STATES[cell])
    found = _STEP_BACK[cell](dout if cell == "lstm" else dout[0], cache["step"])
    return {
        "dx": found["dx"],
        "dstate": tuple(found[f"d{name}"] for name in STATES[cell]),
        "dweights": {name: found[f"d{name}"] for name in cache["names"]},
    }


def check_cell(weights: Any, cell: str, name: str = "weights") -> None:
    """Refuse an unknown cell and weights that are not its own; ``name`` is what the caller calls them."""
    arguments.choice("cell", cell, STATES)
    arguments.named(name, weights, ("Wx", "Wh", "b"), EXTRA_WEIGHTS[cell])
    arguments.floating(f"{name}.Wh", weights["Wh"], ndim=2)


def add_trees(left: Any, right: Any) -> Any:
    """Return the sum of two equally built trees of dicts, tuples and arrays: gradients of shared weights.

    >>> add_trees({"a": 1, "b": (2, 3)}, {"a": 10, "b": (20, 30)})
    {'a': 11, 'b': (22, 33)}
    """
    return _added(left, right, "right")


def _added(left: Any, right: Any, place: str) -> Any:
    if isinstance(left, dict):
        arguments.named(place, right, tuple(left))
        return {key: _added(value, right[key], f"{place}.{key}") for key, value in left.items()}
    if isinstance(left, tuple):
        arguments.parts(place, right, [f"part {number}" for number in range(len(left))])
        return tuple(_added(a, b, f"{place}[{n}]") for n, (a, b) in enumerate(zip(left, right, strict=True)))
    if np.shape(left) != np.shape(right) or not np.issubdtype(np.asarray(right).dtype, np.number):
        raise ValueError(f"{place}: got shape {np.shape(right)}, expected {np.shape(left)} as left has")
    return left + right
