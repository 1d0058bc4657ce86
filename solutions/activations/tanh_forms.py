"""Which ways of writing tanh stay finite and right at 800 and at -800?"""

import numpy as np

FORMS = [
    lambda x: 2 / (1 + np.exp(-2 * x)) - 1,
    lambda x: np.subtract(np.exp(x), np.exp(-x)) / np.add(np.exp(x), np.exp(-x)),
    lambda x: (np.exp(2 * x) - 1) / (np.exp(2 * x) + 1),
    lambda x: np.sinh(x) / np.cosh(x),
]


def prove():
    x = np.array([800.0, -800.0])
    with np.errstate(all="ignore"):
        return [bool(np.array_equal(form(x), np.tanh(x))) for form in FORMS]
