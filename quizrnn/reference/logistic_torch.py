"""PyTorch twin of ``logistic.py``; the Newton step lets autograd find gradient and curvature."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from quizrnn.reference import arguments


def logistic(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    """Return the probabilities (N,) of class 1."""
    arguments.sizes("N D", x=(x, "N D"), w=(w, "D"), b=(b, ""))
    return torch.sigmoid(x @ w + b)


def logistic_loss(x: Tensor, t: Tensor, w: Tensor, b: Tensor, reduction: str = "sum") -> Tensor:
    """Return -log likelihood of the labels t (N,)."""
    arguments.sizes("N D", x=(x, "N D"), t=(t, "N"), w=(w, "D"), b=(b, ""))
    arguments.choice("reduction", reduction, ("sum", "mean"))
    return functional.binary_cross_entropy_with_logits(x @ w + b, t, reduction=reduction)


def logistic_newton_step(x: Tensor, t: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Return w and b after one Newton step on the summed loss."""
    arguments.sizes("N D", x=(x, "N D"), t=(t, "N"), w=(w, "D"), b=(b, ""))

    def loss(both: Tensor) -> Tensor:
        return logistic_loss(x, t, both[:-1], both[-1])

    both = torch.cat([w, b.reshape(1)])
    gradient, curvature = torch.func.grad(loss)(both), torch.func.hessian(loss)(both)
    both = both - torch.linalg.solve(curvature, gradient)
    return both[:-1], both[-1]
