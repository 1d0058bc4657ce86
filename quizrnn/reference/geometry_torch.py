"""PyTorch twin of ``geometry.py``; rotation is done by the library's own resampling."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

from quizrnn.reference import arguments


def flip_horizontal(x: Tensor) -> Tensor:
    """Mirror left and right."""
    arguments.floating("x", x, ndim=4)
    return x.flip(3)


def flip_vertical(x: Tensor) -> Tensor:
    """Mirror top and bottom."""
    arguments.floating("x", x, ndim=4)
    return x.flip(2)


def crop(x: Tensor, tops: Tensor, lefts: Tensor, height: int, width: int) -> Tensor:
    """Cut one window (height, width) out of each image."""
    arguments.floating("x", x, ndim=4)
    N, _, H, W = x.shape
    arguments.whole("height", height, minimum=1, maximum=H)
    arguments.whole("width", width, minimum=1, maximum=W)
    arguments.lengths("tops", tops, N, H - height)
    arguments.lengths("lefts", lefts, N, W - width)
    rows = tops[:, None] + torch.arange(height, device=x.device)  # (N, height)
    cols = lefts[:, None] + torch.arange(width, device=x.device)  # (N, width)
    n = torch.arange(N, device=x.device)[:, None, None]
    return x[n, :, rows[:, :, None], cols[:, None, :]].permute(0, 3, 1, 2)


def shift(x: Tensor, down: int, right: int, fill: float = 0.0) -> Tensor:
    """Move all images by whole pixels; negative padding cuts."""
    arguments.floating("x", x, ndim=4)
    arguments.whole("down", down)
    arguments.whole("right", right)
    arguments.number("fill", fill)
    H, W = x.shape[2:]
    down, right = max(-H, min(down, H)), max(-W, min(right, W))
    return functional.pad(x, (right, -right, down, -down), value=fill)


def rotate90(x: Tensor, turns: int = 1) -> Tensor:
    """Turn by quarter turns against the clock."""
    arguments.floating("x", x, ndim=4)
    arguments.whole("turns", turns)
    return torch.rot90(x, turns, (2, 3))


def rotate(x: Tensor, degrees: float, fill: float = 0.0) -> Tensor:
    """Turn around the centre; the library measures places from -1 to 1, hence the ratios W/H and H/W."""
    arguments.floating("x", x, ndim=4)
    arguments.number("degrees", degrees)
    arguments.number("fill", fill)
    H, W = x.shape[2:]
    a = math.radians(degrees)
    theta = x.new_tensor([[math.cos(a), -math.sin(a) * H / W, 0.0], [math.sin(a) * W / H, math.cos(a), 0.0]])
    places = functional.affine_grid(theta.expand(len(x), 2, 3), list(x.shape), align_corners=False)
    return functional.grid_sample(x - fill, places, align_corners=False) + fill
