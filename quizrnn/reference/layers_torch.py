"""Layers made of any cell in PyTorch: the twin of ``layers``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from quizrnn.reference.arguments import choice, floating, parts
from quizrnn.reference.cells import STATES, check_cell
from quizrnn.reference.cells_torch import State, Weights, zero_state
from quizrnn.reference.gru_torch import gru_forward
from quizrnn.reference.layers import MERGES
from quizrnn.reference.lstm_torch import lstm_forward
from quizrnn.reference.masks_torch import reverse_padded
from quizrnn.reference.rnn_torch import rnn_forward

CELLS: dict[str, Any] = {"rnn": rnn_forward, "lstm": lstm_forward, "gru": gru_forward}


def layer_forward(
    x: Tensor,
    weights: Weights,
    cell: str = "lstm",
    state: State | None = None,
    lengths: Tensor | None = None,
    options: Mapping[str, Any] | None = None,
) -> tuple[Tensor, State]:
    """One direction of any cell: x (N, T, D) → all states (N, T, H) and the tuple of last ones."""
    check_cell(weights, cell)
    floating("x", x, ndim=3)
    if state is None:
        state = tuple(part.to(x) for part in zero_state(cell, len(x), len(weights["Wh"])))
    parts("state", state, STATES[cell])
    initial = {f"{name}0": part for name, part in zip(STATES[cell], state, strict=True)}
    hs, *last = CELLS[cell](x=x, **initial, **weights, lengths=lengths, **(options or {}))
    return hs, tuple(last)


def bidirectional_forward(
    x: Tensor,
    weights: tuple[Weights, Weights],
    cell: str = "lstm",
    merge: str = "concat",
    state: tuple[State, State] | None = None,
    lengths: Tensor | None = None,
    options: Mapping[str, Any] | None = None,
) -> tuple[Any, State, State]:
    """Both directions: x (N, T, D) → the merged states, the forward run's last states, the backward run's."""
    parts("weights", weights, ("forward", "backward"))
    choice("merge", merge, MERGES)
    if state is not None:
        parts("state", state, ("forward", "backward"))
    first, second = state if state is not None else (None, None)
    ahead, last_ahead = layer_forward(x, weights[0], cell, first, lengths, options)
    reverse, last_back = layer_forward(reverse_padded(x, lengths), weights[1], cell, second, lengths, options)
    back = reverse_padded(reverse, lengths)
    return _merged(ahead, back, merge), last_ahead, last_back


def stacked_forward(
    x: Tensor,
    layers: list[Any],
    cell: str = "lstm",
    state: list[Any] | None = None,
    lengths: Tensor | None = None,
    options: Mapping[str, Any] | None = None,
) -> tuple[Tensor, list[Any]]:
    """Layer upon layer, each reading the states of the one below; a pair makes it bidirectional."""
    if not isinstance(layers, list | tuple) or not layers:
        raise ValueError(f"layers: got {layers!r}, expected a list of at least one layer's weights")
    if state is not None:
        parts("state", state, [f"layer {number}" for number in range(len(layers))])
    last: list[Any] = []
    for index, weights in enumerate(layers):
        initial = None if state is None else state[index]
        if isinstance(weights, tuple):
            x, *pair = bidirectional_forward(x, weights, cell, "concat", initial, lengths, options)
            last.append(tuple(pair))
        else:
            x, out = layer_forward(x, weights, cell, initial, lengths, options)
            last.append(out)
    return x, last


def _merged(ahead: Tensor, back: Tensor, merge: str) -> Any:
    if merge == "concat":
        return torch.cat([ahead, back], dim=-1)
    if merge == "sum":
        return ahead + back
    if merge == "mean":
        return (ahead + back) / 2
    return ahead * back if merge == "product" else (ahead, back)
