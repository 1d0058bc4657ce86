"""Strokes through two edge filters: which maps are strong?"""

import numpy as np
from quizrnn.reference.edge_filters import edge_filters, edge_maps


def picture(vertical, horizontal):
    img = np.zeros((28, 28))  # the ground is 0, so that the rim makes no false edge
    if vertical:
        img[2:26, 13:15] = 1
    if horizontal:
        img[13:15, 2:26] = 1
    return img


def prove():
    strokes = [(1, 0), (0, 1), (1, 1), (0, 0)]
    rights = [(True, False), (False, True), (True, True), (False, False)]
    found = []
    for stroke in strokes:
        maps, _ = edge_maps(picture(*stroke)[None, None], edge_filters())
        inner = maps[0, :, 3:-3, 3:-3] > 0.5  # away from the ends of the strokes
        vertical, horizontal = inner.any(axis=2).sum(axis=1)[0] > 4, inner.any(axis=1).sum(axis=1)[1] > 4
        found.append(rights.index((bool(vertical), bool(horizontal))))
    return found
