"""Sequences of unequal length in PyTorch: the twin of ``masks``."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference.arguments import lengths as check_lengths
from quizrnn.reference.arguments import whole


def length_mask(lengths: Tensor, T: int) -> Tensor:
    """(N, T), True where a step counts."""
    whole("T", T, minimum=0)
    check_lengths("lengths", lengths, len(lengths) if lengths.ndim else 0, T)
    return torch.arange(T) < lengths[:, None]


def reverse_padded(x: Tensor, lengths: Tensor | None = None) -> Tensor:
    """Each sequence of x (N, T, ...) backwards, its padding still at the end."""
    if x.ndim < 2:
        raise ValueError(f"x: got shape {tuple(x.shape)}, expected a batch of sequences (N, T, ...)")
    if lengths is None:
        return x.flip(1)
    N, T = x.shape[:2]
    check_lengths("lengths", lengths, N, T)
    steps = torch.arange(T)
    source = torch.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)
    return x[torch.arange(N)[:, None], source]
