import torch


def vae_loss(x, mu, logvar, noise, W, b):
    #en: x (N, D): inputs. mu, logvar (N, H): what the encoder gave, the mean and the natural LOGARITHM of the variance.
    #en: noise (N, H): drawn from N(0, I). The decoder is linear: W (H, D), b (D,). Returns the loss, a number.
    #ja: x (N, D): 入力。mu, logvar (N, H): エンコーダの出力で、平均と、分散の自然「対数」。
    #ja: noise (N, H): N(0, I) からのサンプル。デコーダは線形で W (H, D)、b (D,)。損失（数一つ）を返す。
    z = mu + torch.exp(0.5 * logvar) * noise  # <- z
    y = z @ W + b  # (N, D)
    reconstruction = 0.5 * ((y - x) ** 2).sum(dim=1)  # (N,)
    kl = 0.5 * (mu**2 + logvar.exp() - 1 - logvar).sum(dim=1)  # (N,)
    loss = (reconstruction + kl).mean()  # <- loss
    return loss


# region after
#en: The standard deviation is the root of the variance: sqrt(exp(logvar)) = exp(logvar / 2). exp(logvar) is the variance.
#en: The evidence lower bound E[log p(x|z)] - KL is to be maximised; its negative, reconstruction + KL, is the loss.
#en: noise comes from outside, so z is a smooth function of mu and logvar: d z / d mu = 1, d z / d logvar = noise exp(logvar / 2) / 2.
#ja: 標準偏差は分散の平方根で、sqrt(exp(logvar)) = exp(logvar / 2) である。exp(logvar) は分散である。
#ja: 最大化するのは変分下限 E[log p(x|z)] - KL で、その符号を変えた「再構成誤差 + KL」が損失になる。
#ja: noise は外から来るので、z は mu と logvar の滑らかな関数である: d z / d mu = 1, d z / d logvar = noise exp(logvar / 2) / 2。
# endregion


# region hidden
import torch


def drive(answer, case):
    mu = case.mu.clone().requires_grad_()
    logvar = case.logvar.clone().requires_grad_()
    loss = answer.vae_loss(case.x, mu, logvar, case.noise, case.W, case.b)
    dmu, dlogvar = torch.autograd.grad(loss, [mu, logvar])
    return {"loss": loss.detach(), "gradients": {"mu": dmu, "logvar": dlogvar}}


# endregion
