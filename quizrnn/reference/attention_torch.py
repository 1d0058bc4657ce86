"""PyTorch twin of ``attention.py``."""

from __future__ import annotations

import math

import torch
from torch import Tensor


def causal_mask(T: int) -> Tensor:
    """Return (T, T): position t may look at itself and at what came before."""
    return torch.ones(T, T, dtype=torch.bool).tril()


def padding_mask(lengths: Tensor, S: int) -> Tensor:
    """Return (N, 1, S): nobody may look beyond the length of a sequence."""
    return torch.arange(S) < lengths[:, None, None]


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Return softmax over the last axis with 0 where the mask is False."""
    if mask is None:
        return torch.softmax(scores, dim=-1)
    lowest = torch.finfo(scores.dtype).min  # finite: a row without a True gives no NaN
    weights = torch.softmax(scores.masked_fill(~mask, lowest), dim=-1)
    return weights.masked_fill(~mask, 0.0)


def dot_attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, scaled: bool = True) -> Tensor:
    """Return the context (N, T, C)."""
    scores = torch.einsum("ntd,nsd->nts", q, k)
    return masked_softmax(scores / math.sqrt(q.shape[-1]) if scaled else scores, mask) @ v


def additive_attention(
    q: Tensor, k: Tensor, v: Tensor, Wq: Tensor, Wk: Tensor, w: Tensor, mask: Tensor | None = None
) -> Tensor:
    """Return the context (N, T, C) by scores w·tanh(q Wq + k Wk)."""
    hidden = torch.tanh((q @ Wq)[:, :, None] + (k @ Wk)[:, None])
    return masked_softmax(hidden @ w, mask) @ v


def self_attention(x: Tensor, Wq: Tensor, Wk: Tensor, Wv: Tensor, mask: Tensor | None = None) -> Tensor:
    """Return (N, T, C): scaled attention of x (N, T, D) over itself."""
    return dot_attention(x @ Wq, x @ Wk, x @ Wv, mask)
