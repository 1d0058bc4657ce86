"""Noisy gradient descent on a bowl of curvature 1 with five learning rates: which rate draws which loss curve?"""

import numpy as np

RATES = [2.5, 1.9, 0.2, 0.0002, 0.0]  # unstable from 2 on, just below, moderate, too small, none


def loss_curve(rate, steps=1000):
    rng = np.random.default_rng(0)
    w = rng.normal(size=20) * 10
    losses = []
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(steps):
            losses.append(0.5 * np.mean(w**2))
            w = w - rate * (w + rng.normal(size=20))
    return np.array(losses)


def prove():
    curves = [loss_curve(rate) for rate in RATES]
    start = curves[0][0]
    best = min(np.nanmean(curve[-200:]) for curve in curves[1:])
    patterns = [
        lambda c: not np.all(np.isfinite(c)),
        lambda c: np.all(np.isfinite(c)) and c.min() < 0.5 * start and np.mean(c[-200:]) > 10 * best,
        lambda c: np.all(np.isfinite(c)) and c[100:].max() < 0.1 * start,
        lambda c: np.all(np.isfinite(c)) and np.mean(c[:100]) > np.mean(c[-100:]) > 10 * best and c.min() > 0.3 * start,
    ]
    found = [[k for k, curve in enumerate(curves) if pattern(curve)] for pattern in patterns]
    return [hits[0] if len(hits) == 1 else -1 for hits in found]
