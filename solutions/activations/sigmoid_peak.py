"""Where is the slope of the sigmoid largest, and how large is it there?"""

import numpy as np

OPTIONS = [0.25, 0.5, 0.75, 1.0]


def prove():
    x = np.linspace(-8, 8, 160_001)  # a grid that holds 0 exactly
    y = 1 / (1 + np.exp(-x))
    slope = y * (1 - y)
    assert abs(x[slope.argmax()]) < 1e-9
    return [bool(np.isclose(slope.max(), option)) for option in OPTIONS]
