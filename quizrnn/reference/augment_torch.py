"""PyTorch twin of ``augment.py``; the random draws stay on the NumPy side."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference.augment import check_boxes, check_mixup


def random_erasing(x: Tensor, boxes: Tensor, fill: Tensor | float = 0.0) -> Tensor:
    """Overwrite one box (top, left, height, width) per image with ``fill``."""
    check_boxes(x, boxes, fill)
    H, W = x.shape[2:]
    top, left, height, width = boxes.T[:, :, None, None]  # each (N, 1, 1)
    row, col = torch.arange(H, device=x.device)[:, None], torch.arange(W, device=x.device)[None, :]
    hidden = (row >= top) & (row < top + height) & (col >= left) & (col < left + width)  # (N, H, W)
    return torch.where(hidden[:, None], torch.as_tensor(fill, dtype=x.dtype, device=x.device), x)


def mixup(x: Tensor, y: Tensor, lam: Tensor, partner: Tensor) -> tuple[Tensor, Tensor]:
    """Blend each sample with its partner."""
    check_mixup(x, y, lam, partner)
    weight = lam.reshape(-1, *[1] * (x.ndim - 1)).expand_as(x)
    return torch.lerp(x[partner], x, weight), torch.lerp(y[partner], y, lam[:, None].expand_as(y))
