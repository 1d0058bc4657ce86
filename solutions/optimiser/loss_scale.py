"""The loss is multiplied by 100: which of descent, momentum and Adam make the same steps?"""

import numpy as np

KEPT_BY = [{"adam"}, {"momentum"}, {"adam", "momentum"}, set()]  # one claim for each option


def path(method, scale, steps=20, lr=0.001):
    A = np.array([[3.0, 1.0], [1.0, 2.0]])
    w, v, m, s = np.array([1.0, -2.0]), np.zeros(2), np.zeros(2), np.zeros(2)
    for t in range(1, steps + 1):
        g = scale * (A @ w)
        if method == "descent":
            w = w - lr * g
        elif method == "momentum":
            v = 0.9 * v + g
            w = w - lr * v
        else:
            m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g**2
            w = w - lr * (m / (1 - 0.9**t)) / (np.sqrt(s / (1 - 0.999**t)) + 1e-12)
    return w


def prove():
    methods = ("descent", "momentum", "adam")
    kept = {method for method in methods if np.allclose(path(method, 1.0), path(method, 100.0), rtol=1e-6)}
    return [kept == claim for claim in KEPT_BY]
