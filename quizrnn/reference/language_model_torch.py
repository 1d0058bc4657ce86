"""PyTorch twin of ``language_model.py``."""

from __future__ import annotations

from typing import Any

from torch import Tensor
from torch.nn import functional

from quizrnn.reference import arguments
from quizrnn.reference.cells import check_cell
from quizrnn.reference.cells_torch import State
from quizrnn.reference.language_model import NAMES, check_window
from quizrnn.reference.layers_torch import layer_forward
from quizrnn.reference.losses_torch import sparse_cross_entropy_from_logits

Params = dict[str, Any]


def language_model(
    words: Tensor, params: Params, state: State | None = None, cell: str = "rnn"
) -> tuple[Tensor, State]:
    """Return logits (N, T, V) after every word, and the last state."""
    arguments.named("params", params, NAMES)
    arguments.floating("E", params["E"], ndim=2)
    check_cell(params["cell"], cell, "params.cell")
    arguments.ids("words", words, ndim=2, below=len(params["E"]))
    vectors = functional.embedding(words, params["E"])
    hs, last = layer_forward(vectors, params["cell"], cell, state)
    arguments.sizes("V", hs=(hs, "N T H"), Wo=(params["Wo"], "H V"), bo=(params["bo"], "V"))
    return hs @ params["Wo"] + params["bo"], last


def next_word_model(words: Tensor, params: Params, cell: str = "rnn") -> Tensor:
    """Return logits (N, V) of the word after each window."""
    check_window(words)
    _, last = language_model(words, params, None, cell)
    logits: Tensor = last[0] @ params["Wo"] + params["bo"]
    return logits


def language_model_loss(
    words: Tensor, targets: Tensor, params: Params, mask: Tensor | None = None, cell: str = "rnn"
) -> Tensor:
    """Return the mean of -log P(targets) over the places that the mask counts."""
    arguments.ids("words", words, ndim=2)
    arguments.ids("targets", targets, ndim=2)
    arguments.same_shape(words=words, targets=targets)
    logits, _ = language_model(words, params, None, cell)
    return sparse_cross_entropy_from_logits(logits, targets, mask)
