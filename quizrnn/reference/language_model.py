"""The recurrent language model: which word comes next?

    e_t = E[word_t],   h_t = cell(e_t, h_{t-1}),   logits_t = h_t Wo + bo,   P(next word) = softmax(logits_t)
    perplexity = exp(mean of -log P(right word))

Two forms: a prediction after every word, and one prediction after a window of words (the last state only).
One-hot rows times E are the same as the lookup E[word], without the memory. Perplexity V means no better
than guessing. Sources: Bengio et al., 2003; Mikolov et al., 2010, "Recurrent neural network based language
model".
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.cells import State, check_cell
from quizrnn.reference.embedding import embed, embed_backward
from quizrnn.reference.layers import layer_backward, layer_forward
from quizrnn.reference.losses import (
    sparse_cross_entropy_from_logits,
    sparse_cross_entropy_from_logits_backward,
)

Params = dict[str, Any]
NAMES = ("E", "cell", "Wo", "bo")


def language_model(
    words: Array, params: Params, state: State | None = None, cell: str = "rnn"
) -> tuple[tuple[Array, State], Cache]:
    """Return logits (N, T, V) after every word of words (N, T), and the last state to go on from.

    params: E (V, D), the weights ``cell`` {Wx, Wh, b}, Wo (H, V), bo (V,). The state starts at zero.
    """
    arguments.named("params", params, NAMES)
    arguments.floating("E", params["E"], ndim=2)
    check_cell(params["cell"], cell, "params.cell")
    arguments.ids("words", words, ndim=2, below=len(params["E"]))
    vectors, embed_cache = embed(words, params["E"])  # (N, T, D)
    (hs, last), run_cache = layer_forward(vectors, params["cell"], cell, state)  # (N, T, H)
    arguments.sizes("V", hs=(hs, "N T H"), Wo=(params["Wo"], "H V"), bo=(params["bo"], "V"))
    cache = {"embed": embed_cache, "run": run_cache, "hs": hs, "Wo": params["Wo"]}
    return (hs @ params["Wo"] + params["bo"], last), cache


def language_model_backward(dout: tuple[Array, State], cache: Cache) -> Gradients:
    """Return dstate and dparams for the gradients of the logits (N, T, V) and of the last state."""
    arguments.parts("dout", dout, ("dlogits", "dlast"))
    dlogits, dlast = dout
    arguments.upstream(dlogits, (*cache["hs"].shape[:2], cache["Wo"].shape[1]))
    run = layer_backward((dlogits @ cache["Wo"].T, dlast), cache["run"])
    dparams = {
        "E": embed_backward(run["dx"], cache["embed"])["dE"],
        "cell": run["dweights"],
        "Wo": np.tensordot(cache["hs"], dlogits, axes=((0, 1), (0, 1))),
        "bo": dlogits.sum(axis=(0, 1)),
    }
    return {"dstate": run["dstate"], "dparams": dparams}


def next_word_model(words: Array, params: Params, cell: str = "rnn") -> tuple[Array, Cache]:
    """Return logits (N, V) of the word after each window of words (N, T), oldest word first, T at least 1."""
    check_window(words)
    (logits, last), cache = language_model(words, params, None, cell)
    out = logits[:, -1]
    return out, {"model": cache, "T": words.shape[1], "last": last, "out_shape": out.shape}


def next_word_model_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dparams for dout (N, V): only the last step was asked."""
    arguments.upstream(dout, cache["out_shape"])
    dlogits = np.zeros((len(dout), cache["T"], dout.shape[1]), dtype=dout.dtype)
    dlogits[:, -1] = dout
    dlast = tuple(np.zeros_like(part) for part in cache["last"])
    return {"dparams": language_model_backward((dlogits, dlast), cache["model"])["dparams"]}


def language_model_loss(
    words: Array, targets: Array, params: Params, mask: Array | None = None, cell: str = "rnn"
) -> tuple[Any, Cache]:
    """Return the mean of -log P(targets (N, T)) over the places that the mask (N, T) counts."""
    (logits, last), model_cache = language_model(words, params, None, cell)
    arguments.same_shape(words=words, targets=targets)
    loss, loss_cache = sparse_cross_entropy_from_logits(logits, targets, mask)
    return loss, {"model": model_cache, "loss": loss_cache, "last": last}


def language_model_loss_backward(dout: Any, cache: Cache) -> Gradients:
    """Return dparams."""
    dlogits = sparse_cross_entropy_from_logits_backward(dout, cache["loss"])["dx"]
    dlast = tuple(np.zeros_like(part) for part in cache["last"])
    return {"dparams": language_model_backward((dlogits, dlast), cache["model"])["dparams"]}


def perplexity(loss: float) -> float:
    """Return exp of the mean loss in nats: as uncertain as between that many equally likely words.

    >>> round(perplexity(np.log(20)), 6)
    20.0
    """
    arguments.number("loss", loss, minimum=0.0)
    return float(np.exp(loss))


def check_window(words: Any) -> None:
    """Refuse windows (N, T) without a word."""
    arguments.ids("words", words, ndim=2)
    if words.shape[1] < 1:
        raise ValueError(f"words: got shape {tuple(words.shape)}, expected at least one word each")
