import numpy as np


def states(xs, Wx, Wh):
    #en: xs (N, T, D) -> all states of a simple RNN that starts from zeros, (N, T, H)
    #ja: xs (N, T, D) -> ゼロから始まる単純な RNN の全状態 (N, T, H)
    h, out = np.zeros((xs.shape[0], Wh.shape[0])), []
    for t in range(xs.shape[1]):
        h = np.tanh(xs[:, t] @ Wx + h @ Wh)
        out.append(h)
    return np.stack(out, axis=1)


def birnn(xs, Wx_f, Wh_f, Wx_b, Wh_b, V):
    #en: F was read forward; B was read backward, so B[:, 0] has seen the last input only.
    #ja: F は順方向に読んだもの。B は逆方向に読んだもので、B[:, 0] は最後の入力しか見ていない。
    F = states(xs, Wx_f, Wh_f)  # (N, T, H)
    B = states(xs[:, ::-1], Wx_b, Wh_b)  # (N, T, H)
    joined = np.concatenate([F, B[:, ::-1]], axis=2)  # <- joined
    return joined @ V  # (N, T, 2H) @ (2H, O)


# region after
#en: F[:, t] has seen x_0 .. x_t. Flipped back along time, B[:, T-1-t] has seen x_t .. x_{T-1}. Side by side they know the whole sequence at step t.
#en: They are joined along the feature axis, so V has 2H rows.
#ja: F[:, t] は x_0 … x_t を見ている。時間方向に反転し直した B は、時刻 t で x_t … x_{T-1} を見ている。並べると、どの時刻でも系列全体を知っていることになる。
#ja: 連結は特徴の軸に沿って行うので、V の行数は 2H になる。
# endregion
