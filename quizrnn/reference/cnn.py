"""Convolutional networks: one and two convolution layers for digits (単層・2層CNN), 1-D for sound.

    one layer:   conv (no bias, no ReLU) - max pool - dense - ReLU - dense
    two layers:  conv - ReLU - pool - conv - ReLU - pool - dense - ReLU - dropout - dense
    1-D:         conv - ReLU - pool - mean over the time - dense

The output is a logit for each class. Each function takes its weights as a dict, and ``dparams`` has the
same keys. On 28x28 images with 16 filters of 5x5 and 1024 units the one-layer net has 3,222,938
parameters; with 32 and 64 filters the two-layer net has 3,274,634. Pooling after ReLU equals ReLU after
pooling, as both keep the order. Source: LeCun et al., 1998, "Gradient-Based Learning Applied to Document
Recognition".
"""

from __future__ import annotations

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.conv import conv1d, conv1d_backward, conv2d, conv2d_backward
from quizrnn.reference.dropout import dropout, dropout_backward
from quizrnn.reference.mlp import mlp, mlp_backward
from quizrnn.reference.pooling import (
    global_avg_pool,
    global_avg_pool_backward,
    max_pool1d,
    max_pool1d_backward,
    max_pool2d,
    max_pool2d_backward,
)

Params = dict[str, Array]


def one_layer_cnn(x: Array, params: Params) -> tuple[Array, Cache]:
    """Return logits (N, K) of x (N, C, H, W).

    params: conv_W (F, C, k, k), W1 (F H/2 W/2, U), b1 (U,), W2 (U, K), b2 (K,).
    """
    arguments.named("params", params, ("conv_W", "W1", "b1", "W2", "b2"))
    maps, conv_cache = conv2d(x, params["conv_W"], padding="same")  # (N, F, H, W)
    pooled, pool_cache = max_pool2d(maps, 2)  # (N, F, H/2, W/2)
    layers = [(params["W1"], params["b1"]), (params["W2"], params["b2"])]
    logits, mlp_cache = mlp(pooled.reshape(len(x), -1), layers, "relu")  # (N, K)
    return logits, {"conv": conv_cache, "pool": pool_cache, "mlp": mlp_cache, "pooled_shape": pooled.shape}


def one_layer_cnn_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx and dparams for dout (N, K)."""
    head = mlp_backward(dout, cache["mlp"])
    dmaps = max_pool2d_backward(head["dx"].reshape(cache["pooled_shape"]), cache["pool"])["dx"]
    conv = conv2d_backward(dmaps, cache["conv"])
    (dW1, db1), (dW2, db2) = head["dlayers"]
    return {"dx": conv["dx"], "dparams": {"conv_W": conv["dW"], "W1": dW1, "b1": db1, "W2": dW2, "b2": db2}}


def two_layer_cnn(
    x: Array, params: Params, noise: Array, rate: float = 0.5, train: bool = True
) -> tuple[Array, Cache]:
    """Return logits (N, K) of x (N, C, H, W); ``noise`` (N, U) is drawn uniform for the dropout of ``rate``.

    params: conv1_W, conv1_b, conv2_W, conv2_b, W1 (F2 H/4 W/4, U), b1, W2 (U, K), b2.
    """
    arguments.named("params", params, ("conv1_W", "conv1_b", "conv2_W", "conv2_b", "W1", "b1", "W2", "b2"))
    first, cache1 = _conv_relu_pool(x, params["conv1_W"], params["conv1_b"])  # (N, F1, H/2, W/2)
    second, cache2 = _conv_relu_pool(first, params["conv2_W"], params["conv2_b"])  # (N, F2, H/4, W/4)
    flat = second.reshape(len(x), -1)  # (N, F2 H/4 W/4): 7*7, not 14*14, after two pools of 28x28
    u, dense_cache = mlp(flat, [(params["W1"], params["b1"])])  # (N, U)
    hidden = np.maximum(u, 0)
    dropped, drop_cache = dropout(hidden, noise, rate, train)
    logits, out_cache = mlp(dropped, [(params["W2"], params["b2"])])  # (N, K)
    cache = {"conv1": cache1, "conv2": cache2, "dense": dense_cache, "drop": drop_cache, "out": out_cache}
    return logits, cache | {"u": u, "second_shape": second.shape}


def two_layer_cnn_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx and dparams for dout (N, K); the mask is the forward pass's own."""
    out = mlp_backward(dout, cache["out"])
    du = dropout_backward(out["dx"], cache["drop"])["dx"] * (cache["u"] > 0)
    dense = mlp_backward(du, cache["dense"])
    second = _conv_relu_pool_backward(dense["dx"].reshape(cache["second_shape"]), cache["conv2"])
    first = _conv_relu_pool_backward(second["dx"], cache["conv1"])
    ((dW1, db1),), ((dW2, db2),) = dense["dlayers"], out["dlayers"]
    convs = {"conv1_W": first["dW"], "conv1_b": first["db"], "conv2_W": second["dW"], "conv2_b": second["db"]}
    dparams = convs | {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
    return {"dx": first["dx"], "dparams": dparams}


def sound_cnn(x: Array, params: Params, stride: int = 2) -> tuple[Array, Cache]:
    """Return logits (N, K) of x (N, C, T); params: conv_W (F, C, k), conv_b (F,), W (F, K), b (K,).

    With 32 filters of width 4 on one channel and 10 classes: 160 + 330 = 490 parameters.
    """
    arguments.named("params", params, ("conv_W", "conv_b", "W", "b"))
    u, conv_cache = conv1d(x, params["conv_W"], params["conv_b"], stride)  # (N, F, T')
    pooled, pool_cache = max_pool1d(np.maximum(u, 0), 2)  # (N, F, T'/2)
    means, mean_cache = global_avg_pool(pooled)  # (N, F)
    logits, out_cache = mlp(means, [(params["W"], params["b"])])  # (N, K)
    return logits, {"conv": conv_cache, "u": u, "pool": pool_cache, "mean": mean_cache, "out": out_cache}


def sound_cnn_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx and dparams for dout (N, K)."""
    out = mlp_backward(dout, cache["out"])
    dpooled = global_avg_pool_backward(out["dx"], cache["mean"])["dx"]
    du = max_pool1d_backward(dpooled, cache["pool"])["dx"] * (cache["u"] > 0)
    conv = conv1d_backward(du, cache["conv"])
    ((dW, db),) = out["dlayers"]
    return {"dx": conv["dx"], "dparams": {"conv_W": conv["dW"], "conv_b": conv["db"], "W": dW, "b": db}}


def _conv_relu_pool(x: Array, W: Array, b: Array) -> tuple[Array, Cache]:
    u, conv_cache = conv2d(x, W, b, padding="same")  # (N, F, H, W)
    out, pool_cache = max_pool2d(np.maximum(u, 0), 2)  # (N, F, H/2, W/2)
    return out, {"conv": conv_cache, "u": u, "pool": pool_cache}


def _conv_relu_pool_backward(dout: Array, cache: Cache) -> Gradients:
    du = max_pool2d_backward(dout, cache["pool"])["dx"] * (cache["u"] > 0)
    return conv2d_backward(du, cache["conv"])
