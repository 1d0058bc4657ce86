"""What four settings of the forget and the input gate do to the cell."""

import numpy as np

SETTINGS = [(1, 0), (0, 1), (1, 1), (0, 0)]  # forget gate f, input gate i


def prove():
    c, g = np.array([0.7, -1.5, 2.0]), np.array([0.4, 0.9, -0.3])
    outcomes = [c, g, c + g, np.zeros(3)]  # kept, replaced, added to, cleared
    return [next(k for k, out in enumerate(outcomes) if np.allclose(f * c + i * g, out)) for f, i in SETTINGS]
