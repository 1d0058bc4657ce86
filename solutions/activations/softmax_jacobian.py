import numpy as np


def softmax_jacobian(y):
    #en: y (K,): an output of softmax. Returns the Jacobian dy_i / dx_j, (K, K).
    #ja: y (K,): ソフトマックスの出力。ヤコビ行列 dy_i / dx_j を (K, K) で返す。
    # region answer: body
    return np.diag(y) - np.outer(y, y)
    # endregion


# region after
#en: dy_i/dx_j = y_i (1 if i = j else 0) - y_i y_j. Each row sums to y_i - y_i = 0: adding a constant to all logits changes nothing.
#ja: dy_i/dx_j = y_i (i = j なら 1、さもなくば 0) - y_i y_j。どの行も和は y_i - y_i = 0 で、ロジット全体に定数を足しても変わらないことを表す。
# endregion
