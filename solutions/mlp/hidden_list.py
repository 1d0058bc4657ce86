import torch
from torch import nn


class Net(nn.Module):
    #en: D inputs, `depth` hidden layers of H units with ReLU, each with weights and biases of its own, K outputs.
    #ja: 入力 D 個、ReLU を使う H ユニットの隠れ層が depth 個（それぞれ自分の重みとバイアスを持つ）、出力 K 個。
    def __init__(self, D, H, depth, K):
        super().__init__()
        self.hidden = nn.ModuleList(nn.Linear(D if k == 0 else H, H) for k in range(depth))  # <- hidden
        self.out = nn.Linear(H, K)

    def forward(self, X):
        for layer in self.hidden:
            X = torch.relu(layer(X))
        return self.out(X)


# region after
#en: Assigning an attribute goes through nn.Module.__setattr__: a Parameter, a Module -> registered; anything else -> an ordinary attribute.
#en: Parameters with D = 4, H = 3, depth = 2, K = 1:   (4*3 + 3) + (3*3 + 3) + (3*1 + 1) = 31; with a plain list only the last 4 are found.
#ja: 属性への代入は nn.Module.__setattr__ を通る。Parameter や Module なら登録され、それ以外はただの属性になる。
#ja: D = 4, H = 3, depth = 2, K = 1 のパラメータ数は (4*3 + 3) + (3*3 + 3) + (3*1 + 1) = 31。リストのままでは最後の 4 個しか見つからない。
# endregion


# region hidden
import torch
from torch import nn


def drive(answer, case):
    torch.manual_seed(case.seed)
    net = answer.Net(case.X.shape[1], case.H, case.depth, case.y.shape[1])
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    nn.functional.mse_loss(net(case.X), case.y).backward()
    optimizer.step()
    return {
        "shapes": [list(p.shape) for p in net.parameters()],
        "saved": len(net.state_dict()),
        "output": net(case.X).detach(),
    }


# endregion
