"""word2vec: CBOW and skip-gram, with the full softmax and with negative sampling.

    CBOW:       h = mean of E over the context words,   score = U h,   loss = -log softmax(score)[centre]
    skip-gram:  h = E[centre],                          score = U h,   loss = -log softmax(score)[context]
    negative sampling:  loss = -log σ(h·u_right) - Σ_k log σ(-h·u_k),   words k drawn from counts^(3/4)

E (V, D) holds the vectors of words as input, U (V, D) as output. CBOW asks for the centre from its context
and is faster; skip-gram asks for each context word from the centre and does better on rare words. Negative
sampling avoids the softmax over the whole vocabulary. Sources: Mikolov et al., 2013, "Efficient Estimation
of Word Representations in Vector Space" and "Distributed Representations of Words and Phrases".
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients
from quizrnn.reference.latent_losses import negative_sampling, negative_sampling_backward
from quizrnn.reference.losses import (
    sparse_cross_entropy_from_logits,
    sparse_cross_entropy_from_logits_backward,
)


def skipgram_pairs(ids: Array, window: int) -> Array:
    """Return all (centre, context) pairs (P, 2) of one sentence, P = 2wn - w(w+1) for n > w words.

    Give one sentence at a time, so that no window crosses its end.

    >>> skipgram_pairs(np.array([7, 8, 9]), 1).tolist()
    [[7, 8], [8, 7], [8, 9], [9, 8]]
    """
    arguments.ids("ids", ids, ndim=1)
    arguments.whole("window", window, minimum=1)
    pairs = [
        (ids[centre], ids[other])
        for centre in range(len(ids))
        for other in range(max(centre - window, 0), min(centre + window + 1, len(ids)))
        if other != centre
    ]
    return np.array(pairs, dtype=ids.dtype).reshape(-1, 2)


def cbow_samples(ids: Array, window: int) -> tuple[Array, Array, Array]:
    """Return contexts (P, 2w), mask (P, 2w) and centres (P,) of one sentence; no centre is in its context.

    At the ends of the sentence the context is shorter: such places hold 0 and the mask False. A sentence
    of one word has no context, so it gives no sample.

    >>> contexts, mask, centres = cbow_samples(np.array([7, 8, 9]), 1)
    >>> contexts.tolist(), mask.tolist(), centres.tolist()
    ([[0, 8], [7, 9], [8, 0]], [[False, True], [True, True], [True, False]], [7, 8, 9])
    """
    arguments.ids("ids", ids, ndim=1)
    arguments.whole("window", window, minimum=1)
    n = len(ids) if len(ids) > 1 else 0
    offsets = np.array([o for o in range(-window, window + 1) if o != 0])
    places = np.arange(n)[:, None] + offsets  # (P, 2w)
    mask = (places >= 0) & (places < n)
    contexts = np.where(mask, ids[places.clip(0, max(n - 1, 0))], 0) if n else places.astype(ids.dtype)
    return contexts, mask, ids[:n]


def noise_distribution(counts: Array, power: float = 0.75) -> Array:
    """Return the probabilities (V,) of drawing each word as a negative: counts^(3/4), normalised.

    >>> noise_distribution(np.array([16.0, 1.0, 0.0])).round(4).tolist()
    [0.8889, 0.1111, 0.0]
    """
    weights = arguments.floats("counts", counts)
    check_counts(weights, power)
    raised = np.where(weights > 0, weights**power, 0.0)
    return np.asarray(raised / raised.sum())


def cbow(contexts: Array, mask: Array, centres: Array, E: Array, U: Array) -> tuple[Any, Cache]:
    """Predict the centres (N,) from contexts (N, C) with mask (N, C): the mean loss, full softmax."""
    h, cache = context_mean(contexts, mask, E)  # (N, D)
    loss, loss_cache = _full_softmax(h, centres, U, "centres")
    return loss, {"mean": cache, "loss": loss_cache}


def cbow_backward(dout: Any, cache: Cache) -> Gradients:
    """Return dE and dU."""
    gradients = _full_softmax_backward(dout, cache["loss"])
    return context_mean_backward(gradients["dh"], cache["mean"]) | {"dU": gradients["dU"]}


def context_mean(contexts: Array, mask: Array, E: Array) -> tuple[Array, Cache]:
    """Return the mean vector (N, D) of the context words that the mask keeps; 0 where it keeps none.

    >>> E = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    >>> context_mean(np.array([[0, 1, 2]]), np.ones((1, 3), bool), E)[0].round(3).tolist()
    [[0.667, 0.667]]
    """
    (V, _) = arguments.sizes("V D", E=(E, "V D"))
    arguments.ids("contexts", contexts, ndim=2, below=V)
    arguments.flags("mask", mask, contexts.shape)
    weight = mask / np.maximum(mask.sum(axis=1, keepdims=True), 1)  # (N, C), rows sum to 1
    h = (weight[:, :, None] * E[contexts]).sum(axis=1).astype(E.dtype)  # (N, D)
    return h, {"contexts": contexts, "weight": weight, "E_shape": E.shape}


def context_mean_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dE: each context word gets its share of dout (N, D)."""
    arguments.upstream(dout, (len(cache["contexts"]), cache["E_shape"][1]))
    dE = np.zeros(cache["E_shape"], dtype=dout.dtype)
    np.add.at(dE, cache["contexts"], cache["weight"][:, :, None] * dout[:, None, :])
    return {"dE": dE}


