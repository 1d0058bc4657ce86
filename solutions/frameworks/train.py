def train(model, loss_fn, optimizer, batches):
    #en: model: nn.Module; loss_fn(output, target) -> scalar, already a mean over the batch; optimizer: over the parameters of model.
    #en: batches: pairs (X, y) of tensors. Takes one step for each batch, with the gradient of that batch alone.
    #ja: model: nn.Module。loss_fn(output, target) はスカラーを返し、すでにバッチの平均である。optimizer は model の全パラメータを持つ。
    #ja: batches: テンソルの組 (X, y) の並び。バッチごとに、そのバッチだけの勾配で 1 回更新する。
    for X, y in batches:
        # region answer: update
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        # endregion


# region after
#en: backward() ADDS to the .grad of every parameter, step() reads .grad, zero_grad() forgets it. Each order must therefore have
#en:   ... forget ... add ... read ...      zero_grad -> backward -> step
#en: with nothing in between. Forgetting right after the step (backward -> step -> zero_grad) is the same cycle, cut elsewhere.
#ja: backward() は各パラメータの .grad に「足し込み」、step() は .grad を読み、zero_grad() は .grad を消す。したがって順序は必ず
#ja:   ... 消す ... 足し込む ... 読む ...      zero_grad -> backward -> step
#ja: となる。更新の直後に消す順 (backward -> step -> zero_grad) も、同じ巡回を別の所から始めただけである。
# endregion


# region hidden
import torch
from torch import nn


def drive(answer, case):
    model = nn.Linear(case.W.shape[1], case.W.shape[0])
    with torch.no_grad():
        model.weight.copy_(case.W)
        model.bias.copy_(case.b)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    answer.train(model, nn.MSELoss(), optimizer, list(zip(case.xs, case.ys)))
    return {"weight": model.weight.detach(), "bias": model.bias.detach()}


# endregion
