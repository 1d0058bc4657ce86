"""Which expression in the sigmoid equals tanh everywhere?"""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


FORMS = [
    lambda x: 2 * sigmoid(2 * x) - 1,
    lambda x: 2 * sigmoid(x) - 1,
    lambda x: sigmoid(2 * x) - 0.5,
    lambda x: 1 - 2 * sigmoid(2 * x),
]


def prove():
    x = np.linspace(-10, 10, 2001)
    return [bool(np.allclose(form(x), np.tanh(x), atol=1e-12)) for form in FORMS]
