"""PyTorch twin of ``pooling.py``, written with unfolded windows."""

from __future__ import annotations

from torch import Tensor

from quizrnn.reference.pooling import check_maps, check_windows, check_windows_1d

Pair = int | tuple[int, int]


def max_pool2d(x: Tensor, size: Pair, stride: Pair | None = None) -> Tensor:
    """Take the largest pixel of each window."""
    check_windows(x, size, stride)
    return _windows(x, size, stride).max(dim=-1).values


def avg_pool2d(x: Tensor, size: Pair, stride: Pair | None = None) -> Tensor:
    """Take the mean of each window."""
    check_windows(x, size, stride)
    return _windows(x, size, stride).mean(dim=-1)


def max_pool1d(x: Tensor, size: int, stride: int | None = None) -> Tensor:
    """Take the largest value of each window of x (N, C, T)."""
    check_windows_1d(x, size, stride)
    return x.unfold(2, size, size if stride is None else stride).max(dim=-1).values


def global_avg_pool(x: Tensor) -> Tensor:
    """Take the mean of each channel."""
    check_maps(x)
    return x.flatten(2).mean(dim=2)


def _windows(x: Tensor, size: Pair, stride: Pair | None) -> Tensor:
    """Return the windows (N, C, H', W', k l)."""
    k, j = size if isinstance(size, tuple) else (size, size)
    stride = (k, j) if stride is None else stride
    down, right = stride if isinstance(stride, tuple) else (stride, stride)
    return x.unfold(2, k, down).unfold(3, j, right).flatten(4)
