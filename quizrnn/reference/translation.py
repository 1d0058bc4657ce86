"""Encoder-decoder for words, with or without attention: the model of neural machine translation.

    encoder:  e_s = cell(E_source[source_s], e_{s-1}),   the last state starts the decoder
    decoder:  h_t = cell(E_target[input_t], h_{t-1}),    input_t = true word or argmax of the logits before it
    logits_t = h_t Wo + bo                    without attention, Wo (H, V)
    logits_t = [h_t; context_t] Wo + bo       with attention, Wo (2H, V)
    context_t = Σ_s softmax_s(h_t · e_s) e_s  e_s: the encoder's states; padding of the source is masked;
                                              scaled: h_t · e_s / sqrt(H)

Without attention a source of any length must fit into one state; attention looks at all states, whose
*number* grows with the source. The step from logits to a word has no gradient, so nothing flows back
through the model's own words. Sources: Sutskever, Vinyals & Le, 2014; Luong, Pham & Manning, 2015
(attention after the cell).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.attention import dot_attention, dot_attention_backward, padding_mask
from quizrnn.reference.cells import State, add_trees, cell_step, cell_step_backward, check_cell
from quizrnn.reference.embedding import embed, embed_backward
from quizrnn.reference.layers import layer_backward, layer_forward

Params = dict[str, Any]
NAMES = ("E_source", "E_target", "encoder", "decoder", "Wo", "bo")


def encode(
    source: Array, params: Params, lengths: Array | None = None, cell: str = "gru"
) -> tuple[tuple[Array, State], Cache]:
    """Return all encoder states (N, S, H) and the last state for the words source (N, S)."""
    arguments.named("params", params, NAMES)
    arguments.floating("E_source", params["E_source"], ndim=2)
    check_cell(params["encoder"], cell, "params.encoder")
    arguments.ids("source", source, ndim=2, below=len(params["E_source"]))
    vectors, embed_cache = embed(source, params["E_source"])  # (N, S, D)
    out, run_cache = layer_forward(vectors, params["encoder"], cell, None, lengths)
    return out, {"embed": embed_cache, "run": run_cache}


def encode_backward(dout: tuple[Array, State], cache: Cache) -> Gradients:
    """Return dE_source and dencoder."""
    run = layer_backward(dout, cache["run"])
    dE = embed_backward(run["dx"], cache["embed"])["dE"]
    return {"dE_source": dE, "dencoder": run["dweights"]}


def decode_step(
    words: Array,
    state: State,
    params: Params,
    memory: Array | None = None,
    mask: Array | None = None,
    cell: str = "gru",
    scaled: bool = False,
) -> tuple[tuple[Array, State], Cache]:
    """Return logits (N, V) and the new state for one word (N,) each.

    ``memory`` are the encoder states (N, S, H) to attend to, None for no attention; ``mask`` (N, 1, S) is
    True where a source word stands. The attention weights (N, S) are in the cache.
    """
    arguments.named("params", params, NAMES)
    arguments.floating("E_target", params["E_target"], ndim=2)
    check_cell(params["decoder"], cell, "params.decoder")
    arguments.ids("words", words, ndim=1, below=len(params["E_target"]))
    vectors, embed_cache = embed(words, params["E_target"])  # (N, D)
    state, step_cache = cell_step(vectors, params["decoder"], cell, state)
    features, attention_cache = state[0], None  # (N, H)
    if memory is not None:
        context, attention_cache = dot_attention(state[0][:, None], memory, memory, mask, scaled=scaled)
        features = np.concatenate([state[0], context[:, 0]], axis=1)  # (N, 2H)
    arguments.sizes("V", features=(features, "N F"), Wo=(params["Wo"], "F V"), bo=(params["bo"], "V"))
    logits = features @ params["Wo"] + params["bo"]  # (N, V)
    cache = {"embed": embed_cache, "step": step_cache, "attention": attention_cache, "features": features}
    cache |= {"Wo": params["Wo"], "weights": attention_cache and attention_cache["weights"][:, 0]}
    return (logits, state), cache


def decode_step_backward(dout: tuple[Array, State], cache: Cache) -> Gradients:
    """Return dstate, dmemory (None without attention) and dparams of the decoder's side."""
    arguments.parts("dout", dout, ("dlogits", "dstate"))
    (dlogits, dstate), features = dout, cache["features"]
    dfeatures = dlogits @ cache["Wo"].T
    H, dmemory = dstate[0].shape[1], None
    dh = dstate[0] + dfeatures[:, :H]
    if cache["attention"] is not None:
        looked = dot_attention_backward(dfeatures[:, None, H:], cache["attention"])
        dh = dh + looked["dq"][:, 0]
        dmemory = looked["dk"] + looked["dv"]  # memory is key and value
    step = cell_step_backward((dh, *dstate[1:]), cache["step"])
    dparams = {
        "E_target": embed_backward(step["dx"], cache["embed"])["dE"],
        "decoder": step["dweights"],
        "Wo": features.T @ dlogits,
        "bo": dlogits.sum(axis=0),
    }
    return {"dstate": step["dstate"], "dmemory": dmemory, "dparams": dparams}


