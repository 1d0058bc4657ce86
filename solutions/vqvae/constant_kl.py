"""The divergence of a posterior on one code from a uniform prior over K codes."""

import numpy as np


def divergence(chosen, K):
    q, p = np.eye(K)[chosen], np.full(K, 1 / K)
    held = q > 0
    return (q[held] * np.log(q[held] / p[held])).sum()


def prove():
    values = {K: [divergence(k, K) for k in range(K)] for K in (2, 8, 512)}
    constant = all(np.allclose(v, np.log(K)) for K, v in values.items())
    zero = all(np.allclose(v, 0) for v in values.values())
    rng = np.random.default_rng(0)
    distances = [float(((z - np.round(z)) ** 2).mean()) for z in rng.normal(size=(5, 4))]
    commitment = bool(np.allclose(distances, np.log(8)))
    infinite = any(np.isinf(v).any() for v in values.values())
    return [constant, zero, commitment, infinite]
