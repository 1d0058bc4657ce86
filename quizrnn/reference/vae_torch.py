"""PyTorch twin of ``vae.py``."""

from __future__ import annotations

from torch import Tensor

from quizrnn.reference.latent_losses_torch import elbo
from quizrnn.reference.mlp_torch import Layers, mlp


def reparametrise(mu: Tensor, logvar: Tensor, noise: Tensor) -> Tensor:
    """Return z = mu + exp(logvar / 2) * noise."""
    return mu + (logvar / 2).exp() * noise


def vae(
    x: Tensor, encoder: Layers, decoder: Layers, noise: Tensor, activation: str = "tanh"
) -> dict[str, Tensor]:
    """Return {"y": (N, D), "mu": (N, Z), "logvar": (N, Z)}."""
    mu, logvar = mlp(x, encoder, activation).chunk(2, dim=1)
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