def translation(
    source: Array,
    target_in: Array,
    params: Params,
    lengths: Array | None = None,
    use_own: Array | None = None,
    attention: bool = True,
    cell: str = "gru",
    scaled: bool = False,
) -> tuple[Array, Cache]:
    """Return logits (N, T, V) for source (N, S) and the decoder's words target_in (N, T), T at least 1.

    target_in opens with the start word. use_own (N, T): where True, the word is the argmax of the step
    before (all True: greedy free running). lengths (N,) are those of the sources.
    """
    arguments.flag("attention", attention)
    (memory, state), encoder_cache = encode(source, params, lengths, cell)
    _, T = check_target(target_in, source, params, use_own)
    mask = None if lengths is None else padding_mask(lengths, source.shape[1])
    rows: list[Array] = []
    steps: list[Cache] = []
    last = state
    for t in range(T):
        words = target_in[:, t]
        if t > 0 and use_own is not None:
            words = np.where(use_own[:, t], rows[-1].argmax(axis=1), words)
        seen = memory if attention else None
        (logits, last), step = decode_step(words, last, params, seen, mask, cell, scaled)
        rows.append(logits)
        steps.append(step)
    cache = {"encoder": encoder_cache, "steps": steps, "memory": memory, "state": last}
    cache["logits_shape"] = rows[0].shape
    return np.stack(rows, axis=1), cache


def translation_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dparams for dout (N, T, V); every decoder step sends gradients into all encoder states."""
    (N, V), T = cache["logits_shape"], len(cache["steps"])
    arguments.upstream(dout, (N, T, V))
    dmemory, dstate = np.zeros_like(cache["memory"]), tuple(np.zeros_like(part) for part in cache["state"])
    dparams: Any = None
    for t in reversed(range(dout.shape[1])):
        step = decode_step_backward((dout[:, t], dstate), cache["steps"][t])
        dstate = step["dstate"]
        dmemory = dmemory if step["dmemory"] is None else dmemory + step["dmemory"]
        dparams = step["dparams"] if dparams is None else add_trees(dparams, step["dparams"])
    encoder = encode_backward((dmemory, dstate), cache["encoder"])
    return {"dparams": dparams | {"E_source": encoder["dE_source"], "encoder": encoder["dencoder"]}}


def check_target(target_in: Any, source: Any, params: Any, use_own: Any) -> tuple[int, int]:
    """Return N and T; refuse decoder inputs that do not belong to the sources."""
    arguments.ids("target_in", target_in, ndim=2, below=len(params["E_target"]))
    N, T = target_in.shape
    if len(source) != N or T < 1:
        raise ValueError(
            f"target_in: got shape {tuple(target_in.shape)}, expected ({len(source)}, T) with T >= 1"
        )
    if use_own is not None:
        arguments.flags("use_own", use_own, (N, T))
    return N, T
