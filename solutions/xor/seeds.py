"""A 2-2-2-1 net on XOR clusters from several starts: does the end depend on the start, and does patience help?"""

import numpy as np


def data():
    rng = np.random.default_rng(0)
    corners = np.array([[1, 1], [-1, -1], [1, -1], [-1, 1]])
    X = np.concatenate([corner + 0.35 * rng.normal(size=(30, 2)) for corner in corners])
    return X, np.repeat([0.0, 0.0, 1.0, 1.0], 30)


def train(X, t, seed, steps, rate=0.2):
    rng = np.random.default_rng(seed)
    W = [rng.normal(size=(2, 2)), rng.normal(size=(2, 2)), rng.normal(size=2)]
    b = [np.zeros(2), np.zeros(2), 0.0]
    accuracies = []
    for step in range(1, steps + 1):
        h1 = np.tanh(X @ W[0] + b[0])
        h2 = np.tanh(h1 @ W[1] + b[1])
        p = 1 / (1 + np.exp(-(h2 @ W[2] + b[2])))
        d3 = (p - t) / len(X)
        d2 = np.outer(d3, W[2]) * (1 - h2**2)
        d1 = (d2 @ W[1].T) * (1 - h1**2)
        gradients = [(X.T @ d1, d1.sum(axis=0)), (h1.T @ d2, d2.sum(axis=0)), (d3 @ h2, d3.sum())]
        for k, (dW, db) in enumerate(gradients):
            W[k] = W[k] - rate * dW
            b[k] = b[k] - rate * db
        if step in (steps // 3, steps):
            accuracies.append(np.mean((p > 0.5) == (t == 1)))
    return accuracies


def prove():
    X, t = data()
    runs = np.array([train(X, t, seed, 9000) for seed in range(12)])
    early, late = runs[:, 0], runs[:, 1]
    representable = late.max() > 0.9
    stuck = late.min() < 0.8 and np.any((late < 0.8) & (late - early < 0.02))
    other_points = not np.array_equal(data()[0], X)
    return [bool(value) for value in (representable and stuck, late.min() > 0.9, not representable, other_points)]
