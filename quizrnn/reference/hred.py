"""HRED: a hierarchical recurrent encoder-decoder for conversations, that sees the earlier utterances.

    word level:       u_i = last state of the encoder over the words of utterance i   (same weights for all)
    utterance level:  c   = last state of the context cell over u_1 ... u_U
    reply:            h_0 = tanh(c Wi + bi),   h_t = cell(E[word_t], h_{t-1}),   logits_t = h_t Wo + bo

A plain seq2seq answers one utterance; the context cell carries what was said before. It has one encoder,
one context cell and one decoder: U utterances of T words take U·T encoder steps and U context steps. Its
replies tend to be short and bland, which VHRED works against. Cells with one state only: "rnn" or "gru".
Sources: Sordoni et al., 2015, "A Hierarchical Recurrent Encoder-Decoder for Generative Context-Aware Query
Suggestion"; Serban et al., 2016.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.embedding import embed, embed_backward
from quizrnn.reference.layers import layer_backward, layer_forward

Params = dict[str, Any]
REPLY_NAMES = ("E", "decoder", "Wi", "bi", "Wo", "bo")
NAMES = ("encoder", "context", *REPLY_NAMES)


def encode_words(
    words: Array, E: Array, weights: dict[str, Array], lengths: Array | None = None, cell: str = "gru"
) -> tuple[Array, Cache]:
    """Return the last state (N, H) of the cell over words (N, T)."""
    arguments.choice("cell", cell, ("rnn", "gru"))
    arguments.floating("E", E, ndim=2)
    arguments.ids("words", words, ndim=2, below=len(E))
    vectors, embed_cache = embed(words, E)  # (N, T, D)
    (hs, (last,)), run_cache = layer_forward(vectors, weights, cell, None, lengths)
    return last, {"embed": embed_cache, "run": run_cache, "hs_shape": hs.shape}


def encode_words_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dE and dweights for dout (N, H)."""
    N, _, H = cache["hs_shape"]
    arguments.upstream(dout, (N, H))
    nothing = np.zeros(cache["hs_shape"], dtype=dout.dtype)
    run = layer_backward((nothing, (dout,)), cache["run"])
    return {"dE": embed_backward(run["dx"], cache["embed"])["dE"], "dweights": run["dweights"]}


def hred_encode(
    utterances: Array,
    E: Array,
    encoder: dict[str, Array],
    context: dict[str, Array],
    lengths: Array | None = None,
    cell: str = "gru",
) -> tuple[Array, Cache]:
    """Return the context (N, C) of utterances (N, U, T), numbers of words; lengths (N, U) count the words."""
    check_utterances(utterances, E, encoder, context, lengths)
    N, U, T = utterances.shape
    flat = None if lengths is None else lengths.reshape(N * U)
    u, word_cache = encode_words(utterances.reshape(N * U, T), E, encoder, flat, cell)  # (N U, H)
    (cs, (last,)), context_cache = layer_forward(u.reshape(N, U, -1), context, cell)  # (N, U, C)
    return last, {"words": word_cache, "context": context_cache, "cs_shape": cs.shape}


