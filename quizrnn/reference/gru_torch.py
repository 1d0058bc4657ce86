"""The gated recurrent unit in PyTorch: the twin of ``gru``."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference.arguments import choice, sizes
from quizrnn.reference.gru import RESETS, Z_WEIGHS
from quizrnn.reference.masks_torch import length_mask


def gru_step(
    x: Tensor,
    h: Tensor,
    Wx: Tensor,
    Wh: Tensor,
    b: Tensor,
    bh: Tensor | None = None,
    z_weighs: str = "candidate",
    reset: str = "before",
) -> Tensor:
    """One step: x (N, D), h (N, H) → the new h (N, H)."""
    sizes("N", x=(x, "N D"), h=(h, "N H"), Wx=(Wx, "D 3H"), Wh=(Wh, "H 3H"), b=(b, "3H"), bh=(bh, "?3H"))
    choice("z_weighs", z_weighs, Z_WEIGHS)
    choice("reset", reset, RESETS)
    x_r, x_z, x_n = (x @ Wx + b).chunk(3, dim=1)  # (N, H) each
    Wh_r, Wh_z, Wh_n = Wh.chunk(3, dim=1)  # (H, H) each
    bh_r, bh_z, bh_n = bh.chunk(3) if bh is not None else (0, 0, 0)
    r = torch.sigmoid(x_r + h @ Wh_r + bh_r)
    z = torch.sigmoid(x_z + h @ Wh_z + bh_z)
    h_n = (r * h) @ Wh_n + bh_n if reset == "before" else r * (h @ Wh_n + bh_n)
    n = torch.tanh(x_n + h_n)
    return (1 - z) * h + z * n if z_weighs == "candidate" else z * h + (1 - z) * n


def gru_forward(
    x: Tensor,
    h0: Tensor,
    Wx: Tensor,
    Wh: Tensor,
    b: Tensor,
    bh: Tensor | None = None,
    z_weighs: str = "candidate",
    reset: str = "before",
    lengths: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """All steps: x (N, T, D), h0 (N, H) → all states (N, T, H) and the last one (N, H)."""
    N, T, H = sizes("N T H", x=(x, "N T D"), h0=(h0, "N H"))
    counts = None if lengths is None else length_mask(lengths, T)
    h, hs = h0, []
    for t in range(T):
        new = gru_step(x[:, t], h, Wx, Wh, b, bh, z_weighs, reset)
        h = new if counts is None else torch.where(counts[:, t, None], new, h)
        hs.append(h if counts is None else h * counts[:, t, None])
    return torch.stack(hs, dim=1) if hs else x.new_zeros(N, 0, H), h


def convert_z(
    Wx: Tensor, Wh: Tensor, b: Tensor, bh: Tensor | None = None
) -> tuple[Tensor, Tensor, Tensor, Tensor | None]:
    """The weights that do under one z convention what these do under the other: the z block negated."""
    (H,) = sizes("H", Wh=(Wh, "H 3H"), Wx=(Wx, "D 3H"), b=(b, "3H"), bh=(bh, "?3H"))
    sign = Wx.new_tensor([1, -1, 1]).repeat_interleave(H)
    return Wx * sign, Wh * sign, b * sign, None if bh is None else bh * sign
