"""PyTorch twin of ``translation.py``."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from quizrnn.reference import arguments
from quizrnn.reference.attention_torch import dot_attention, padding_mask
from quizrnn.reference.cells import check_cell
from quizrnn.reference.cells_torch import State, cell_step
from quizrnn.reference.layers_torch import layer_forward
from quizrnn.reference.translation import NAMES, check_target

Params = dict[str, Any]


def encode(
    source: Tensor, params: Params, lengths: Tensor | None = None, cell: str = "gru"
) -> tuple[Tensor, State]:
    """Return all encoder states (N, S, H) and the last state."""
    arguments.named("params", params, NAMES)
    arguments.floating("E_source", params["E_source"], ndim=2)
    check_cell(params["encoder"], cell, "params.encoder")
    arguments.ids("source", source, ndim=2, below=len(params["E_source"]))
    vectors = params["E_source"][source]
    return layer_forward(vectors, params["encoder"], cell, None, lengths)


def decode_step(
    words: Tensor,
    state: State,
    params: Params,
    memory: Tensor | None = None,
    mask: Tensor | None = None,
    cell: str = "gru",
    scaled: bool = False,
) -> tuple[Tensor, State]:
    """Return logits (N, V) and the new state for one word (N,) each."""
    arguments.named("params", params, NAMES)
    arguments.floating("E_target", params["E_target"], ndim=2)
    check_cell(params["decoder"], cell, "params.decoder")
    arguments.ids("words", words, ndim=1, below=len(params["E_target"]))
    state = cell_step(params["E_target"][words], params["decoder"], cell, state)
    features = state[0]
    if memory is not None:
        context = dot_attention(features[:, None], memory, memory, mask, scaled=scaled)[:, 0]
        features = torch.cat([features, context], dim=1)
    arguments.sizes("V", features=(features, "N F"), Wo=(params["Wo"], "F V"), bo=(params["bo"], "V"))
    return features @ params["Wo"] + params["bo"], state


def translation(
    source: Tensor,
    target_in: Tensor,
    params: Params,
    lengths: Tensor | None = None,
    use_own: Tensor | None = None,
    attention: bool = True,
    cell: str = "gru",
    scaled: bool = False,
) -> Tensor:
    """Return logits (N, T, V)."""
    arguments.flag("attention", attention)
    memory, state = encode(source, params, lengths, cell)
    check_target(target_in, source, params, use_own)
    mask = None if lengths is None else padding_mask(lengths, source.shape[1])
    rows: list[Tensor] = []
    for t in range(target_in.shape[1]):
        words = target_in[:, t]
        if t > 0 and use_own is not None:
            words = torch.where(use_own[:, t], rows[-1].argmax(dim=1), words)
        seen = memory if attention else None
        logits, state = decode_step(words, state, params, seen, mask, cell, scaled)
        rows.append(logits)
    return torch.stack(rows, dim=1)
