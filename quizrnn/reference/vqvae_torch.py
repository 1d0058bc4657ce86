"""PyTorch twin of ``vqvae.py``; ``detach`` is the stop-gradient."""

from __future__ import annotations

import torch
from torch import Tensor

from quizrnn.reference.mlp_torch import Layers, mlp


def nearest_codes(z: Tensor, codebook: Tensor) -> Tensor:
    """Return the number (...) of the nearest code for each z (..., D)."""
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
    z_flat = mlp(x, encoder, activation)
    z_e = z_flat.reshape(len(x), -1, codebook.shape[1])
    z_q = codebook[nearest_codes(z_e, codebook)]
    y = mlp((z_e + (z_q - z_e).detach()).flatten(1), decoder, activation)
    return {
        "reconstruction": (y - x).square().mean(),
        "codebook": (z_e.detach() - z_q).square().mean(),
        "commitment": beta * (z_e - z_q.detach()).square().mean(),
    }


def ema_update(
    counts: Tensor, sums: Tensor, z: Tensor, ids: Tensor, decay: float = 0.99, eps: float = 1e-5
) -> tuple[Tensor, Tensor, Tensor]:
    """Return new counts (K,), sums (K, D) and the codebook (K, D)."""
    K = len(counts)
    counts = torch.lerp(torch.bincount(ids, minlength=K).to(counts), counts, decay)
    sums = torch.lerp(torch.zeros_like(sums).index_add(0, ids, z), sums, decay)
    smoothed = (counts + eps) / (counts.sum() + K * eps) * counts.sum()
    return counts, sums, sums / smoothed[:, None]


def code_perplexity(ids: Tensor, K: int) -> Tensor:
    """Return exp(entropy) of how often each of K codes was chosen."""
    share = torch.bincount(ids.flatten(), minlength=K) / ids.numel()
    return torch.exp(torch.special.entr(share.double()).sum())
