"""Which expression equals the negative logarithm of the likelihood of all labels?"""

import numpy as np

EXPRESSIONS = [
    lambda p, t: -np.sum(t * np.log(p) + (1 - t) * np.log(1 - p)),
    lambda p, t: -np.sum(t * np.log(p)),
    lambda p, t: -np.log(np.sum(t * p + (1 - t) * (1 - p))),
    lambda p, t: np.sum(t * np.log(p) + (1 - t) * np.log(1 - p)),
]


def prove():
    rng = np.random.default_rng(0)
    samples = [(rng.uniform(0.05, 0.95, 6), rng.integers(0, 2, 6)) for _ in range(50)]
    results = []
    for expression in EXPRESSIONS:
        likelihoods = [np.prod(np.where(t == 1, p, 1 - p)) for p, t in samples]
        values = [expression(p, t) for p, t in samples]
        results.append(bool(np.allclose(values, -np.log(likelihoods))))
    return results
