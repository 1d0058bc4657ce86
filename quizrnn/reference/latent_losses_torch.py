"""Losses of latent variables and word vectors in PyTorch: the twin of ``latent_losses``."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

from quizrnn.reference.arguments import choice, floating, number, same_shape, sizes
from quizrnn.reference.latent_losses import LIKELIHOODS
from quizrnn.reference.losses_torch import _reduced, binary_cross_entropy_from_logits, half_squared_error


def gaussian_kl(
    mu: Tensor,
    logvar: Tensor,
    prior_mu: Tensor | None = None,
    prior_logvar: Tensor | None = None,
    reduction: str = "mean",
) -> Tensor:
    """KL(N(mu, e^logvar) ‖ prior); the prior is standard normal if left out."""
    floating("mu", mu)
    floating("logvar", logvar)
    m = torch.zeros_like(mu) if prior_mu is None else prior_mu
    log_s = torch.zeros_like(mu) if prior_logvar is None else prior_logvar
    same_shape(mu=mu, logvar=logvar, prior_mu=m, prior_logvar=log_s)
    terms = log_s - logvar + torch.exp(logvar - log_s) + (mu - m) ** 2 * torch.exp(-log_s) - 1
    return _reduced(terms.sum(dim=-1) / 2, reduction)


def elbo(
    y: Tensor, x: Tensor, mu: Tensor, logvar: Tensor, likelihood: str = "bernoulli", beta: float = 1.0
) -> Tensor:
    """Mean over N of log p(x|z) - β KL."""
    N, D, _ = sizes("N D Z", y=(y, "N D"), x=(x, "N D"), mu=(mu, "N Z"), logvar=(logvar, "N Z"))
    choice("likelihood", likelihood, LIKELIHOODS)
    number("beta", beta)
    if likelihood == "bernoulli":
        reconstruction = binary_cross_entropy_from_logits(y, x, "sum")
    else:
        reconstruction = half_squared_error(y, x, "sum") + N * D * math.log(2 * math.pi) / 2
    return -reconstruction / N - beta * gaussian_kl(mu, logvar)


def vq_losses(z_e: Tensor, z_q: Tensor, beta: float = 0.25) -> dict[str, Tensor]:
    """Codebook loss and commitment loss; ``detach`` is the stop of the gradient."""
    floating("z_e", z_e)
    floating("z_q", z_q)
    same_shape(z_e=z_e, z_q=z_q)
    number("beta", beta, minimum=0)
    codebook = ((z_e.detach() - z_q) ** 2).mean()
    return {"codebook": codebook, "commitment": beta * ((z_e - z_q.detach()) ** 2).mean()}


def negative_sampling(v: Tensor, u: Tensor, u_negative: Tensor, reduction: str = "mean") -> Tensor:
    """-log σ(u·v) - Σ_k log σ(-u_k·v)."""
    sizes("N D k", v=(v, "N D"), u=(u, "N D"), u_negative=(u_negative, "N k D"))
    positive = (u * v).sum(dim=-1)
    negative = (u_negative * v[:, None]).sum(dim=-1)
    losses = -functional.logsigmoid(positive) - functional.logsigmoid(-negative).sum(dim=-1)
    return _reduced(losses, reduction)
