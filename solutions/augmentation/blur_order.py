"""The spread of four Gaussian kernels, from the weakest blur to the strongest."""

import numpy as np
from quizrnn.reference.blur import gaussian_kernel_1d

KERNELS = [(51, 0.5), (3, 100.0), (11, 100.0), (51, 10.0)]


def spread(k, sigma):
    offsets = np.arange(k) - (k - 1) / 2
    return float(np.sqrt(gaussian_kernel_1d(k, sigma) @ offsets**2))


def prove():
    spreads = [spread(k, sigma) for k, sigma in KERNELS]
    return [sorted(spreads).index(value) for value in spreads]
