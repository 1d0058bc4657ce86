"""PyTorch twin of ``word2vec.py``; pairs and samples are made on the NumPy side."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from quizrnn.reference import arguments
from quizrnn.reference.latent_losses_torch import negative_sampling
from quizrnn.reference.word2vec import check_counts, check_words


def noise_distribution(counts: Tensor, power: float = 0.75) -> Tensor:
    """Return the probabilities (V,) of drawing each word as a negative."""
    check_counts(counts, power)
    return functional.normalize(counts.pow(power), p=1, dim=0)


def context_mean(contexts: Tensor, mask: Tensor, E: Tensor) -> Tensor:
    """Return the mean vector (N, D) of the context words that the mask keeps."""
    V, _ = arguments.sizes("V D", E=(E, "V D"))
    arguments.ids("contexts", contexts, ndim=2, below=V)
    arguments.flags("mask", mask, contexts.shape)
    kept = E[contexts] * mask[:, :, None]
    return kept.sum(dim=1) / mask.sum(dim=1, keepdim=True).clamp(min=1)


def cbow(contexts: Tensor, mask: Tensor, centres: Tensor, E: Tensor, U: Tensor) -> Tensor:
    """Return the mean loss of the centres (N,) given their contexts."""
    h = context_mean(contexts, mask, E)  # (N, D)
    check_words(h, U, centres=(centres, 1))
    return functional.cross_entropy(h @ U.T, centres)


def cbow_negative(
    contexts: Tensor, mask: Tensor, centres: Tensor, negatives: Tensor, E: Tensor, U: Tensor
) -> Tensor:
    """Return the mean loss of the centres (N,) given their contexts, with negatives (N, k)."""
    h = context_mean(contexts, mask, E)  # (N, D)
    check_words(h, U, centres=(centres, 1), negatives=(negatives, 2))
    return negative_sampling(h, U[centres], U[negatives])


def skipgram(centres: Tensor, contexts: Tensor, E: Tensor, U: Tensor) -> Tensor:
    """Return the mean loss of the context words (N,) given the centres (N,)."""
    V, _ = arguments.sizes("V D", E=(E, "V D"), U=(U, "V D"))
    arguments.ids("centres", centres, ndim=1, below=V)
    check_words(E[centres], U, contexts=(contexts, 1))
    return functional.cross_entropy(E[centres] @ U.T, contexts)


def skipgram_negative(centres: Tensor, contexts: Tensor, negatives: Tensor, E: Tensor, U: Tensor) -> Tensor:
    """Return the mean loss of centres (N,), contexts (N,) and negatives (N, k)."""
    V, _ = arguments.sizes("V D", E=(E, "V D"), U=(U, "V D"))
    arguments.ids("centres", centres, ndim=1, below=V)
    check_words(E[centres], U, contexts=(contexts, 1), negatives=(negatives, 2))
    return negative_sampling(E[centres], U[contexts], U[negatives])
