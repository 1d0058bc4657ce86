"""PyTorch twin of ``softmax_regression.py``."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from quizrnn.reference import arguments


def softmax_regression(x: Tensor, W: Tensor, b: Tensor) -> Tensor:
    """Return the probabilities (N, K)."""
    arguments.sizes("N D K", x=(x, "N D"), W=(W, "D K"), b=(b, "K"))
    return torch.softmax(x @ W + b, dim=1)


def softmax_regression_loss(x: Tensor, t: Tensor, W: Tensor, b: Tensor, reduction: str = "sum") -> Tensor:
    """Return the cross-entropy of the target rows t (N, K)."""
    arguments.sizes("N D K", x=(x, "N D"), t=(t, "N K"), W=(W, "D K"), b=(b, "K"))
    arguments.choice("reduction", reduction, ("sum", "mean"))
    return functional.cross_entropy(x @ W + b, t, reduction=reduction)


def softmax_newton_step(x: Tensor, t: Tensor, W: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Return W and b after one Newton step on the summed loss."""
    arguments.sizes("N D K", x=(x, "N D"), t=(t, "N K"), W=(W, "D K"), b=(b, "K"))
    shape = (len(W) + 1, len(b))

    def loss(both: Tensor) -> Tensor:
        rows = both.reshape(shape)
        return softmax_regression_loss(x, t, rows[:-1], rows[-1])

    both = torch.cat([W, b[None]]).flatten()
    gradient, curvature = torch.func.grad(loss)(both), torch.func.hessian(loss)(both)
    rows = (both - torch.linalg.pinv(curvature, hermitian=True, rtol=1e-12) @ gradient).reshape(shape)
    return rows[:-1], rows[-1]
