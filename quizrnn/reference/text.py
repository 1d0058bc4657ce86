"""Text preprocessing: from raw text to word numbers (テキストの前処理).

    raw text --clean_text--> clean text --split_words--> words --build_vocabulary--> word -> number
    words --encode_words--> ids (T,) --decode_words--> words

The rules are those of a classical next-word model: lower case, a line end becomes a blank, only letters,
blanks, apostrophes and hyphens stay, runs of blanks shrink to one, words that open with a hyphen are
dropped, and rare words share one "unknown" number. Text has no PyTorch counterpart; the tests compare each
function with a plain loop over characters or words. Source: Bengio et al., 2003, "A Neural Probabilistic
Language Model" (next word from a window).
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array

KEPT = set(string.ascii_lowercase) | {" ", "'", "-"}
UNKNOWN = "<unk>"


def clean_text(text: str) -> str:
    """Return the text in lower case with only a-z, apostrophe, hyphen and single blanks.

    Other characters are *removed*, not replaced: "end.Start" becomes "endstart", as in the source.

    >>> clean_text("The CAT -- sat,\\n on it's  mat!")
    "the cat -- sat on it's mat"
    """
    arguments.text("text", text)
    lowered = " ".join(text.lower().split())  # every run of blanks, tabs and line ends becomes one blank
    kept = "".join(letter for letter in lowered if letter in KEPT)
    return " ".join(kept.split())  # removing a lone character may have left two blanks side by side


def split_words(text: str) -> list[str]:
    """Return the words of a cleaned text without those that open with a hyphen.

    >>> split_words("the cat -- sat -on a well-made mat")
    ['the', 'cat', 'sat', 'a', 'well-made', 'mat']
    """
    arguments.text("text", text)
    return [word for word in text.split() if not word.startswith("-")]


def build_vocabulary(words: Iterable[str], min_count: int = 4) -> dict[str, int]:
    """Map each word seen at least ``min_count`` times to a number; number 0 is the unknown word.

    Frequent words come first, equally frequent ones in alphabetic order. The source drops words "seen 3 times
    or less", so a word needs 4 appearances: ``min_count=4``.

    >>> build_vocabulary("a b a c a b".split(), min_count=2)
    {'<unk>': 0, 'a': 1, 'b': 2}
    """
    arguments.whole("min_count", min_count, minimum=1)
    words = _listed(words)
    counts = Counter(words)
    known = sorted(
        (word for word in counts if counts[word] >= min_count), key=lambda word: (-counts[word], word)
    )
    return {UNKNOWN: 0} | {word: number for number, word in enumerate(known, start=1)}


def encode_words(words: Sequence[str], vocabulary: Mapping[str, int]) -> Array:
    """Return the word numbers (T,), with the number of ``<unk>`` for words outside of the vocabulary.

    >>> encode_words(["a", "zebra", "b"], {"<unk>": 0, "a": 1, "b": 2})
    array([1, 0, 2])
    """
    words = _listed(words)
    _check_vocabulary(vocabulary)
    unknown = vocabulary[UNKNOWN]
    return np.array([vocabulary.get(word, unknown) for word in words], dtype=np.int64)


def decode_words(ids: Iterable[int], vocabulary: Mapping[str, int]) -> list[str]:
    """Return the words of the numbers.

    >>> decode_words([2, 0], {"<unk>": 0, "a": 1, "b": 2})
    ['b', '<unk>']
    """
    _check_vocabulary(vocabulary)
    if not isinstance(ids, Iterable):
        raise ValueError(f"ids: got {ids!r}, expected a list of word numbers")
    word_of = {number: word for word, number in vocabulary.items()}
    words = []
    for number in ids:
        arguments.whole("ids", number)
        if int(number) not in word_of:
            raise ValueError(f"ids: got {int(number)}, expected numbers from 0 to {len(word_of) - 1}")
        words.append(word_of[int(number)])
    return words


def next_word_samples(ids: Array, window: int = 5) -> tuple[Array, Array]:
    """Cut ids (T,) into inputs (N, window) and the word that follows each (N,), N = T - window.

    The words of a window stand oldest first, in training *and* at prediction. (One source trains newest first
    and predicts oldest first, which ruins its predictions.)

    >>> x, y = next_word_samples(np.array([7, 8, 9, 4]), window=2)
    >>> x.tolist(), y.tolist()
    ([[7, 8], [8, 9]], [9, 4])
    """
    arguments.ids("ids", ids, ndim=1)
    arguments.whole("window", window, minimum=1)
    starts = range(len(ids) - window)
    inputs = [ids[start : start + window] for start in starts]
    targets = [ids[start + window] for start in starts]
    return np.array(inputs, dtype=ids.dtype).reshape(-1, window), np.array(targets, dtype=ids.dtype)


def split_in_order(samples: Array, train_share: float = 0.8) -> tuple[Array, Array]:
    """Split the first axis in order: the first ``train_share`` of it, and the rest (no shuffling).

    Overlapping windows share words across the cut: the last training windows know parts of the first test
    ones.

    >>> a, b = split_in_order(np.arange(10), 0.8)
    >>> a.tolist(), b.tolist()
    ([0, 1, 2, 3, 4, 5, 6, 7], [8, 9])
    """
    if np.ndim(samples) < 1:
        raise ValueError(f"samples: got {samples!r}, expected an array (N, ...)")
    arguments.number("train_share", train_share, minimum=0.0, maximum=1.0)
    cut = int(len(samples) * train_share)
    return samples[:cut], samples[cut:]


def _listed(words: Iterable[str]) -> list[str]:
    if isinstance(words, str):
        raise ValueError(
            "words: got one string, expected a list of words (a string is read letter by letter)"
        )
    if not isinstance(words, Iterable):
        raise ValueError(f"words: got {type(words).__name__}, expected a list of words")
    listed = list(words)
    for word in listed:
        arguments.text("words", word)
    return listed


def _check_vocabulary(vocabulary: Any) -> None:
    if not isinstance(vocabulary, Mapping):
        raise ValueError(f"vocabulary: got {type(vocabulary).__name__}, expected a dict from word to number")
    if UNKNOWN not in vocabulary:
        raise ValueError(f"vocabulary: got no entry {UNKNOWN!r}, expected one as build_vocabulary makes it")
    for number in vocabulary.values():
        arguments.whole("vocabulary", number)
