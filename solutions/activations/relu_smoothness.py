"""Continuous at 0, yet not differentiable there: which functions are that?"""

import numpy as np

FUNCTIONS = [
    lambda x: np.maximum(x, 0),
    lambda x: np.where(x > 0, x, 0.01 * x),
    lambda x: x / (1 + np.exp(-x)),
    lambda x: np.where(x >= 0, 1.0, 0.0),
]


def prove():
    answers = []
    for f in FUNCTIONS:
        h = 1e-7
        zero, right, left = f(np.array(0.0)), f(np.array(h)), f(np.array(-h))
        continuous = abs(right - zero) < 1e-5 and abs(left - zero) < 1e-5
        same_slope = abs((right - zero) / h - (zero - left) / h) < 1e-5
        answers.append(bool(continuous and not same_slope))
    return answers
