"""Image operations that move pixels: the two flips, crop, shift, rotation (データ拡張).

Images are x (N, C, H, W), batch first, rows from top to bottom. An operation is of use for training when the
label survives it: a mirrored cat is a cat, but a 6 turned by 180 degrees is a 9. None is applied at test
time. Random operations take a generator; their twin takes what was drawn. Sources: Krizhevsky, Sutskever &
Hinton, 2012 (crops and flips); Shorten & Khoshgoftaar, 2019, "A survey on Image Data Augmentation for Deep
Learning".
"""

from __future__ import annotations

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array


def flip_horizontal(x: Array) -> Array:
    """Mirror left and right: the last axis (W) is reversed.

    >>> flip_horizontal(np.array([[[[1.0, 2.0], [3.0, 4.0]]]])).tolist()
    [[[[2.0, 1.0], [4.0, 3.0]]]]
    """
    arguments.floating("x", x, ndim=4)
    return x[:, :, :, ::-1].copy()


def flip_vertical(x: Array) -> Array:
    """Mirror top and bottom: the axis before the last (H) is reversed.

    >>> flip_vertical(np.array([[[[1.0, 2.0], [3.0, 4.0]]]])).tolist()
    [[[[3.0, 4.0], [1.0, 2.0]]]]
    """
    arguments.floating("x", x, ndim=4)
    return x[:, :, ::-1, :].copy()


def random_flip(x: Array, rng: np.random.Generator, share: float = 0.5) -> Array:
    """Mirror each image left-right with probability ``share``."""
    arguments.floating("x", x, ndim=4)
    arguments.number("share", share, minimum=0.0, maximum=1.0)
    flipped = rng.random(len(x)) < share  # (N,)
    return np.where(flipped[:, None, None, None], x[:, :, :, ::-1], x)


def crop(x: Array, tops: Array, lefts: Array, height: int, width: int) -> Array:
    """Cut one window (height, width) out of each image, at row ``tops`` (N,) and column ``lefts`` (N,).

    A window that does not fit is refused; it never falls back to the whole image.
    """
    arguments.floating("x", x, ndim=4)
    N, C, H, W = x.shape
    arguments.whole("height", height, minimum=1, maximum=H)
    arguments.whole("width", width, minimum=1, maximum=W)
    arguments.lengths("tops", tops, N, H - height)
    arguments.lengths("lefts", lefts, N, W - width)
    out = np.empty((N, C, height, width), dtype=x.dtype)
    for n in range(N):
        out[n] = x[n, :, tops[n] : tops[n] + height, lefts[n] : lefts[n] + width]
    return out


def random_crop(x: Array, height: int, width: int, rng: np.random.Generator) -> Array:
    """Cut a window at a place drawn for each image; an image (H, W) has (H-height+1)(W-width+1) places."""
    arguments.floating("x", x, ndim=4)
    N, _, H, W = x.shape
    arguments.whole("height", height, minimum=1, maximum=H)
    arguments.whole("width", width, minimum=1, maximum=W)
    tops = rng.integers(0, H - height + 1, N)
    lefts = rng.integers(0, W - width + 1, N)
    return crop(x, tops, lefts, height, width)


def shift(x: Array, down: int, right: int, fill: float = 0.0) -> Array:
    """Move all images by whole pixels (negative: up, left); what enters from outside has the value ``fill``.

    >>> shift(np.array([[[[1.0, 2.0], [3.0, 4.0]]]]), 1, 0).tolist()
    [[[[0.0, 0.0], [1.0, 2.0]]]]
    """
    arguments.floating("x", x, ndim=4)
    arguments.whole("down", down)
    arguments.whole("right", right)
    arguments.number("fill", fill)
    H, W = x.shape[2:]
    out = np.full_like(x, fill)
    if abs(down) < H and abs(right) < W:
        target = x[:, :, max(-down, 0) : H - max(down, 0), max(-right, 0) : W - max(right, 0)]
        out[:, :, max(down, 0) : H + min(down, 0), max(right, 0) : W + min(right, 0)] = target
    return out


def rotate90(x: Array, turns: int = 1) -> Array:
    """Turn by ``turns`` quarter turns against the clock; no pixel is lost, H and W change places.

    >>> rotate90(np.array([[[[1.0, 2.0], [3.0, 4.0]]]])).tolist()
    [[[[2.0, 4.0], [1.0, 3.0]]]]
    """
    arguments.floating("x", x, ndim=4)
    arguments.whole("turns", turns)
    return np.rot90(x, turns, axes=(2, 3)).copy()


def rotate(x: Array, degrees: float, fill: float = 0.0) -> Array:
    """Turn around the centre by ``degrees`` against the clock, at the same size; corners take ``fill``.

    Every output pixel asks where it came from (the inverse rotation) and takes the bilinear mean of the four
    pixels around that place:

        from_row =  cos a * row + sin a * col        row, col measured from the centre (H-1)/2, (W-1)/2,
        from_col = -sin a * row + cos a * col        rows counted downwards
    """
    arguments.floating("x", x, ndim=4)
    arguments.number("degrees", degrees)
    arguments.number("fill", fill)
    H, W = x.shape[2:]
    angle = np.deg2rad(degrees)
    row = (np.arange(H) - (H - 1) / 2)[:, None]  # (H, 1)
    col = (np.arange(W) - (W - 1) / 2)[None, :]  # (1, W)
    from_row = np.cos(angle) * row + np.sin(angle) * col + (H - 1) / 2  # (H, W)
    from_col = -np.sin(angle) * row + np.cos(angle) * col + (W - 1) / 2  # (H, W)
    return _bilinear(x, from_row, from_col, fill)


def _bilinear(x: Array, rows: Array, cols: Array, fill: float) -> Array:
    """Read x (N, C, H, W) at fractional places (H', W'); pixels outside count as ``fill``."""
    H, W = x.shape[2:]
    top, left = np.floor(rows).astype(int), np.floor(cols).astype(int)
    out = np.zeros((*x.shape[:2], *rows.shape), dtype=x.dtype)
    for i in (0, 1):
        for j in (0, 1):
            weight = np.abs(1 - i - (rows - top)) * np.abs(1 - j - (cols - left))  # (H', W')
            r, c = top + i, left + j
            inside = (r >= 0) & (r < H) & (c >= 0) & (c < W)
            pixel = np.where(inside, x[:, :, r.clip(0, H - 1), c.clip(0, W - 1)], fill)
            out += (weight * pixel).astype(x.dtype)
    return out
