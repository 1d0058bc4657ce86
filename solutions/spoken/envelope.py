import numpy as np


def envelope(x, a):
    #en: x (T,): the samples, integers or floats; a between 0 and 1. Returns e (T,): e[t] = (1 - a) e[t-1] + a |x[t]|, before the clip e = 0.
    #ja: x (T,): 整数または実数のサンプル。a は 0 と 1 の間。e[t] = (1 - a) e[t-1] + a |x[t]| となる e (T,) を返す。音声の前では e = 0 とする。
    e = np.zeros(len(x))  # <- e
    before = 0.0
    for t in range(len(x)):
        e[t] = (1 - a) * before + a * abs(x[t])
        before = e[t]
    return e


# region after
#en: x = 3, 0, 1 and a = 0.25:   floats    0.75, 0.5625, 0.671875
#en:                             integers  0 (0.75 cut off), 0, 0 (0.25 cut off)
#ja: x = 3, 0, 1、a = 0.25 のとき:   実数  0.75, 0.5625, 0.671875
#ja:                                 整数  0 (0.75 の切り捨て), 0, 0 (0.25 の切り捨て)
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    x = case.x if case.whole else case.x / 2
    return np.asarray(answer.envelope(x, case.a), dtype=float)


# endregion