def hred_encode_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dE, dencoder, dcontext for dout (N, C)."""
    N, _, C = cache["cs_shape"]
    arguments.upstream(dout, (N, C))
    nothing = np.zeros(cache["cs_shape"], dtype=dout.dtype)
    context = layer_backward((nothing, (dout,)), cache["context"])
    du = context["dx"]  # (N, U, H)
    words = encode_words_backward(du.reshape(-1, du.shape[2]), cache["words"])
    return {"dE": words["dE"], "dencoder": words["dweights"], "dcontext": context["dweights"]}


def decode_reply(features: Array, reply_in: Array, params: Params, cell: str = "gru") -> tuple[Array, Cache]:
    """Return logits (N, R, V): the decoder starts at tanh(features Wi + bi) and reads reply_in (N, R)."""
    check_reply(features, reply_in, params)
    h0 = np.tanh(features @ params["Wi"] + params["bi"])  # (N, H)
    vectors, embed_cache = embed(reply_in, params["E"])  # (N, R, D)
    (hs, _), run_cache = layer_forward(vectors, params["decoder"], cell, (h0,))  # (N, R, H)
    cache = {"features": features, "h0": h0, "embed": embed_cache, "run": run_cache, "hs": hs}
    return hs @ params["Wo"] + params["bo"], cache | {"params": params}


def decode_reply_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dfeatures and dparams (E, decoder, Wi, bi, Wo, bo) for dout (N, R, V)."""
    params, hs, h0 = cache["params"], cache["hs"], cache["h0"]
    arguments.upstream(dout, (*hs.shape[:2], len(params["bo"])))
    run = layer_backward((dout @ params["Wo"].T, (np.zeros_like(h0),)), cache["run"])
    du = run["dstate"][0] * (1 - h0**2)  # before the tanh
    dparams = {
        "E": embed_backward(run["dx"], cache["embed"])["dE"],
        "decoder": run["dweights"],
        "Wi": cache["features"].T @ du,
        "bi": du.sum(axis=0),
        "Wo": np.tensordot(hs, dout, axes=((0, 1), (0, 1))),
        "bo": dout.sum(axis=(0, 1)),
    }
    return {"dfeatures": du @ params["Wi"].T, "dparams": dparams}


def hred(
    utterances: Array, reply_in: Array, params: Params, lengths: Array | None = None, cell: str = "gru"
) -> tuple[Array, Cache]:
    """Return logits (N, R, V) of the reply that follows utterances (N, U, T).

    reply_in (N, R): the reply's words one step later, the start word first (teacher forcing). params: E
    (V, D), the cells ``encoder`` (H), ``context`` (C), ``decoder`` (H'), Wi (C, H'), bi, Wo (H', V), bo.
    """
    arguments.named("params", params, NAMES)
    c, encode_cache = hred_encode(
        utterances, params["E"], params["encoder"], params["context"], lengths, cell
    )
    logits, reply_cache = decode_reply(c, reply_in, params, cell)
    return logits, {"encode": encode_cache, "reply": reply_cache}


def hred_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dparams for dout (N, R, V); E is used on both sides, so its gradients add up."""
    reply = decode_reply_backward(dout, cache["reply"])
    encode = hred_encode_backward(reply["dfeatures"], cache["encode"])
    dparams = reply["dparams"] | {"encoder": encode["dencoder"], "context": encode["dcontext"]}
    return {"dparams": dparams | {"E": dparams["E"] + encode["dE"]}}


def check_utterances(utterances: Any, E: Any, encoder: Any, context: Any, lengths: Any) -> None:
    """Refuse utterances (N, U, T), lengths (N, U) and weights that do not fit."""
    arguments.floating("E", E, ndim=2)
    arguments.ids("utterances", utterances, ndim=3, below=len(E))
    for name, weights in (("encoder", encoder), ("context", context)):
        arguments.named(name, weights, ("Wx", "Wh", "b"), ("bh",))
    if lengths is None:
        return
    arguments.ids("lengths", lengths, ndim=2)
    if lengths.shape != utterances.shape[:2]:
        raise ValueError(f"lengths: got shape {tuple(lengths.shape)}, expected {tuple(utterances.shape[:2])}")


def check_reply(features: Any, reply_in: Any, params: Any) -> None:
    """Refuse what the reply's decoder cannot start from."""
    arguments.named("params", params, REPLY_NAMES, (*NAMES, "Wp", "bp", "Wq", "bq"))
    weights = {name: (params[name], shape) for name, shape in (("Wi", "F H"), ("bi", "H"), ("Wo", "H V"))}
    arguments.sizes("H", features=(features, "N F"), **weights, bo=(params["bo"], "V"))
    arguments.named("params.decoder", params["decoder"], ("Wx", "Wh", "b"), ("bh",))
    arguments.ids("reply_in", reply_in, ndim=2, below=len(params["E"]))
