"""Which vectors can a softmax of finite logits give? The candidates for the logits are the logarithms."""

import numpy as np

VECTORS = [(0.1, 0.7, 0.2), (0.0, 1.0, 0.0), (0.5, 0.9, 0.6), (0.4, 0.8, -0.2)]


def prove():
    answers = []
    for vector in VECTORS:
        y = np.array(vector)
        # Outputs of a softmax are positive, so their logarithms are finite logits; the way back must give y again.
        possible = bool(np.all(y > 0))
        if possible:
            e = np.exp(np.log(y))
            possible = bool(np.allclose(e / e.sum(), y))
        answers.append(possible)
    return answers
