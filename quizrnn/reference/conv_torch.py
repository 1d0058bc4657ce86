"""PyTorch twin of ``conv.py``."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from quizrnn.reference.conv import Padding, Pair, check_conv1d, check_conv2d


def conv2d(
    x: Tensor,
    W: Tensor,
    b: Tensor | None = None,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
) -> Tensor:
    """Convolve x (N, C, H, W) with W (F, C, kh, kw), add b (F,)."""
    check_conv2d(x, W, b, stride, padding, dilation)
    if padding == "same":  # the library knows "same" at stride 1 only
        (sh, sw), (dh, dw) = (v if isinstance(v, tuple) else (v, v) for v in (stride, dilation))
        rows = _same(x.shape[2], W.shape[2], sh, dh)
        cols = _same(x.shape[3], W.shape[3], sw, dw)
        x, padding = functional.pad(x, (*cols, *rows)), 0
    return functional.conv2d(x, W, b, stride, padding, dilation)


def conv1d(
    x: Tensor, W: Tensor, b: Tensor | None = None, stride: int = 1, padding: int | str = 0, dilation: int = 1
) -> Tensor:
    """Convolve x (N, C, T) with W (F, C, k)."""
    check_conv1d(x, W, b, stride, padding, dilation)
    if padding == "same":
        x, padding = functional.pad(x, _same(x.shape[2], W.shape[2], stride, dilation)), 0
    return functional.conv1d(x, W, b, stride, padding, dilation)


def _same(n: int, k: int, stride: int, dilation: int) -> tuple[int, int]:
    """Padding before and after for an output of ceil(n / stride)."""
    total = max((-(-n // stride) - 1) * stride + dilation * (k - 1) + 1 - n, 0)
    return total // 2, total - total // 2
