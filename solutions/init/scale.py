import numpy as np


def initial_weight(z, kind):
    #en: z (D, H): draws from the standard normal distribution; D inputs (fan-in) feed H units (fan-out).
    #en: Returns the start weights (D, H) for a tanh layer (kind "xavier", Glorot & Bengio) or a ReLU layer (kind "he").
    #ja: z (D, H): 標準正規分布からの乱数。入力は D 個（fan-in）、ユニットは H 個（fan-out）である。
    #ja: tanh の層（kind が "xavier"、Glorot & Bengio の形）または ReLU の層（kind が "he"）の初期重み (D, H) を返す。
    D, H = z.shape
    if kind == "xavier":
        std = np.sqrt(2 / (D + H))  # <- xavier
    else:
        std = np.sqrt(2 / D)  # <- he
    return std * z


# region after
#en: One unit: a = sum over D inputs of x_i w_i. The weights are independent, with mean 0 and standard deviation s: Var a = D * s^2 * E[x^2].
#en: Without an activation in between, the size is kept on the way forward if D s^2 = 1. Backward, each gradient is a sum over H units, and it is kept if H s^2 = 1.
#en: Xavier takes the mean of both demands: (D + H) / 2 * s^2 = 1.
#en: ReLU sets one half of the values to 0 and so halves the mean square. He makes up for it: D s^2 / 2 = 1.
#ja: 一つのユニットでは、a は x_i w_i の D 個の和である。重みが独立で平均 0、標準偏差 s なら Var a = D * s^2 * E[x^2] となる。
#ja: 活性化関数が無ければ、順伝播で大きさが保たれる条件は D s^2 = 1 である。逆伝播では勾配が H 個のユニットの和になるので、条件は H s^2 = 1 になる。
#ja: Xavier の初期値は二つの条件の平均を取る: (D + H) / 2 * s^2 = 1。
#ja: ReLU は値の半分を 0 にし、2 乗の平均を半分にする。He の初期値はこれを補う: D s^2 / 2 = 1。
# endregion
