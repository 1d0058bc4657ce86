import torch


def loss(xs, ys, Wx, Wh, k):
    #en: xs (N, T, D), ys (N, T, H). The sum of half squared errors of all states of a tanh RNN, built so that its gradient goes back
    #en: at most to the beginning of the block of k steps. The states themselves run on over all T steps.
    #ja: xs (N, T, D)、ys (N, T, H)。tanh の RNN の全状態についての 2 乗誤差の半分の和。
    #ja: 勾配は k ステップのブロックの先頭までしかさかのぼらない。状態そのものは T ステップを通して引き継がれる。
    h, total = torch.zeros(xs.shape[0], Wh.shape[0]), 0.0
    for t in range(xs.shape[1]):
        if t % k == 0:
            h = h.detach()  # <- h
        h = torch.tanh(xs[:, t] @ Wx + h @ Wh)  # (N, H)
        total = total + ((h - ys[:, t]) ** 2).sum() / 2
    return total


# region after
#en: detach gives a tensor with the same values and no history: forward nothing changes, backward the path ends here.
#en: With k >= T only the start state is detached, which has no history, and the result is full BPTT.
#ja: detach は、値が同じで履歴の無いテンソルを返す。順伝播は変わらず、逆伝播の道だけがここで切れる。
#ja: k >= T なら切られるのは履歴の無い初期状態だけなので、打ち切らない BPTT と同じになる。
# endregion


# region hidden
def drive(answer, case):
    Wx, Wh = (W.clone().requires_grad_() for W in (case.Wx, case.Wh))
    total = answer.loss(case.xs, case.ys, Wx, Wh, case.k)
    total.backward()
    return {"loss": total, "gradients": {"Wx": Wx.grad, "Wh": Wh.grad}}


# endregion
