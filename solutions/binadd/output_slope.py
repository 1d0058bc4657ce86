import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def gradients(x, y, W_in, W, W_out):
    #en: x (N, T, 2), y (N, T); W_in (2, H), W (H, H), W_out (H, 1), no bias. Loss: sum of (p - y)^2 / 2 over N and T.
    #en: Returns the gradients of W_in, W and W_out.
    #ja: x (N, T, 2)、y (N, T)、W_in (2, H)、W (H, H)、W_out (H, 1)。バイアスは無い。損失は (p - y)^2 / 2 の N と T にわたる和。
    #ja: W_in、W、W_out の勾配を返す。
    N, T, _ = x.shape
    #en: z[:, t + 1] is the state after digit t; z[:, 0] stays zero.
    #ja: z[:, t + 1] は桁 t の後の状態。z[:, 0] はゼロのまま。
    z = np.zeros((N, T + 1, len(W)))  # (N, T + 1, H)
    p = np.zeros((N, T))
    for t in range(T):
        z[:, t + 1] = sigmoid(x[:, t] @ W_in + z[:, t] @ W)
        p[:, t] = sigmoid(z[:, t + 1] @ W_out)[:, 0]
    slope = p * (1 - p)  # <- slope
    d_out = (p - y) * slope  # (N, T)
    dW_in, dW, dW_out = np.zeros_like(W_in), np.zeros_like(W), np.zeros_like(W_out)
    delta = np.zeros((N, len(W)))
    for t in reversed(range(T)):
        dW_out += z[:, t + 1].T @ d_out[:, t : t + 1]
        delta = (delta @ W.T + d_out[:, t : t + 1] @ W_out.T) * z[:, t + 1] * (1 - z[:, t + 1])
        dW_in += x[:, t].T @ delta
        dW += z[:, t].T @ delta
    return dW_in, dW, dW_out


# region after
#en: p = s(u) is the activated output. The slope of the sigmoid, written with its value, is p (1 - p).
#en: s(u)(1 - s(u)) and p (1 - p) are the same number; s(p)(1 - s(p)) applies the sigmoid twice and lies between 0.197 and 0.25 whatever p is.
#ja: p = s(u) は活性化後の出力である。シグモイドの傾きを、その値で書くと p (1 - p) になる。
#ja: s(u)(1 - s(u)) と p (1 - p) は同じ数である。s(p)(1 - s(p)) ではシグモイドを二度通しており、p が何であっても 0.197〜0.25 の間になる。
# endregion
