import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def gru_step(x, h, Wx, Wh, b):
    #en: x (N, D), h (N, H). Wx (D, 3H), Wh (H, 3H), b (3H,): blocks in the order reset r, update z, candidate.
    #ja: x (N, D)、h (N, H)。Wx (D, 3H)、Wh (H, 3H)、b (3H,) はリセット r、更新 z、候補の順に並ぶ。
    H = h.shape[1]
    gates = sigmoid(x @ Wx[:, : 2 * H] + h @ Wh[:, : 2 * H] + b[: 2 * H])  # (N, 2H)
    r, z = gates[:, :H], gates[:, H:]  # (N, H)
    h_tilde = np.tanh(x @ Wx[:, 2 * H :] + (r * h) @ Wh[:, 2 * H :] + b[2 * H :])  # (N, H)
    h_new = (1 - z) * h + z * h_tilde  # <- h_new
    return h_new


# region after
#en: z is a share, so the two weights must add up to 1: what the candidate gets, the old state gives up.
#en: z = 0  ->  h_new = h        the state is carried over unchanged: a path without any squashing
#en: z = 1  ->  h_new = h_tilde  the state is replaced
#ja: z は割合なので二つの重みの和は 1 になる。候補が得た分だけ、古い状態は手放す。
#ja: z = 0  ->  h_new = h        状態はそのまま次へ渡る。ここには押しつぶす関数が無い
#ja: z = 1  ->  h_new = h_tilde  状態は候補で置き換わる
# endregion
