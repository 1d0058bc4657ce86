"""Long short-term memory in PyTorch: the twin of ``lstm``."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference.arguments import number, sizes
from quizrnn.reference.masks_torch import length_mask


def lstm_step(
    x: Tensor,
    h: Tensor,
    c: Tensor,
    Wx: Tensor,
    Wh: Tensor,
    b: Tensor,
    p: Tensor | None = None,
    forget_bias: float = 0.0,
) -> tuple[Tensor, Tensor]:
    """One step: x (N, D), h and c (N, H) → new h and c."""
    sizes(
        "N",
        x=(x, "N D"),
        h=(h, "N H"),
        c=(c, "N H"),
        Wx=(Wx, "D 4H"),
        Wh=(Wh, "H 4H"),
        b=(b, "4H"),
        p=(p, "?3H"),
    )
    number("forget_bias", forget_bias)
    a_i, a_f, a_g, a_o = (x @ Wx + h @ Wh + b).chunk(4, dim=1)  # (N, H) each
    p_i, p_f, p_o = p.chunk(3) if p is not None else (0, 0, 0)
    i = torch.sigmoid(a_i + p_i * c)
    f = torch.sigmoid(a_f + p_f * c + forget_bias)
    g = torch.tanh(a_g)
    c_new = f * c + i * g
    o = torch.sigmoid(a_o + p_o * c_new)
    return o * torch.tanh(c_new), c_new


def lstm_forward(
    x: Tensor,
    h0: Tensor,
    c0: Tensor,
    Wx: Tensor,
    Wh: Tensor,
    b: Tensor,
    p: Tensor | None = None,
    forget_bias: float = 0.0,
    lengths: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor]:
    """All steps: x (N, T, D) → all states (N, T, H), the last state and the last cell (N, H)."""
    N, T, H = sizes("N T H", x=(x, "N T D"), h0=(h0, "N H"))
    counts = None if lengths is None else length_mask(lengths, T)
    h, c, hs = h0, c0, []
    for t in range(T):
        h_new, c_new = lstm_step(x[:, t], h, c, Wx, Wh, b, p, forget_bias)
        here = x.new_ones((N, 1), dtype=torch.bool) if counts is None else counts[:, t, None]
        h, c = torch.where(here, h_new, h), torch.where(here, c_new, c)
        hs.append(h * here)
    return torch.stack(hs, dim=1) if hs else x.new_zeros(N, 0, H), h, c
