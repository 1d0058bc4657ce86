"""PyTorch twin of ``cnn.py``."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from quizrnn.reference.conv_torch import conv2d
from quizrnn.reference.dropout_torch import dropout

Params = dict[str, Tensor]


def one_layer_cnn(x: Tensor, params: Params) -> Tensor:
    """Return logits (N, K) of x (N, C, H, W)."""
    pooled = functional.max_pool2d(conv2d(x, params["conv_W"], padding="same"), 2)
    hidden = functional.relu(pooled.flatten(1) @ params["W1"] + params["b1"])
    return hidden @ params["W2"] + params["b2"]


def two_layer_cnn(x: Tensor, params: Params, noise: Tensor, rate: float = 0.5, train: bool = True) -> Tensor:
    """Return logits (N, K) of x (N, C, H, W)."""
    for layer in ("conv1", "conv2"):
        u = conv2d(x, params[layer + "_W"], params[layer + "_b"], padding="same")
        x = functional.max_pool2d(functional.relu(u), 2)
    hidden = functional.relu(x.flatten(1) @ params["W1"] + params["b1"])
    return dropout(hidden, noise, rate, train) @ params["W2"] + params["b2"]


def sound_cnn(x: Tensor, params: Params, stride: int = 2) -> Tensor:
    """Return logits (N, K) of x (N, C, T)."""
    u = functional.conv1d(x, params["conv_W"], params["conv_b"], stride)
    means = functional.max_pool1d(functional.relu(u), 2).mean(dim=2)
    return means @ params["W"] + params["b"]
