"""The binary adder's network in PyTorch: the twin of ``adder``."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference.activations_torch import ELEMENTWISE
from quizrnn.reference.arguments import choice, sizes


def adder_forward(x: Tensor, W_in: Tensor, W: Tensor, W_out: Tensor, activation: str = "sigmoid") -> Tensor:
    """All digits of the sum as numbers between 0 and 1: x (N, T, 2) → (N, T)."""
    N, T, H = sizes("N T H", x=(x, "N T 2"), W_in=(W_in, "2 H"), W=(W, "H H"), W_out=(W_out, "H 1"))
    choice("activation", activation, ELEMENTWISE)
    z, digits = x.new_zeros(N, H), []
    for t in range(T):
        z = ELEMENTWISE[activation](x[:, t] @ W_in + z @ W)
        digits.append(torch.sigmoid(z @ W_out)[:, 0])
    return torch.stack(digits, dim=1) if digits else x.new_zeros(N, 0)
