"""Image operations that change colours: brightness, contrast, hue (データ拡張).

Images are x (N, 3, H, W) with red, green, blue in [0, 1] (brightness and contrast: any number of channels).
Definitions are those of TensorFlow's ``tf.image``: brightness *adds* a number (torchvision multiplies),
contrast stretches around the mean of *each channel of each image*, hue turns the colour circle. ``clip``
brings results back into [0, 1]. Sources: Smith, 1978, "Color Gamut Transform Pairs" (HSV); Shorten &
Khoshgoftaar, 2019, "A survey on Image Data Augmentation for Deep Learning".
"""

from __future__ import annotations

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array


def adjust_brightness(x: Array, delta: float, clip: bool = True) -> Array:
    """Add ``delta`` to every pixel: x + delta.

    >>> adjust_brightness(np.array([[[[0.25, 0.75]]]]), 0.5).tolist()
    [[[[0.75, 1.0]]]]
    """
    arguments.floating("x", x, ndim=4)
    arguments.number("delta", delta)
    return _clipped(x + x.dtype.type(delta), clip)


def adjust_contrast(x: Array, factor: float, clip: bool = True) -> Array:
    """Stretch around the mean of each channel: (x - mean) * factor + mean; 0 leaves a flat colour, 1 all.

    >>> adjust_contrast(np.array([[[[0.25, 0.75]]]]), 0.5).tolist()
    [[[[0.375, 0.625]]]]
    """
    arguments.floating("x", x, ndim=4)
    arguments.number("factor", factor, minimum=0.0)
    mean = x.mean(axis=(2, 3), keepdims=True)  # (N, C, 1, 1)
    return _clipped((x - mean) * x.dtype.type(factor) + mean, clip)


def adjust_hue(x: Array, delta: float) -> Array:
    """Turn the hue of every pixel by ``delta`` full circles: red + 1/3 is green; grey stays grey.

    >>> adjust_hue(np.array([1.0, 0.0, 0.0]).reshape(1, 3, 1, 1), 1 / 3).round(6).ravel().tolist()
    [0.0, 1.0, 0.0]
    """
    arguments.number("delta", delta)
    hue, saturation, value = rgb_to_hsv(x)
    return hsv_to_rgb((hue + x.dtype.type(delta)) % 1.0, saturation, value)


def rgb_to_hsv(x: Array) -> tuple[Array, Array, Array]:
    """Return hue, saturation and value, each (N, H, W) in [0, 1]; a grey pixel has hue 0.

    value = max, saturation = (max - min) / max, hue: place on the circle red 0, green 1/3, blue 2/3.
    """
    arguments.floating("x", x, ndim=4)
    arguments.sizes("N H W", x=(x, "N 3 H W"))
    red, green, blue = x[:, 0], x[:, 1], x[:, 2]
    high, low = x.max(axis=1), x.min(axis=1)
    spread = high - low
    safe = np.where(spread == 0, 1, spread)
    hue = np.where(
        high == red,
        (green - blue) / safe,
        np.where(high == green, 2 + (blue - red) / safe, 4 + (red - green) / safe),
    )
    saturation = np.where(high == 0, 0, spread / np.where(high == 0, 1, high))
    return (hue / 6) % 1.0, saturation, high


def hsv_to_rgb(hue: Array, saturation: Array, value: Array) -> Array:
    """Return the image (N, 3, H, W) of hue, saturation and value (N, H, W); the inverse of rgb_to_hsv.

    Along the circle each channel is a trapezoid: full around its own colour, 0 on the opposite side.
    """
    arguments.sizes("N", hue=(hue, "N H W"), saturation=(saturation, "N H W"), value=(value, "N H W"))
    channels = []
    for start in (5, 3, 1):  # red, green, blue
        k = (start + hue * 6) % 6
        dip = np.minimum(k, 4 - k).clip(0, 1)  # 0 where the channel is full, 1 where it is lowest
        channels.append(value * (1 - saturation * dip))
    return np.stack(channels, axis=1)  # (N, 3, H, W)


def _clipped(x: Array, clip: bool) -> Array:
    arguments.flag("clip", clip)
    return x.clip(0, 1) if clip else x
