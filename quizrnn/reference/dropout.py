"""Dropout (ドロップアウト), inverted, in both namings.

    kept = noise >= rate            noise uniform in [0, 1), drawn once and used in forward and backward
    train:  out = x * kept / (1 - rate)        test:  out = x

The number is the share *dropped* in Keras and PyTorch (``rate``), the share *kept* in TensorFlow 1
(``keep``): dropout(rate=0.2) is dropout_keep(keep=0.8). "Inverted" means that the kept values are scaled
up in training, so that nothing is left to do in the test. Source: Srivastava et al., 2014, "Dropout: A
Simple Way to Prevent Neural Networks from Overfitting" (its plain form scales the weights in the test
instead).
"""

from __future__ import annotations

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients


def draw_noise(shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    """Draw uniform numbers in [0, 1) of the given shape."""
    if not isinstance(shape, tuple):
        raise ValueError(f"shape: got {shape!r}, expected a tuple of sizes")
    for size in shape:
        arguments.whole("shape", size, minimum=0)
    return rng.random(shape)


def dropout(x: Array, noise: Array, rate: float, train: bool = True) -> tuple[Array, Cache]:
    """Set each value to 0 with probability ``rate`` and scale the others by 1 / (1 - rate); identity in test.

    >>> dropout(np.array([1.0, 1.0]), np.array([0.1, 0.9]), rate=0.5)[0].tolist()
    [0.0, 2.0]
    """
    arguments.floating("x", x)
    arguments.number("rate", rate, minimum=0.0, maximum=1.0)
    arguments.floating("noise", noise)
    arguments.same_shape(x=x, noise=noise)
    arguments.flag("train", train)
    if not train:
        scale = np.ones_like(x)
    elif rate == 1.0:
        scale = np.zeros_like(x)
    else:
        scale = (noise >= rate).astype(x.dtype) / x.dtype.type(1 - rate)
    return x * scale, {"scale": scale}


def dropout_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx: the same mask and the same scale as in the forward pass."""
    arguments.upstream(dout, cache["scale"].shape)
    return {"dx": dout * cache["scale"]}


def dropout_keep(x: Array, noise: Array, keep: float, train: bool = True) -> tuple[Array, Cache]:
    """Keep each value with probability ``keep``: dropout with rate = 1 - keep. Backward: dropout_backward.

    >>> dropout_keep(np.array([1.0, 1.0]), np.array([0.1, 0.9]), keep=0.8)[0].tolist()
    [0.0, 1.25]
    """
    arguments.number("keep", keep, minimum=0.0, maximum=1.0)
    return dropout(x, noise, 1 - keep, train)
