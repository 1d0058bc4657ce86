"""PyTorch twin of ``hred.py``."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from quizrnn.reference import arguments
from quizrnn.reference.cells_torch import Weights
from quizrnn.reference.hred import NAMES, check_reply, check_utterances
from quizrnn.reference.layers_torch import layer_forward

Params = dict[str, Any]


def encode_words(
    words: Tensor, E: Tensor, weights: Weights, lengths: Tensor | None = None, cell: str = "gru"
) -> Tensor:
    """Return the last state (N, H) of the cell over words (N, T)."""
    arguments.choice("cell", cell, ("rnn", "gru"))
    arguments.floating("E", E, ndim=2)
    arguments.ids("words", words, ndim=2, below=len(E))
    return layer_forward(E[words], weights, cell, None, lengths)[1][0]


def hred_encode(
    utterances: Tensor,
    E: Tensor,
    encoder: Weights,
    context: Weights,
    lengths: Tensor | None = None,
    cell: str = "gru",
) -> Tensor:
    """Return the context (N, C) of utterances (N, U, T), one utterance after the other."""
    check_utterances(utterances, E, encoder, context, lengths)
    each = [
        encode_words(utterances[:, i], E, encoder, None if lengths is None else lengths[:, i], cell)
        for i in range(utterances.shape[1])
    ]
    return layer_forward(torch.stack(each, dim=1), context, cell)[1][0]


def decode_reply(features: Tensor, reply_in: Tensor, params: Params, cell: str = "gru") -> Tensor:
    """Return logits (N, R, V)."""
    check_reply(features, reply_in, params)
    h0 = torch.tanh(features @ params["Wi"] + params["bi"])
    hs, _ = layer_forward(params["E"][reply_in], params["decoder"], cell, (h0,))
    logits: Tensor = hs @ params["Wo"] + params["bo"]
    return logits


def hred(
    utterances: Tensor, reply_in: Tensor, params: Params, lengths: Tensor | None = None, cell: str = "gru"
) -> Tensor:
    """Return logits (N, R, V) of the reply that follows utterances (N, U, T)."""
    arguments.named("params", params, NAMES)
    c = hred_encode(utterances, params["E"], params["encoder"], params["context"], lengths, cell)
    return decode_reply(c, reply_in, params, cell)
