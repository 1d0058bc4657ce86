"""All weights of a logistic regression are multiplied by three: what changes?"""

import numpy as np


def prove():
    rng = np.random.default_rng(0)
    X = np.c_[np.ones(200), rng.normal(size=(200, 2))]
    w = np.array([0.3, 1.0, -0.7])
    t = (X @ w + rng.normal(size=200) > 0).astype(int)  # noisy labels: some points on the wrong side

    def look(weights):
        p = 1 / (1 + np.exp(-X @ weights))
        return p, p > 0.5, np.mean((p > 0.5) == t), -np.log(np.where(t == 1, p, 1 - p))

    p1, side1, accuracy1, error1 = look(w)
    p3, side3, accuracy3, error3 = look(3 * w)
    moved = not np.allclose(p1, p3)
    same_line = np.array_equal(side1, side3)
    tripled = np.isclose(error3.sum(), 3 * error1.sum())
    return [
        bool(moved and same_line and accuracy1 == accuracy3),
        bool(not same_line and accuracy1 != accuracy3),
        bool(not moved and same_line and tripled),
        bool(moved and np.all(error3 < error1)),
    ]
