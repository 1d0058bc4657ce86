"""Losses in PyTorch: the twin of ``losses``, same names and arguments; each returns the loss alone."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference.arguments import choice, floating, same_shape
from quizrnn.reference.losses import LOG_FLOOR, REDUCTIONS, check_class_numbers, check_classes, check_counted


def _reduced(losses: Tensor, reduction: str) -> Tensor:
    choice("reduction", reduction, REDUCTIONS)
    if reduction == "none":
        return losses
    return losses.sum() if reduction == "sum" else losses.mean()


def _check(name: str, value: Tensor, t: Tensor) -> None:
    floating(name, value)
    floating("t", t)
    same_shape(**{name: value, "t": t})


def half_squared_error(y: Tensor, t: Tensor, reduction: str = "sum") -> Tensor:
    """½ (y - t)²."""
    _check("y", y, t)
    return _reduced((y - t) ** 2 / 2, reduction)


def squared_error(y: Tensor, t: Tensor, reduction: str = "mean") -> Tensor:
    """(y - t)²."""
    _check("y", y, t)
    return _reduced((y - t) ** 2, reduction)


def binary_cross_entropy(p: Tensor, t: Tensor, reduction: str = "mean") -> Tensor:
    """-t log p - (1 - t) log(1 - p)."""
    _check("p", p, t)
    losses = -t * torch.log(p).clamp(min=LOG_FLOOR) - (1 - t) * torch.log(1 - p).clamp(min=LOG_FLOOR)
    return _reduced(losses, reduction)


def binary_cross_entropy_from_logits(x: Tensor, t: Tensor, reduction: str = "mean") -> Tensor:
    """The same from logits."""
    _check("x", x, t)
    losses = torch.where(x > 0, x, 0.0) - x * t + torch.log1p(torch.exp(-torch.abs(x)))
    return _reduced(losses, reduction)


def cross_entropy(p: Tensor, t: Tensor, reduction: str = "mean") -> Tensor:
    """-Σ_k t_k log p_k over the last axis."""
    check_classes("p", p)
    _check("p", p, t)
    return _reduced(-(t * torch.log(p).clamp(min=LOG_FLOOR)).sum(dim=-1), reduction)


def cross_entropy_from_logits(x: Tensor, t: Tensor, reduction: str = "mean") -> Tensor:
    """-Σ_k t_k log softmax(x)_k over the last axis."""
    check_classes("x", x)
    _check("x", x, t)
    return _reduced(-(t * torch.log_softmax(x, dim=-1)).sum(dim=-1), reduction)


def sparse_cross_entropy(p: Tensor, t: Tensor, reduction: str = "mean") -> Tensor:
    """-log p_t, with t the class numbers."""
    check_classes("p", p)
    check_class_numbers(t, p)
    right = torch.gather(p, -1, t.long()[..., None])[..., 0]
    return _reduced(-torch.log(right).clamp(min=LOG_FLOOR), reduction)


def sparse_cross_entropy_from_logits(
    x: Tensor, t: Tensor, mask: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """-log softmax(x)_t where ``mask`` is 1; the mean is over what counts."""
    check_classes("x", x)
    check_class_numbers(t, x)
    choice("reduction", reduction, REDUCTIONS)
    check_counted(mask, t)
    weight = x.new_ones(t.shape) if mask is None else mask.to(x.dtype)
    losses = -torch.gather(torch.log_softmax(x, dim=-1), -1, t.long()[..., None])[..., 0] * weight
    if reduction == "mean":
        return losses.sum() / weight.sum().clamp(min=1)
    return _reduced(losses, reduction)
