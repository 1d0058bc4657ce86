import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def lstm_step_backward(dh, dc, a, c_prev):
    #en: dh, dc (N, H): gradients of the loss with respect to the new h and (from the next step) the new c.
    #en: a (N, 4H): pre-activations in the order i, f, g, o; c_prev (N, H): the cell before the step.
    #en: Returns da (N, 4H) and dc_prev (N, H).
    #ja: dh, dc (N, H): 新しい h と新しい c（次のステップから来る分）に対する損失の勾配。
    #ja: a (N, 4H): 活性化前の値、i, f, g, o の順。c_prev (N, H): このステップの前のセル。
    #ja: da (N, 4H) と dc_prev (N, H) を返す。
    i, f, g, o = np.split(a, 4, axis=1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    ds = dc + dh * o * (1 - np.tanh(c) ** 2)  # <- ds
    di = ds * g * i * (1 - i)
    df = ds * c_prev * f * (1 - f)
    dg = ds * i * (1 - g**2)  # <- dg
    do = dh * np.tanh(c) * o * (1 - o)
    return np.hstack([di, df, dg, do]), ds * f


# region after
#en: Two paths lead from the loss to the new cell: directly (dc) and through h = o tanh(c), whose slope is o (1 - tanh(c)^2).
#en: The gates are sigmoids, slope s (1 - s); the candidate g is a tanh, slope 1 - g^2. Both slopes are written in the activated value.
#ja: 損失から新しいセルへは二つの道がある。直接の dc と、h = o tanh(c) を通る道で、後者の傾きは o (1 - tanh(c)^2) である。
#ja: ゲートはシグモイドで傾きは s (1 - s)、候補 g は tanh で傾きは 1 - g^2。どちらも活性化後の値で書ける。
# endregion
