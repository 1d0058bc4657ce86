"""PyTorch twin of ``normalisation.py``."""

from __future__ import annotations

from torch import Tensor

from quizrnn.reference import arguments
from quizrnn.reference.normalisation import check_channels, check_features


def batch_norm(x: Tensor, gamma: Tensor, beta: Tensor, eps: float = 1e-5) -> Tensor:
    """Normalise each channel of x (N, C, ...) over the batch."""
    check_channels(x, gamma=gamma, beta=beta)
    arguments.number("eps", eps, minimum=0.0)
    channels = x.transpose(0, 1).flatten(1)  # (C, N ...)
    mean, var = channels.mean(1), channels.var(1, correction=0)
    return batch_norm_test(x, gamma, beta, mean, var, eps)


def batch_norm_test(
    x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, var: Tensor, eps: float = 1e-5
) -> Tensor:
    """Normalise x with given estimates mean, var (C,)."""
    check_channels(x, gamma=gamma, beta=beta, mean=mean, var=var)
    arguments.number("eps", eps, minimum=0.0)
    last = x.movedim(1, -1)  # (N, ..., C)
    return (gamma * (last - mean) / (var + eps).sqrt() + beta).movedim(-1, 1)


def update_running(x: Tensor, mean: Tensor, var: Tensor, momentum: float = 0.1) -> tuple[Tensor, Tensor]:
    """Return the running mean and variance (C,) after the batch x."""
    check_channels(x, mean=mean, var=var)
    arguments.number("momentum", momentum, minimum=0.0, maximum=1.0)
    channels = x.transpose(0, 1).flatten(1)
    return mean.lerp(channels.mean(1), momentum), var.lerp(channels.var(1), momentum)


def layer_norm(x: Tensor, gamma: Tensor, beta: Tensor, eps: float = 1e-5) -> Tensor:
    """Normalise each row of x (..., D) over its last axis."""
    check_features(x, gamma, beta, eps)
    centred = x - x.mean(-1, keepdim=True)
    return gamma * centred / (centred.square().mean(-1, keepdim=True) + eps).sqrt() + beta
