"""A summed loss, batches of 100 and of 200: how many times as long is the step?"""

import numpy as np

CLAIMS = [2.0, 1.0, 0.5, np.sqrt(2)]


def prove():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(20000, 5))
    t = (X @ rng.normal(size=5) > 0).astype(float)
    w = np.zeros(5)  # logistic regression before its first step

    def mean_step(size):
        lengths = []
        for _ in range(300):
            chosen = rng.choice(len(X), size, replace=False)
            p = 1 / (1 + np.exp(-X[chosen] @ w))
            lengths.append(np.linalg.norm(X[chosen].T @ (p - t[chosen])))
        return np.mean(lengths)

    ratio = mean_step(200) / mean_step(100)
    return [bool(abs(ratio - claim) < 0.15) for claim in CLAIMS]
