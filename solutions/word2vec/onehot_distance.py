"""How far apart are two different one-hot words?"""

import numpy as np


def distance(a, b, size):
    words = np.eye(size)
    return np.linalg.norm(words[a] - words[b])


def prove():
    pairs = [(0, 1), (0, 5), (3, 4), (2, 7)]
    found = {size: [distance(a, b, size) for a, b in pairs] for size in (8, 16, 64)}
    every = [value for values in found.values() for value in values]
    same = bool(np.allclose(every, np.sqrt(2)))
    cat, dog, valve = 6, 2, 7  # two animals and a part of a machine, in any places
    by_meaning = bool(distance(cat, dog, 8) < distance(cat, valve, 8) - 1e-9)
    by_number = bool(found[8][1] > found[8][0] + 1e-9)
    by_size = bool(found[64][0] > found[8][0] + 1e-9)
    return [same, by_meaning, by_number, by_size]
