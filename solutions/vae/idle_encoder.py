import torch
from torch.distributions import Normal, kl_divergence


def elbo_loss(x, We, Wd):
    #en: x (N, D). Encoder: We (D, 2H), the first H outputs are means, the others natural logarithms of the variances. Decoder: Wd (H, D).
    #en: Returns the loss, half the squared error plus the KL term, averaged over the batch.
    #ja: x (N, D)。エンコーダ We (D, 2H) の出力は、前半の H 個が平均、後半が分散の自然対数。デコーダは Wd (H, D)。
    #ja: 2 乗誤差の 1/2 と KL の項の和を、バッチで平均した損失を返す。
    mu, logvar = (x @ We).chunk(2, dim=1)  # (N, H)
    q = Normal(mu, torch.exp(0.5 * logvar))
    z = q.rsample()  # <- z
    y = z @ Wd  # (N, D)
    reconstruction = 0.5 * ((y - x) ** 2).sum(dim=1)  # (N,)
    prior = Normal(torch.zeros_like(mu), torch.ones_like(mu))
    kl = kl_divergence(q, prior).sum(dim=1)  # (N,)
    return (reconstruction + kl).mean()


# region after
#en: rsample: z = mu + sigma * eps, with d z / d mu = 1 and d z / d sigma = eps ("r" for reparametrised).
#en: sample:  the same number, but made under no_grad: for autograd z is then a constant.
#ja: rsample: z = mu + sigma * eps。d z / d mu = 1、d z / d sigma = eps（r は reparametrised の r）。
#ja: sample:  値は同じだが no_grad の下で作られる。自動微分からは、z は定数に見える。
# endregion


# region hidden
import torch


def drive(answer, case):
    We = case.We.clone().requires_grad_()
    Wd = case.Wd.clone().requires_grad_()
    torch.manual_seed(case.seed)
    loss = answer.elbo_loss(case.x, We, Wd)
    dWe, dWd = torch.autograd.grad(loss, [We, Wd])
    return {"loss": loss.detach(), "gradients": {"We": dWe, "Wd": dWd}}


# endregion
