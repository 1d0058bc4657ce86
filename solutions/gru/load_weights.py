import torch
from torch import nn


def to_gru_cell(Wx, Wh, bx, bh):
    #en: Weights of a GRU with h' = (1 - z) h + z n and n = tanh(x Wn + bxn + r * (h Un + bhn)): z is the share of the CANDIDATE.
    #en: Wx (D, 3H), Wh (H, 3H), bx and bh (3H,): blocks r, z, n. Returns a torch.nn.GRUCell with the same function.
    #ja: h' = (1 - z) h + z n、n = tanh(x Wn + bxn + r * (h Un + bhn)) という GRU の重み。z は「候補」の割合である。
    #ja: Wx (D, 3H)、Wh (H, 3H)、bx と bh は (3H,) で r, z, n の順。同じ関数になる torch.nn.GRUCell を返す。
    D, H = Wx.shape[0], Wh.shape[0]
    sign = torch.cat([torch.ones(H), -torch.ones(H), torch.ones(H)])  # <- sign
    cell = nn.GRUCell(D, H)
    with torch.no_grad():
        cell.weight_ih.copy_((Wx * sign).T)  # (3H, D)
        cell.weight_hh.copy_((Wh * sign).T)  # (3H, H)
        cell.bias_ih.copy_(bx * sign)
        cell.bias_hh.copy_(bh * sign)
    return cell


# region after
#en: GRUCell computes h' = z' h + (1 - z') n. The two agree if z' = 1 - z, and 1 - sigmoid(a) = sigmoid(-a):
#en: so every weight and bias of the z block changes its sign, and nothing else does. (The reset is after the product on both sides.)
#ja: GRUCell は h' = z' h + (1 - z') n を計算する。z' = 1 - z なら一致し、1 - sigmoid(a) = sigmoid(-a) である。
#ja: したがって z のブロックの重みとバイアスの符号をすべて変え、ほかは変えない（リセットはどちらも積の後に掛かる）。
# endregion


# region hidden
def drive(answer, case):
    cell = answer.to_gru_cell(case.Wx, case.Wh, case.bx, case.bh)
    return cell(case.x, case.h).detach()


# endregion
