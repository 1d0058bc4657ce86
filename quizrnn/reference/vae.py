"""Variational autoencoder (VAE): the code is a probability distribution.

    encoder(x) = [mu; logvar]  (N, 2Z),     z = mu + exp(logvar / 2) * eps,   eps ~ N(0, I)
    loss = -ELBO = -E[log p(x|z)] + beta * KL(N(mu, σ²) || N(0, I)),   mean over the batch

Drawing eps outside and computing z from it (reparametrisation) lets the gradient pass the sampling step.
The encoder puts out the *log* of the variance, so any number is allowed; exp(logvar / 2), not exp(logvar),
is the standard deviation. When the KL term wins, every input gets the prior and the outputs are one
blurred mean (posterior collapse). Sources: Kingma & Welling, 2014, "Auto-Encoding Variational Bayes";
Higgins et al., 2017, "beta-VAE".
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.latent_losses import elbo, elbo_backward
from quizrnn.reference.mlp import Layers, mlp, mlp_backward


def reparametrise(mu: Array, logvar: Array, noise: Array) -> tuple[Array, Cache]:
    """Return z = mu + exp(logvar / 2) * noise, all of one shape; the noise is drawn from N(0, 1).

    >>> float(reparametrise(np.array(2.0), np.array(0.0), np.array(-0.5))[0])
    1.5
    """
    arguments.floating("mu", mu)
    arguments.floating("logvar", logvar)
    arguments.floating("noise", noise)
    arguments.same_shape(mu=mu, logvar=logvar, noise=noise)
    deviation = np.exp(logvar / 2)
    return mu + deviation * noise, {"deviation": deviation, "noise": noise}


def reparametrise_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dmu, dlogvar, dnoise."""
    deviation, noise = cache["deviation"], cache["noise"]
    arguments.upstream(dout, noise.shape)
    return {"dmu": dout, "dlogvar": dout * noise * deviation / 2, "dnoise": dout * deviation}


def vae(
    x: Array, encoder: Layers, decoder: Layers, noise: Array, activation: str = "tanh"
) -> tuple[dict[str, Array], Cache]:
    """Return {"y": (N, D), "mu": (N, Z), "logvar": (N, Z)} for x (N, D) and noise (N, Z).

    y holds logits or means, by the likelihood that is used with it; zero noise decodes the mean code.
    """
    arguments.perceptron("encoder", encoder)
    arguments.perceptron("decoder", decoder)
    both, encoder_cache = mlp(x, encoder, activation)  # (N, 2Z)
    check_halves(both)
    mu, logvar = np.split(both, 2, axis=1)  # twice (N, Z)
    z, sample_cache = reparametrise(mu, logvar, noise)
    y, decoder_cache = mlp(z, decoder, activation)  # (N, D)
    cache = {"encoder": encoder_cache, "sample": sample_cache, "decoder": decoder_cache, "z": z}
    return {"y": y, "mu": mu, "logvar": logvar}, cache


def vae_backward(dout: dict[str, Array], cache: Cache) -> Gradients:
    """Return dx, dencoder, ddecoder for the gradients at y, mu and logvar."""
    arguments.named("dout", dout, ("y", "mu", "logvar"))
    decoder = mlp_backward(dout["y"], cache["decoder"])
    sample = reparametrise_backward(decoder["dx"], cache["sample"])
    dboth = np.hstack([dout["mu"] + sample["dmu"], dout["logvar"] + sample["dlogvar"]])  # (N, 2Z)
    encoder = mlp_backward(dboth, cache["encoder"])
    return {"dx": encoder["dx"], "dencoder": encoder["dlayers"], "ddecoder": decoder["dlayers"]}


def vae_loss(
    x: Array,
    encoder: Layers,
    decoder: Layers,
    noise: Array,
    likelihood: str = "bernoulli",
    beta: float = 1.0,
    activation: str = "tanh",
) -> tuple[Any, Cache]:
    """Return -ELBO, the loss that is trained: x in [0, 1] for "bernoulli", any numbers for "gaussian"."""
    out, model_cache = vae(x, encoder, decoder, noise, activation)
    bound, bound_cache = elbo(out["y"], x, out["mu"], out["logvar"], likelihood, beta)
    return -bound, {"model": model_cache, "bound": bound_cache}


def vae_loss_backward(dout: Any, cache: Cache) -> Gradients:
    """Return dencoder and ddecoder; x is data."""
    arguments.scalar("dout", dout)
    bound = elbo_backward(-dout, cache["bound"])
    upstream = {name: bound["d" + name] for name in ("y", "mu", "logvar")}
    gradients = vae_backward(upstream, cache["model"])
    return {name: gradients[name] for name in ("dencoder", "ddecoder")}


def check_halves(both: Any) -> None:
    """Refuse an encoder whose output (N, 2Z) does not fall into mu and logvar."""
    if both.shape[1] % 2:
        raise ValueError(f"encoder: got {both.shape[1]} outputs, expected an even number (mu and logvar)")
