"""Activation functions in PyTorch: the twin of ``activations``, with the same names, arguments and forms."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor

from quizrnn.reference.activations import TANH_FORMS
from quizrnn.reference.arguments import axis as check_axis
from quizrnn.reference.arguments import choice, floating, number


def step(x: Tensor, threshold: float = 0.0, at_threshold: float = 1.0) -> Tensor:
    """1 above the threshold, 0 below it, ``at_threshold`` on it."""
    floating("x", x)
    number("threshold", threshold)
    return torch.heaviside(x - threshold, x.new_tensor(at_threshold))


def sigmoid(x: Tensor, form: str = "stable") -> Tensor:
    """σ(x)."""
    floating("x", x)
    choice("form", form, ("stable", "plain"))
    return 1 / (1 + torch.exp(-x)) if form == "plain" else torch.sigmoid(x)


def tanh(x: Tensor, form: str = "library") -> Tensor:
    """tanh(x) in one of five forms."""
    floating("x", x)
    choice("form", form, TANH_FORMS)
    if form == "sinh_cosh":
        return torch.sinh(x) / torch.cosh(x)
    if form == "exp":
        return (torch.exp(x) - torch.exp(-x)) / (torch.exp(x) + torch.exp(-x))
    if form == "exp_2x":
        return (torch.exp(2 * x) - 1) / (torch.exp(2 * x) + 1)
    if form == "sigmoid":
        return 2 * torch.sigmoid(2 * x) - 1
    return torch.tanh(x)


def relu(x: Tensor) -> Tensor:
    """max(0, x); autograd's value at the kink is 0."""
    floating("x", x)
    return torch.relu(x)


def leaky_relu(x: Tensor, alpha: float = 0.01, form: str = "where") -> Tensor:
    """x for x > 0, αx otherwise; autograd's slope at 0 is α (the max form: the mean of both sides)."""
    floating("x", x)
    number("alpha", alpha)
    choice("form", form, ("where", "max"))
    return torch.maximum(alpha * x, x) if form == "max" else torch.where(x > 0, x, alpha * x)


def swish(x: Tensor, beta: float = 1.0) -> Tensor:
    """x σ(βx); ``torch.nn.functional.silu`` for β = 1."""
    floating("x", x)
    number("beta", beta)
    return x * torch.sigmoid(beta * x)


def identity(x: Tensor) -> Tensor:
    """x itself."""
    floating("x", x)
    return x


def gelu(x: Tensor, form: str = "erf") -> Tensor:
    """x Φ(x), or its approximation by tanh."""
    floating("x", x)
    choice("form", form, ("erf", "tanh"))
    if form == "tanh":
        return x / 2 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    out: Tensor = x * torch.special.erfc(-x / math.sqrt(2)) / 2
    return out


def softplus(x: Tensor, beta: float = 1.0) -> Tensor:
    """log(1 + exp(βx)) / β; torch's own softplus turns linear beyond βx = 20, this one does not."""
    floating("x", x)
    number("beta", beta, above=0)
    out: Tensor = torch.logaddexp(torch.zeros_like(x), beta * x) / beta
    return out


def softmax(x: Tensor, axis: int = -1) -> Tensor:
    """Shares that add up to 1 along ``axis``."""
    floating("x", x)
    check_axis("axis", axis, x.ndim)
    return torch.softmax(x, dim=axis)


def log_softmax(x: Tensor, axis: int = -1) -> Tensor:
    """The logarithm of the shares."""
    floating("x", x)
    check_axis("axis", axis, x.ndim)
    return torch.log_softmax(x, dim=axis)


ELEMENTWISE: dict[str, Callable[[Tensor], Tensor]] = {
    "identity": identity,
    "sigmoid": sigmoid,
    "tanh": tanh,
    "relu": relu,
    "leaky_relu": leaky_relu,
    "swish": swish,
    "gelu": gelu,
    "softplus": softplus,
}
