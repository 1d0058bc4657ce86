"""Which operation turns a 6 into a 9?"""

import numpy as np

SIX = np.array([[1, 1, 1], [1, 0, 0], [1, 1, 1], [1, 0, 1], [1, 1, 1]])
NINE = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1], [0, 0, 1], [1, 1, 1]])


def framed(glyph):
    return np.pad(glyph, 1)


def prove():
    six, nine = framed(SIX), framed(NINE)
    results = [np.rot90(six, 2), six[:, ::-1], six[::-1], np.roll(six, 1, axis=1)]
    return [bool(np.array_equal(result, nine)) for result in results]
