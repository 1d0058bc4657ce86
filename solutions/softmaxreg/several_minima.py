"""Softmax regression: convexity in the weights, runs from several starts, and mini-batches against full batches."""

import numpy as np


def loss(X, T, W):
    F = X @ W
    return np.mean(np.log(np.exp(F).sum(axis=1)) - (T * F).sum(axis=1))


def step(X, T, W, rate):
    F = X @ W
    P = np.exp(F) / np.exp(F).sum(axis=1, keepdims=True)
    return W - rate * X.T @ (P - T) / len(X)


def prove():
    rng = np.random.default_rng(0)
    X = np.c_[rng.normal(size=(600, 3)), np.ones(600)]
    T = np.eye(3)[(X @ rng.normal(size=(4, 3)) + 2 * rng.gumbel(size=(600, 3))).argmax(axis=1)]

    pairs = [(rng.normal(size=(4, 3)) * 3, rng.normal(size=(4, 3)) * 3) for _ in range(300)]
    middle = [loss(X, T, (U + V) / 2) <= (loss(X, T, U) + loss(X, T, V)) / 2 + 1e-12 for U, V in pairs]
    convex = all(middle)

    ends = []
    for _ in range(4):
        W = rng.normal(size=(4, 3)) * 3
        for _ in range(3000):
            W = step(X, T, W, 1.0)
        ends.append(loss(X, T, W))
    same_end = max(ends) - min(ends) < 1e-6

    full, small = np.zeros((4, 3)), np.zeros((4, 3))
    full = step(X, T, full, 0.3)  # one pass over the data: one full step, or sixty of ten samples
    for start in range(0, 600, 10):
        small = step(X[start : start + 10], T[start : start + 10], small, 0.3)
    batches_pay = loss(X, T, small) < loss(X, T, full)

    return [bool(value) for value in (convex and same_end, not same_end, convex and not batches_pay, not convex)]