def cbow_negative(
    contexts: Array, mask: Array, centres: Array, negatives: Array, E: Array, U: Array
) -> tuple[Any, Cache]:
    """Return the mean loss of the centres (N,) given contexts (N, C), with drawn negatives (N, k)."""
    h, cache = context_mean(contexts, mask, E)  # (N, D)
    check_words(h, U, centres=(centres, 1), negatives=(negatives, 2))
    loss, loss_cache = negative_sampling(h, U[centres], U[negatives])
    words = {"centres": centres, "negatives": negatives}
    return loss, {"mean": cache, "words": words, "shape": U.shape, "loss": loss_cache}


def cbow_negative_backward(dout: Any, cache: Cache) -> Gradients:
    """Return dE and dU."""
    words, gradients = cache["words"], negative_sampling_backward(dout, cache["loss"])
    dU = np.zeros(cache["shape"], dtype=gradients["du"].dtype)
    np.add.at(dU, words["centres"], gradients["du"])
    np.add.at(dU, words["negatives"], gradients["du_negative"])
    return context_mean_backward(gradients["dv"], cache["mean"]) | {"dU": dU}


def skipgram(centres: Array, contexts: Array, E: Array, U: Array) -> tuple[Any, Cache]:
    """Predict the context words (N,) from the centres (N,): the mean loss, full softmax."""
    (V, _) = arguments.sizes("V D", E=(E, "V D"), U=(U, "V D"))
    arguments.ids("centres", centres, ndim=1, below=V)
    loss, loss_cache = _full_softmax(E[centres], contexts, U, "contexts")
    return loss, {"centres": centres, "E_shape": E.shape, "loss": loss_cache}


def skipgram_backward(dout: Any, cache: Cache) -> Gradients:
    """Return dE and dU."""
    gradients = _full_softmax_backward(dout, cache["loss"])
    dE = np.zeros(cache["E_shape"], dtype=gradients["dh"].dtype)
    np.add.at(dE, cache["centres"], gradients["dh"])
    return {"dE": dE, "dU": gradients["dU"]}


def skipgram_negative(
    centres: Array, contexts: Array, negatives: Array, E: Array, U: Array
) -> tuple[Any, Cache]:
    """Return the mean loss of centres (N,), contexts (N,) and drawn negatives (N, k)."""
    (V, _) = arguments.sizes("V D", E=(E, "V D"), U=(U, "V D"))
    arguments.ids("centres", centres, ndim=1, below=V)
    check_words(E[centres], U, contexts=(contexts, 1), negatives=(negatives, 2))
    loss, loss_cache = negative_sampling(E[centres], U[contexts], U[negatives])
    words = {"centres": centres, "contexts": contexts, "negatives": negatives}
    return loss, {"words": words, "shape": E.shape, "loss": loss_cache}


def skipgram_negative_backward(dout: Any, cache: Cache) -> Gradients:
    """Return dE and dU; only the rows of words that were looked at are not 0."""
    words, gradients = cache["words"], negative_sampling_backward(dout, cache["loss"])
    dE = np.zeros(cache["shape"], dtype=gradients["dv"].dtype)
    dU = np.zeros_like(dE)
    np.add.at(dE, words["centres"], gradients["dv"])
    np.add.at(dU, words["contexts"], gradients["du"])
    np.add.at(dU, words["negatives"], gradients["du_negative"])
    return {"dE": dE, "dU": dU}


def _full_softmax(h: Array, words: Array, U: Array, name: str) -> tuple[Any, Cache]:
    """Mean of -log softmax(U h)[word] for h (N, D) and words (N,)."""
    check_words(h, U, **{name: (words, 1)})
    loss, loss_cache = sparse_cross_entropy_from_logits(h @ U.T, words)
    return loss, {"h": h, "U": U, "loss": loss_cache}


def _full_softmax_backward(dout: Any, cache: Cache) -> Gradients:
    dscore = sparse_cross_entropy_from_logits_backward(dout, cache["loss"])["dx"]  # (N, V)
    return {"dh": dscore @ cache["U"], "dU": dscore.T @ cache["h"]}


def check_counts(counts: Any, power: float) -> None:
    """Refuse what are not counts (V,), at least one of them more than 0."""
    arguments.floating("counts", counts, ndim=1)
    if len(counts) == 0 or counts.min() < 0 or counts.max() == 0:
        raise ValueError(f"counts: got {counts.tolist()}, expected counts (V,) of at least 0, not all 0")
    arguments.number("power", power, minimum=0.0)


def check_words(h: Any, U: Any, **words: tuple[Any, int]) -> None:
    """Refuse words, given with their number of axes, of which h (N, D) and U (V, D) do not know N each."""
    N, V = arguments.sizes("N V", h=(h, "N D"), U=(U, "V D"))
    for name, (ids, ndim) in words.items():
        arguments.ids(name, ids, ndim=ndim, below=V)
        if len(ids) != N:
            raise ValueError(f"{name}: got {len(ids)} samples, expected {N}")
