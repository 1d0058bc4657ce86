"""Attention (注意機構): dot product, scaled dot product, additive, and self-attention with one head.

    scores:   dot  q·k     scaled  q·k / sqrt(D)     additive  w·tanh(q Wq + k Wk)
    weights = softmax(scores) over the source positions S,      out = weights v

q (N, T, D) asks, k (N, S, D) answers, v (N, S, C) is what gets read; in an encoder-decoder q comes from
the decoder, k and v from the encoder (cost T·S); in self-attention all three from the same sequence (cost
T·T). Scaling keeps the spread of the scores near 1, so that the softmax does not saturate. ``mask``
(broadcast to (N, T, S)) is True where a position may be looked at; a query that may look nowhere gets 0.
Sources: Bahdanau, Cho & Bengio, 2015 (additive); Luong et al., 2015 (dot); Vaswani et al., 2017,
"Attention Is All You Need" (scaled, self).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.activations import softmax_backward
from quizrnn.reference.arguments import Array, Cache, Gradients


def causal_mask(T: int) -> Array:
    """Return (T, T): position t may look at itself and at what came before.

    >>> causal_mask(3).astype(int).tolist()
    [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    """
    arguments.whole("T", T, minimum=0)
    return np.tril(np.ones((T, T), dtype=bool))


def padding_mask(lengths: Array, S: int) -> Array:
    """Return (N, 1, S): nobody may look beyond the length of a sequence.

    >>> padding_mask(np.array([2, 0]), 3).astype(int).tolist()
    [[[1, 1, 0]], [[0, 0, 0]]]
    """
    arguments.whole("S", S, minimum=0)
    arguments.ids("lengths", lengths, ndim=1, below=S + 1)
    mask: Array = np.arange(S) < lengths[:, None, None]
    return mask


def masked_softmax(scores: Array, mask: Array | None = None) -> Array:
    """Return softmax over the last axis with 0 where the mask is False; a row without a True is all 0.

    >>> masked_softmax(np.zeros((2, 2)), np.array([[True, False], [False, False]])).tolist()
    [[1.0, 0.0], [0.0, 0.0]]
    """
    arguments.floating("scores", scores)
    allowed = np.ones(scores.shape, dtype=bool) if mask is None else broadcast_mask(mask, scores.shape)
    largest = np.max(scores, axis=-1, keepdims=True, where=allowed, initial=-np.inf)
    shifted = np.where(allowed, scores - np.where(np.isfinite(largest), largest, 0), -np.inf)
    raised = np.exp(shifted)  # 0 where not allowed
    total = raised.sum(axis=-1, keepdims=True)
    weights: Array = raised / np.where(total == 0, 1, total)
    return weights


def dot_attention(
    q: Array, k: Array, v: Array, mask: Array | None = None, scaled: bool = True
) -> tuple[Array, Cache]:
    """Mix the values by how well each key answers the query: the context (N, T, C).

    The weights (N, T, S) stand in the cache.

    >>> q, k = np.array([[[1.0, 0, 1, 0]]]), np.array([[[1.0, 0, 1, 0], [0, 1, 0, 1], [1, 1, 1, 1]]])
    >>> v = np.array([[[1.0, 0], [0, 1], [1, 1]]])
    >>> dot_attention(q, k, v)[1]["weights"].round(4).tolist()
    [[[0.4223, 0.1554, 0.4223]]]
    >>> dot_attention(q, k, v, scaled=False)[0].round(4).tolist()
    [[[0.9366, 0.5317]]]
    """
    (D,) = arguments.sizes("D", q=(q, "N T D"), k=(k, "N S D"), v=(v, "N S C"))
    arguments.flag("scaled", scaled)
    scale = q.dtype.type(1 / np.sqrt(D)) if scaled else q.dtype.type(1)
    weights = masked_softmax(q @ k.transpose(0, 2, 1) * scale, mask)  # (N, T, S)
    return weights @ v, {"q": q, "k": k, "v": v, "weights": weights, "scale": scale}


def dot_attention_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dq, dk, dv for dout (N, T, C)."""
    weights, v = cache["weights"], cache["v"]
    arguments.upstream(dout, (*weights.shape[:2], v.shape[2]))
    dv = weights.transpose(0, 2, 1) @ dout  # (N, S, C)
    dweights = dout @ v.transpose(0, 2, 1)  # (N, T, S)
    dscores = softmax_backward(dweights, weights) * cache["scale"]  # masked places have weight 0, so 0
    return {"dq": dscores @ cache["k"], "dk": dscores.transpose(0, 2, 1) @ cache["q"], "dv": dv}


def additive_attention(
    q: Array, k: Array, v: Array, Wq: Array, Wk: Array, w: Array, mask: Array | None = None
) -> tuple[Array, Cache]:
    """Score the keys by a small network, w·tanh(q Wq + k Wk) without biases: the context (N, T, C).

    q (N, T, Dq) and k (N, S, Dk) may differ in size: Wq (Dq, A), Wk (Dk, A), w (A,).
    """
    shapes = {"Wq": (Wq, "Dq A"), "Wk": (Wk, "Dk A"), "w": (w, "A")}
    arguments.sizes("N", q=(q, "N T Dq"), k=(k, "N S Dk"), v=(v, "N S C"), **shapes)
    hidden = np.tanh((q @ Wq)[:, :, None] + (k @ Wk)[:, None])  # (N, T, S, A)
    weights = masked_softmax(hidden @ w, mask)  # (N, T, S)
    cache = {"q": q, "k": k, "v": v, "Wq": Wq, "Wk": Wk, "w": w, "hidden": hidden, "weights": weights}
    return weights @ v, cache


def additive_attention_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dq, dk, dv, dWq, dWk, dw for dout (N, T, C)."""
    q, k, v, weights, hidden = (cache[name] for name in ("q", "k", "v", "weights", "hidden"))
    arguments.upstream(dout, (*weights.shape[:2], v.shape[2]))
    dv = weights.transpose(0, 2, 1) @ dout  # (N, S, C)
    dscores = softmax_backward(dout @ v.transpose(0, 2, 1), weights)  # (N, T, S)
    dw = np.tensordot(dscores, hidden, axes=3)  # (A,)
    dinner = dscores[..., None] * cache["w"] * (1 - hidden**2)  # (N, T, S, A)
    dq_part, dk_part = dinner.sum(axis=2), dinner.sum(axis=1)  # (N, T, A), (N, S, A)
    return {
        "dq": dq_part @ cache["Wq"].T,
        "dk": dk_part @ cache["Wk"].T,
        "dv": dv,
        "dWq": np.tensordot(q, dq_part, axes=((0, 1), (0, 1))),
        "dWk": np.tensordot(k, dk_part, axes=((0, 1), (0, 1))),
        "dw": dw,
    }


def self_attention(
    x: Array, Wq: Array, Wk: Array, Wv: Array, mask: Array | None = None
) -> tuple[Array, Cache]:
    """Let a sequence x (N, T, D) look at itself, scaled: (N, T, C); Wq, Wk (D, A), Wv (D, C)."""
    shapes = {"Wq": (Wq, "D A"), "Wk": (Wk, "D A"), "Wv": (Wv, "D C")}
    arguments.sizes("N", x=(x, "N T D"), **shapes)
    out, cache = dot_attention(x @ Wq, x @ Wk, x @ Wv, mask)
    return out, {"x": x, "W": (Wq, Wk, Wv), "attention": cache, "weights": cache["weights"]}


def self_attention_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dWq, dWk, dWv: x is read three times, so its gradient is a sum of three."""
    x, inner = cache["x"], dot_attention_backward(dout, cache["attention"])
    dx, gradients = np.zeros_like(x), {}
    for letter, W in zip("qkv", cache["W"], strict=True):
        dpart = inner[f"d{letter}"]
        dx = dx + dpart @ W.T
        gradients[f"dW{letter}"] = np.tensordot(x, dpart, axes=((0, 1), (0, 1)))
    return {"dx": dx} | gradients


def broadcast_mask(mask: Array, shape: tuple[int, ...]) -> Array:
    """Return a mask of truth values in the full shape (..., T, S)."""
    if not isinstance(shape, tuple):
        raise ValueError(f"shape: got {shape!r}, expected a tuple of sizes")
    for size in shape:
        arguments.whole("shape", size, minimum=0)
    check_mask(mask, shape)
    return np.broadcast_to(mask, shape)


def check_mask(mask: Any, shape: tuple[int, ...]) -> None:
    """Refuse what is not an array of truth values that broadcasts to ``shape``."""
    dtype = getattr(mask, "dtype", type(mask).__name__)
    if str(dtype) not in ("bool", "torch.bool"):
        raise ValueError(f"mask: got {dtype}, expected an array of bool (True: may be looked at)")
    try:
        fits = np.broadcast_shapes(tuple(mask.shape), shape) == shape
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"mask: got shape {tuple(mask.shape)}, expected one that broadcasts to {shape}")
