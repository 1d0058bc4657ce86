"""PyTorch twin of ``hred.py``."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from quizrnn.reference.cells_torch import Weights, run_cell, zero_state

Params = dict[str, Any]


def encode_words(
    words: Tensor, E: Tensor, weights: Weights, lengths: Tensor | None = None, cell: str = "gru"
) -> Tensor:
    """Return the last state (N, H) of the cell over words (N, T)."""
    start = zero_state(cell, len(words), len(weights["Wh"]), E.dtype)
    return run_cell(cell, E[words], start, weights, lengths)[1][0]


def hred_encode(
    utterances: Tensor,
    E: Tensor,
    encoder: Weights,
    context: Weights,
    lengths: Tensor | None = None,
    cell: str = "gru",
) -> Tensor:
    """Return the context (N, C) of utterances (N, U, T), one utterance after the other."""
    each = [
        encode_words(utterances[:, i], E, encoder, None if lengths is None else lengths[:, i], cell)
        for i in range(utterances.shape[1])
    ]
    start = zero_state(cell, len(utterances), len(context["Wh"]), E.dtype)
    return run_cell(cell, torch.stack(each, dim=1), start, context)[1][0]


def decode_reply(features: Tensor, reply_in: Tensor, params: Params, cell: str = "gru") -> Tensor:
    """Return logits (N, R, V)."""
    h0 = torch.tanh(features @ params["Wi"] + params["bi"])
    hs, _ = run_cell(cell, params["E"][reply_in], (h0,), params["decoder"])
    logits: Tensor = hs @ params["Wo"] + params["bo"]
    return logits


def hred(
    utterances: Tensor, reply_in: Tensor, params: Params, lengths: Tensor | None = None, cell: str = "gru"
) -> Tensor:
    """Return logits (N, R, V) of the reply that follows utterances (N, U, T)."""
    c = hred_encode(utterances, params["E"], params["encoder"], params["context"], lengths, cell)
    return decode_reply(c, reply_in, params, cell)
