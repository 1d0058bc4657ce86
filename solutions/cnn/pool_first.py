"""Which activations commute with max pooling?"""

import numpy as np

ACTIVATIONS = [
    np.abs,
    lambda x: np.maximum(x, 0),
    np.tanh,
    lambda x: np.where(x > 0, x, 0.01 * x),
]


def prove():
    windows = np.random.default_rng(0).normal(size=(500, 4))  # 2 x 2 windows in rows
    return [not np.allclose(f(windows).max(axis=1), f(windows.max(axis=1))) for f in ACTIVATIONS]
