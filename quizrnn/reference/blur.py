"""Gaussian kernel and Gaussian blur (ガウシアンフィルタ): noise, touching up, scale space.

    G(i, j) = exp(-(i^2 + j^2) / (2 sigma^2)) / (2 pi sigma^2),   then divided by its sum over the kernel

The width of the blur is limited by the *smaller* of sigma and the kernel: an 11x11 kernel with sigma 100 is
practically a mean over 11x11, and a large kernel with a small sigma blurs no more than a small one.
Source: Marr & Hildreth, 1980, "Theory of edge detection".
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array

PADDINGS = {"zero": "constant", "edge": "edge", "reflect": "reflect", "wrap": "wrap"}
"""What stands outside of the picture: black, the nearest pixel, the mirror picture, the other side."""


def gaussian_kernel_1d(size: int, sigma: float) -> Array:
    """Return the normalised weights (size,) at the offsets arange(size) - (size - 1) / 2.

    >>> gaussian_kernel_1d(3, 1.0).round(4).tolist()
    [0.2741, 0.4519, 0.2741]
    """
    arguments.whole("size", size, minimum=1)
    arguments.number("sigma", sigma, above=0.0)
    offsets = np.arange(size) - (size - 1) / 2  # an even size lies between the pixels
    exponent = -(offsets**2) / (2 * sigma**2)
    weights = np.exp(exponent - exponent.max())  # a tiny sigma does not make the sum 0
    kernel: Array = weights / weights.sum()
    return kernel


def gaussian_kernel(size: int, sigma: float) -> Array:
    """Return the kernel (size, size); it is the outer product of two rows, so a blur can go axis by axis.

    >>> float(gaussian_kernel(3, 1.0)[1, 1].round(4))
    0.2042
    """
    row = gaussian_kernel_1d(size, sigma)
    return np.outer(row, row)


def gaussian_blur(x: Array, size: int, sigma: float, padding: str = "reflect") -> Array:
    """Blur each channel of x (N, C, H, W) on its own; the size stays.

    "zero" darkens the rim: a white image keeps 0.30 at the corner and 0.55 at the edge after an 11x11 mean.
    An even ``size`` is refused, as it would move the picture by half a pixel.
    """
    check_blur(x, size, padding)
    kernel = gaussian_kernel_1d(size, sigma).astype(x.dtype)
    H, W = x.shape[2:]
    half = size // 2
    padded = np.pad(x, ((0, 0), (0, 0), (half, half), (half, half)), mode=PADDINGS[padding])  # type: ignore[call-overload]
    down = sum(kernel[k] * padded[:, :, k : k + H] for k in range(size))  # (N, C, H, W + 2 half)
    across: Array = sum(kernel[k] * down[:, :, :, k : k + W] for k in range(size))  # (N, C, H, W)
    return across


def check_blur(x: Any, size: int, padding: str) -> None:
    """Refuse an even kernel, and one that the padding cannot feed."""
    arguments.floating("x", x, ndim=4)
    arguments.choice("padding", padding, PADDINGS)
    arguments.whole("size", size, minimum=1)
    if size % 2 == 0:
        raise ValueError(f"size: got {size}, expected an odd number (an even kernel has no centre)")
    room = min(x.shape[2:]) - (padding == "reflect")
    if padding in ("reflect", "wrap") and size // 2 > room:
        raise ValueError(f"size: got {size}, expected at most {2 * room + 1} for {padding} of this image")
