"""PyTorch twin of ``multi_head.py``; heads are an axis of their own here."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference.attention_torch import masked_softmax

Params = dict[str, Tensor]


def positional_encoding(T: int, D: int) -> Tensor:
    """Return PE (T, D)."""
    rate = 10000 ** (-torch.arange(0, D, 2, dtype=torch.float64) / D)
    angle = torch.outer(torch.arange(T, dtype=torch.float64), rate)
    return torch.stack([angle.sin(), angle.cos()], dim=2).flatten(1)


def multi_head_attention(
    x: Tensor, y: Tensor, params: Params, heads: int, mask: Tensor | None = None
) -> Tensor:
    """Return (N, T, D): x (N, T, D) asks, y (N, S, D) is looked at."""
    q, k, v = (
        (source @ params["W" + letter] + params["b" + letter]).reshape(*source.shape[:2], heads, -1)
        for letter, source in (("q", x), ("k", y), ("v", y))
    )  # (N, T or S, heads, D/heads)
    scores = torch.einsum("nthd,nshd->nhts", q, k) / q.shape[-1] ** 0.5
    weights = masked_softmax(scores, mask[:, None] if mask is not None and mask.ndim == 3 else mask)
    context = torch.einsum("nhts,nshd->nthd", weights, v).flatten(2)
    return context @ params["Wo"] + params["bo"]
