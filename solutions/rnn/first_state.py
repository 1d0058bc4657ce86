import numpy as np


def forward(xs, Wx, Wh):
    #en: xs (N, T, D) -> all states (N, T, H); the state before step 0 is zero.
    #ja: xs (N, T, D) -> 全状態 (N, T, H)。時刻 0 の前の状態はゼロである。
    N, T, _ = xs.shape
    hs = np.zeros((N, T, Wh.shape[0]))
    h = np.zeros((N, Wh.shape[0]))
    for t in range(T):
        h = np.tanh(xs[:, t] @ Wx + h @ Wh)
        hs[:, t] = h
    return hs


def recurrent_gradient(xs, dhs, Wx, Wh):
    #en: dhs (N, T, H): gradient of the loss with respect to each state, from above. Returns dWh (H, H).
    #ja: dhs (N, T, H): 上から来る、各状態に対する損失の勾配。dWh (H, H) を返す。
    hs = forward(xs, Wx, Wh)
    dWh = np.zeros_like(Wh)
    carried = np.zeros_like(hs[:, 0])
    for t in reversed(range(xs.shape[1])):
        delta = (dhs[:, t] + carried) * (1 - hs[:, t] ** 2)
        before = hs[:, t - 1] if t > 0 else np.zeros_like(hs[:, 0])  # <- before
        dWh += before.T @ delta
        carried = delta @ Wh.T
    return dWh


# region after
#en: At t = 0 Python's hs[:, t - 1] is hs[:, -1], the LAST state: no error, only a wrong gradient. The state before the first step is zero.
#ja: t = 0 のとき hs[:, t - 1] は hs[:, -1]、つまり「最後の」状態になる。エラーは出ず、勾配だけが誤る。最初のステップの前の状態はゼロである。
# endregion
