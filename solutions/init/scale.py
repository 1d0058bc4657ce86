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
#en: One unit: a = sum over D inputs of x_i w_i, all independent with mean 0, so Var a = D * s^2 * E[x^2] for weights of standard deviation s.
#en: Forward, the size is kept if D s^2 = 1. Backward, each gradient is a sum over H units, and it is kept if H s^2 = 1.
#en: Xavier takes the mean of both demands: (D + H) / 2 * s^2 = 1.
#en: ReLU sets one half of the values to 0 and so halves the mean square. He makes up for it: D s^2 / 2 = 1.
#ja: 一つのユニットでは a = x_i w_i の D 個の和で、すべて独立かつ平均 0 なら、重みの標準偏差を s として Var a = D * s^2 * E[x^2] となる。
#ja: 順伝播で大きさが保たれる条件は D s^2 = 1 である。逆伝播では勾配が H 個のユニットの和になるので、条件は H s^2 = 1 になる。
#ja: Xavier の初期値は二つの条件の平均を取る: (D + H) / 2 * s^2 = 1。
#ja: ReLU は値の半分を 0 にし、二乗の平均を半分にする。He の初期値はこれを補う: D s^2 / 2 = 1。
# endregion
