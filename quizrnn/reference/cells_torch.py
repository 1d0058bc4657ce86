"""One way to call a step of every recurrent cell in PyTorch: the twin of ``cells``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from quizrnn.reference import arguments
from quizrnn.reference.arguments import parts
from quizrnn.reference.cells import STATES, check_cell
from quizrnn.reference.gru_torch import gru_step
from quizrnn.reference.lstm_torch import lstm_step
from quizrnn.reference.rnn_torch import rnn_step

State = tuple[Tensor, ...]
Weights = dict[str, Tensor]

_STEP: dict[str, Callable[..., Any]] = {"rnn": rnn_step, "lstm": lstm_step, "gru": gru_step}


def zero_state(cell: str, N: int, H: int, dtype: Any = torch.float64) -> State:
    """Return the state before the first step: all zero."""
    arguments.choice("cell", cell, STATES)
    arguments.whole("N", N, minimum=0)
    arguments.whole("H", H, minimum=0)
    return tuple(torch.zeros(N, H, dtype=dtype) for _ in STATES[cell])


def cell_step(x: Tensor, weights: Weights, cell: str, state: State) -> State:
    """Return the state after one step with x (N, D)."""
    check_cell(weights, cell)
    parts("state", state, STATES[cell])
    new: Any = _STEP[cell](x, *state, **weights)
    return new if cell == "lstm" else (new,)
