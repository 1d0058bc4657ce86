"""PyTorch twin of ``language_model.py``."""

from __future__ import annotations

from typing import Any

from torch import Tensor
from torch.nn import functional

from quizrnn.reference.cells_torch import State
from quizrnn.reference.layers_torch import layer_forward

Params = dict[str, Any]


def language_model(
    words: Tensor, params: Params, state: State | None = None, cell: str = "rnn"
) -> tuple[Tensor, State]:
    """Return logits (N, T, V) after every word, and the last state."""
    vectors = functional.embedding(words, params["E"])
    hs, last = layer_forward(vectors, params["cell"], cell, state)
    return hs @ params["Wo"] + params["bo"], last


def next_word_model(words: Tensor, params: Params, cell: str = "rnn") -> Tensor:
    """Return logits (N, V) of the word after each window."""
    _, last = language_model(words, params, None, cell)
    logits: Tensor = last[0] @ params["Wo"] + params["bo"]
    return logits


def language_model_loss(
    words: Tensor, targets: Tensor, params: Params, mask: Tensor | None = None, cell: str = "rnn"
) -> Tensor:
    """Return the mean of -log P(targets) over the places that the mask counts."""
    logits, _ = language_model(words, params, None, cell)
    losses = functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction="none")
    if mask is None:
        return losses.mean()
    weight = mask.flatten().to(losses.dtype)
    return (losses * weight).sum() / weight.sum().clamp(min=1)
