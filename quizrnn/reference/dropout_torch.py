"""PyTorch twin of ``dropout.py``; the library's own dropout draws its mask itself."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference import arguments


def dropout(x: Tensor, noise: Tensor, rate: float, train: bool = True) -> Tensor:
    """Set each value to 0 with probability ``rate`` and scale the others."""
    arguments.floating("x", x)
    arguments.number("rate", rate, minimum=0.0, maximum=1.0)
    arguments.floating("noise", noise)
    arguments.same_shape(x=x, noise=noise)
    arguments.flag("train", train)
    if not train:
        return x
    if rate == 1.0:
        return x * 0.0
    return torch.where(noise >= rate, x / (1 - rate), 0.0)


def dropout_keep(x: Tensor, noise: Tensor, keep: float, train: bool = True) -> Tensor:
    """Keep each value with probability ``keep``."""
    arguments.number("keep", keep, minimum=0.0, maximum=1.0)
    return dropout(x, noise, 1 - keep, train)
