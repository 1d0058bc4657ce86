"""PyTorch twin of ``cells.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from quizrnn.reference.gru_torch import gru_forward, gru_step
from quizrnn.reference.lstm_torch import lstm_forward, lstm_step
from quizrnn.reference.rnn_torch import rnn_forward, rnn_step

State = tuple[Tensor, ...]
Weights = dict[str, Tensor]

_STEP: dict[str, Callable[..., Any]] = {"rnn": rnn_step, "lstm": lstm_step, "gru": gru_step}
_RUN: dict[str, Callable[..., Any]] = {"rnn": rnn_forward, "lstm": lstm_forward, "gru": gru_forward}


def zero_state(cell: str, N: int, H: int, dtype: Any = torch.float64) -> State:
    """Return the state before the first step: all zero."""
    return tuple(torch.zeros(N, H, dtype=dtype) for _ in range(2 if cell == "lstm" else 1))


def cell_step(cell: str, x: Tensor, state: State, weights: Weights) -> State:
    """Return the state after one step with x (N, D)."""
    new: Any = _STEP[cell](x, *state, **weights)
    return new if cell == "lstm" else (new,)


def run_cell(
    cell: str, x: Tensor, state: State, weights: Weights, lengths: Tensor | None = None
) -> tuple[Tensor, State]:
    """Return all outputs (N, T, H) and the last state."""
    hs, *last = _RUN[cell](x, *state, **weights, lengths=lengths)
    return hs, tuple(last)
