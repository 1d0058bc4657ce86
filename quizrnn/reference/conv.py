"""Convolution in one and two dimensions (畳み込み) with stride, padding and dilation.

    out[n, f, i, j] = b[f] + Σ_{c,k,l}  W[f, c, k, l] * x[n, c, i s + k d - p, j s + l d - p]

with stride s, dilation d and padding p; x counts as 0 outside of the picture.

What deep learning calls convolution is a *cross-correlation*: the kernel is not flipped. One filter holds one
sub-filter per input channel, and their results are added. Images are x (N, C, H, W) and filters W (F, C,
kh, kw) as in PyTorch; TensorFlow stores (N, H, W, C) and (kh, kw, C, F). Source: LeCun et al., 1989,
"Backpropagation Applied to Handwritten Zip Code Recognition".

im2col writes every window as a column, so that one matrix product does the whole layer:

    cols (N, C*kh*kw, H'*W'),   out = W (F, C*kh*kw) @ cols + b
    dW = sum over n of dout @ cols^T,   dcols = W^T @ dout,   dx = col2im(dcols),   db = sum of dout
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients

Pair = int | tuple[int, int]
Padding = int | tuple[int, int] | str


def conv_size(n: int, k: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """Return the output size floor((n + 2 padding - span) / stride) + 1 with span = dilation (k - 1) + 1.

    >>> conv_size(5, 3, stride=2, padding=1), conv_size(5, 5, stride=2, padding=1), conv_size(224, 7, 2, 3)
    (3, 2, 112)
    """
    arguments.whole("n", n, minimum=1)
    arguments.whole("k", k, minimum=1)
    arguments.whole("stride", stride, minimum=1)
    arguments.whole("padding", padding, minimum=0)
    arguments.whole("dilation", dilation, minimum=1)
    span = dilation * (k - 1) + 1
    if span > n + 2 * padding:
        raise ValueError(
            f"k: got a kernel that spans {span}, expected at most n + 2 padding = {n + 2 * padding}"
        )
    return (n + 2 * padding - span) // stride + 1


def same_padding(n: int, k: int, stride: int = 1, dilation: int = 1) -> tuple[int, int]:
    """Return the padding before and after that gives the output size ceil(n / stride) (SAME).

    An odd sum puts the greater part behind.

    >>> same_padding(10, 4), same_padding(7, 2, stride=2)
    ((1, 2), (0, 1))
    """
    for name, value in (("n", n), ("k", k), ("stride", stride), ("dilation", dilation)):
        arguments.whole(name, value, minimum=1)
    span = dilation * (k - 1) + 1
    total = max((-(-n // stride) - 1) * stride + span - n, 0)
    return total // 2, total - total // 2


def im2col(
    x: Array, size: Pair, stride: Pair = 1, padding: Padding = 0, dilation: Pair = 1
) -> tuple[Array, Cache]:
    """Write the windows of x (N, C, H, W) as columns (N, C*kh*kw, H'*W'); the backward pass is ``col2im``."""
    arguments.floating("x", x, ndim=4)
    (kh, kw), (sh, sw), (dh, dw) = pair("size", size), pair("stride", stride), pair("dilation", dilation)
    rows, cols = check_room(x.shape[2:], (kh, kw), (sh, sw), padding, (dh, dw))
    padded = np.pad(x, ((0, 0), (0, 0), rows, cols))  # (N, C, H + ph, W + pw)
    span_h, span_w = dh * (kh - 1) + 1, dw * (kw - 1) + 1
    windows = sliding_window_view(padded, (span_h, span_w), axis=(2, 3))  # (N, C, ., ., span_h, span_w)
    windows = windows[:, :, ::sh, ::sw, ::dh, ::dw]  # (N, C, H', W', kh, kw)
    N, C, H_out, W_out = windows.shape[:4]
    columns = windows.transpose(0, 1, 4, 5, 2, 3).reshape(N, C * kh * kw, H_out * W_out)
    cache = {
        "x_shape": x.shape,
        "padded_shape": padded.shape,
        "start": (rows[0], cols[0]),
        "size": (kh, kw),
        "stride": (sh, sw),
        "dilation": (dh, dw),
        "out": (H_out, W_out),
    }
    return columns, cache


def col2im(dcolumns: Array, cache: Cache) -> Array:
    """Add every column (N, C*kh*kw, H'*W') back to the pixels that it was read from; returns (N, C, H, W)."""
    (N, C, H, W), (kh, kw), (H_out, W_out) = cache["x_shape"], cache["size"], cache["out"]
    (sh, sw), (dh, dw), (top, left) = cache["stride"], cache["dilation"], cache["start"]
    arguments.sizes("", dcolumns=(dcolumns, f"{N} {C * kh * kw} {H_out * W_out}"))
    dwindows = dcolumns.reshape(N, C, kh, kw, H_out, W_out)
    dpadded = np.zeros(cache["padded_shape"], dtype=dcolumns.dtype)
    for k in range(kh):
        for j in range(kw):  # the pixels that meet weight (k, j)
            pixels = np.s_[:, :, k * dh : k * dh + sh * H_out : sh, j * dw : j * dw + sw * W_out : sw]
            dpadded[pixels] += dwindows[:, :, k, j]
    return dpadded[:, :, top : top + H, left : left + W]


def conv2d(
    x: Array,
    W: Array,
    b: Array | None = None,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
) -> tuple[Array, Cache]:
    """Convolve x (N, C, H, W) with W (F, C, kh, kw), add b (F,): returns (N, F, H', W') and the cache.

    ``stride`` and ``dilation`` are a number or (vertical, horizontal); ``padding`` too, or "same" or "valid".
    """
    check_conv2d(x, W, b, stride, padding, dilation)
    F, _, kh, kw = W.shape
    columns, shapes = im2col(x, (kh, kw), stride, padding, dilation)  # (N, C kh kw, H' W')
    out = W.reshape(F, -1) @ columns  # (N, F, H' W')
    if b is not None:
        out += b[:, None]
    cache = {"columns": columns, "shapes": shapes, "W": W, "b": b}
    return out.reshape(len(x), F, *shapes["out"]), cache


def conv2d_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dW and (where there was a b) db for dout (N, F, H', W')."""
    W, columns = cache["W"], cache["columns"]
    N, F = cache["shapes"]["x_shape"][0], len(W)
    arguments.upstream(dout, (N, F, *cache["shapes"]["out"]))
    dflat = dout.reshape(N, F, -1)  # (N, F, H' W')
    dW = (dflat @ columns.transpose(0, 2, 1)).sum(axis=0).reshape(W.shape)
    dx = col2im(W.reshape(F, -1).T @ dflat, cache["shapes"])
    gradients = {"dx": dx, "dW": dW}
    if cache["b"] is not None:
        gradients["db"] = dout.sum(axis=(0, 2, 3))
    return gradients


