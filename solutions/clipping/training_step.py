import torch


def train_step(net, optimiser, x, y, threshold):
    #en: One step on x (N, D), y (N, O): mean squared error, the gradients of all parameters clipped together by their norm.
    #ja: x (N, D)、y (N, O) で 1 ステップ学習する。損失は平均 2 乗誤差。全パラメータの勾配をまとめて、ノルムでクリッピングする。
    loss = ((net(x) - y) ** 2).mean()
    # region answer: order
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), threshold)
    optimiser.step()
    # endregion
    return loss


# region after
#en: zero_grad   empties the gradients of the step before
#en: backward    fills them
#en: clip        shortens what backward has filled in
#en: step        uses it
#ja: zero_grad   前のステップの勾配を消す
#ja: backward    勾配を求める
#ja: clip        backward が求めた勾配を縮める
#ja: step        その勾配で更新する
# endregion


# region hidden
import torch


def drive(answer, case):
    net = torch.nn.Linear(case.W.shape[1], case.W.shape[0])
    with torch.no_grad():
        net.weight.copy_(case.W)
        net.bias.copy_(case.b)
    optimiser = torch.optim.SGD(net.parameters(), lr=0.5)
    losses = [answer.train_step(net, optimiser, x, y, case.threshold).detach() for x, y in zip(case.xs, case.ys)]
    return {"losses": losses, "W": net.weight.detach(), "b": net.bias.detach()}


# endregion
