"""Softmax of (x, 0) while x runs from -8 to 8: which pair of curves is it?"""

import numpy as np

x = np.linspace(-8, 8, 161)


def sigmoid(u):
    return 1 / (1 + np.exp(-u))


PAIRS = [
    (sigmoid(x), sigmoid(-x)),
    (sigmoid(x), np.full_like(x, 0.5)),
    (sigmoid(2 * x), sigmoid(-2 * x)),
    (sigmoid(x) / 2, sigmoid(-x) / 2),
]


def prove():
    e = np.exp(np.stack([x, np.zeros_like(x)]))
    first, second = e / e.sum(axis=0)
    return [bool(np.allclose(first, a) and np.allclose(second, b)) for a, b in PAIRS]
