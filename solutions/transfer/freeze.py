import torch
from torch import nn


def prepare(model, classes):
    #en: model.front gives features, model.head is the old nn.Linear behind it. Freezes the front, puts a new head with `classes`
    #en: outputs there and returns SGD (rate 0.5, nothing else) for the new head only.
    #ja: model.front は特徴を出し、model.head はその後ろの元の nn.Linear である。前半を凍結し、出力が classes 個の新しい head を付け、
    #ja: その head だけを更新する SGD（学習率 0.5、ほかの設定なし）を返す。
    # region answer: body
    for parameter in model.front.parameters():
        parameter.requires_grad = False
    model.head = nn.Linear(model.head.in_features, classes)
    return torch.optim.SGD(model.head.parameters(), lr=0.5)
    # endregion


# region after
#en: The optimiser stores the parameter OBJECTS it is given. A layer that is put in later has other objects.
#en:   frozen:  requires_grad False  ->  .grad stays None, no backward pass through the front
#en:   head:    in the optimiser     ->  changed by step()
#ja: オプティマイザは渡されたパラメータの「オブジェクト」を覚える。後から入れた層は別のオブジェクトである。
#ja:   前半:    requires_grad が False  ->  .grad は None のまま。前半の逆伝播も行われない
#ja:   出力層:  オプティマイザの中      ->  step() で変わる
# endregion


# region hidden
import torch
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self, W):
        super().__init__()
        self.front = nn.Linear(W.shape[1], W.shape[0])
        self.head = nn.Linear(W.shape[0], 7)  # the old classes
        with torch.no_grad():
            self.front.weight.copy_(W)
            self.front.bias.zero_()

    def forward(self, x):
        return self.head(torch.tanh(self.front(x)))


def drive(answer, case):
    torch.manual_seed(0)
    model = Net(case.W)
    optimizer = answer.prepare(model, len(case.V))
    with torch.no_grad():
        model.head.weight.copy_(case.V)
        model.head.bias.zero_()
    for _ in range(2):
        optimizer.zero_grad()
        F.cross_entropy(model(case.x), case.y).backward()
        optimizer.step()
    return {
        "front": model.front.weight.detach(),
        "head": model.head.weight.detach(),
        "front_has_gradients": any(p.grad is not None for p in model.front.parameters()),
    }


# endregion
