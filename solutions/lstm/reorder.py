import torch
from torch import nn


def to_lstm_cell(Wx, Wh, b):
    #en: Wx (D, 4H), Wh (H, 4H), b (4H,): blocks forget f, candidate g, input i, output o; rows times matrix.
    #en: Returns a torch.nn.LSTMCell with the same function. PyTorch: blocks i, f, g, o and weights of shape (4H, D), (4H, H).
    #ja: Wx (D, 4H)、Wh (H, 4H)、b (4H,): ブロックは忘却 f、候補 g、入力 i、出力 o の順で、行ベクトルに右から掛ける。
    #ja: 同じ関数になる torch.nn.LSTMCell を返す。PyTorch のブロックは i, f, g, o の順、重みの形は (4H, D) と (4H, H)。
    cell = nn.LSTMCell(Wx.shape[0], Wh.shape[0])
    fused = torch.cat([Wx, Wh, b[None]])  # (D + H + 1, 4H)
    f, g, i, o = fused.chunk(4, dim=1)  # (D + H + 1, H)
    ordered = torch.cat([i, f, g, o], dim=1)  # <- ordered
    Wx, Wh, b = ordered.split([Wx.shape[0], Wh.shape[0], 1])
    with torch.no_grad():
        cell.weight_ih.copy_(Wx.T)
        cell.weight_hh.copy_(Wh.T)
        cell.bias_ih.copy_(b[0])
        cell.bias_hh.zero_()
    return cell


# region after
#en: The columns are cut into blocks under their old names and put together in the new order. Only H columns at a time may move, and in
#en: all three parameters alike. PyTorch adds two biases, so the second one is set to zero.
#ja: 列を元の順の名前でブロックに切り分け、新しい順につなぎ直す。動かすのは H 列のかたまりごとで、三つのパラメータとも同じように動かす。
#ja: PyTorch は 2 本のバイアスを足すので、2 本目は零にする。
# endregion


# region hidden
def drive(answer, case):
    cell = answer.to_lstm_cell(case.Wx, case.Wh, case.b)
    h, c = cell(case.x, (case.h, case.c))
    return {"h": h.detach(), "c": c.detach()}


# endregion
