"""What the word vectors know: nearest words, analogies, and a map of two axes."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.sentences import WORDS, analogies

Array = NDArray[Any]
ASKED = ("king", "man", "woman", "queen")


class Answer(NamedTuple):
    """Words, nearest first, and their cosines."""

    words: list[str]
    cosines: list[float]


def cosine(E: Array, one: str, other: str) -> float:
    """The cosine between two words' vectors."""
    unit = _unit(E)
    return float(unit[WORDS.index(one)] @ unit[WORDS.index(other)])


def nearest(E: Array, word: str) -> Answer:
    """The other words by their cosine with ``word``."""
    unit = _unit(E)
    return _ranked(unit @ unit[WORDS.index(word)], {word})


def solve(E: Array, a: str, b: str, c: str, exclude: bool) -> Answer:
    """The words by their cosine with the vector a - b + c; ``exclude`` leaves a, b and c out."""
    goal = E[WORDS.index(a)] - E[WORDS.index(b)] + E[WORDS.index(c)]
    return _ranked(_unit(E) @ _unit(goal), {a, b, c} if exclude else set())


def count_right(E: Array, exclude: bool) -> int:
    """How many of the 48 analogies have the right word in front."""
    return sum(solve(E, a, b, c, exclude).words[0] == d for a, b, c, d in analogies())


def flat_map(E: Array, words: tuple[str, ...]) -> Array:
    """Places (n, 2) of some words: their principal components by the singular value decomposition."""
    chosen = E[[WORDS.index(word) for word in words]]
    centred = chosen - chosen.mean(axis=0)
    vt = np.linalg.svd(centred, full_matrices=False).Vh
    axes = vt[:2] * np.sign(vt[:2].sum(axis=1, keepdims=True) + 1e-300)  # a sign that no library decides
    places = centred @ axes.T
    return np.pad(places, ((0, 0), (0, 2 - places.shape[1])))  # one dimension only: a line


def _unit(vectors: Array) -> Array:
    """Vectors of length 1."""
    unit: Array = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)
    return unit


def _ranked(cosines: Array, without: set[str]) -> Answer:
    order = [int(place) for place in np.argsort(-cosines, kind="stable") if WORDS[place] not in without]
    return Answer([WORDS[place] for place in order], [float(cosines[place]) for place in order])
