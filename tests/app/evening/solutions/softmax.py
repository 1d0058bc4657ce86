import numpy as np


def softmax(x):
    #en: x (N, K); result (N, K)
    #ja: x (N, K)。結果は (N, K)
    # region answer: body
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
    # endregion
