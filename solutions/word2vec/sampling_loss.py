"""Which formula is the sum of the K + 1 binary cross-entropies (true word: label 1, drawn words: label 0)?"""

import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


FORMULAS = [
    lambda a, b: -np.log(sigmoid(a)) - np.log(sigmoid(-b)).sum(),
    lambda a, b: -np.log(sigmoid(a)) - np.log(sigmoid(b)).sum(),
    lambda a, b: -np.log(sigmoid(a)) + np.log(sigmoid(b)).sum(),
    lambda a, b: -a + np.log(np.exp(a) + np.exp(b).sum()),
]


def cross_entropies(a, b):
    scores = np.concatenate([[a], b])
    labels = np.concatenate([[1], np.zeros(len(b))])
    p = sigmoid(scores)
    return -(labels * np.log(p) + (1 - labels) * np.log(1 - p)).sum()


def prove():
    rng = np.random.default_rng(0)
    draws = [(rng.normal(), rng.normal(size=k)) for k in (1, 2, 5)]
    return [all(np.isclose(f(a, b), cross_entropies(a, b)) for a, b in draws) for f in FORMULAS]
