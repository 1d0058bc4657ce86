"""Layers made of any cell: one direction, both directions, and stacks of layers.

    forward states     F_t = cell(x_t, F_{t-1})
    backward states    B_t = cell(x_t, B_{t+1}): run over the reversed sequence, then turned back
    merge              concat (N, T, 2H), sum, mean or product (N, T, H), or none (both kept apart)

F_t and B_t stand at the same time step. The final states of a bidirectional layer are those of *both* runs:
the backward one has then read the whole sequence and stands at the first time step. The last time step of the
merged output is something else: there the backward state has seen one input only.

A layer's weights are a dict by the names that the cell uses (Wx, Wh, b, optionally p or bh); those of a
bidirectional layer are the pair (forward, backward). A stack is a list of layers, each one or the other.
``state`` are the initial states (h0,), or (h0, c0) for an LSTM; zeros when left out. ``options`` go to
the cell.

Sources: Schuster & Paliwal 1997 (bidirectional); Graves, Mohamed & Hinton 2013 (deep).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizrnn.reference.arguments import Array, Cache, Gradients, choice, floating, parts
from quizrnn.reference.cells import STATES, State, Weights, check_cell, zero_state
from quizrnn.reference.gru import gru_backward, gru_forward
from quizrnn.reference.lstm import lstm_backward, lstm_forward
from quizrnn.reference.masks import reverse_padded
from quizrnn.reference.rnn import rnn_backward, rnn_forward

CELLS: dict[str, Any] = {
    "rnn": (rnn_forward, rnn_backward),
    "lstm": (lstm_forward, lstm_backward),
    "gru": (gru_forward, gru_backward),
}
MERGES = ("concat", "sum", "mean", "product", "none")


def layer_forward(
    x: Array,
    weights: Weights,
    cell: str = "lstm",
    state: State | None = None,
    lengths: Array | None = None,
    options: Mapping[str, Any] | None = None,
) -> tuple[tuple[Array, State], Cache]:
    """One direction of any cell: x (N, T, D) → all states (N, T, H) and the tuple of last ones.

    >>> weights = {"Wx": np.ones((1, 2)), "Wh": np.zeros((2, 2)), "b": np.zeros(2)}
    >>> (hs, last), _ = layer_forward(np.zeros((3, 5, 1)), weights, "rnn")
    >>> hs.shape, last[0].shape
    ((3, 5, 2), (3, 2))
    """
    check_cell(weights, cell)
    floating("x", x, ndim=3)
    if state is None:
        state = zero_state(cell, len(x), len(weights["Wh"]), x.dtype)
    parts("state", state, STATES[cell])
    forward, _ = CELLS[cell]
    initial = {f"{name}0": part for name, part in zip(STATES[cell], state, strict=True)}
    (hs, *last), inner = forward(x=x, **initial, **weights, lengths=lengths, **(options or {}))
    return (hs, tuple(last)), {"inner": inner, "cell": cell, "names": tuple(weights)}


def layer_backward(dout: tuple[Array, State], cache: Cache) -> Gradients:
    """Gradients by the input, the weights and the initial states."""
    parts("dout", dout, ("dhs", "dlast"))
    parts("dout[1]", dout[1], STATES[cache["cell"]])
    _, backward = CELLS[cache["cell"]]
    grads = backward((dout[0], *dout[1]), cache["inner"])
    return {
        "dx": grads["dx"],
        "dweights": {name: grads[f"d{name}"] for name in cache["names"]},
        "dstate": tuple(grads[f"d{name}0"] for name in STATES[cache["cell"]]),
    }


def bidirectional_forward(
    x: Array,
    weights: tuple[Weights, Weights],
    cell: str = "lstm",
    merge: str = "concat",
    state: tuple[State, State] | None = None,
    lengths: Array | None = None,
    options: Mapping[str, Any] | None = None,
) -> tuple[tuple[Any, State, State], Cache]:
    """Both directions: x (N, T, D) → the merged states, the forward run's last states, the backward run's."""
    parts("weights", weights, ("forward", "backward"))
    choice("merge", merge, MERGES)
    if state is not None:
        parts("state", state, ("forward", "backward"))
    first, second = state if state is not None else (None, None)
    (ahead, last_ahead), cache_ahead = layer_forward(x, weights[0], cell, first, lengths, options)
    turned = reverse_padded(x, lengths)
    (reverse, last_back), cache_back = layer_forward(turned, weights[1], cell, second, lengths, options)
    back = reverse_padded(reverse, lengths)  # (N, T, H), lined up with ``ahead``
    cache = {"ahead": ahead, "back": back, "caches": (cache_ahead, cache_back)}
    return (_merged(ahead, back, merge), last_ahead, last_back), {**cache, "merge": merge, "lengths": lengths}


def bidirectional_backward(dout: tuple[Any, State, State], cache: Cache) -> Gradients:
    """Gradients by the input, both sets of weights and both sets of initial states."""
    parts("dout", dout, ("dmerged", "dlast_ahead", "dlast_back"))
    dmerged, dlast_ahead, dlast_back = dout
    dahead, dback = _merge_backward(dmerged, cache["ahead"], cache["back"], cache["merge"])
    dreverse = reverse_padded(dback, cache["lengths"])
    one = layer_backward((dahead, dlast_ahead), cache["caches"][0])
    two = layer_backward((dreverse, dlast_back), cache["caches"][1])
    return {
        "dx": one["dx"] + reverse_padded(two["dx"], cache["lengths"]),
        "dweights": (one["dweights"], two["dweights"]),
        "dstate": (one["dstate"], two["dstate"]),
    }


def stacked_forward(
    x: Array,
    layers: list[Any],
    cell: str = "lstm",
    state: list[Any] | None = None,
    lengths: Array | None = None,
    options: Mapping[str, Any] | None = None,
) -> tuple[tuple[Array, list[Any]], Cache]:
    """Layer upon layer, each reading the states of the one below; a pair of weights makes it bidirectional.

    Returns the top layer's states and, layer by layer, the last states (for a bidirectional one the pair).
    """
    if not isinstance(layers, list | tuple) or not layers:
        raise ValueError(f"layers: got {layers!r}, expected a list of at least one layer's weights")
    if state is not None:
        parts("state", state, [f"layer {number}" for number in range(len(layers))])
    last, caches = [], []
    for index, weights in enumerate(layers):
        initial = None if state is None else state[index]
        out: Any
        if isinstance(weights, tuple):
            (x, *out), cache = bidirectional_forward(x, weights, cell, "concat", initial, lengths, options)
            last.append(tuple(out))
        else:
            (x, out), cache = layer_forward(x, weights, cell, initial, lengths, options)
            last.append(out)
        caches.append(cache)
    return (x, last), {"caches": caches}


def stacked_backward(dout: tuple[Array, list[Any]], cache: Cache) -> Gradients:
    """Gradients by the input, every layer's weights and every layer's initial states, from the top down."""
    parts("dout", dout, ("dhs", "dlast"))
    dx, dlast = dout
    parts("dout[1]", dlast, [f"layer {number}" for number in range(len(cache["caches"]))])
    dlayers: list[Any] = []
    dstates: list[Any] = []
    for inner, dfinal in zip(reversed(cache["caches"]), reversed(dlast), strict=True):
        both = "caches" in inner
        grads = bidirectional_backward((dx, *dfinal), inner) if both else layer_backward((dx, dfinal), inner)
        dx = grads["dx"]
        dlayers.insert(0, grads["dweights"])
        dstates.insert(0, grads["dstate"])
    return {"dx": dx, "dlayers": dlayers, "dstate": dstates}


def _merged(ahead: Array, back: Array, merge: str) -> Any:
    if merge == "concat":
        return np.concatenate([ahead, back], axis=-1)
    if merge == "sum":
        return ahead + back
    if merge == "mean":
        return (ahead + back) / 2
    return ahead * back if merge == "product" else (ahead, back)


def _merge_backward(dout: Any, ahead: Array, back: Array, merge: str) -> tuple[Array, Array]:
    """What reaches the forward states and the backward states."""
    if merge == "concat":
        dahead, dback = np.split(dout, [ahead.shape[-1]], axis=-1)
        return dahead, dback
    if merge == "sum":
        return dout, dout
    if merge == "mean":
        return dout / 2, dout / 2
    return (dout * back, dout * ahead) if merge == "product" else (dout[0], dout[1])
