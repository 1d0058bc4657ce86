"""PyTorch twin of ``mlp.py``."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from quizrnn.reference import arguments
from quizrnn.reference.activations_torch import ELEMENTWISE

Layers = Sequence[tuple[Tensor, Tensor]]


def mlp(x: Tensor, layers: Layers, activation: str = "relu") -> Tensor:
    """Send x (N, D) through layers [(W, b), ...]; the last layer is linear."""
    arguments.floating("x", x, ndim=2)
    arguments.choice("activation", activation, ELEMENTWISE)
    arguments.perceptron("layers", layers)
    arguments.sizes("D", **{"layers[0].W": (layers[0][0], "D H")}, x=(x, "N D"))
    f = ELEMENTWISE[activation]
    *hidden, (W, b) = layers
    for W_hidden, b_hidden in hidden:
        x = f(x @ W_hidden + b_hidden)
    return x @ W + b


def xor_by_steps(x: Tensor) -> Tensor:
    """Return XOR of two bits x (N, 2) by step units."""
    arguments.sizes("N", x=(x, "N 2"))
    total = x.sum(dim=1)
    return ((total >= 0.5).to(x) - (total >= 1.5).to(x) >= 0.5).to(x)


def xor_net(x: Tensor, layers: Layers) -> Tensor:
    """Return P(class 1) (N,): tanh layers, one sigmoid output."""
    return torch.sigmoid(mlp(x, layers, "tanh")[:, 0])
