import torch.nn.functional as F


def gradients(model, X, y, size):
    #en: model: nn.Module, logits (B, K) for X (B, D); X (N, D), y (N,): one batch of N samples, too large for one forward pass.
    #en: Returns the gradients of the cross-entropy AVERAGED over all N samples, computed in pieces of `size` samples.
    #ja: model: nn.Module で、X (B, D) に対してロジット (B, K) を返す。X (N, D)、y (N,): 一度には通せない N サンプルのバッチ。
    #ja: 全 N サンプルで「平均した」交差エントロピーの勾配を、size 個ずつに分けて求めて返す。
    # region answer: pieces
    model.zero_grad()
    for k in range(0, len(X), size):
        loss = F.cross_entropy(model(X[k : k + size]), y[k : k + size], reduction="sum")
        (loss / len(X)).backward()
    # endregion
    return {name: p.grad for name, p in model.named_parameters()}


# region after
#en: L = 1/N * sum over all n of l_n = sum over the pieces of ( 1/N * sum over the piece of l_n )
#en: so each piece contributes the gradient of (its SUM) / N, and backward() adds the contributions up in .grad.
#en: Mean of the means: pieces of 2, 2 and 1 samples give each sample of the first two the weight 1/6 and the last one 1/3,
#en: where all five should have 1/5.
#ja: L = 1/N * (全 n についての l_n の和) = 各片の ( 1/N * その片での l_n の和 ) の和
#ja: したがって各片の寄与は「片の和 / N」の勾配で、backward() がそれを .grad に足し込んでいく。
#ja: 平均の平均では、2、2、1 個の片に分けると、初めの二つの片のサンプルの重みは 1/6、最後のサンプルは 1/3 になる。
#ja: 正しくは五つとも 1/5 である。
# endregion


# region hidden
import torch
from torch import nn


def drive(answer, case):
    model = nn.Linear(case.W.shape[1], case.W.shape[0])
    with torch.no_grad():
        model.weight.copy_(case.W)
        model.bias.zero_()
    model(case.X).sum().backward()  # a gradient left over from before
    rows = []
    model.register_forward_pre_hook(lambda _, inputs: rows.append(len(inputs[0])))
    gradients = answer.gradients(model, case.X, case.y, case.size)
    return {"gradients": gradients, "rows_at_once": max(rows)}


# endregion
