import torch
from torch import nn


class SmallNet(nn.Module):
    #en: x (N, 1, side, side), side a multiple of 4 -> logits (N, classes).
    #ja: x (N, 1, side, side) からロジット (N, classes) を求める。side は 4 の倍数とする。
    def __init__(self, side, filters, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(1, filters, 3, padding=1)
        self.conv2 = nn.Conv2d(filters, filters, 3, padding=1)
        self.pool = nn.MaxPool2d(2)
        self.features = filters * (side // 4) ** 2  # <- features
        self.out = nn.Linear(self.features, classes)

    def forward(self, x):
        maps = self.pool(torch.relu(self.conv1(x)))
        maps = self.pool(torch.relu(self.conv2(maps)))  # (N, filters, side/4, side/4)
        rows = maps.flatten(1)  # <- rows
        return self.out(rows)


# region after
#en: (N, 1, s, s) -> (N, F, s, s) -> (N, F, s/2, s/2) -> (N, F, s/2, s/2) -> (N, F, s/4, s/4) -> (N, F * (s/4)^2)
#en: view(-1, F * (s/2)^2) has room for F * (s/2)^2 / (F * (s/4)^2) = 4 pictures in one row.
#ja: (N, 1, s, s) -> (N, F, s, s) -> (N, F, s/2, s/2) -> (N, F, s/2, s/2) -> (N, F, s/4, s/4) -> (N, F * (s/4)^2)
#ja: view(-1, F * (s/2)^2) の 1 行には F * (s/2)^2 / (F * (s/4)^2) = 4 枚分が入る。
# endregion


# region hidden
import torch


def drive(answer, case):
    torch.manual_seed(0)
    model = answer.SmallNet(case.side, case.filters, case.classes)
    with torch.no_grad():
        for number, parameter in enumerate(model.parameters()):  # values that do not depend on the order of drawing
            steps = torch.arange(parameter.numel(), dtype=torch.float32)
            parameter.copy_(torch.sin(0.7 * steps + number).reshape(parameter.shape) / 3)
        x = torch.randn(case.N, 1, case.side, case.side, generator=torch.Generator().manual_seed(case.seed))
        return model(x)


# endregion
