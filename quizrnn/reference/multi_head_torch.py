"""PyTorch twin of ``multi_head.py``; heads are an axis of their own here."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference.attention import check_mask
from quizrnn.reference.attention_torch import masked_softmax
from quizrnn.reference.multi_head import check_even, check_heads

Params = dict[str, Tensor]


def positional_encoding(T: int, D: int) -> Tensor:
    """Return PE (T, D), on the CPU."""
    check_even(T, D)
    rate = 10000 ** (-torch.arange(0, D, 2, dtype=torch.float64) / D)
    angle = torch.outer(torch.arange(T, dtype=torch.float64), rate)
    return torch.stack([angle.sin(), angle.cos()], dim=2).flatten(1)


def multi_head_attention(
    x: Tensor, y: Tensor, params: Params, heads: int, mask: Tensor | None = None
) -> Tensor:
    """Return (N, T, D): x (N, T, D) asks, y (N, S, D) is looked at."""
    check_heads(x, y, params, heads)
    q, k, v = (
        (source @ params["W" + letter] + params["b" + letter]).reshape(*source.shape[:2], heads, -1)
        for letter, source in (("q", x), ("k", y), ("v", y))
    )  # (N, T or S, heads, D/heads)
    scores = torch.einsum("nthd,nshd->nhts", q, k) / q.shape[-1] ** 0.5
    if mask is not None:
        check_mask(mask, (*scores.shape[:1], *scores.shape[2:]))
        mask = mask[:, None] if mask.ndim == 3 else mask  # (N, 1, T, S): the same for every head
    weights = masked_softmax(scores, mask)
    context = torch.einsum("nhts,nshd->nthd", weights, v).flatten(2)
    return context @ params["Wo"] + params["bo"]
