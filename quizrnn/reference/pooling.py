"""Max pooling, average pooling and global average pooling (プーリング); none has parameters.

    max:      out = largest of the window         dx: dout goes to the first largest pixel, as in PyTorch
    average:  out = sum of the window / (k l)     dx: dout / (k l) to every pixel of the window
    global:   out = mean of a whole channel       dx: dout / (H W) to every pixel of the channel

Windows do not reach over the border: rows and columns that fill no window are left out (floor). Sources:
LeCun et al., 1998, "Gradient-Based Learning Applied to Document Recognition"; Lin et al., 2013, "Network
In Network".
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.conv import Pair, check_room, col2im, im2col, pair


def max_pool2d(x: Array, size: Pair, stride: Pair | None = None) -> tuple[Array, Cache]:
    """Take the largest pixel of each window of x (N, C, H, W): (N, C, H', W'); ``stride`` defaults to size.

    >>> max_pool2d(np.arange(16.0).reshape(1, 1, 4, 4), 2)[0].tolist()
    [[[[5.0, 7.0], [13.0, 15.0]]]]
    """
    windows, shapes = _windows(x, size, stride)  # (N, C, k l, H' W')
    winner = windows.argmax(axis=2, keepdims=True)  # (N, C, 1, H' W'), the first of equals
    out = np.take_along_axis(windows, winner, axis=2)
    cache = {"winner": winner, "windows_shape": windows.shape, "shapes": shapes}
    return out.reshape(*x.shape[:2], *shapes["out"]), cache


def max_pool2d_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx (N, C, H, W): each dout goes to the pixel that won."""
    winner, (N, C, *_) = cache["winner"], cache["windows_shape"]
    arguments.upstream(dout, (N, C, *cache["shapes"]["out"]))
    dwindows = np.zeros(cache["windows_shape"], dtype=dout.dtype)  # (N, C, k l, H' W')
    np.put_along_axis(dwindows, winner, dout.reshape(winner.shape), axis=2)
    return {"dx": _windows_backward(dwindows, cache["shapes"])}


def avg_pool2d(x: Array, size: Pair, stride: Pair | None = None) -> tuple[Array, Cache]:
    """Take the mean of each window of x (N, C, H, W): (N, C, H', W'); ``stride`` defaults to size.

    >>> avg_pool2d(np.arange(16.0).reshape(1, 1, 4, 4), 2)[0].tolist()
    [[[[2.5, 4.5], [10.5, 12.5]]]]
    """
    windows, shapes = _windows(x, size, stride)  # (N, C, k l, H' W')
    out = windows.mean(axis=2).reshape(*x.shape[:2], *shapes["out"])
    return out, {"windows_shape": windows.shape, "shapes": shapes}


def avg_pool2d_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx (N, C, H, W): each dout is shared equally by its window."""
    N, C, pixels, L = cache["windows_shape"]
    arguments.upstream(dout, (N, C, *cache["shapes"]["out"]))
    dwindows = np.broadcast_to(dout.reshape(N, C, 1, L) / pixels, (N, C, pixels, L))
    return {"dx": _windows_backward(dwindows, cache["shapes"])}


def max_pool1d(x: Array, size: int, stride: int | None = None) -> tuple[Array, Cache]:
    """Take the largest value of each window of x (N, C, T): (N, C, T').

    >>> max_pool1d(np.array([[[1.0, 3.0, 2.0, 0.0, 9.0]]]), 2)[0].tolist()
    [[[3.0, 2.0]]]
    """
    check_windows_1d(x, size, stride)
    out, cache = max_pool2d(x[:, :, None], (1, size), (1, size if stride is None else stride))
    return out[:, :, 0], cache


def max_pool1d_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx (N, C, T)."""
    arguments.floating("dout", dout, ndim=3)
    return {"dx": max_pool2d_backward(dout[:, :, None], cache)["dx"][:, :, 0]}


def global_avg_pool(x: Array) -> tuple[Array, Cache]:
    """Take the mean of each channel: x (N, C, T) or (N, C, H, W) becomes (N, C).

    >>> global_avg_pool(np.array([[[1.0, 3.0]]]))[0].tolist()
    [[2.0]]
    """
    check_maps(x)
    return x.mean(axis=tuple(range(2, x.ndim))), {"x_shape": x.shape}


def global_avg_pool_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, shaped like x: each dout (N, C) is shared equally by its channel."""
    N, C, *places = cache["x_shape"]
    arguments.upstream(dout, (N, C))
    share = (dout / math.prod(places)).reshape(N, C, *[1] * len(places))
    return {"dx": np.broadcast_to(share, cache["x_shape"]).copy()}


def _windows(x: Array, size: Pair, stride: Pair | None) -> tuple[Array, Cache]:
    """Return the windows (N, C, k l, H' W'), each channel for itself."""
    check_windows(x, size, stride)
    N, C = x.shape[:2]
    k, j = pair("size", size)
    steps = (k, j) if stride is None else stride
    columns, shapes = im2col(x, (k, j), steps)  # (N, C k l, H' W')
    return columns.reshape(N, C, k * j, -1), shapes


def _windows_backward(dwindows: Array, shapes: Cache) -> Array:
    N, C, pixels, L = dwindows.shape
    return col2im(dwindows.reshape(N, C * pixels, L), shapes)


def check_windows(x: Any, size: Pair, stride: Pair | None) -> None:
    """Refuse images x (N, C, H, W) that do not hold one window."""
    arguments.floating("x", x, ndim=4)
    check_room(x.shape[2:], size, size if stride is None else stride)


def check_windows_1d(x: Any, size: int, stride: int | None) -> None:
    """Refuse sequences x (N, C, T) that do not hold one window."""
    arguments.floating("x", x, ndim=3)
    arguments.whole("size", size, minimum=1)
    if stride is not None:
        arguments.whole("stride", stride, minimum=1)
    check_room((1, x.shape[2]), (1, size))


def check_maps(x: Any) -> None:
    """Refuse what is not (N, C, T) or (N, C, H, W) with at least one place."""
    arguments.floating("x", x)
    if x.ndim < 3 or 0 in x.shape[2:]:
        raise ValueError(f"x: got shape {tuple(x.shape)}, expected (N, C, T) or (N, C, H, W)")
