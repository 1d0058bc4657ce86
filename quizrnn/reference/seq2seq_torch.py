"""PyTorch twin of ``seq2seq.py``."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from quizrnn.reference import arguments
from quizrnn.reference.cells import check_cell
from quizrnn.reference.cells_torch import cell_step
from quizrnn.reference.layers_torch import layer_forward
from quizrnn.reference.seq2seq import NAMES, check_decoder


def seq2seq(
    x: Tensor, y_in: Tensor, params: dict[str, Any], use_own: Tensor | None = None, cell: str = "rnn"
) -> Tensor:
    """Return y (N, T, K) for the source x (N, S, D) and the decoder's inputs y_in (N, T, K)."""
    arguments.named("params", params, NAMES)
    for name in ("encoder", "decoder"):
        check_cell(params[name], cell, f"params.{name}")
    _, state = layer_forward(x, params["encoder"], cell)
    check_decoder(x, y_in, params, state, use_own)
    ys: list[Tensor] = []
    for t in range(y_in.shape[1]):
        taken = y_in[:, t]
        if t > 0 and use_own is not None:
            taken = torch.where(use_own[:, t, None], ys[-1], taken)
        state = cell_step(taken, params["decoder"], cell, state)
        ys.append(state[0] @ params["Wo"] + params["bo"])
    return torch.stack(ys, dim=1)


def free_run(x: Tensor, start: Tensor, T: int, params: dict[str, Any], cell: str = "rnn") -> Tensor:
    """Return T outputs (N, T, K) that the model makes alone."""
    arguments.whole("T", T, minimum=1)
    arguments.sizes("N", x=(x, "N S D"), start=(start, "N K"))
    y_in = start[:, None].expand(-1, T, -1)
    return seq2seq(x, y_in, params, y_in.new_ones(y_in.shape[:2], dtype=torch.bool), cell)
