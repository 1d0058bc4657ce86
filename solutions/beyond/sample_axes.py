import numpy as np

EPS = 1e-5


def layer_norm(x, gamma, beta):
    #en: x (N, T, D); gamma, beta (D,). Returns (N, T, D).
    #ja: x (N, T, D)、gamma と beta は (D,)。(N, T, D) を返す。
    # region answer: statistics
    mean = x.mean(axis=-1, keepdims=True)
    var = x.var(axis=-1, keepdims=True)
    # endregion
    return gamma * (x - mean) / np.sqrt(var + EPS) + beta


# region after
#en: axis -1 has the D features: mean and var are (N, T, 1), one pair for each position, and broadcast over the features.
#en: keepdims keeps the last axis, without which (N, T) would not line up with (N, T, D).
#ja: 軸 -1 に D 個の特徴が並ぶ。mean と var は (N, T, 1) で、位置ごとに一組あり、特徴の軸にブロードキャストされる。
#ja: keepdims で最後の軸を残す。残さないと (N, T) になり、(N, T, D) と軸が揃わない。
# endregion
