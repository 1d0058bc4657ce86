import torch
from torch import nn


def resume(model, saved):
    #en: model: nn.Linear; an optimiser over model.parameters() exists already. saved: dict of tensors by parameter name.
    #en: Puts the saved values into the model, so that the optimiser goes on from them. Returns nothing.
    #ja: model: nn.Linear で、model.parameters() を持つ最適化手法がすでにある。saved: パラメータの名前ごとのテンソルの辞書。
    #ja: 保存した値をモデルに入れ、最適化手法がそこから学習を続けられるようにする。戻り値は無い。
    # region answer: load
    model.load_state_dict(saved)
    # endregion


# region after
#en: optimizer = SGD(model.parameters())     the optimiser keeps the tensor objects A (weight) and B (bias)
#en: setattr(model, "weight", Parameter(...))  the model now uses a new object C; backward() fills C.grad, step() looks at A.grad
#en: load_state_dict                           copies the values into A and B: the objects stay, the numbers change
#ja: optimizer = SGD(model.parameters())     最適化手法はテンソル A (weight) と B (bias) を持つ
#ja: setattr(model, "weight", Parameter(...))  モデルは新しい C を使う。backward() は C.grad を埋めるが、step() が見るのは A.grad
#ja: load_state_dict                           値を A と B に写す。オブジェクトはそのままで、数だけが変わる
# endregion


# region hidden
import torch
from torch import nn


def drive(answer, case):
    model = nn.Linear(case.X.shape[1], case.y.shape[1])
    with torch.no_grad():
        model.weight.fill_(0.25)
        model.bias.fill_(-0.5)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    saved = {"weight": case.W.clone(), "bias": case.b.clone()}
    answer.resume(model, saved)
    loaded = model.weight.detach().clone()
    for _ in range(2):
        loss = nn.functional.mse_loss(model(case.X), case.y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return {"loaded": loaded, "trained": model(case.X).detach(), "saved": saved}


# endregion
