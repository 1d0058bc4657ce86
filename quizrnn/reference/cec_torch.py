"""The constant error carousel in PyTorch: the twin of ``cec``."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference.arguments import sizes
from quizrnn.reference.cec import check_sign


def cec_forward(
    a: Tensor,
    c0: Tensor,
    i: Tensor | None = None,
    f: Tensor | None = None,
    o: Tensor | None = None,
    sign: int = 1,
) -> tuple[Tensor, Tensor]:
    """What is read from the cell and the cell itself, both (N, T, H)."""
    gates = {"i": (i, "?N T H"), "f": (f, "?N T H"), "o": (o, "?N T H")}
    _, T, _ = sizes("N T H", a=(a, "N T H"), c0=(c0, "N H"), **gates)
    check_sign(sign)
    i, f, o = (torch.ones_like(a) if gate is None else gate for gate in (i, f, o))
    c, cells = c0, []
    for t in range(T):
        c = sign * f[:, t] * c + i[:, t] * a[:, t]
        cells.append(c)
    stacked = torch.stack(cells, dim=1) if cells else torch.zeros_like(a)
    return o * stacked, stacked
