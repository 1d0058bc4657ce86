import numpy as np


def bptt(xs, ys, Wx, Wh, Wo):
    #en: Linear RNN: h_t = x_t Wx + h_{t-1} Wh, o_t = h_t Wo; loss = mean over N of the sum of (o - y)^2 / 2.
    #en: xs (N, T, D), ys (N, T, O), Wx (D, H), Wh (H, H), Wo (H, O). Returns the gradients of the three weights.
    #ja: 線形の RNN: h_t = x_t Wx + h_{t-1} Wh、o_t = h_t Wo。損失は (o - y)^2 / 2 の和を N で平均したもの。
    #ja: xs (N, T, D)、ys (N, T, O)、Wx (D, H)、Wh (H, H)、Wo (H, O)。三つの重みの勾配を返す。
    N, T, _ = xs.shape
    #en: hs[:, t + 1] is the state after step t; hs[:, 0] is the start from zero.
    #ja: hs[:, t + 1] は時刻 t の後の状態。hs[:, 0] はゼロの初期状態。
    hs = np.zeros((N, T + 1, Wh.shape[0]))
    for t in range(T):
        hs[:, t + 1] = xs[:, t] @ Wx + hs[:, t] @ Wh
    errors = (hs[:, 1:] @ Wo - ys) / N  # (N, T, O)
    dWx, dWh, dWo = (np.zeros_like(W) for W in (Wx, Wh, Wo))
    for t in range(T):
        dWo += hs[:, t + 1].T @ errors[:, t]
        delta = errors[:, t] @ Wo.T  # (N, H)
        for s in reversed(range(t + 1)):
            dWx += xs[:, s].T @ delta
            dWh += hs[:, s].T @ delta
            delta = delta @ Wh.T  # <- back
    return dWx, dWh, dWo


# region after
#en: Forward, h_{s+1} = ... + h_s Wh. A small change of h_s moves h_{s+1} by that change times Wh; backward the same matrix acts transposed.
#en: With an activation the slope f'(u_s) would follow as a factor.
#ja: 順伝播では h_{s+1} = ... + h_s Wh。h_s の小さな変化は Wh 倍されて h_{s+1} に現れる。逆向きには同じ行列が転置されて掛かる。
#ja: 活性化関数があれば、さらに傾き f'(u_s) が掛かる。
# endregion
