"""What four choices of the weights make of the outputs of the fifth sigmoid layer."""

import numpy as np

WIDTH, LAYERS = 100, 5


def fifth_layer(weight):
    """Outputs (1000, WIDTH) of the fifth layer; weight() gives the matrix (WIDTH, WIDTH) of one layer."""
    z = np.random.default_rng(1).normal(size=(1000, WIDTH))
    for _ in range(LAYERS):
        z = 1 / (1 + np.exp(-(z @ weight())))
    return z


def prove():
    rng = np.random.default_rng(2)
    starts = [
        lambda: rng.normal(size=(WIDTH, WIDTH)),
        lambda: 0.01 * rng.normal(size=(WIDTH, WIDTH)),
        lambda: rng.normal(size=(WIDTH, WIDTH)) / np.sqrt(WIDTH),
        lambda: np.full((WIDTH, WIDTH), 0.01),
    ]
    answers = []
    for weight in starts:
        z = fifth_layer(weight)
        alike = bool(np.allclose(z, z[:, :1]))
        extreme = float(np.mean((z < 0.1) | (z > 0.9)))
        narrow = bool(np.all(np.abs(z - 0.5) < 0.1))
        looks = [
            extreme > 0.5,
            narrow and not alike,
            extreme < 0.1 and not narrow and not alike,
            alike,
            bool(np.all(z == 0)),
        ]
        assert sum(looks) == 1
        answers.append(looks.index(True))
    return answers
