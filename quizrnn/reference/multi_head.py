"""Multi-head attention and positional encoding.

    heads:   q, k, v = x Wq + bq, y Wk + bk, y Wv + bv,  each cut into ``heads`` pieces of D/heads features
    out  =   [head_1; ...; head_h] Wo + bo,   head_i = scaled attention of the i-th pieces

    PE[t, 2i] = sin(t / 10000^(2i/D)),   PE[t, 2i+1] = cos(t / 10000^(2i/D))

With y = x this is self-attention, with y the encoder's states it is cross-attention. Attention itself does
not know the order of positions; the encoding, added to the input, tells it. Four square matrices with
biases: D = 64 gives 16,640 parameters, whatever the number of heads. Source: Vaswani et al., 2017,
"Attention Is All You Need".
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.attention import broadcast_mask, dot_attention, dot_attention_backward

Params = dict[str, Array]
WEIGHTS = ("Wq", "Wk", "Wv", "Wo")
BIASES = ("bq", "bk", "bv", "bo")


def positional_encoding(T: int, D: int) -> Array:
    """Return PE (T, D); each pair of features is a clock hand that turns more slowly than the one before.

    >>> positional_encoding(2, 4).round(4).tolist()
    [[0.0, 1.0, 0.0, 1.0], [0.8415, 0.5403, 0.01, 1.0]]
    """
    check_even(T, D)
    angle = np.arange(T)[:, None] / 10000 ** (np.arange(0, D, 2) / D)  # (T, D/2)
    encoding = np.empty((T, D))
    encoding[:, 0::2], encoding[:, 1::2] = np.sin(angle), np.cos(angle)
    return encoding


def split_heads(x: Array, heads: int) -> Array:
    """Cut x (N, T, D) into (N*heads, T, D/heads): the heads become part of the batch."""
    N, T, D = arguments.sizes("N T D", x=(x, "N T D"))
    arguments.whole("heads", heads, minimum=1)
    if D % heads:
        raise ValueError(f"heads: got {heads}, expected a divisor of D = {D}")
    return x.reshape(N, T, heads, D // heads).transpose(0, 2, 1, 3).reshape(N * heads, T, D // heads)


def merge_heads(x: Array, heads: int) -> Array:
    """Put (N*heads, T, D/heads) together to (N, T, D), the inverse of split_heads."""
    M, T, d = arguments.sizes("M T d", x=(x, "M T d"))
    arguments.whole("heads", heads, minimum=1)
    if M % heads:
        raise ValueError(f"heads: got {heads}, expected a divisor of N heads = {M}")
    return x.reshape(M // heads, heads, T, d).transpose(0, 2, 1, 3).reshape(M // heads, T, heads * d)


def multi_head_attention(
    x: Array, y: Array, params: Params, heads: int, mask: Array | None = None
) -> tuple[Array, Cache]:
    """Attend with several heads side by side, each to its own piece of the features: (N, T, D).

    x (N, T, D) asks, y (N, S, D) is looked at; mask broadcasts to (N, T, S).

    params: Wq, Wk, Wv, Wo (D, D) and bq, bk, bv, bo (D,). The weights (N, heads, T, S) stand in the cache.
    """
    N, T, S = check_heads(x, y, params, heads)
    q, k, v = (
        split_heads(source @ params["W" + letter] + params["b" + letter], heads)
        for letter, source in (("q", x), ("k", y), ("v", y))
    )  # (N heads, T or S, D/heads)
    if mask is not None:
        mask = broadcast_mask(mask, (N, T, S)).repeat(heads, axis=0)  # (N heads, T, S), as split_heads
    context, attention = dot_attention(q, k, v, mask)  # (N heads, T, D/heads)
    merged = merge_heads(context, heads)  # (N, T, D)
    cache = {"x": x, "y": y, "params": params, "heads": heads, "attention": attention, "merged": merged}
    cache["weights"] = attention["weights"].reshape(N, heads, T, S)
    return merged @ params["Wo"] + params["bo"], cache


def multi_head_attention_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dy and dparams for dout (N, T, D)."""
    x, y, params, heads, merged = (cache[name] for name in ("x", "y", "params", "heads", "merged"))
    arguments.upstream(dout, x.shape)
    dparams = {"Wo": _outer(merged, dout), "bo": dout.sum(axis=(0, 1))}
    dcontext = split_heads(dout @ params["Wo"].T, heads)
    inner = dot_attention_backward(dcontext, cache["attention"])
    into = {"x": np.zeros_like(x), "y": np.zeros_like(y)}
    for letter, name, source in (("q", "x", x), ("k", "y", y), ("v", "y", y)):
        dpiece = merge_heads(inner["d" + letter], heads)  # (N, T or S, D)
        dparams["W" + letter], dparams["b" + letter] = _outer(source, dpiece), dpiece.sum(axis=(0, 1))
        into[name] = into[name] + dpiece @ params["W" + letter].T
    return {"dx": into["x"], "dy": into["y"], "dparams": dparams}


def _outer(left: Array, right: Array) -> Array:
    """Sum over batch and time of left (N, T, A) times right (N, T, B): (A, B)."""
    return np.tensordot(left, right, axes=((0, 1), (0, 1)))


def check_even(T: int, D: int) -> None:
    """Refuse an odd number of features: sine and cosine come in pairs."""
    arguments.whole("T", T, minimum=0)
    arguments.whole("D", D, minimum=2)
    if D % 2:
        raise ValueError(f"D: got {D}, expected an even number (sine and cosine in pairs)")


def check_heads(x: Any, y: Any, params: Any, heads: int) -> tuple[int, int, int]:
    """Return N, T, S; refuse sequences, weights and a number of heads that do not fit."""
    arguments.named("params", params, (*WEIGHTS, *BIASES))
    weights = {name: (params[name], "D D") for name in WEIGHTS}
    biases = {name: (params[name], "D") for name in BIASES}
    N, T, S, D = arguments.sizes("N T S D", x=(x, "N T D"), y=(y, "N S D"), **weights, **biases)
    arguments.whole("heads", heads, minimum=1)
    if D % heads:
        raise ValueError(f"heads: got {heads}, expected a divisor of D = {D}")
    return N, T, S
