"""PyTorch twin of ``blur.py``: one two-dimensional kernel per channel (depthwise convolution)."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from quizrnn.reference import arguments
from quizrnn.reference.blur import check_blur

MODES = {"zero": "constant", "edge": "replicate", "reflect": "reflect", "wrap": "circular"}


def gaussian_kernel_1d(size: int, sigma: float) -> Tensor:
    """Return the normalised weights (size,)."""
    arguments.whole("size", size, minimum=1)
    arguments.number("sigma", sigma, above=0.0)
    offsets = torch.arange(size, dtype=torch.float64) - (size - 1) / 2
    return torch.softmax(-(offsets**2) / (2 * sigma**2), dim=0)


def gaussian_kernel(size: int, sigma: float) -> Tensor:
    """Return the kernel (size, size)."""
    row = gaussian_kernel_1d(size, sigma)
    return torch.outer(row, row)


def gaussian_blur(x: Tensor, size: int, sigma: float, padding: str = "reflect") -> Tensor:
    """Blur each channel of x (N, C, H, W) on its own."""
    check_blur(x, size, padding)
    C, half = x.shape[1], size // 2
    kernel = gaussian_kernel(size, sigma).to(x).expand(C, 1, size, size)
    padded = functional.pad(x, (half, half, half, half), mode=MODES[padding])
    return functional.conv2d(padded, kernel, groups=C)
