"""Is the step function convex, is it continuous at 0, and which numbers are subgradients of it there?"""

import numpy as np

X = np.linspace(-3, 3, 601)


def step(x):
    return (np.asarray(x) >= 0).astype(float)


def subgradients(candidates):
    """The candidates g with f(x) >= f(0) + g x for all x: the definition of a subgradient at 0."""
    return [g for g in candidates if np.all(step(X) >= step(0) + g * X - 1e-12)]


def prove():
    a, b = np.meshgrid(X, X)
    convex = bool(np.all(step((a + b) / 2) <= (step(a) + step(b)) / 2 + 1e-12))
    continuous = abs(step(1e-12) - step(-1e-12)) < 0.5
    found = subgradients(np.linspace(-2, 2, 401))
    return [
        not convex and not found,
        convex and any(np.isclose(found, 0)),
        bool(len(found) == 1 and np.isclose(found[0], 1)),
        bool(continuous and found),
    ]
