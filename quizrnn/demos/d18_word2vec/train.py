"""The training of D18: pairs from the sentences, the reference losses with their hand-written gradients, Adam."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.sentences import WORDS, analogies, draw_sentences
from quizrnn.demos.d18_word2vec.analogy import ASKED, count_right, solve
from quizrnn.demos.d18_word2vec.show import pictures, report
from quizrnn.demos.d18_word2vec.spec import Word2vec
from quizrnn.demos.events import Checkpoint, Metric, Note, State, Yielded
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text
from quizrnn.reference.optimisers import adam
from quizrnn.reference.word2vec import (
    cbow,
    cbow_backward,
    cbow_negative,
    cbow_negative_backward,
    cbow_samples,
    noise_distribution,
    skipgram,
    skipgram_backward,
    skipgram_negative,
    skipgram_negative_backward,
    skipgram_pairs,
)

Array = NDArray[Any]
LOSSES: dict[tuple[str, str], tuple[Callable[..., Any], Callable[..., Any]]] = {
    ("skip-gram", "negative"): (skipgram_negative, skipgram_negative_backward),
    ("skip-gram", "softmax"): (skipgram, skipgram_backward),
    ("cbow", "negative"): (cbow_negative, cbow_negative_backward),
    ("cbow", "softmax"): (cbow, cbow_backward),
}


def run(
    params: Word2vec,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Train on minibatches of pairs; an epoch is a step."""
    corpus = draw_sentences(params.sentences, rng)
    samples = _samples(corpus.ids, params)
    counts = np.bincount(np.concatenate(corpus.ids), minlength=len(WORDS)).astype(float)
    draws = samples, noise_distribution(counts)
    weights = {name: rng.normal(0, 0.1, (len(WORDS), params.dims)) for name in ("E", "U")}
    memory, first, loss = None, 1, float("nan")
    if resume is not None:
        restore_random(rng, resume)
        weights, memory, loss = resume["weights"], resume["adam"], float(resume["loss"])
        first = int(resume["step"]) + 1
    else:
        yield _corpus_note(corpus.texts, len(samples[0]))
    every = max(params.epochs // 100, 1)
    for epoch in range(first, params.epochs + 1):
        loss, weights, memory = _epoch(draws, weights, memory, params, rng)
        if epoch % every and epoch != params.epochs:
            continue
        a, b, c, d = ASKED
        rank = solve(weights["E"], a, b, c, params.exclude).words.index(d) + 1
        share = count_right(weights["E"], params.exclude) / len(analogies())
        yield Metric(epoch, {"loss": loss, "analogies": share, "rank of queen": float(rank)})
        if epoch == params.epochs or epoch % (5 * every) == 0:
            yield from pictures(epoch, params, weights["E"])
        kept = {"weights": weights, "adam": memory, "loss": loss, "step": epoch}
        yield Checkpoint(epoch, lambda kept=kept: kept)  # type: ignore[misc]
    yield report(params, weights["E"], loss)


def _samples(sentences: list[Array], params: Word2vec) -> tuple[Array, ...]:
    """What the loss takes of the corpus: centres and contexts, or contexts, mask and centres; no window crosses
    the end of a sentence.
    """
    if params.model == "skip-gram":
        pairs = np.concatenate([skipgram_pairs(ids, params.window) for ids in sentences])
        return pairs[:, 0], pairs[:, 1]
    parts = [cbow_samples(ids, params.window) for ids in sentences]
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))


def _epoch(
    draws: tuple[tuple[Array, ...], Array],
    weights: dict[str, Array],
    memory: dict[str, Any] | None,
    params: Word2vec,
    rng: np.random.Generator,
) -> tuple[float, dict[str, Array], dict[str, Any] | None]:
    """One pass in drawn order: the mean loss on the way, and the new weights. ``draws``: samples and the
    probabilities of the negatives.
    """
    samples, noise = draws
    forward, backward = LOSSES[params.model, params.loss]
    count, total = len(samples[0]), 0.0
    order = rng.permutation(count)
    for start in range(0, count, params.batch):
        chosen = order[start : start + params.batch]
        batch = [part[chosen] for part in samples]
        if params.loss == "negative":
            batch.append(rng.choice(len(WORDS), (len(chosen), params.negatives), p=noise))
        loss, cache = forward(*batch, weights["E"], weights["U"])
        gradients = backward(1.0, cache)
        weights, memory = adam(weights, {"E": gradients["dE"], "U": gradients["dU"]}, memory, lr=params.lr)
        total += float(loss) * len(chosen)
    return total / count, weights, memory


def _corpus_note(texts: list[str], samples: int) -> Note:
    lines = " / ".join(texts[:3])
    return Note(
        0,
        Text(
            f"{len(texts):,} sentences give {samples:,} samples. The first: {lines}",
            f"{len(texts):,} 文から {samples:,} 個の標本ができた。はじめの 3 文: {lines}",
        ),
    )
