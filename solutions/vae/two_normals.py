import torch


def kl(mu_q, logvar_q, mu_p, logvar_p):
    #en: All (N, H). q is the encoder's distribution, p the prior. Returns KL(q || p) for each sample, (N,).
    #ja: どれも (N, H)。q はエンコーダの分布、p は事前分布。サンプルごとの KL(q || p) を返す。形は (N,)。
    # region answer: body
    gap = (mu_q - mu_p) ** 2
    terms = (logvar_q.exp() + gap) / logvar_p.exp() - 1 + logvar_p - logvar_q  # (N, H)
    return 0.5 * terms.sum(dim=1)
    # endregion


# region after
#en: log q - log p = [ (z - mu_p)^2 / var_p - (z - mu_q)^2 / var_q + log var_p - log var_q ] / 2
#en: mean over q:    E (z - mu_q)^2 = var_q        E (z - mu_p)^2 = var_q + (mu_q - mu_p)^2
#en: together:       [ (var_q + gap) / var_p - 1 + log var_p - log var_q ] / 2
#ja: log q - log p = [ (z - mu_p)^2 / var_p - (z - mu_q)^2 / var_q + log var_p - log var_q ] / 2
#ja: q で平均を取る: E (z - mu_q)^2 = var_q        E (z - mu_p)^2 = var_q + (mu_q - mu_p)^2
#ja: 合わせると:     [ (var_q + gap) / var_p - 1 + log var_p - log var_q ] / 2
# endregion


# region hidden
import torch


def drive(answer, case):
    names = ("mu_q", "logvar_q", "mu_p", "logvar_p")
    inputs = [case[name].clone().requires_grad_() for name in names]
    value = answer.kl(*inputs)
    found = torch.autograd.grad(value.sum(), inputs, materialize_grads=True)
    return {"kl": value.detach(), "gradients": dict(zip(names, found, strict=True))}


# endregion
