"""Which formula is the divergence KL(N(mu, s^2) || N(0, 1))? Compared with the integral of q log(q/p)."""

import numpy as np

FORMULAS = [
    lambda mu, v: (mu**2 + v - 1 - np.log(v)) / 2,
    lambda mu, v: (1 + np.log(v) - mu**2 - v) / 2,
    lambda mu, v: (mu**2 + v - 1 + np.log(v)) / 2,
    lambda mu, v: (mu**2 + np.sqrt(v) - 1 - np.log(np.sqrt(v))) / 2,
]


def integral(mu, v):
    z, step = np.linspace(-30, 30, 60_001, retstep=True)
    log_q = -((z - mu) ** 2) / (2 * v) - np.log(2 * np.pi * v) / 2
    log_p = -(z**2) / 2 - np.log(2 * np.pi) / 2
    return (np.exp(log_q) * (log_q - log_p)).sum() * step


def prove():
    points = [(0.0, 4.0), (1.0, 1.0), (-2.0, 0.5), (0.5, 2.0)]
    return [all(np.isclose(f(mu, v), integral(mu, v), atol=1e-8) for mu, v in points) for f in FORMULAS]
