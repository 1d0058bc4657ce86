import numpy as np


def d_step(u):
    #en: The slope of the step function, made for a plot: 0, and no value at the jump itself.
    #ja: 作図用に作った、ステップ関数の傾き。値は 0 で、段差の位置には値を置かない。
    return np.nan if u == 0 else 0.0


def train(X, t, eta, epochs):
    #en: X (N, D): samples, t (N,): classes 0 or 1, eta: learning rate. Returns the weights (D,) and the bias.
    #ja: X (N, D): サンプル、t (N,): クラス 0 または 1、eta: 学習率。重み (D,) とバイアスを返す。
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for n in range(len(X)):
            u = X[n] @ w + b
            y = 1.0 if u >= 0 else 0.0
            error = t[n] - y  # <- error
            w = w + eta * error * X[n]
            b = b + eta * error
    return w, b


# region after
#en: The error is +1, 0 or -1: only a misclassified sample moves the boundary, towards its own side.
#en: No slope enters. With one, the factor would be 0 everywhere, and at the start (w = 0, b = 0, so u = 0) NaN.
#ja: 誤差は +1、0、-1 のいずれかで、誤分類されたサンプルだけが、境界を自分の側へ動かす。
#ja: 傾きは使わない。使えば倍率は至るところ 0 になり、開始時 (w = 0, b = 0 なので u = 0) には NaN になる。
# endregion
