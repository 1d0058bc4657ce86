import torch
import torch.nn.functional as F
from torch import nn


class EdgeNet(nn.Module):
    #en: w (F, 1, 3, 3): the fixed filters. x (N, 1, 5, 5) -> two logits (N, 2).
    #ja: w (F, 1, 3, 3): 固定したフィルタ。x (N, 1, 5, 5) から 2 個のロジット (N, 2) を求める。
    def __init__(self, w):
        super().__init__()
        # region answer: filters
        self.register_buffer("filters", w)
        # endregion
        self.out = nn.Linear(len(w) * 9, 2)

    def forward(self, x):
        maps = F.conv2d(x, self.filters).abs()  # (N, F, 3, 3)
        return self.out(maps.flatten(1))


# region after
#en:                 in parameters()   in state_dict()   moved by double(), to()
#en: Parameter            yes               yes                yes
#en: buffer               no                yes                yes
#en: plain tensor         no                no                 no
#ja:                 parameters()     state_dict()     double(), to() に追随
#ja: パラメータ          含む              含む              する
#ja: バッファ            含まない          含む              する
#ja: ただのテンソル      含まない          含まない          しない
# endregion


# region hidden
import torch
import torch.nn.functional as F


def drive(answer, case):
    torch.manual_seed(0)
    model = answer.EdgeNet(case.w)
    with torch.no_grad():
        model.out.weight.copy_(torch.sin(torch.arange(model.out.weight.numel())).reshape(2, -1))
        model.out.bias.zero_()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    F.cross_entropy(model(case.x), case.y).backward()
    optimizer.step()
    return {
        "filters": model.filters.detach().clone(),
        "stored": "filters" in model.state_dict(),
        "double": str(model.double().filters.dtype),
    }


# endregion
