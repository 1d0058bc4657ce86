"""Search for an output sequence: greedy, sampled and beam search (ビームサーチ).

A model is any function ``step(word, state) -> (log probabilities (V,), new state)``, NumPy or not; the
search asks for one sequence at a time, begins with the start word and stops at the end word or after
``limit`` words.

    greedy:  word = argmax
    sample:  word drawn from softmax(log p / temperature)
    beam:    keep the ``width`` likeliest beginnings at every step; the score of a sequence is Σ log p,
             compared as score / length^penalty (0: the sum, 1: the mean)

Greedy search may miss the likeliest sequence: a good first word can lead nowhere. A beam that is as wide
as the number of sequences finds it. Width 1 is greedy search. Sources: Graves, 2012, "Sequence
Transduction with Recurrent Neural Networks"; Wu et al., 2016 (length penalty).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.activations import log_softmax
from quizrnn.reference.arguments import Array

Step = Callable[[int, Any], tuple[Array, Any]]


class Found(NamedTuple):
    """One sequence without its start word (the end word included), and its sum of log probabilities."""

    words: tuple[int, ...]
    score: float
    finished: bool


def greedy_decode(step: Step, state: Any, start: int, limit: int, end: int | None = None) -> Found:
    """Take the likeliest word at every step; of equals, the one with the smallest number.

    >>> table = np.log(np.array([[0.2, 0.5, 0.3], [0.1, 0.1, 0.8]]))
    >>> greedy_decode(lambda word, state: (table[word], state), None, start=0, limit=4, end=2).words
    (1, 2)
    """
    _check_search(step, start, limit, end)
    words: tuple[int, ...] = ()
    score, word = 0.0, start
    while len(words) < limit:
        log_p, state = step(word, state)
        word = int(np.argmax(log_p))
        words, score = (*words, word), score + float(log_p[word])
        if word == end:
            return Found(words, score, True)
    return Found(words, score, False)


def sample_decode(
    step: Step,
    state: Any,
    start: int,
    limit: int,
    noise: Array,
    end: int | None = None,
    temperature: float = 1.0,
) -> Found:
    """Draw each word from softmax(log p / temperature), with the uniform numbers ``noise`` (limit,).

    The word is the first whose cumulated probability exceeds the number. A low temperature comes near to
    greedy.
    """
    _check_search(step, start, limit, end)
    arguments.sizes("L", noise=(noise, "L"))
    if len(noise) < limit:
        raise ValueError(f"noise: got {len(noise)} numbers, expected limit = {limit}")
    arguments.number("temperature", temperature, above=0.0)
    words: tuple[int, ...] = ()
    score, word = 0.0, start
    while len(words) < limit:
        log_p, state = step(word, state)
        share = np.exp(log_softmax(np.asarray(log_p) / temperature)).cumsum()
        word = int(np.searchsorted(share / share[-1], noise[len(words)], side="right"))
        words, score = (*words, word), score + float(log_p[word])
        if word == end:
            return Found(words, score, True)
    return Found(words, score, False)


def beam_search(
    step: Step,
    state: Any,
    start: int,
    limit: int,
    width: int,
    end: int | None = None,
    penalty: float = 0.0,
) -> list[Found]:
    """Return up to ``width`` sequences, the best first by score / length^penalty.

    A finished sequence keeps its place in the beam; the search ends when all are finished or ``limit`` is
    reached.
    """
    _check_search(step, start, limit, end)
    arguments.whole("width", width, minimum=1)
    arguments.number("penalty", penalty, minimum=0.0)
    beam: list[tuple[Found, Any]] = [(Found((), 0.0, False), state)]
    for _ in range(limit):
        if all(found.finished for found, _ in beam):
            break
        candidates: list[tuple[Found, Any]] = []
        for found, state_before in beam:
            if found.finished:
                candidates.append((found, state_before))
                continue
            word = found.words[-1] if found.words else start
            log_p, state_after = step(word, state_before)
            for next_word in range(len(log_p)):
                score = found.score + float(log_p[next_word])
                longer = Found((*found.words, next_word), score, next_word == end)
                candidates.append((longer, state_after))
        candidates.sort(key=lambda pair: -_rank(pair[0], penalty))  # a stable sort: of equals, the first
        beam = candidates[:width]
    return [found for found, _ in beam]


def _check_search(step: Any, start: Any, limit: Any, end: Any) -> None:
    if not callable(step):
        raise ValueError(f"step: got {step!r}, expected a function of a word and a state")
    arguments.whole("start", start, minimum=0)
    arguments.whole("limit", limit, minimum=0)
    if end is not None:
        arguments.whole("end", end, minimum=0)


def _rank(found: Found, penalty: float) -> float:
    return found.score / float(max(len(found.words), 1) ** penalty)
