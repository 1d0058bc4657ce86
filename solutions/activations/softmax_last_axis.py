import numpy as np


def softmax(x):
    #en: x (K,), (N, K) or (N, T, K): logits. Returns the same shape; sums along the LAST axis are one.
    #ja: x (K,)、(N, K)、(N, T, K) のどれか: ロジット。同じ形を返し、「最後の」軸に沿った和が 1 になる。
    e = np.exp(x - x.max(axis=-1, keepdims=True))  # <- e
    return e / e.sum(axis=-1, keepdims=True)  # <- y


# region after
#en: axis=-1 is the last axis whatever their number, and keepdims leaves an axis of length 1 that broadcasts against it.
#ja: axis=-1 は軸がいくつあっても最後の軸を指す。keepdims が残す長さ 1 の軸は、割り算のときにブロードキャストされる。
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    x = {1: case.x[0, 0], 2: case.x[0], 3: case.x}[case.axes]
    with np.errstate(all="ignore"):
        return answer.softmax(np.array(x))


# endregion
