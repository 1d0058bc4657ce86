import numpy as np


def one_hot(y, K):
    #en: y (N,): class numbers, integers. Returns floats (N, K), row n with its single 1 in column y_n.
    #en: Raises ValueError if some class number is not one of 0, ..., K-1.
    #ja: y (N,): クラス番号（整数）。行 n の列 y_n だけが 1 である浮動小数点数の配列 (N, K) を返す。
    #ja: 0, ..., K-1 に含まれないクラス番号があれば ValueError を送出する。
    # region answer: body
    if y.min() < 0 or y.max() >= K:
        raise ValueError("class numbers must lie between 0 and K-1")
    return np.eye(K)[y]
    # endregion


# region after
#en: np.eye(K) (K, K) holds the K rows that can occur; indexing with y (N,) picks N of them, (N, K).
#en:   y = [2, 0], K = 3   ->   [[0, 0, 1], [1, 0, 0]]
#en: Without the check y = [-1] would give the last row, [0, 0, 1].
#ja: np.eye(K) (K, K) には、現れうる K 本の行が入っている。y (N,) で添字を付けると N 本が選ばれ、(N, K) になる。
#ja:   y = [2, 0], K = 3   ->   [[0, 0, 1], [1, 0, 0]]
#ja: 検査が無いと、y = [-1] で最後の行 [0, 0, 1] が返ってしまう。
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    y = np.array(case.y)
    y[-1] = case.bad if case.bad != 0 else y[-1]
    try:
        T = answer.one_hot(y, case.K)
    except ValueError:
        return "ValueError"
    return {"T": T, "floats": np.issubdtype(np.asarray(T).dtype, np.floating)}


# endregion
