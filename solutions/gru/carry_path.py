"""Does a GRU carry a gradient over 50 steps, by which path, and how many parameters does it save?"""

import numpy as np

H, STEPS = 8, 50


def sigmoid(a):
    """The logistic function."""
    return 1 / (1 + np.exp(-a))


def carried(keep_bias=None, reset_bias=0.0, replace=False):
    """Norm of dh_50/dh_0 by differences. Without a keep bias: a simple RNN. replace: z stands at 1."""
    rng = np.random.default_rng(0)
    Ur, Uz, Un = rng.normal(size=(3, H, H)) / np.sqrt(H) * 0.5

    def run(h):
        for _ in range(STEPS):
            r = sigmoid(h @ Ur + reset_bias)
            n = np.tanh((r * h) @ Un)
            z = 1.0 if replace or keep_bias is None else sigmoid(h @ Uz - keep_bias)
            h = (1 - z) * h + z * (np.tanh(h @ Un) if keep_bias is None else n)
        return h

    start, eps = rng.normal(size=H) * 0.5, 1e-6
    rows = [(run(start + eps * e) - run(start - eps * e)) / (2 * eps) for e in np.eye(H)]
    return np.linalg.norm(rows)


def prove():
    D, K = 10, 32
    block = D * K + K * K + K
    return [
        carried(keep_bias=8.0) > 1 > 1e-3 > carried(),  # the copy of the old state carries
        carried(keep_bias=8.0) < 1e-3,  # a tanh on every path?
        carried(keep_bias=8.0, reset_bias=8.0, replace=True) > 1,  # an open reset gate carries?
        3 * block <= 0.5 * 4 * block,  # half of the parameters?
    ]
