"""Shapes and parameters of a network with 3 inputs, 2 hidden units and 2 outputs, in column notation."""

import numpy as np

RIGHTS = [(2, 3), (2, 2), 14, "psi", "input", (3, 2), 10, "phi", "output"]


def prove():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(3, 1))
    fitting = [shape for shape in ((2, 3), (3, 2), (2, 2)) if shape[1] == len(x) and shape[0] == 2]
    W1, b1 = rng.normal(size=fitting[0]), rng.normal(size=(2, 1))
    z = np.tanh(W1 @ x + b1)
    W2, b2 = rng.normal(size=(2, len(z))), rng.normal(size=(2, 1))
    last = W2 @ z + b2

    def softmax(u):
        return np.exp(u) / np.exp(u).sum()

    output_sums = {"psi": float(softmax(last).sum()), "phi": float((W2 @ softmax(W1 @ x + b1) + b2).sum())}
    place = [name for name, total in output_sums.items() if np.isclose(total, 1)][0]
    count = sum(array.size for array in (W1, b1, W2, b2))
    activated = {"hidden": "phi", "output": "psi"}
    bare = [layer for layer in ("input", "hidden", "output") if layer not in activated][0]
    return [RIGHTS.index(value) for value in (W1.shape, W2.shape, count, place, bare)]
