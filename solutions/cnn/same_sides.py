import numpy as np


def same_conv(x, w):
    #en: x (n,), w (k,). Returns (n,): the filter, not flipped, laid on every place at stride 1; zeros beyond both ends.
    #ja: x (n,)、w (k,)。反転しないフィルタをストライド 1 で各位置に重ねた (n,) を返す。両端の外側はゼロとする。
    n, k = len(x), len(w)
    left = (k - 1) // 2  # <- left
    right = k // 2  # <- right
    padded = np.concatenate([np.zeros(left), x, np.zeros(right)])  # (n + k - 1,)
    return np.array([padded[i : i + k] @ w for i in range(left + n + right - k + 1)])


# region after
#en: Positions without padding: n - k + 1. To have n of them, k - 1 zeros must be added.
#en:   k = 3: 1 and 1      k = 4: 1 and 2 (the extra one on the right)      k = 5: 2 and 2
#en: (k - 1) // 2 + k // 2 = k - 1 for every k.
#ja: パディングをしないと位置は n - k + 1 通りになる。n 通りにするには、ゼロを k - 1 個補う。
#ja:   k = 3: 1 と 1      k = 4: 1 と 2 (余りは右)      k = 5: 2 と 2
#ja: どの k でも (k - 1) // 2 + k // 2 = k - 1 である。
# endregion
