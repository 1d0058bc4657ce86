from torch import nn


class XorNet(nn.Module):
    #en: 2 inputs, two hidden layers of 2 tanh units, each with its own weights and biases, 1 linear output.
    #ja: 入力 2 個、tanh 2 ユニットの隠れ層が二つ（それぞれ自分の重みとバイアスを持つ）、線形の出力 1 個。
    def __init__(self):
        super().__init__()
        self.hidden = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 2), nn.Tanh())  # <- hidden
        self.out = nn.Linear(2, 1)

    def forward(self, X):
        return self.out(self.hidden(X)).squeeze(1)


# region after
#en: first hidden layer 2*2 + 2 = 6, second 2*2 + 2 = 6, output 2*1 + 1 = 3: together 15.
#en: [nn.Linear(2, 2), nn.Tanh()] * 2 evaluates nn.Linear(2, 2) ONCE and puts the result at the places 0 and 2.
#ja: 最初の隠れ層 2*2 + 2 = 6、2 番目 2*2 + 2 = 6、出力 2*1 + 1 = 3、合わせて 15。
#ja: [nn.Linear(2, 2), nn.Tanh()] * 2 では nn.Linear(2, 2) が「一度」だけ評価され、その結果が 0 番目と 2 番目に置かれる。
# endregion


# region hidden
import torch


def drive(answer, case):
    net = answer.XorNet()
    parameters = list(net.parameters())
    count = sum(p.numel() for p in parameters)
    if count != len(case.flat):
        return {"parameters": count, "output": torch.zeros(4)}
    with torch.no_grad():
        start = 0
        for p in parameters:
            p.copy_(case.flat[start : start + p.numel()].reshape(p.shape))
            start += p.numel()
        corners = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
        return {"parameters": count, "output": net(corners)}


# endregion
