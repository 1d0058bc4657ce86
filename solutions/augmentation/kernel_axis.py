import numpy as np


def gaussian_kernel(k, sigma):
    #en: k: number of taps, odd or even; sigma: standard deviation in pixels. Returns (k,): weights that sum to one, centred on the kernel.
    #ja: k: 要素の数（奇数でも偶数でもよい）。sigma: 標準偏差（画素単位）。和が 1 で、カーネルの中央を中心とする重み (k,) を返す。
    offset = np.arange(k) - (k - 1) / 2  # <- offset
    g = np.exp(-(offset**2) / (2 * sigma**2))
    return g / g.sum()


# region after
#en: The indices run from 0 to k - 1, so their middle is (k - 1) / 2.
#en:   k = 3: offsets -1, 0, 1          k = 4: offsets -1.5, -0.5, 0.5, 1.5
#en: Rounded to whole pixels an even kernel gets -1, 0, 1, 2 or -2, -1, 0, 1: its weights are not symmetric, and a blur moves the picture.
#ja: 添字は 0 から k - 1 までなので、その中央は (k - 1) / 2 である。
#ja:   k = 3: ずれは -1, 0, 1          k = 4: ずれは -1.5, -0.5, 0.5, 1.5
#ja: 偶数の k で画素単位に丸めると -1, 0, 1, 2 や -2, -1, 0, 1 となる。重みは対称でなくなり、ぼかすと画像がずれる。
# endregion
