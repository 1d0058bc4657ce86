"""PyTorch twin of ``transformer.py``. Beyond the course's sources."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from quizrnn.reference import arguments
from quizrnn.reference.multi_head_torch import multi_head_attention
from quizrnn.reference.normalisation_torch import layer_norm
from quizrnn.reference.transformer import NAMES


def feed_forward(x: Tensor, W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> Tensor:
    """Return relu(x W1 + b1) W2 + b2."""
    shapes = {"W1": (W1, "D F"), "b1": (b1, "F"), "W2": (W2, "F D"), "b2": (b2, "D")}
    arguments.sizes("D", x=(x, "N T D"), **shapes)
    return torch.relu(x @ W1 + b1) @ W2 + b2


def transformer_block(
    x: Tensor, params: dict[str, Any], heads: int, mask: Tensor | None = None, pre_norm: bool = False
) -> Tensor:
    """Return (N, T, D) for x (N, T, D)."""
    arguments.named("params", params, NAMES)
    arguments.flag("pre_norm", pre_norm)
    p = params

    def look(z: Tensor) -> Tensor:
        return multi_head_attention(z, z, p["attention"], heads, mask)

    def feed(z: Tensor) -> Tensor:
        return feed_forward(z, p["W1"], p["b1"], p["W2"], p["b2"])

    if pre_norm:
        x = x + look(layer_norm(x, p["gamma1"], p["beta1"]))
        return x + feed(layer_norm(x, p["gamma2"], p["beta2"]))
    x = layer_norm(x + look(x), p["gamma1"], p["beta1"])
    return layer_norm(x + feed(x), p["gamma2"], p["beta2"])
