import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def gru_step(x, h, Wx, Wh):
    #en: x (N, D), h (N, H). Wx (D, 3H) and Wh (H, 3H) hold the blocks r, z, n; no bias. Returns (N, H).
    #ja: x (N, D)、h (N, H)。Wx (D, 3H) と Wh (H, 3H) は r, z, n の順。バイアスは無い。(N, H) を返す。
    # region answer: body
    H = h.shape[1]
    xr, xz, xn = np.split(x @ Wx, 3, axis=1)  # (N, H)
    Ur, Uz, Un = Wh[:, :H], Wh[:, H : 2 * H], Wh[:, 2 * H :]  # (H, H)
    r = sigmoid(xr + h @ Ur)
    z = sigmoid(xz + h @ Uz)
    n = np.tanh(xn + (r * h) @ Un)
    return (1 - z) * h + z * n
    # endregion


# region after
#en: The gates come first, the candidate uses the reset state, and the mix comes last:
#en:   r = s(x Wr + h Ur)     z = s(x Wz + h Uz)     n = tanh(x Wn + (r*h) Un)     h' = (1-z) h + z n
#en: torch.nn.GRU lets z keep the old state (h' = (1-z) n + z h) and resets after the product: n = tanh(x Wn + r * (h Un)).
#en: The z convention is a matter of sign (negate Wz and Uz); before/after is not: no choice of weights turns one into the other.
#ja: まずゲート、次にリセット済みの状態を使う候補、最後に混合という順になる。
#ja:   r = s(x Wr + h Ur)     z = s(x Wz + h Uz)     n = tanh(x Wn + (r*h) Un)     h' = (1-z) h + z n
#ja: torch.nn.GRU では z が古い状態を残す割合で (h' = (1-z) n + z h)、リセットは積の後に掛かる: n = tanh(x Wn + r * (h Un))。
#ja: z の流儀の違いは符号の違いにすぎない (Wz と Uz の符号を変えればよい)。リセットの前後の違いは重みを変えても消えない。
# endregion
