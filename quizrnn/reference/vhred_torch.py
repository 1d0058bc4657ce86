"""PyTorch twin of ``vhred.py``."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence

from quizrnn.reference import arguments
from quizrnn.reference.hred_torch import decode_reply, encode_words, hred_encode
from quizrnn.reference.losses_torch import sparse_cross_entropy_from_logits
from quizrnn.reference.vae_torch import reparametrise
from quizrnn.reference.vhred import check_latent, check_vhred

Params = dict[str, Any]


def vhred(
    utterances: Tensor,
    reply_in: Tensor,
    reply: Tensor,
    params: Params,
    noise: Tensor,
    draw_from: str = "posterior",
    cell: str = "gru",
) -> dict[str, Tensor]:
    """Return logits (N, R, V) and mu, logvar, prior_mu, prior_logvar (N, Z)."""
    check_vhred(utterances, reply, params, draw_from)
    p = params
    c = hred_encode(utterances, p["E"], p["encoder"], p["context"], None, cell)
    r = encode_words(reply, p["E"], p["encoder"], None, cell)
    seen = torch.cat([c, r], dim=1)  # (N, C + H)
    check_latent(c, seen, p, noise)
    prior_mu, prior_logvar = (c @ p["Wp"] + p["bp"]).chunk(2, dim=1)
    mu, logvar = (seen @ p["Wq"] + p["bq"]).chunk(2, dim=1)
    chosen = (mu, logvar) if draw_from == "posterior" else (prior_mu, prior_logvar)
    z = reparametrise(*chosen, noise)
    logits = decode_reply(torch.cat([c, z], dim=1), reply_in, p, cell)
    return {"logits": logits, "mu": mu, "logvar": logvar, "prior_mu": prior_mu, "prior_logvar": prior_logvar}


def vhred_loss(
    utterances: Tensor,
    reply_in: Tensor,
    reply: Tensor,
    params: Params,
    noise: Tensor,
    beta: float = 1.0,
    cell: str = "gru",
) -> Tensor:
    """Return -ELBO, mean over N."""
    arguments.number("beta", beta, minimum=0.0)
    out = vhred(utterances, reply_in, reply, params, noise, "posterior", cell)
    words = sparse_cross_entropy_from_logits(out["logits"], reply, None, "sum")
    posterior = Normal(out["mu"], (out["logvar"] / 2).exp())
    prior = Normal(out["prior_mu"], (out["prior_logvar"] / 2).exp())
    return words / len(reply) + beta * kl_divergence(posterior, prior).sum(dim=1).mean()
