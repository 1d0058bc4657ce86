"""Sequences of unequal length in PyTorch: the twin of ``masks``."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference.arguments import ids, numbers, whole
from quizrnn.reference.arguments import lengths as check_lengths


def length_mask(lengths: Tensor, T: int) -> Tensor:
    """(N, T), True where a step counts."""
    whole("T", T, minimum=0)
    ids("lengths", lengths, ndim=1)
    check_lengths("lengths", lengths, len(lengths), T)
    return torch.arange(T, device=lengths.device) < lengths[:, None]


def reverse_padded(x: Tensor, lengths: Tensor | None = None) -> Tensor:
    """Each sequence of x (N, T, ...) backwards, its padding still at the end."""
    numbers("x", x, "(N, T, ...)", ndim=2)
    if lengths is None:
        return x.flip(1)
    N, T = x.shape[:2]
    check_lengths("lengths", lengths, N, T)
    steps = torch.arange(T, device=x.device)
    source = torch.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)
    return x[torch.arange(N, device=x.device)[:, None], source]
