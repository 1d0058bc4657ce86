"""Which share of the test windows has places of the text in common with training windows?"""

import numpy as np

WINDOW, COUNT = 5, 1000


def overlapping(order):
    """How many test windows (the last fifth of ``order``, a list of starts) overlap a training window."""
    cut = COUNT * 4 // 5
    training, test = order[:cut], order[cut:]
    used = {place for start in training for place in range(start, start + WINDOW)}
    return sum(any(place in used for place in range(start, start + WINDOW)) for start in test)


def prove():
    ordered = overlapping(list(range(COUNT)))
    shuffled = overlapping(np.random.default_rng(0).permutation(COUNT).tolist())
    few = range(1, COUNT // 5 // 10)
    return [ordered in few, ordered == 0, shuffled in few, shuffled == 0]
