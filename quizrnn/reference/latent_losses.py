"""Losses of models with latent variables and of word vectors.

    Gaussian KL         KL(N(μ, σ²) ‖ N(m, s²)) = ½ Σ (log s² - log σ² + (σ² + (μ - m)²) / s² - 1)
                        with the standard normal prior: ½ Σ (μ² + σ² - 1 - log σ²)
    ELBO                E[log p(x|z)] - β KL, to be maximised
    VQ losses           codebook ‖sg[z_e] - z_q‖², commitment β ‖z_e - sg[z_q]‖² (sg: stop the gradient)
    negative sampling   -log σ(u·v) - Σ_k log σ(-u_k·v)

Sums run over the last axis (the latent variable or the features), the mean over everything before it.

Sources: Kingma & Welling 2014 (KL, ELBO); Higgins et al. 2017 (β); van den Oord, Vinyals & Kavukcuoglu 2017
(VQ); Mikolov et al. 2013 (negative sampling).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from quizrnn.reference.activations import sigmoid, softplus
from quizrnn.reference.arguments import (
    Array,
    Cache,
    Gradients,
    choice,
    floating,
    named,
    number,
    same_shape,
    sizes,
)
from quizrnn.reference.losses import (
    REDUCTIONS,
    _reduced,
    _upstream,
    binary_cross_entropy_from_logits,
    binary_cross_entropy_from_logits_backward,
    half_squared_error,
    half_squared_error_backward,
)

LIKELIHOODS = ("bernoulli", "gaussian")


def gaussian_kl(
    mu: Array,
    logvar: Array,
    prior_mu: Array | None = None,
    prior_logvar: Array | None = None,
    reduction: str = "mean",
) -> tuple[Any, Cache]:
    """KL(N(mu, e^logvar) ‖ prior), (..., Z) → (...) and reduced; the prior is standard normal if left out.

    >>> float(gaussian_kl(np.zeros((1, 3)), np.zeros((1, 3)))[0])
    0.0
    """
    floating("mu", mu)
    if mu.ndim < 1:
        raise ValueError("mu: got a single number, expected the latent variable on the last axis")
    floating("logvar", logvar)
    m = np.zeros_like(mu) if prior_mu is None else prior_mu
    log_s = np.zeros_like(mu) if prior_logvar is None else prior_logvar
    floating("prior_mu", m)
    floating("prior_logvar", log_s)
    same_shape(mu=mu, logvar=logvar, prior_mu=m, prior_logvar=log_s)
    terms = log_s - logvar + np.exp(logvar - log_s) + (mu - m) ** 2 * np.exp(-log_s) - 1
    cache = {"mu": mu, "logvar": logvar, "m": m, "log_s": log_s, "reduction": reduction}
    return _reduced(terms.sum(axis=-1) / 2, reduction), cache


def gaussian_kl_backward(dout: Any, cache: Cache) -> Gradients:
    """Gradients by both means and both log-variances."""
    mu, logvar, m, log_s = cache["mu"], cache["logvar"], cache["m"], cache["log_s"]
    upstream = _upstream(dout, mu.shape[:-1], cache["reduction"], mu.dtype)[..., None]
    dmu = upstream * (mu - m) * np.exp(-log_s)
    dlogvar = upstream * (np.exp(logvar - log_s) - 1) / 2
    spread = np.exp(logvar - log_s) + (mu - m) ** 2 * np.exp(-log_s)
    return {"dmu": dmu, "dlogvar": dlogvar, "dprior_mu": -dmu, "dprior_logvar": upstream * (1 - spread) / 2}


def elbo(
    y: Array, x: Array, mu: Array, logvar: Array, likelihood: str = "bernoulli", beta: float = 1.0
) -> tuple[Any, Cache]:
    """Mean over N of log p(x|z) - β KL: y (N, D) are the decoder's logits or, for ``gaussian``, its means.

    The Gaussian has variance 1; its log-likelihood is given with the constant -½ log 2π per feature.
    """
    N, D, _ = sizes("N D Z", y=(y, "N D"), x=(x, "N D"), mu=(mu, "N Z"), logvar=(logvar, "N Z"))
    choice("likelihood", likelihood, LIKELIHOODS)
    number("beta", beta)
    if likelihood == "bernoulli":
        reconstruction, inner = binary_cross_entropy_from_logits(y, x, "sum")
    else:
        reconstruction, inner = half_squared_error(y, x, "sum")
        reconstruction = reconstruction + N * D * math.log(2 * math.pi) / 2
    kl, kl_cache = gaussian_kl(mu, logvar)
    cache = {"N": N, "likelihood": likelihood, "beta": beta, "inner": inner, "kl": kl_cache}
    return -reconstruction / N - beta * kl, cache


def elbo_backward(dout: Any, cache: Cache) -> Gradients:
    """Gradients by y, mu and logvar, of the bound itself: climb, or turn the sign."""
    dout = _upstream(dout, (), "sum", cache["kl"]["mu"].dtype)
    upstream = -dout / cache["N"]
    if cache["likelihood"] == "bernoulli":
        dy = binary_cross_entropy_from_logits_backward(upstream, cache["inner"])["dx"]
    else:
        dy = half_squared_error_backward(upstream, cache["inner"])["dy"]
    kl = gaussian_kl_backward(-cache["beta"] * dout, cache["kl"])
    return {"dy": dy, "dmu": kl["dmu"], "dlogvar": kl["dlogvar"]}


def vq_losses(z_e: Array, z_q: Array, beta: float = 0.25) -> tuple[dict[str, Any], Cache]:
    """Codebook and commitment loss of (..., D), as means over all elements (as the authors' code does).

    Both have the same value but for β; they differ in where the gradient goes.
    """
    floating("z_e", z_e)
    floating("z_q", z_q)
    same_shape(z_e=z_e, z_q=z_q)
    number("beta", beta, minimum=0)
    distance = ((z_e - z_q) ** 2).mean()
    return {"codebook": distance, "commitment": beta * distance}, {"difference": z_e - z_q, "beta": beta}


def vq_losses_backward(dout: dict[str, Any], cache: Cache) -> Gradients:
    """z_q learns from the codebook loss alone, z_e from the commitment loss alone."""
    named("dout", dout, ("codebook", "commitment"), ("reconstruction",))
    for name in ("codebook", "commitment"):
        _upstream(dout[name], (), "sum", cache["difference"].dtype)
    slope = 2 * cache["difference"] / max(cache["difference"].size, 1)
    return {"dz_e": dout["commitment"] * cache["beta"] * slope, "dz_q": -dout["codebook"] * slope}


def negative_sampling(v: Array, u: Array, u_negative: Array, reduction: str = "mean") -> tuple[Any, Cache]:
    """-log σ(u·v) - Σ_k log σ(-u_k·v): word v (N, D), neighbour u (N, D), drawn u_negative (N, k, D)."""
    sizes("N D k", v=(v, "N D"), u=(u, "N D"), u_negative=(u_negative, "N k D"))
    choice("reduction", reduction, REDUCTIONS)
    positive = (u * v).sum(axis=-1)  # (N,)
    negative = (u_negative * v[:, None]).sum(axis=-1)  # (N, k)
    losses = softplus(-positive) + softplus(negative).sum(axis=-1)  # -log σ(s) = softplus(-s)
    cache = {"v": v, "u": u, "u_negative": u_negative, "positive": positive, "negative": negative}
    return _reduced(losses, reduction), {**cache, "reduction": reduction}


def negative_sampling_backward(dout: Any, cache: Cache) -> Gradients:
    """Gradients by the three sets of vectors."""
    v, u, u_negative = cache["v"], cache["u"], cache["u_negative"]
    upstream = _upstream(dout, (len(v),), cache["reduction"], v.dtype)
    dpositive = upstream * (sigmoid(cache["positive"]) - 1)  # (N,)
    dnegative = upstream[:, None] * sigmoid(cache["negative"])  # (N, k)
    dv = dpositive[:, None] * u + (dnegative[:, :, None] * u_negative).sum(axis=1)
    return {"dv": dv, "du": dpositive[:, None] * v, "du_negative": dnegative[:, :, None] * v[:, None]}
