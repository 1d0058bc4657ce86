"""PyTorch twin of ``vqvae.py``; ``detach`` is the stop-gradient."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference import arguments
from quizrnn.reference.latent_losses_torch import vq_losses
from quizrnn.reference.losses_torch import squared_error
from quizrnn.reference.mlp_torch import Layers, mlp
from quizrnn.reference.vqvae import check_codes, check_ids, check_places, check_update


def nearest_codes(z: Tensor, codebook: Tensor) -> Tensor:
    """Return the number (...) of the nearest code for each z (..., D)."""
    check_codes(z, codebook)
    return (z[..., None, :] - codebook).square().sum(dim=-1).argmin(dim=-1)


def quantise(z: Tensor, codebook: Tensor) -> Tensor:
    """Return the nearest codes (..., D); the gradient goes straight through to z."""
    return z + (codebook[nearest_codes(z, codebook)] - z).detach()


def vqvae(
    x: Tensor,
    encoder: Layers,
    codebook: Tensor,
    decoder: Layers,
    beta: float = 0.25,
    activation: str = "tanh",
) -> dict[str, Tensor]:
    """Return {"reconstruction", "codebook", "commitment"}, the three losses to be summed."""
    arguments.perceptron("encoder", encoder)
    arguments.perceptron("decoder", decoder)
    z_flat = mlp(x, encoder, activation)
    C = check_places(z_flat, codebook)
    z_e = z_flat.reshape(len(x), -1, C)  # (N, S, C)
    z_q = codebook[nearest_codes(z_e, codebook)]
    y = mlp((z_e + (z_q - z_e).detach()).flatten(1), decoder, activation)
    return {"reconstruction": squared_error(y, x)} | vq_losses(z_e, z_q, beta)


def ema_update(
    counts: Tensor, sums: Tensor, z: Tensor, ids: Tensor, decay: float = 0.99, eps: float = 1e-5
) -> tuple[Tensor, Tensor, Tensor]:
    """Return new counts (K,), sums (K, D) and the codebook (K, D)."""
    check_update(counts, sums, z, ids, decay, eps)
    K = len(counts)
    counts = torch.lerp(torch.bincount(ids, minlength=K).to(counts), counts, decay)
    sums = torch.lerp(torch.zeros_like(sums).index_add(0, ids, z), sums, decay)
    smoothed = (counts + eps) / (counts.sum() + K * eps) * counts.sum()
    return counts, sums, sums / smoothed[:, None]


def code_perplexity(ids: Tensor, K: int) -> Tensor:
    """Return exp(entropy) of how often each of K codes was chosen."""
    check_ids(ids, K)
    share = torch.bincount(ids.flatten(), minlength=K) / ids.numel()
    return torch.exp(torch.special.entr(share.double()).sum())
