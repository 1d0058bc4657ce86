import torch


def lstm_step(x, h, c, Wx, Wh, b):
    #en: x (N, D), h and c (N, H). Wx (D, 4H), Wh (H, 4H), b (4H,): blocks i, f, g, o. Returns the new h and c.
    #ja: x (N, D)、h と c は (N, H)。Wx (D, 4H)、Wh (H, 4H)、b (4H,) は i, f, g, o の順。新しい h と c を返す。
    i, f, g, o = (x @ Wx + h @ Wh + b).chunk(4, dim=1)  # (N, H)
    i, f, o = torch.sigmoid(i), torch.sigmoid(f), torch.sigmoid(o)
    g = torch.tanh(g)  # <- g
    c = f * c + i * g
    return o * torch.tanh(c), c


# region after
#en: Gates are shares, between 0 and 1: sigmoid. The candidate is a content, which may be positive or negative: tanh.
#en: With a sigmoid candidate c can only be added to, never be reduced other than by forgetting.
#ja: ゲートは割合なので 0〜1 の値をとる（シグモイド）。候補は中身なので正にも負にもなる（tanh）。
#ja: 候補をシグモイドにすると、c には足すことしかできず、減らす手段は忘却だけになる。
# endregion


# region hidden
def drive(answer, case):
    Wx = case.Wx.clone().requires_grad_()
    h, c = case.h, case.c
    for x in case.xs:
        h, c = answer.lstm_step(x, h, c, Wx, case.Wh, case.b)
    (h.sum() + c.sum()).backward()
    return {"h": h, "c": c, "gradients": {"Wx": Wx.grad}}


# endregion
