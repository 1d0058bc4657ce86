import numpy as np


def input_gradient(xs, dhs, Wx, Wh):
    #en: xs (N, T, D); dhs (N, T, H): gradient of the loss with respect to each state, from above. Returns dWx (D, H).
    #ja: xs (N, T, D)。dhs (N, T, H): 上から来る、各状態に対する損失の勾配。dWx (D, H) を返す。
    N, T, _ = xs.shape
    #en: hs[:, t + 1] is the state after step t; hs[:, 0] is the start from zero.
    #ja: hs[:, t + 1] は時刻 t の後の状態。hs[:, 0] はゼロの初期状態。
    hs = np.zeros((N, T + 1, len(Wh)))
    for t in range(T):
        hs[:, t + 1] = np.tanh(xs[:, t] @ Wx + hs[:, t] @ Wh)
    dWx, carried = np.zeros_like(Wx), np.zeros((N, len(Wh)))
    for t in reversed(range(T)):
        delta = (dhs[:, t] + carried) * (1 - hs[:, t + 1] ** 2)  # <- delta
        dWx += xs[:, t].T @ delta
        carried = delta @ Wh.T
    return dWx


# region after
#en: delta is the gradient at the pre-activation u_t = x_t Wx + h_{t-1} Wh. The tanh that follows u_t gives h_t, so its slope is 1 - h_t^2,
#en: and h_t lies in slot t + 1. Both parts, from above and from the step after, arrive at h_t and pass this tanh.
#ja: delta は活性化前の値 u_t = x_t Wx + h_{t-1} Wh に対する勾配である。u_t を tanh に通すと h_t になるので、傾きは 1 - h_t^2。
#ja: h_t は枠 t + 1 に入っている。上から来る分も次の時刻から来る分も h_t に届き、この tanh を通る。
# endregion
