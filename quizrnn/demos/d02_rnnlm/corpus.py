"""From text to windows and the word that follows each."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.templates import template_sentences
from quizrnn.datasets.texts import load_texts
from quizrnn.demos.d02_rnnlm.spec import NextWord
from quizrnn.demos.texts import DemoError, Text
from quizrnn.reference.text import (
    build_vocabulary,
    clean_text,
    encode_words,
    next_word_samples,
    split_in_order,
    split_words,
)

Array = NDArray[Any]


class Corpus(NamedTuple):
    """Windows (N, T), the next words (N,), first four fifths to learn from; words by number."""

    train_x: Array
    train_t: Array
    test_x: Array
    test_t: Array
    words: list[str]


def make_corpus(params: NextWord, rng: np.random.Generator, data: Path | None) -> Corpus:
    """The drawn sentences, or all texts of ``data`` one after another; raises DataError and DemoError."""
    texts = template_sentences(rng) if data is None else load_texts(data)
    words = [word for text in texts for word in split_words(clean_text(text))][: params.most]
    if len(words) < 5 * params.window + 5:
        raise DemoError("unfit", name="data", why=_too_short(len(words)))
    vocabulary = build_vocabulary(words, params.threshold + 1)
    x, t = next_word_samples(encode_words(words, vocabulary), params.window)
    (train_x, test_x), (train_t, test_t) = split_in_order(x), split_in_order(t)
    return Corpus(train_x, train_t, test_x, test_t, list(vocabulary))


def _too_short(count: int) -> Text:
    return Text(
        f"after cleaning {count} words of the letters a-z are left, too few for the window; use a longer English text or "
        "a shorter window",
        f"前処理のあとに残った a-z の語は {count} 語で、窓の長さに対して少なすぎます。"
        "もっと長い英文を使うか、窓を短くしてください",
    )
