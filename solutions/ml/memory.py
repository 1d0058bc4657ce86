"""Coin-toss labels and a program that answers with the label of the nearest stored case: its accuracies."""

import numpy as np

CLAIMS = [(1.0, 0.5), (1.0, 1.0), (0.5, 0.5), (1.0, 0.0)]  # on stored cases, on new ones


def nearest_labels(stored, labels, cases):
    distances = ((cases[:, None, :] - stored[None, :, :]) ** 2).sum(axis=2)  # (cases, stored)
    return labels[distances.argmin(axis=1)]


def prove():
    rng = np.random.default_rng(0)
    stored, labels = rng.normal(size=(1000, 4)), rng.integers(0, 2, 1000)
    fresh, fresh_labels = rng.normal(size=(1000, 4)), rng.integers(0, 2, 1000)
    on_stored = np.mean(nearest_labels(stored, labels, stored) == labels)
    on_fresh = np.mean(nearest_labels(stored, labels, fresh) == fresh_labels)
    return [bool(abs(on_stored - old) < 0.05 and abs(on_fresh - new) < 0.05) for old, new in CLAIMS]
