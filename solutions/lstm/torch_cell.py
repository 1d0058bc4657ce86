import torch
from torch import nn


class LSTMCell(nn.Module):
    #en: Parameters Wx (D, 4H), Wh (H, 4H), b (4H,); blocks in the order i, f, g, o. One bias vector.
    #ja: パラメータは Wx (D, 4H)、Wh (H, 4H)、b (4H,)。ブロックは i, f, g, o の順。バイアスは 1 本。
    def __init__(self, D, H):
        super().__init__()
        # region answer: init
        self.Wx = nn.Parameter(torch.randn(D, 4 * H) / D**0.5)
        self.Wh = nn.Parameter(torch.randn(H, 4 * H) / H**0.5)
        self.b = nn.Parameter(torch.zeros(4 * H))
        # endregion

    def forward(self, x, state):
        #en: x (N, D), state = (h, c), both (N, H). Returns the new (h, c).
        #ja: x (N, D)、state = (h, c) でどちらも (N, H)。新しい (h, c) を返す。
        h, c = state
        # region answer: forward
        a = x @ self.Wx + h @ self.Wh + self.b  # (N, 4H)
        i, f, g, o = a.chunk(4, dim=1)  # (N, H)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        return h, c
        # endregion


# region after
#en: All four pre-activations come from one matrix product; chunk cuts it into the blocks i, f, g, o.
#en:   c' = s(f) c + s(i) tanh(g)      the cell: kept share of the old, plus admitted share of the new
#en:   h' = s(o) tanh(c')              what is shown of it
#en: Nothing here may be detached: the gradient of the loss reaches Wx, Wh and b through all four blocks.
#ja: 四つの活性化前の値は 1 回の行列積で求まり、chunk で i, f, g, o に分ける。
#ja:   c' = s(f) c + s(i) tanh(g)      セル: 古い値を残す分と、新しい値を入れる分の和
#ja:   h' = s(o) tanh(c')              そのうち外に見せる分
#ja: 途中で detach してはならない。損失の勾配は四つのブロックすべてを通って Wx, Wh, b に届く。
# endregion


# region hidden
import torch


def drive(answer, case):
    D, H = case.x.shape[1], case.h.shape[1]
    cell = answer.LSTMCell(D, H)
    with torch.no_grad():
        for name in ("Wx", "Wh", "b"):
            getattr(cell, name).copy_(case[name])
    h, c = cell(case.x, (case.h, case.c))
    ((h * case.dh).sum() + (c * case.dc).sum()).backward()
    gradients = {name: parameter.grad for name, parameter in sorted(cell.named_parameters())}
    return {"h": h, "c": c, "gradients": gradients}


# endregion
