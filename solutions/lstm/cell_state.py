import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def lstm_step(x, h_prev, c_prev, Wx, Wh, b):
    #en: x (N, D), h_prev and c_prev (N, H). Wx (D, 4H), Wh (H, 4H), b (4H,): blocks i, f, g, o (g is the candidate).
    #ja: x (N, D)、h_prev と c_prev は (N, H)。Wx (D, 4H)、Wh (H, 4H)、b (4H,) は i, f, g, o の順（g は候補）。
    i, f, g, o = np.split(x @ Wx + h_prev @ Wh + b, 4, axis=1)  # (N, H)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g  # <- c
    h = o * np.tanh(c)
    return h, c


# region after
#en: Two things make the new cell: what is kept of the old (f) and what is let in of the candidate (i). The output gate has no part in it.
#ja: 新しいセルは二つのものから成る。古いセルのうち残す分 (f) と、候補のうち入れる分 (i) である。出力ゲートは関わらない。
# endregion
