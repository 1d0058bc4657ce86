"""Softmax regression from W = 0 by gradient descent: what holds after every step?"""

import numpy as np


def prove():
    rng = np.random.default_rng(0)
    X, T = rng.normal(size=(40, 6)) + 0.5, np.eye(4)[rng.integers(0, 4, 40)]
    W, b = np.zeros((6, 4)), np.zeros(4)
    rows, columns, orthogonal, lengths = [], [], [], []
    for _ in range(50):
        F = X @ W + b
        P = np.exp(F) / np.exp(F).sum(axis=1, keepdims=True)
        W = W - 0.5 * X.T @ (P - T) / len(X)
        b = b - 0.5 * (P - T).mean(axis=0)
        gram = W.T @ W
        norms = np.sqrt(np.diag(gram))
        rows.append(np.allclose(W.sum(axis=1), 0))
        columns.append(np.allclose(W.sum(axis=0), 0))
        orthogonal.append(np.allclose(gram, np.diag(np.diag(gram))))
        lengths.append(np.allclose(norms, norms[0]))
    return [all(rows), all(columns), all(orthogonal), all(lengths)]