def conv1d(
    x: Array, W: Array, b: Array | None = None, stride: int = 1, padding: int | str = 0, dilation: int = 1
) -> tuple[Array, Cache]:
    """Convolve x (N, C, T) with W (F, C, k) along the time: an image of one row. Returns (N, F, T').

    A sequence of the recurrent families (N, T, D) comes in as ``x.transpose(0, 2, 1)``.
    """
    check_conv1d(x, W, b, stride, padding, dilation)
    wide: Padding = padding if isinstance(padding, str) else (0, padding)
    out, cache = conv2d(x[:, :, None], W[:, :, None], b, (1, stride), wide, (1, dilation))
    return out[:, :, 0], cache


def conv1d_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dW and (where there was a b) db for dout (N, F, T')."""
    arguments.floating("dout", dout, ndim=3)
    gradients = conv2d_backward(dout[:, :, None], cache)
    return gradients | {"dx": gradients["dx"][:, :, 0], "dW": gradients["dW"][:, :, 0]}


def pair(name: str, value: Pair, minimum: int = 1) -> tuple[int, int]:
    """Return (vertical, horizontal) of a number or a pair.

    >>> pair("stride", 2), pair("stride", (1, 3))
    ((2, 2), (1, 3))
    """
    both = value if isinstance(value, tuple) else (value, value)
    if len(both) != 2:
        raise ValueError(f"{name}: got {value!r}, expected a number or (vertical, horizontal)")
    for one in both:
        arguments.whole(name, one, minimum=minimum)
    return both


def paddings(
    padding: Padding,
    pixels: tuple[int, ...],
    size: tuple[int, int],
    stride: tuple[int, int],
    dilation: tuple[int, int],
) -> list[tuple[int, int]]:
    """Return the padding (before, after) of rows and of columns, for a number, a pair, "same" or "valid"."""
    if isinstance(padding, str):
        arguments.choice("padding", padding, ("same", "valid"))
        if padding == "valid":
            return [(0, 0), (0, 0)]
        return [same_padding(n, k, s, d) for n, k, s, d in zip(pixels, size, stride, dilation, strict=True)]
    return [(one, one) for one in pair("padding", padding, minimum=0)]


def check_room(
    pixels: tuple[int, ...],
    size: Pair,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
) -> list[tuple[int, int]]:
    """Return the padding of rows and of columns; refuse windows that the padded pixels (H, W) do not hold."""
    sizes, steps, holes = pair("size", size), pair("stride", stride), pair("dilation", dilation)
    around = paddings(padding, pixels, sizes, steps, holes)
    spans = [hole * (k - 1) + 1 for hole, k in zip(holes, sizes, strict=True)]
    if any(span > n + sum(side) for span, n, side in zip(spans, pixels, around, strict=True)):
        raise ValueError(
            f"x: got {tuple(pixels)} pixels, expected room for a window of {spans[0]}x{spans[1]}"
        )
    return around


def check_conv2d(x: Any, W: Any, b: Any, stride: Pair, padding: Padding, dilation: Pair) -> None:
    """Refuse images, filters and biases that do not fit, and windows without room."""
    arguments.sizes("N C F", x=(x, "N C H W"), W=(W, "F C k l"), b=(b, "?F"))
    check_room(x.shape[2:], tuple(W.shape[2:]), stride, padding, dilation)


def check_conv1d(x: Any, W: Any, b: Any, stride: int, padding: int | str, dilation: int) -> None:
    """Refuse sequences, filters and biases that do not fit, and windows without room."""
    arguments.sizes("N C F", x=(x, "N C T"), W=(W, "F C k"), b=(b, "?F"))
    arguments.whole("stride", stride, minimum=1)
    arguments.whole("dilation", dilation, minimum=1)
    wide: Padding = padding if isinstance(padding, str) else (0, padding)
    check_room((1, x.shape[2]), (1, W.shape[2]), (1, stride), wide, (1, dilation))
