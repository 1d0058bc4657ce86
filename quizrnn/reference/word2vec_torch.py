"""PyTorch twin of ``word2vec.py``; pairs and samples are made on the NumPy side."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional


def noise_distribution(counts: Tensor, power: float = 0.75) -> Tensor:
    """Return the probabilities (V,) of drawing each word as a negative."""
    return functional.normalize(counts.pow(power), p=1, dim=0)


def context_mean(contexts: Tensor, mask: Tensor, E: Tensor) -> Tensor:
    """Return the mean vector (N, D) of the context words that the mask keeps."""
    kept = E[contexts] * mask[:, :, None]
    return kept.sum(dim=1) / mask.sum(dim=1, keepdim=True).clamp(min=1)


def cbow(contexts: Tensor, mask: Tensor, centres: Tensor, E: Tensor, U: Tensor) -> Tensor:
    """Return the mean loss of the centres (N,) given their contexts."""
    return functional.cross_entropy(context_mean(contexts, mask, E) @ U.T, centres)


def cbow_negative(
    contexts: Tensor, mask: Tensor, centres: Tensor, negatives: Tensor, E: Tensor, U: Tensor
) -> Tensor:
    """Return the mean loss of the centres (N,) given their contexts, with negatives (N, k)."""
    return _negative_sampling(context_mean(contexts, mask, E), U[centres], U[negatives])


def skipgram(centres: Tensor, contexts: Tensor, E: Tensor, U: Tensor) -> Tensor:
    """Return the mean loss of the context words (N,) given the centres (N,)."""
    return functional.cross_entropy(E[centres] @ U.T, contexts)


def skipgram_negative(centres: Tensor, contexts: Tensor, negatives: Tensor, E: Tensor, U: Tensor) -> Tensor:
    """Return the mean loss of centres (N,), contexts (N,) and negatives (N, k)."""
    return _negative_sampling(E[centres], U[contexts], U[negatives])


def _negative_sampling(h: Tensor, u: Tensor, u_negative: Tensor) -> Tensor:
    right = (h * u).sum(dim=1)
    wrong = (u_negative @ h[:, :, None])[:, :, 0]  # (N, k)
    return -(functional.logsigmoid(right) + functional.logsigmoid(-wrong).sum(dim=1)).mean()
