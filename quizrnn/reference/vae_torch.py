"""PyTorch twin of ``vae.py``."""

from __future__ import annotations

from torch import Tensor

from quizrnn.reference import arguments
from quizrnn.reference.latent_losses_torch import elbo
from quizrnn.reference.mlp_torch import Layers, mlp
from quizrnn.reference.vae import check_halves


def reparametrise(mu: Tensor, logvar: Tensor, noise: Tensor) -> Tensor:
    """Return z = mu + exp(logvar / 2) * noise."""
    arguments.floating("mu", mu)
    arguments.floating("logvar", logvar)
    arguments.floating("noise", noise)
    arguments.same_shape(mu=mu, logvar=logvar, noise=noise)
    return mu + (logvar / 2).exp() * noise


def vae(
    x: Tensor, encoder: Layers, decoder: Layers, noise: Tensor, activation: str = "tanh"
) -> dict[str, Tensor]:
    """Return {"y": (N, D), "mu": (N, Z), "logvar": (N, Z)}."""
    arguments.perceptron("encoder", encoder)
    arguments.perceptron("decoder", decoder)
    both = mlp(x, encoder, activation)  # (N, 2Z)
    check_halves(both)
    mu, logvar = both.chunk(2, dim=1)
    y = mlp(reparametrise(mu, logvar, noise), decoder, activation)
    return {"y": y, "mu": mu, "logvar": logvar}


def vae_loss(
    x: Tensor,
    encoder: Layers,
    decoder: Layers,
    noise: Tensor,
    likelihood: str = "bernoulli",
    beta: float = 1.0,
    activation: str = "tanh",
) -> Tensor:
    """Return -ELBO."""
    out = vae(x, encoder, decoder, noise, activation)
    return -elbo(out["y"], x, out["mu"], out["logvar"], likelihood, beta)
