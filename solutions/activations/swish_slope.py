import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def d_swish(x, beta):
    #en: Swish: x * sigmoid(beta * x). x of any shape. Returns its slope, same shape.
    #ja: Swish は x * sigmoid(beta * x)。x の形は任意。その傾きを同じ形で返す。
    s = sigmoid(beta * x)
    return s + beta * x * s * (1 - s)  # <- slope


# region after
#en: Product rule: (x)' s + x s'. The inner derivative brings the beta: s' = beta s (1 - s).
#ja: 積の微分: (x)' s + x s'。合成関数の微分から beta が出る: s' = beta s (1 - s)。
# endregion
