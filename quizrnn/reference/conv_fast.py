"""The convolution of ``conv.py`` again, faster: the batch is the innermost axis.

``conv.py`` is the text to read. Here images are turned to (C, H, W, N) first. A row of a window then is one
long run of memory (W'·N numbers instead of W'), so copying windows out (im2col) and adding them back (col2im)
cost little, and each of out, dW and dcols is one matrix product for the whole batch:

    cols (C*kh*kw, H'*W'*N),   out = W cols,   dW = dout colsᵀ,   dcols = Wᵀ dout

What remains is the time of those three products, which is the limit of any NumPy form.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.conv import Padding, Pair, paddings, pair


def conv2d_fast(
    x: Array,
    W: Array,
    b: Array | None = None,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
) -> tuple[Array, Cache]:
    """Convolve x (N, C, H, W) with W (F, C, kh, kw), add b (F,): as ``conv.conv2d``."""
    arguments.sizes("N C F", x=(x, "N C H W"), W=(W, "F C k l"), b=(b, "?F"))
    (F, _, kh, kw), (sh, sw), (dh, dw) = W.shape, pair("stride", stride), pair("dilation", dilation)
    rows, columns = paddings(padding, x.shape[2:], (kh, kw), (sh, sw), (dh, dw))
    padded = np.pad(x.transpose(1, 2, 3, 0), ((0, 0), rows, columns, (0, 0)))  # (C, H + ph, W + pw, N)
    span = (dh * (kh - 1) + 1, dw * (kw - 1) + 1)
    if span[0] > padded.shape[1] or span[1] > padded.shape[2]:
        raise ValueError(f"x: got {x.shape[2:]} pixels, expected room for a window of {span[0]}x{span[1]}")
    windows = sliding_window_view(padded, span, axis=(1, 2))[:, ::sh, ::sw, :, ::dh, ::dw]
    C, H_out, W_out, N = windows.shape[:4]  # (C, H', W', N, kh, kw)
    cols = windows.transpose(0, 4, 5, 1, 2, 3).reshape(C * kh * kw, H_out * W_out * N)
    out = W.reshape(F, -1) @ cols  # (F, H' W' N)
    if b is not None:
        out += b[:, None]
    cache = {"cols": cols, "W": W, "b": b, "x_shape": x.shape, "padded_shape": padded.shape}
    cache |= {"start": (rows[0], columns[0]), "stride": (sh, sw), "dilation": (dh, dw), "out": (H_out, W_out)}
    return np.ascontiguousarray(out.reshape(F, H_out, W_out, N).transpose(3, 0, 1, 2)), cache


def conv2d_backward_fast(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dW and (where there was a b) db for dout (N, F, H', W')."""
    W, cols, (C, _, _, N) = cache["W"], cache["cols"], cache["padded_shape"]
    F, _, kh, kw = W.shape
    H_out, W_out = cache["out"]
    arguments.upstream(dout, (N, F, H_out, W_out))
    flat = np.ascontiguousarray(dout.transpose(1, 2, 3, 0)).reshape(F, -1)  # (F, H' W' N)
    dwindows = (W.reshape(F, -1).T @ flat).reshape(C, kh, kw, H_out, W_out, N)
    dpadded = np.zeros(cache["padded_shape"], dtype=dwindows.dtype)
    (sh, sw), (dh, dw), (top, left) = cache["stride"], cache["dilation"], cache["start"]
    for k in range(kh):
        rows = slice(k * dh, k * dh + sh * H_out, sh)
        for j in range(kw):  # the pixels that meet weight (k, j)
            dpadded[:, rows, j * dw : j * dw + sw * W_out : sw] += dwindows[:, k, j]
    H_in, W_in = cache["x_shape"][2:]
    dx = dpadded[:, top : top + H_in, left : left + W_in].transpose(3, 0, 1, 2)
    gradients = {"dx": np.ascontiguousarray(dx), "dW": (flat @ cols.T).reshape(W.shape)}
    if cache["b"] is not None:
        gradients["db"] = flat.sum(axis=1)
    return gradients
