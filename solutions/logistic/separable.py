"""Gradient descent of logistic regression on separable data: what do the weights do?"""

import numpy as np


def prove():
    rng = np.random.default_rng(0)
    X = np.c_[np.ones(40), rng.normal(size=(40, 2))]
    X[:20, 1] -= 4
    X[20:, 1] += 4
    t = np.repeat([0.0, 1.0], 20)
    w, lengths, errors, clean = np.zeros(3), [], [], []
    marks = [10, 100, 1000, 10000, 100000]
    falling = True
    for step in range(1, marks[-1] + 1):
        p = 1 / (1 + np.exp(-X @ w))
        w = w - 0.02 * X.T @ (p - t)
        if step in marks:
            f = X @ w
            lengths.append(np.linalg.norm(w))
            errors.append(np.logaddexp(0, f).sum() - t @ f)
            clean.append(np.array_equal(f > 0, t == 1))
            falling = falling and (len(errors) < 2 or errors[-1] < errors[-2])
    gains = np.diff(lengths)
    grows = np.all(gains > 0.2) and gains[-1] > 0.8 * gains[-2] and errors[-1] < 0.001
    stops = np.allclose(lengths[-1], lengths[clean.index(True)])
    finite = gains[-1] < 0.01 and errors[-1] > 0.01
    wanders = not falling
    return [bool(value) for value in (grows, stops, finite, wanders)]
