"""Which shapes let x W + h U and h V run, for a batch of rows x (N, I), h (N, H) and outputs (N, O)?"""

import numpy as np

N, I, H, O = 2, 3, 4, 5
SHAPES = [
    ((I, H), (H, H), (H, O)),
    ((I, H), (I, H), (H, O)),
    ((H, I), (H, H), (O, H)),
    ((I, H), (H, O), (O, H)),
]


def runs(W, U, V):
    """Two steps and an output, with a state that keeps its shape."""
    x, h = np.ones((N, I)), np.zeros((N, H))
    try:
        for _ in range(2):
            h = np.tanh(x @ np.ones(W) + h @ np.ones(U))
        return (h @ np.ones(V)).shape == (N, O)
    except ValueError:
        return False


def prove():
    return [runs(*shapes) for shapes in SHAPES]
