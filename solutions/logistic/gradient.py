import numpy as np


def sigmoid(f):
    return 1 / (1 + np.exp(-f))


def gradient(X, t, w):
    #en: X (N, D): one point in each row, its first feature the constant 1, so that w (D,) holds the bias too. t (N,): labels 0 or 1.
    #en: Returns the gradient of E = -sum_n [t_n log p_n + (1 - t_n) log(1 - p_n)] with respect to w, (D,).
    #ja: X (N, D): 1 行が一つの点で、最初の特徴は定数 1 とする（w (D,) はバイアスも含む）。t (N,): 0 か 1 のラベル。
    #ja: E = -sum_n [t_n log p_n + (1 - t_n) log(1 - p_n)] の w に関する勾配 (D,) を返す。
    f = X @ w  # (N,)
    p = sigmoid(f)  # (N,)
    dw = X.T @ (p - t)  # <- dw
    return dw


# region after
#en: One point first. With s = sigmoid, s' = s (1 - s):
#en:   dE/dp = -t/p + (1-t)/(1-p) = (p - t) / (p (1 - p))
#en:   dp/df = p (1 - p)                     the two factors cancel
#en:   dE/df = p - t,   df/dw = x    ->      dE/dw = (p - t) x
#en: The sum over all points is the product of X.T (D, N) with the errors (N,).
#ja: まず 1 点で考える。s をシグモイドとすると s' = s (1 - s) なので、
#ja:   dE/dp = -t/p + (1-t)/(1-p) = (p - t) / (p (1 - p))
#ja:   dp/df = p (1 - p)                     二つの因子が打ち消し合う
#ja:   dE/df = p - t,   df/dw = x    ->      dE/dw = (p - t) x
#ja: 全点の和は、X.T (D, N) と誤差 (N,) の積である。
# endregion
