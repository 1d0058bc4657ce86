import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def peephole_step(x, h_prev, c_prev, Wx, Wh, b, p_i, p_f, p_o):
    #en: x (N, D), h_prev and c_prev (N, H); Wx (D, 4H), Wh (H, 4H), b (4H,): blocks i, f, g, o.
    #en: p_i, p_f, p_o (H,): diagonal peephole weights of the three gates.
    #ja: x (N, D)、h_prev と c_prev は (N, H)。Wx (D, 4H)、Wh (H, 4H)、b (4H,) は i, f, g, o の順。
    #ja: p_i, p_f, p_o (H,): 三つのゲートの覗き穴結合の重み（対角）。
    i, f, g, o = np.split(x @ Wx + h_prev @ Wh + b, 4, axis=1)  # (N, H)
    i = sigmoid(i + p_i * c_prev)  # <- i
    f = sigmoid(f + p_f * c_prev)
    c = f * c_prev + i * np.tanh(g)
    o = sigmoid(o + p_o * c)  # <- o
    return o * np.tanh(c), c


# region after
#en: The input and the forget gate act before the new cell exists, so they can only see the old one. The output gate acts afterwards and looks at the new one.
#ja: 入力ゲートと忘却ゲートは新しいセルができる前に働くので、古いセルしか見られない。出力ゲートはその後で働き、新しいセルを見る。
# endregion
