import numpy as np


def cec(xs, w):
    #en: A constant error carousel: xs (N, T) inputs of one unit, w its input weight. Returns the cell at every step, (N, T).
    #ja: CEC（定誤差カルーセル）。xs (N, T) は一つのユニットへの入力、w は入力の重み。各時刻のセル (N, T) を返す。
    c, out = np.zeros(len(xs)), []
    for x in xs.T:
        a = w * x
        c = c + a  # <- c
        out.append(c)
    return np.stack(out, axis=1)


# region after
#en: dc_t / dc_{t-1} = +1 at every step, so an error carried back over k steps is multiplied by 1^k = 1. With a minus it would be (-1)^k.
#ja: どの時刻でも dc_t / dc_{t-1} = +1 なので、k ステップさかのぼる誤差に掛かる係数は 1^k = 1 である。符号が負なら (-1)^k になる。
# endregion
