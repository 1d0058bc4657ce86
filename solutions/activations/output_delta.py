import numpy as np


def sigmoid(u):
    return 1 / (1 + np.exp(-u))


def output_delta(u, t):
    #en: u (N, K): pre-activations of a sigmoid output layer; t (N, K): targets. Loss: half squared error, summed.
    #en: Returns the gradient of the loss with respect to u, (N, K).
    #ja: u (N, K): シグモイド出力層の活性化前の値。t (N, K): 正解。損失は 2 乗誤差の半分の和。
    #ja: u に対する損失の勾配 (N, K) を返す。
    y = sigmoid(u)
    slope = y * (1 - y)  # <- slope
    delta = (y - t) * slope
    return delta


# region after
#en: d/du of (y - t)^2 / 2 is (y - t) dy/du, and dy/du = y (1 - y): written in the activated value, no second sigmoid.
#ja: (y - t)^2 / 2 を u で微分すると (y - t) dy/du で、dy/du = y (1 - y)。活性化後の値で書けるので、シグモイドをもう一度掛けることはない。
# endregion
