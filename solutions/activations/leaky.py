import numpy as np


def leaky_relu(x, alpha):
    #en: x of any shape; alpha: the slope on the negative side, ANY real number.
    #ja: x の形は任意。alpha は負の側の傾きで、どんな実数でもよい。
    return np.where(x > 0, x, alpha * x)  # <- y


# region after
#en: max(alpha x, x) picks the right branch only while alpha x lies below x for x > 0 and above it for x < 0, that is for alpha <= 1.
#ja: max(alpha x, x) が正しい側を選ぶのは、x > 0 で alpha x が x 以下、x < 0 で x 以上になるとき、つまり alpha <= 1 のときだけである。
# endregion
