import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def read_bits(hs, W_out, c):
    #en: hs (T, H): hidden states of one addition, least significant digit first. W_out (H, 1), c (1,). Returns T whole numbers 0 or 1.
    #ja: hs (T, H): 一つの足し算の隠れ状態、下位の桁から。W_out (H, 1)、c (1,)。0 か 1 の整数を T 個返す。
    bits = np.zeros(len(hs), dtype=int)
    for t in range(len(hs)):
        y = sigmoid(hs[t : t + 1] @ W_out + c)  # (1, 1)
        bit = np.round(y[0, 0])  # <- bit
        bits[t] = bit
    return bits


# region after
#en: y is a matrix with one entry, not a number. One cell of bits takes a number: y[0, 0], or y.item().
#en: Old NumPy unpacked one-element arrays silently; NumPy 1.25 began to warn, and 2.4 raises.
#ja: y は要素が一つの行列であって、数ではない。bits の 1 マスに入るのは数なので、y[0, 0] か y.item() を取り出す。
#ja: 古い NumPy は要素一つの配列を黙って数に直していたが、1.25 から警告になり、2.4 からはエラーになる。
# endregion


# region hidden
import warnings


def drive(answer, case):
    #: Older NumPy only warns where 2.4 raises; here both raise.
    with warnings.catch_warnings():
        warnings.simplefilter("error", DeprecationWarning)
        return answer.read_bits(case.hs, case.W_out, case.c)


# endregion
