"""PyTorch twin of ``colour.py``."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference import arguments


def adjust_brightness(x: Tensor, delta: float, clip: bool = True) -> Tensor:
    """Add ``delta`` to every pixel."""
    arguments.floating("x", x, ndim=4)
    arguments.number("delta", delta)
    arguments.flag("clip", clip)
    out = x + delta
    return out.clamp(0, 1) if clip else out


def adjust_contrast(x: Tensor, factor: float, clip: bool = True) -> Tensor:
    """Stretch around the mean of each channel."""
    arguments.floating("x", x, ndim=4)
    arguments.number("factor", factor, minimum=0.0)
    arguments.flag("clip", clip)
    mean = x.mean(dim=(2, 3), keepdim=True)
    out = torch.lerp(mean.expand_as(x), x, factor)
    return out.clamp(0, 1) if clip else out


def adjust_hue(x: Tensor, delta: float) -> Tensor:
    """Turn the hue of every pixel by ``delta`` full circles."""
    arguments.number("delta", delta)
    hue, saturation, value = rgb_to_hsv(x)
    return hsv_to_rgb((hue + delta) % 1.0, saturation, value)


def rgb_to_hsv(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return hue, saturation and value, each (N, H, W)."""
    arguments.sizes("N H W", x=(x, "N 3 H W"))
    red, green, blue = x.unbind(1)
    high, low = x.amax(1), x.amin(1)
    spread = high - low
    hue = torch.zeros_like(high)
    for mask, place in (
        (high == blue, 4 + (red - green) / spread),
        (high == green, 2 + (blue - red) / spread),
        (high == red, (green - blue) / spread),
        (spread == 0, torch.zeros_like(high)),
    ):
        hue = torch.where(mask, place, hue)
    return (hue / 6) % 1.0, torch.where(high == 0, 0.0, spread / high), high


def hsv_to_rgb(hue: Tensor, saturation: Tensor, value: Tensor) -> Tensor:
    """Return the image (N, 3, H, W)."""
    arguments.sizes("N", hue=(hue, "N H W"), saturation=(saturation, "N H W"), value=(value, "N H W"))
    start = hue.new_tensor([5.0, 3.0, 1.0]).reshape(3, 1, 1)
    k = (start + hue[:, None] * 6) % 6  # (N, 3, H, W)
    dip = torch.minimum(k, 4 - k).clamp(0, 1)
    return value[:, None] * (1 - saturation[:, None] * dip)
