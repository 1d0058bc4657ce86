"""Gradient descent from random hidden weights and output weights of zero: which statement holds?"""

import numpy as np


def prove():
    rng = np.random.default_rng(0)
    X, T = rng.normal(size=(20, 3)), rng.normal(size=(20, 2))
    W1, W2 = rng.normal(size=(3, 5)), np.zeros((5, 2))
    hidden, output = [], []
    for _ in range(3):
        h = np.tanh(X @ W1)
        dy = (h @ W2 - T) / len(X)
        dW2 = h.T @ dy
        dW1 = X.T @ ((dy @ W2.T) * (1 - h**2))
        hidden.append(np.abs(dW1).max())
        output.append(np.abs(dW2).max())
        W1, W2 = W1 - 0.1 * dW1, W2 - 0.1 * dW2
    late_start = hidden[0] == 0 and hidden[1] > 0 and output[0] > 0
    never = max(hidden) == 0 and output[0] > 0
    both_at_once = hidden[0] > 0 and output[0] > 0
    stuck = max(hidden) == 0 and max(output) == 0
    return [bool(value) for value in (late_start, never, both_at_once, stuck)]
