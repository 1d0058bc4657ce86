"""How many of the four XOR points can one straight line get right?"""

import numpy as np


def prove():
    points = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    labels = np.array([0, 1, 1, 0])
    rng = np.random.default_rng(0)
    weights = rng.normal(size=(20000, 3))
    decisions = weights[:, :2] @ points.T + weights[:, 2:] > 0
    best = int((decisions == labels).sum(axis=1).max())
    return [best == count for count in (1, 2, 3, 4)]
