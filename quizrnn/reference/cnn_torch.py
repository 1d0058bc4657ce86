"""PyTorch twin of ``cnn.py``."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from quizrnn.reference import arguments
from quizrnn.reference.conv_torch import conv1d, conv2d
from quizrnn.reference.dropout_torch import dropout
from quizrnn.reference.mlp_torch import mlp
from quizrnn.reference.pooling_torch import global_avg_pool, max_pool1d, max_pool2d

Params = dict[str, Tensor]


def one_layer_cnn(x: Tensor, params: Params) -> Tensor:
    """Return logits (N, K) of x (N, C, H, W)."""
    arguments.named("params", params, ("conv_W", "W1", "b1", "W2", "b2"))
    pooled = max_pool2d(conv2d(x, params["conv_W"], padding="same"), 2)
    return mlp(pooled.flatten(1), [(params["W1"], params["b1"]), (params["W2"], params["b2"])])


def two_layer_cnn(x: Tensor, params: Params, noise: Tensor, rate: float = 0.5, train: bool = True) -> Tensor:
    """Return logits (N, K) of x (N, C, H, W)."""
    arguments.named("params", params, ("conv1_W", "conv1_b", "conv2_W", "conv2_b", "W1", "b1", "W2", "b2"))
    for layer in ("conv1", "conv2"):
        u = conv2d(x, params[layer + "_W"], params[layer + "_b"], padding="same")
        x = max_pool2d(functional.relu(u), 2)
    hidden = functional.relu(mlp(x.flatten(1), [(params["W1"], params["b1"])]))
    return mlp(dropout(hidden, noise, rate, train), [(params["W2"], params["b2"])])


def sound_cnn(x: Tensor, params: Params, stride: int = 2) -> Tensor:
    """Return logits (N, K) of x (N, C, T)."""
    arguments.named("params", params, ("conv_W", "conv_b", "W", "b"))
    u = conv1d(x, params["conv_W"], params["conv_b"], stride)
    means = global_avg_pool(max_pool1d(functional.relu(u), 2))
    return mlp(means, [(params["W"], params["b"])])
