"""PyTorch twin of ``attention.py``."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from quizrnn.reference import arguments
from quizrnn.reference.attention import check_mask


def causal_mask(T: int) -> Tensor:
    """Return (T, T), on the CPU: position t may look at itself and at what came before."""
    arguments.whole("T", T, minimum=0)
    return torch.ones(T, T, dtype=torch.bool).tril()


def padding_mask(lengths: Tensor, S: int) -> Tensor:
    """Return (N, 1, S): nobody may look beyond the length of a sequence."""
    arguments.whole("S", S, minimum=0)
    arguments.ids("lengths", lengths, ndim=1, below=S + 1)
    return torch.arange(S, device=lengths.device) < lengths[:, None, None]


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Return softmax over the last axis with 0 where the mask is False."""
    arguments.floating("scores", scores)
    if mask is None:
        return torch.softmax(scores, dim=-1)
    check_mask(mask, tuple(scores.shape))
    lowest = torch.finfo(scores.dtype).min  # finite: a row without a True gives no NaN
    weights = torch.softmax(scores.masked_fill(~mask, lowest), dim=-1)
    return weights.masked_fill(~mask, 0.0)


def dot_attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, scaled: bool = True) -> Tensor:
    """Return the context (N, T, C)."""
    arguments.sizes("D", q=(q, "N T D"), k=(k, "N S D"), v=(v, "N S C"))
    arguments.flag("scaled", scaled)
    scores = torch.einsum("ntd,nsd->nts", q, k)
    return masked_softmax(scores / math.sqrt(q.shape[-1]) if scaled else scores, mask) @ v


def additive_attention(
    q: Tensor, k: Tensor, v: Tensor, Wq: Tensor, Wk: Tensor, w: Tensor, mask: Tensor | None = None
) -> Tensor:
    """Return the context (N, T, C) by scores w·tanh(q Wq + k Wk)."""
    shapes = {"Wq": (Wq, "Dq A"), "Wk": (Wk, "Dk A"), "w": (w, "A")}
    arguments.sizes("N", q=(q, "N T Dq"), k=(k, "N S Dk"), v=(v, "N S C"), **shapes)
    hidden = torch.tanh((q @ Wq)[:, :, None] + (k @ Wk)[:, None])
    return masked_softmax(hidden @ w, mask) @ v


def self_attention(x: Tensor, Wq: Tensor, Wk: Tensor, Wv: Tensor, mask: Tensor | None = None) -> Tensor:
    """Return (N, T, C): scaled attention of x (N, T, D) over itself."""
    arguments.sizes("N", x=(x, "N T D"), Wq=(Wq, "D A"), Wk=(Wk, "D A"), Wv=(Wv, "D C"))
    return dot_attention(x @ Wq, x @ Wk, x @ Wv, mask)
