import torch
import torch.nn.functional as F


def sgns_loss(C, O, centre, context, drawn):
    #en: C, O (V, D): vectors as centre word and as neighbour. centre, context (N,), drawn (N, K): word ids.
    #en: Returns the loss, summed over the words of a pair and averaged over the N pairs.
    #ja: C, O (V, D): 中心語としてのベクトルと文脈語としてのベクトル。centre, context (N,)、drawn (N, K): 単語番号。
    #ja: 一組の中では語について和を取り、N 組で平均した損失を返す。
    v = C[centre]  # <- v
    yes = (O[context] * v).sum(dim=1)  # (N,)
    no = (O[drawn] * v[:, None]).sum(dim=2)  # (N, K, D) -> (N, K)
    pushed = F.logsigmoid(-no).sum(dim=1)  # <- pushed
    return -(F.logsigmoid(yes) + pushed).mean()


# region after
#en: log P(yes) = log s(u.v),   log P(no) = log(1 - s(u.v)) = log s(-u.v)
#en: Maximise the log probability of the right answers: "yes" for the neighbour, "no" for each drawn word.
#ja: log P(はい) = log s(u.v)、  log P(いいえ) = log(1 - s(u.v)) = log s(-u.v)
#ja: 正しい答えの対数確率を最大にする。文脈語には「はい」、サンプリングした語にはそれぞれ「いいえ」である。
# endregion


# region hidden
import torch


def drive(answer, case):
    C = case.C.clone().requires_grad_()
    O = case.O.clone().requires_grad_()
    loss = answer.sgns_loss(C, O, case.centre, case.context, case.drawn)
    dC, dO = torch.autograd.grad(loss, [C, O], allow_unused=True)
    gradients = {"C": torch.zeros_like(C) if dC is None else dC, "O": torch.zeros_like(O) if dO is None else dO}
    return {"loss": loss.detach(), "gradients": gradients}


# endregion
