import numpy as np


def softmax(x):
    #en: x (N, K): one row of logits for each sample. Returns (N, K); each row is positive and sums to one.
    #ja: x (N, K): サンプルごとに 1 行のロジット。(N, K) を返す。各行は正で、和は 1 になる。
    shifted = x - x.max(axis=1, keepdims=True)  # <- shifted
    e = np.exp(shifted)
    return e / e.sum(axis=1, keepdims=True)  # <- y


# region after
#en: Adding the same number to all logits of a row changes nothing: e^{x-m} / sum e^{x-m} = e^x / sum e^x. With m the row's maximum the
#en: largest exponent is 0: nothing overflows, and at least one term of the sum is 1, so nothing is divided by zero.
#ja: 行のロジットすべてに同じ数を足しても結果は変わらない: e^{x-m} / sum e^{x-m} = e^x / sum e^x。m を行の最大値に取れば、
#ja: 指数の最大は 0 になるのでオーバーフローせず、和には必ず 1 が含まれるので 0 で割ることもない。
# endregion
