"""PyTorch twin of ``edge_filters.py``."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from quizrnn.reference import arguments
from quizrnn.reference.conv_torch import conv2d
from quizrnn.reference.mlp_torch import Layers, mlp
from quizrnn.reference.pooling_torch import max_pool2d


def edge_maps(x: Tensor, filters: Tensor, cut: float = 0.2, fixed: bool = True) -> Tensor:
    """Return the pooled maps (N, F, H/2, W/2) of images x (N, 1, H, W)."""
    arguments.sizes("N F", x=(x, "N 1 H W"), filters=(filters, "F 1 k k"))
    arguments.number("cut", cut, minimum=0.0)
    arguments.flag("fixed", fixed)
    response = conv2d(x, filters, padding="same")
    strength = response.abs() if fixed else response
    return max_pool2d(functional.relu(strength - cut), 2)


def stroke_net(x: Tensor, filters: Tensor, layers: Layers, cut: float = 0.2, fixed: bool = True) -> Tensor:
    """Return the class probabilities (N, K)."""
    maps = edge_maps(x, filters, cut, fixed)
    return torch.softmax(mlp(maps.flatten(1), layers, "tanh"), dim=1)
