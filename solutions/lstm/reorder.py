import torch
from torch import nn


def to_lstm_cell(Wx, Wh, b):
    #en: Wx (D, 4H), Wh (H, 4H), b (4H,): blocks forget f, candidate g, input i, output o; rows times matrix.
    #en: Returns a torch.nn.LSTMCell with the same function. PyTorch: blocks i, f, g, o and weights of shape (4H, D), (4H, H).
    #ja: Wx (D, 4H)、Wh (H, 4H)、b (4H,): ブロックは忘却 f、候補 g、入力 i、出力 o の順で、行ベクトルに右から掛ける。
    #ja: 同じ関数になる torch.nn.LSTMCell を返す。PyTorch のブロックは i, f, g, o の順、重みの形は (4H, D) と (4H, H)。
    D, H = Wx.shape[0], Wh.shape[0]
    cell = nn.LSTMCell(D, H)
    order = [2, 0, 1, 3]  # <- order
    blocks = torch.cat([Wx, Wh, b[None]]).view(D + H + 1, 4, H)  # (D + H + 1, 4, H)
    Wx, Wh, b = blocks[:, order].flatten(1).split([D, H, 1])
    with torch.no_grad():
        cell.weight_ih.copy_(Wx.T)
        cell.weight_hh.copy_(Wh.T)
        cell.bias_ih.copy_(b[0])
        cell.bias_hh.zero_()
    return cell


# region after
#en: blocks[:, order] puts the old block order[k] into the new place k. The old places are f 0, g 1, i 2, o 3; the new places want
#en: i, f, g, o, that is the old blocks 2, 0, 1, 3. PyTorch adds two biases, so the second one is set to zero.
#ja: blocks[:, order] では、新しい位置 k に元のブロック order[k] が入る。元の位置は f 0、g 1、i 2、o 3 で、新しい順は i, f, g, o なので、
#ja: 元のブロック 2, 0, 1, 3 を並べることになる。PyTorch は 2 本のバイアスを足すので、2 本目はゼロにする。
# endregion


# region hidden
def drive(answer, case):
    cell = answer.to_lstm_cell(case.Wx, case.Wh, case.b)
    h, c = cell(case.x, (case.h, case.c))
    return {"h": h.detach(), "c": c.detach()}


# endregion
