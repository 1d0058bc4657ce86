"""What does attention return when all scores of a query are equal?"""

import numpy as np


def prove():
    rng = np.random.default_rng(0)
    V = rng.normal(size=(6, 3))
    scores = np.full(6, 1.7)
    weights = np.exp(scores) / np.exp(scores).sum()
    out = weights @ V
    candidates = [V.mean(axis=0), V.sum(axis=0), np.zeros(3)]
    single = any(np.allclose(out, v) for v in V)
    return [bool(np.allclose(out, c)) for c in candidates] + [single]
