"""Augmentations that hide or mix pictures: random erasing and mixup.

Random erasing: Zhong et al., 2017, "Random Erasing Data Augmentation". Mixup: Zhang et al., 2017, "mixup:
Beyond Empirical Risk Minimization". Each is split into a draw, which takes the generator, and a pure
function of what was drawn.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array


def draw_boxes(
    N: int,
    H: int,
    W: int,
    rng: np.random.Generator,
    share: float = 0.5,
    area: tuple[float, float] = (0.02, 0.4),
    aspect: float = 0.3,
    tries: int = 100,
) -> Array:
    """Draw one box (top, left, height, width) per image, (N, 4); height 0 where the image is left alone.

    With probability ``share``: an area from ``area`` (parts of the picture) and a ratio height/width from
    ``aspect`` to 1/``aspect`` are drawn until the box fits.
    """
    for name, value in (("N", N), ("H", H), ("W", W), ("tries", tries)):
        arguments.whole(name, value, minimum=0)
    arguments.number("share", share, minimum=0.0, maximum=1.0)
    arguments.number("aspect", aspect, above=0.0, maximum=1.0)
    arguments.parts("area", area, ("smallest", "largest"))
    arguments.number("area[0]", area[0])
    arguments.number("area[1]", area[1])
    if not 0.0 < area[0] <= area[1] <= 1.0:
        raise ValueError(f"area: got {area}, expected 0 < smallest <= largest <= 1")
    boxes = np.zeros((N, 4), dtype=np.int64)
    for n in range(N):
        if rng.random() >= share:
            continue
        for _ in range(tries):
            pixels = rng.uniform(*area) * H * W
            ratio = rng.uniform(aspect, 1 / aspect)
            height, width = int(np.sqrt(pixels * ratio)), int(np.sqrt(pixels / ratio))
            if 0 < height <= H and 0 < width <= W:
                top, left = rng.integers(0, H - height + 1), rng.integers(0, W - width + 1)
                boxes[n] = top, left, height, width
                break
    return boxes


def random_erasing(x: Array, boxes: Array, fill: Array | float = 0.0) -> Array:
    """Overwrite one box per image with ``fill``: a number, or noise of the shape of x (N, C, H, W).

    >>> random_erasing(np.ones((1, 1, 2, 3)), np.array([[0, 1, 2, 1]])).tolist()
    [[[[1.0, 0.0, 1.0], [1.0, 0.0, 1.0]]]]
    """
    check_boxes(x, boxes, fill)
    noise = np.broadcast_to(fill, x.shape)
    out = x.copy()
    for n, (top, left, height, width) in enumerate(boxes):
        box = (n, slice(None), slice(top, top + height), slice(left, left + width))
        out[box] = noise[box]
    return out


def draw_mixup(N: int, alpha: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Draw the weights lam ~ Beta(alpha, alpha) (N,) and each image's partner, a permutation (N,)."""
    arguments.whole("N", N, minimum=0)
    arguments.number("alpha", alpha, above=0.0)
    return rng.beta(alpha, alpha, N), rng.permutation(N)


def mixup(x: Array, y: Array, lam: Array, partner: Array) -> tuple[Array, Array]:
    """Blend each sample with its partner, inputs x (N, ...) and targets y (N, K) alike.

        x' = lam x + (1 - lam) x[partner],   y' = lam y + (1 - lam) y[partner]

    >>> x, y = np.array([[0.0], [4.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    >>> mixup(x, y, np.array([0.75, 0.5]), np.array([1, 0]))[1].tolist()
    [[0.75, 0.25], [0.5, 0.5]]
    """
    check_mixup(x, y, lam, partner)
    weight = lam.astype(x.dtype).reshape(-1, *[1] * (x.ndim - 1))  # (N, 1, ...)
    mixed_x = weight * x + (1 - weight) * x[partner]
    mixed_y = lam[:, None] * y + (1 - lam[:, None]) * y[partner]
    return mixed_x, mixed_y


def check_boxes(x: Any, boxes: Any, fill: Any) -> None:
    """Refuse boxes (N, 4) that do not lie inside of the images x, and a fill that is no number or image."""
    arguments.floating("x", x, ndim=4)
    arguments.ids("boxes", boxes, ndim=2)
    if hasattr(fill, "shape"):
        arguments.same_shape(x=x, fill=fill)
        arguments.floating("fill", fill)
    else:
        arguments.number("fill", fill)
    N, _, H, W = x.shape
    ends = boxes[:, :2] + boxes[:, 2:] if tuple(boxes.shape) == (N, 4) else None
    if ends is None or (N and (boxes.min() < 0 or ends[:, 0].max() > H or ends[:, 1].max() > W)):
        raise ValueError(f"boxes: got {boxes.tolist()}, expected {N} boxes inside of {H}x{W}")


def check_mixup(x: Any, y: Any, lam: Any, partner: Any) -> None:
    """Refuse samples, targets, shares (0 to 1) and partners that do not belong together."""
    arguments.floating("x", x)
    (N, _) = arguments.sizes("N K", y=(y, "N K"), lam=(lam, "N"))
    if x.ndim < 1 or len(x) != N:
        raise ValueError(f"x: got shape {tuple(x.shape)}, expected {N} samples as y has")
    arguments.ids("partner", partner, ndim=1, below=N)
    if len(partner) != N:
        raise ValueError(f"partner: got {len(partner)} numbers, expected {N} as y has")
    if N and not (lam.min() >= 0 and lam.max() <= 1):
        raise ValueError(f"lam: got {float(lam.min())} to {float(lam.max())}, expected 0 to 1")
