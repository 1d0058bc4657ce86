import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


class LSTMStep:
    #en: One LSTM step without bias; the SAME object is used at every time step. Wx (D, 4H), Wh (H, 4H): blocks i, f, g, o.
    #ja: バイアスの無い LSTM の 1 ステップ。「同じ」オブジェクトを全時刻で使う。Wx (D, 4H)、Wh (H, 4H) は i, f, g, o の順。
    def __init__(self, Wx, Wh):
        self.Wx, self.Wh = Wx, Wh
        self.dWx, self.dWh = (np.zeros_like(W) for W in (Wx, Wh))
        self.saved = []

    def forward(self, x, h, c):
        i, f, g, o = np.split(x @ self.Wx + h @ self.Wh, 4, axis=1)  # (N, H)
        i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
        c_new = f * c + i * g
        self.saved.append((x, h, c, i, f, g, o, c_new))
        return o * np.tanh(c_new), c_new

    def backward(self, dh, dc):
        #en: Called once for each step, the last step first. Returns the gradients of the old h and c.
        #ja: 最後の時刻から順に、時刻ごとに一度呼ばれる。前の h と c の勾配を返す。
        x, h, c, i, f, g, o, c_new = self.saved.pop()
        ds = dc + dh * o * (1 - np.tanh(c_new) ** 2)
        di, df = ds * g * i * (1 - i), ds * c * f * (1 - f)
        dg, do = ds * i * (1 - g**2), dh * np.tanh(c_new) * o * (1 - o)
        da = np.hstack([di, df, dg, do])  # (N, 4H)
        # region answer: store
        self.dWx += x.T @ da
        self.dWh += h.T @ da
        # endregion
        return da @ self.Wh.T, ds * f


# region after
#en: The weights are shared over time, so the loss depends on them through every step: the gradient is the SUM of x_t^T da_t over t.
#en: A layer that is called once may store its gradient; one that is called T times must add.
#ja: 重みは時刻の間で共有され、損失は全時刻を通してそれに依存する。勾配は x_t^T da_t の t にわたる「和」である。
#ja: 一度しか呼ばれない層なら勾配を代入してもよいが、T 回呼ばれる層では足し込まなければならない。
# endregion


# region hidden
import numpy as np


def drive(answer, case):
    step = answer.LSTMStep(case.Wx, case.Wh)
    h = c = np.zeros((case.xs[0].shape[0], case.Wh.shape[0]))
    for x in case.xs:
        h, c = step.forward(x, h, c)
    dh, dc = np.zeros_like(h), np.zeros_like(c)
    for above in reversed(case.dhs):
        dh, dc = step.backward(dh + above, dc)
    return {"h": h, "gradients": {"Wx": step.dWx, "Wh": step.dWh}}


# endregion
