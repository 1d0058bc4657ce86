"""The simple recurrent network in PyTorch: the twin of ``rnn``."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference.activations_torch import ELEMENTWISE
from quizrnn.reference.arguments import choice, sizes, whole
from quizrnn.reference.arguments import lengths as check_lengths
from quizrnn.reference.masks_torch import length_mask


def rnn_step(x: Tensor, h: Tensor, Wx: Tensor, Wh: Tensor, b: Tensor, activation: str = "tanh") -> Tensor:
    """One step: x (N, D), h (N, H) → the new h (N, H)."""
    sizes("N", x=(x, "N D"), h=(h, "N H"), Wx=(Wx, "D H"), Wh=(Wh, "H H"), b=(b, "H"))
    choice("activation", activation, ELEMENTWISE)
    return ELEMENTWISE[activation](x @ Wx + h @ Wh + b)


def rnn_forward(
    x: Tensor,
    h0: Tensor,
    Wx: Tensor,
    Wh: Tensor,
    b: Tensor,
    activation: str = "tanh",
    lengths: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """All steps: x (N, T, D), h0 (N, H) → all states (N, T, H) and the last one (N, H)."""
    N, T, H = sizes("N T H", x=(x, "N T D"), h0=(h0, "N H"), Wx=(Wx, "D H"), Wh=(Wh, "H H"), b=(b, "H"))
    counts = None if lengths is None else length_mask(lengths, T)
    h, hs = h0, []
    for t in range(T):
        new = rnn_step(x[:, t], h, Wx, Wh, b, activation)
        h = new if counts is None else torch.where(counts[:, t, None], new, h)
        hs.append(h if counts is None else h * counts[:, t, None])
    return torch.stack(hs, dim=1) if hs else x.new_zeros(N, 0, H), h


def rnn_truncated_forward(
    x: Tensor,
    h0: Tensor,
    Wx: Tensor,
    Wh: Tensor,
    b: Tensor,
    k: int,
    activation: str = "tanh",
    lengths: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """The same numbers as ``rnn_forward``; the state is detached every k steps, so that autograd stops there."""
    N, T = sizes("N T", x=(x, "N T D"))
    whole("k", k, minimum=1)
    if lengths is not None:
        check_lengths("lengths", lengths, N, T)
    pieces, h = [], h0
    for start in range(0, T, k):
        piece = x[:, start : start + k]
        left = None if lengths is None else (lengths - start).clamp(0, piece.shape[1])
        hs, h = rnn_forward(piece, h if start == 0 else h.detach(), Wx, Wh, b, activation, left)
        pieces.append(hs)
    return torch.cat(pieces, dim=1) if pieces else x.new_zeros(N, 0, h0.shape[1]), h
