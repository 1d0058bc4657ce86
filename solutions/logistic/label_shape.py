import torch
import torch.nn.functional as F


def loss_of(model, X, t):
    #en: model: nn.Linear(D, 1), gives logits; X (N, D): inputs; t (N,): labels 0.0 or 1.0.
    #en: Returns the binary cross-entropy, the mean over the N samples.
    #ja: model: ロジットを出す nn.Linear(D, 1)。X (N, D): 入力。t (N,): ラベル 0.0 か 1.0。
    #ja: N 個のサンプルで平均した二値の交差エントロピーを返す。
    f = model(X).squeeze(1)  # <- f
    return (F.softplus(f) - t * f).mean()


# region after
#en: model(X) is (N, 1). With t (N,):   t * f -> (N, N), entry (n, m) = t_m f_n
#en:   mean over all n, m:  1/N * sum over n of [ softplus(f_n) - t_mean f_n ]
#en: This is smallest for sigmoid(f_n) = t_mean, the same for every n: the inputs no longer matter.
#ja: model(X) の形は (N, 1)。t (N,) と掛けると   t * f -> (N, N)、(n, m) 成分は t_m f_n
#ja:   すべての n, m で平均すると  1/N * [ softplus(f_n) - t_平均 f_n ] の n についての和
#ja: これが最小になるのは、どの n でも sigmoid(f_n) = t_平均 のときで、入力は関係が無くなる。
# endregion


# region hidden
import torch
from torch import nn


def drive(answer, case):
    model = nn.Linear(case.w.shape[0], 1)
    with torch.no_grad():
        model.weight.copy_(case.w[None, :])
        model.bias.copy_(case.b)
    loss = answer.loss_of(model, case.X, case.t.float())
    loss.backward()
    return {"loss": loss.detach(), "gradients": {"weight": model.weight.grad, "bias": model.bias.grad}}


# endregion
