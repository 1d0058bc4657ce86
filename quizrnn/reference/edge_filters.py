"""The ORENIST network: two fixed edge filters tell strokes |, - and + apart (エッジ抽出フィルタ).

    maps = |image * filter| (same size),   maps = max(maps - cut, 0),   maps = 2x2 max pool
    h = tanh(maps W_1 + b_1) (2 units),    p = softmax(h W_2 + b_2) (3 classes)

The first filter has positive columns on the left and negative ones on the right, so it answers to vertical
edges; the second is its transpose. Division by 23, the sum of the positive weights, keeps the answer to a
0/1 edge at 1 or less. The absolute value is there because left and right edges differ in sign, the cut 0.2
drops weak answers. With *learned* filters (``fixed=False``) the absolute value is left out. Zero padding
makes false edges of up to 1 at the rim of a picture whose background is not 0. Source: Nakai, 2016 (the
ORENIST strokes); Prewitt, 1970 (edge filters).
"""

from __future__ import annotations

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.activations import softmax, softmax_backward
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.conv import conv2d, conv2d_backward
from quizrnn.reference.mlp import Layers, mlp, mlp_backward
from quizrnn.reference.pooling import max_pool2d, max_pool2d_backward


def edge_filters() -> Array:
    """Return the two filters (2, 1, 5, 5): vertical edges, horizontal edges.

    >>> (edge_filters()[0, 0, 2] * 23).round(6).tolist()
    [4.0, 3.0, 0.0, -3.0, -4.0]
    """
    side = np.array([[2.0, 1.0], [3.0, 2.0], [4.0, 3.0], [3.0, 2.0], [2.0, 1.0]])
    vertical = np.hstack([side, np.zeros((5, 1)), -side[:, ::-1]]) / 23
    return np.stack([vertical, vertical.T])[:, None]


def edge_maps(x: Array, filters: Array, cut: float = 0.2, fixed: bool = True) -> tuple[Array, Cache]:
    """Return the pooled maps (N, F, H/2, W/2) of images x (N, 1, H, W) under filters (F, 1, k, k)."""
    arguments.sizes("N F", x=(x, "N 1 H W"), filters=(filters, "F 1 k k"))
    arguments.number("cut", cut, minimum=0.0)
    arguments.flag("fixed", fixed)
    response, conv_cache = conv2d(x, filters, padding="same")  # (N, F, H, W)
    strength = np.abs(response) if fixed else response
    kept = np.maximum(strength - cut, 0)
    pooled, pool_cache = max_pool2d(kept, 2)  # (N, F, H/2, W/2)
    cache = {"conv": conv_cache, "pool": pool_cache, "response": response, "kept": kept, "fixed": fixed}
    return pooled, cache


def edge_maps_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx and dfilters; the kinks (|0| and the cut) have the derivative 0."""
    dkept = max_pool2d_backward(dout, cache["pool"])["dx"]
    dstrength = dkept * (cache["kept"] > 0)
    dresponse = dstrength * np.sign(cache["response"]) if cache["fixed"] else dstrength
    gradients = conv2d_backward(dresponse, cache["conv"])
    return {"dx": gradients["dx"], "dfilters": gradients["dW"]}


def stroke_net(
    x: Array, filters: Array, layers: Layers, cut: float = 0.2, fixed: bool = True
) -> tuple[Array, Cache]:
    """Return the class probabilities (N, K): edge maps, tanh layers, softmax."""
    maps, maps_cache = edge_maps(x, filters, cut, fixed)
    features = maps.reshape(len(x), -1)  # (N, F H/2 W/2)
    logits, mlp_cache = mlp(features, layers, "tanh")  # (N, K)
    p = softmax(logits)
    return p, {"maps": maps_cache, "maps_shape": maps.shape, "mlp": mlp_cache, "p": p}


def stroke_net_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dfilters, dlayers for dout (N, K) at the probabilities."""
    head = mlp_backward(softmax_backward(dout, cache["p"]), cache["mlp"])
    dmaps = head["dx"].reshape(cache["maps_shape"])
    return edge_maps_backward(dmaps, cache["maps"]) | {"dlayers": head["dlayers"]}
