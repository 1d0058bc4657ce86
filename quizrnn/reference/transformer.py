"""One encoder block of a Transformer with layer normalisation. Beyond the course's sources.

    post-norm (2017):   x = LN1(x + attention(x)),        out = LN2(x + feed(x))
    pre-norm:           x = x + attention(LN1(x)),        out = x + feed(LN2(x))
    feed(x) = relu(x W1 + b1) W2 + b2

No dropout. With a causal mask it is the block of a decoder-only language model. Sources: Vaswani et al.,
2017, "Attention Is All You Need"; Xiong et al., 2020, "On Layer Normalization in the Transformer
Architecture" (pre-norm).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.multi_head import multi_head_attention, multi_head_attention_backward
from quizrnn.reference.normalisation import layer_norm, layer_norm_backward

Params = dict[str, Any]
NAMES = ("attention", "W1", "b1", "W2", "b2", "gamma1", "beta1", "gamma2", "beta2")


def feed_forward(x: Array, W1: Array, b1: Array, W2: Array, b2: Array) -> tuple[Array, Cache]:
    """Return relu(x W1 + b1) W2 + b2 for x (N, T, D), each position for itself; W1 (D, F), W2 (F, D)."""
    shapes = {"W1": (W1, "D F"), "b1": (b1, "F"), "W2": (W2, "F D"), "b2": (b2, "D")}
    arguments.sizes("D", x=(x, "N T D"), **shapes)
    u = x @ W1 + b1  # (N, T, F)
    h = np.maximum(u, 0)
    return h @ W2 + b2, {"x": x, "u": u, "h": h, "W1": W1, "W2": W2}


def feed_forward_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dW1, db1, dW2, db2 for dout (N, T, D); the ReLU's derivative at 0 is 0."""
    arguments.upstream(dout, cache["x"].shape)
    du = dout @ cache["W2"].T * (cache["u"] > 0)  # (N, T, F)
    both = ((0, 1), (0, 1))
    return {
        "dx": du @ cache["W1"].T,
        "dW1": np.tensordot(cache["x"], du, axes=both),
        "db1": du.sum(axis=(0, 1)),
        "dW2": np.tensordot(cache["h"], dout, axes=both),
        "db2": dout.sum(axis=(0, 1)),
    }


def transformer_block(
    x: Array, params: Params, heads: int, mask: Array | None = None, pre_norm: bool = False
) -> tuple[Array, Cache]:
    """Return (N, T, D) for x (N, T, D).

    params: ``attention`` (the dict of multi_head_attention), W1 (D, F), b1, W2 (F, D), b2, and gamma1, beta1,
    gamma2, beta2 (D,) of the two layer norms.
    """
    arguments.named("params", params, NAMES)
    arguments.flag("pre_norm", pre_norm)
    feed = [params[name] for name in ("W1", "b1", "W2", "b2")]
    norm1, norm2 = (params["gamma1"], params["beta1"]), (params["gamma2"], params["beta2"])
    cache: Cache = {"pre_norm": pre_norm}
    if pre_norm:
        normed, cache["norm1"] = layer_norm(x, *norm1)
        looked, cache["attention"] = multi_head_attention(normed, normed, params["attention"], heads, mask)
        middle = x + looked
        normed, cache["norm2"] = layer_norm(middle, *norm2)
        fed, cache["feed"] = feed_forward(normed, *feed)
        return middle + fed, cache
    looked, cache["attention"] = multi_head_attention(x, x, params["attention"], heads, mask)
    middle, cache["norm1"] = layer_norm(x + looked, *norm1)
    fed, cache["feed"] = feed_forward(middle, *feed)
    out, cache["norm2"] = layer_norm(middle + fed, *norm2)
    return out, cache


def transformer_block_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx and dparams; at each residual the gradient flows both past the layer and through it."""
    if cache["pre_norm"]:
        feed = feed_forward_backward(dout, cache["feed"])
        norm2 = layer_norm_backward(feed["dx"], cache["norm2"])
        dmiddle = dout + norm2["dx"]
        attention = multi_head_attention_backward(dmiddle, cache["attention"])
        norm1 = layer_norm_backward(attention["dx"] + attention["dy"], cache["norm1"])
        dx = dmiddle + norm1["dx"]
    else:
        norm2 = layer_norm_backward(dout, cache["norm2"])
        feed = feed_forward_backward(norm2["dx"], cache["feed"])
        norm1 = layer_norm_backward(norm2["dx"] + feed["dx"], cache["norm1"])
        attention = multi_head_attention_backward(norm1["dx"], cache["attention"])
        dx = norm1["dx"] + attention["dx"] + attention["dy"]
    dparams = {name: feed["d" + name] for name in ("W1", "b1", "W2", "b2")}
    dparams |= {"gamma1": norm1["dgamma"], "beta1": norm1["dbeta"]}
    dparams |= {"gamma2": norm2["dgamma"], "beta2": norm2["dbeta"], "attention": attention["dparams"]}
    return {"dx": dx, "dparams": dparams}
