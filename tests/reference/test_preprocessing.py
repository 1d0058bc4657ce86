"""Text cleaning, vocabulary, windows, padding, one-hot rows, minibatches and binary digits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.harness import assert_refused, assert_twin, few, seed, size, to_torch, twin

from quizrnn.reference import sequences, text

letters = st.text(alphabet="aB c'-é.\n\t7D", max_size=30)
words = st.lists(st.sampled_from(["a", "b", "c", "dd", "e'"]), max_size=30)


@few
@given(letters)
def test_clean_text_is_a_loop_over_letters(raw: str) -> None:
    out: list[str] = []
    for letter in raw.lower():
        wanted = " " if letter in "\n\t\r " else letter
        if wanted in "abcdefghijklmnopqrstuvwxyz'- " and not (wanted == " " and (not out or out[-1] == " ")):
            out.append(wanted)
    assert text.clean_text(raw) == "".join(out).rstrip(" ")
    assert text.clean_text(text.clean_text(raw)) == text.clean_text(raw)


def test_words_that_open_with_a_hyphen_are_dropped() -> None:
    assert text.split_words("- -a b-c --") == ["b-c"]


@few
@given(words, st.integers(1, 5))
def test_vocabulary_counts_like_a_loop(drawn: list[str], minimum: int) -> None:
    vocabulary = text.build_vocabulary(drawn, minimum)
    assert set(vocabulary) - {text.UNKNOWN} == {w for w in drawn if drawn.count(w) >= minimum}
    assert sorted(vocabulary.values()) == list(range(len(vocabulary)))
    counts = [drawn.count(word) for word in vocabulary if word != text.UNKNOWN]
    assert counts == sorted(counts, reverse=True)
    encoded = text.encode_words(drawn, vocabulary)
    for word, number in zip(drawn, encoded, strict=True):
        assert number == (vocabulary[word] if drawn.count(word) >= minimum else 0)
    known = [word for word in drawn if word in vocabulary]
    assert text.decode_words(text.encode_words(known, vocabulary), vocabulary) == known


def test_a_word_needs_four_appearances_by_default() -> None:
    assert "a" not in text.build_vocabulary(["a"] * 3)
    assert "a" in text.build_vocabulary(["a"] * 4)


@few
@given(st.integers(0, 9), st.integers(1, 4))
def test_next_word_samples_read_oldest_first(total: int, window: int) -> None:
    ids = np.arange(total) * 3
    x, y = text.next_word_samples(ids, window)
    assert x.shape == (max(total - window, 0), window)
    for n in range(len(x)):
        assert x[n].tolist() == [3 * (n + k) for k in range(window)]
        assert y[n] == 3 * (n + window)


def test_split_keeps_the_order() -> None:
    first, rest = text.split_in_order(np.arange(7), 0.5)
    assert first.tolist() == [0, 1, 2]
    assert rest.tolist() == [3, 4, 5, 6]


def test_text_refuses_bad_arguments() -> None:
    vocabulary = {text.UNKNOWN: 0, "a": 1}
    assert_refused(text.build_vocabulary, {"words": ["a"]}, [("min_count", 0)])
    assert_refused(
        text.encode_words,
        {"words": ["a"], "vocabulary": vocabulary},
        [("words", "a b"), ("vocabulary", {"a": 0})],
    )
    assert_refused(text.decode_words, {"ids": [1], "vocabulary": vocabulary}, [("ids", [2])])
    samples = {"ids": np.arange(4), "window": 2}
    assert_refused(text.next_word_samples, samples, [("window", 0), ("ids", np.ones(4)), ("ids", np.eye(2))])
    assert_refused(text.split_in_order, {"samples": np.arange(3)}, [("train_share", 1.5)])


@few
@given(size, size, st.integers(1, 3), seed)
def test_make_windows(extra: int, width: int, step: int, s: int) -> None:
    x = np.random.default_rng(s).standard_normal((width + extra - 1, 2))
    windows = sequences.make_windows(x, width, step)
    expected = []
    start = 0
    while start + width <= len(x):
        expected.append([x[start + k] for k in range(width)])
        start += step
    assert np.array_equal(windows, np.array(expected))


@pytest.mark.torch
@few
@given(size, size, st.integers(1, 3), seed)
def test_array_preprocessing_equals_the_twin(extra: int, width: int, step: int, s: int) -> None:
    rng, other = np.random.default_rng(s), twin("sequences_torch")
    x = rng.standard_normal((width + extra - 1, 2))
    windows = {"x": x, "size": width, "step": step}
    assert_twin(sequences.make_windows, other.make_windows, windows, cached=False)
    shifted = {"y": rng.standard_normal((extra, width, 2)), "start": 0.5}
    assert_twin(sequences.shift_right, other.shift_right, shifted, cached=False)
    ids = rng.integers(0, 5, (extra, width))
    assert_twin(sequences.one_hot, other.one_hot, {"ids": ids, "classes": 5}, cached=False)
    assert_twin(sequences.binary_digits, other.binary_digits, {"numbers": ids, "digits": 3}, cached=False)
    bits = sequences.binary_digits(ids, 3)
    assert_twin(sequences.from_binary_digits, other.from_binary_digits, {"bits": bits}, cached=False)
    rows = [rng.standard_normal((int(t), 2)) for t in rng.integers(0, 5, 3)]
    for side in ("pre", "post"):
        padded = {"rows": rows, "length": width, "value": -1.0, "side": side}
        assert_twin(sequences.pad_or_cut, other.pad_or_cut, padded, cached=False)
    ours = list(sequences.minibatches(x, x, step, drop_last=True))
    theirs = list(other.minibatches(*to_torch((x, x)), step, drop_last=True))
    assert len(ours) == len(theirs)
    for (left, _), (right, _) in zip(ours, theirs, strict=True):
        assert np.array_equal(left, right.numpy())


@few
@given(st.lists(st.integers(0, 5), min_size=1, max_size=4), size, st.sampled_from(["pre", "post"]))
def test_pad_or_cut_is_a_loop(lengths: list[int], length: int, side: str) -> None:
    rows = [np.arange(t) + 1.0 for t in lengths]
    out, mask = sequences.pad_or_cut(rows, length, -1.0, side)
    for n, row in enumerate(rows):
        values = row.tolist()
        while len(values) > length:
            values.pop(0 if side == "pre" else -1)
        missing = [-1.0] * (length - len(values))
        assert out[n].tolist() == (missing + values if side == "pre" else values + missing)
        assert (out[n] != -1.0).tolist() == mask[n].tolist()


def test_pad_or_cut_keeps_whole_numbers_whole() -> None:
    out, _ = sequences.pad_or_cut([np.array([1, 2])], 3)
    assert out.dtype == np.int64


@few
@given(size, size, seed)
def test_one_hot_is_a_loop(n: int, t: int, s: int) -> None:
    ids = np.random.default_rng(s).integers(0, 4, (n, t))
    rows = sequences.one_hot(ids, 4)
    for index in np.ndindex(n, t):
        assert [k for k in range(4) if rows[index][k] == 1.0] == [ids[index]]
    assert rows.sum() == n * t


@few
@given(st.integers(0, 12), st.integers(1, 5), st.booleans(), seed)
def test_minibatches_hold_every_sample_once(total: int, width: int, drop_last: bool, s: int) -> None:
    x = np.arange(total)
    batches = list(sequences.minibatches(x, 2 * x, width, np.random.default_rng(s), drop_last))
    sizes = [len(left) for left, _ in batches]
    full, rest = divmod(total, width)
    assert sizes == [width] * full + ([rest] if rest and not drop_last else [])
    seen = [int(v) for left, _ in batches for v in left]
    assert len(set(seen)) == len(seen)
    assert all((2 * left == right).all() for left, right in batches)
    if not drop_last:
        assert sorted(seen) == list(range(total))


def test_minibatches_shuffle() -> None:
    (batch, _), *_ = sequences.minibatches(np.arange(50), np.arange(50), 50, np.random.default_rng(0))
    assert batch.tolist() != list(range(50))


@few
@given(st.lists(st.integers(0, 2**20 - 1), min_size=1, max_size=5))
def test_binary_digits_equal_the_language(numbers: list[int]) -> None:
    bits = sequences.binary_digits(np.array(numbers), 20)
    for number, row in zip(numbers, bits, strict=True):
        assert "".join(map(str, row[::-1])) == f"{number:020b}"
    assert sequences.from_binary_digits(bits).tolist() == numbers
    assert sequences.from_binary_digits(bits.astype(np.uint8)).tolist() == numbers  # bytes do not overflow


def test_sequences_refuse_bad_arguments() -> None:
    refused = assert_refused
    refused(sequences.make_windows, {"x": np.arange(4), "size": 2}, [("size", 5), ("size", 0), ("step", 0)])
    refused(sequences.make_windows, {"x": np.arange(4), "size": 2}, [("x", np.float64(1.0))])
    refused(sequences.shift_right, {"y": np.ones((1, 2))}, [("y", np.ones(2))])
    refused(sequences.shift_right, {"y": np.ones((1, 2), int)}, [("start", 0.5)])
    rows = [np.ones((2, 3)), np.ones((1, 3))]
    bad = [("side", "left"), ("length", 0), ("rows", []), ("rows", [np.ones((2, 3)), np.ones((2, 2))])]
    refused(sequences.pad_or_cut, {"rows": rows, "length": 2}, bad)
    refused(sequences.pad_or_cut, {"rows": [np.arange(2)], "length": 2}, [("value", 0.5)])
    ids = np.array([0, 2])
    refused(
        sequences.one_hot, {"ids": ids, "classes": 3}, [("ids", ids + 1), ("ids", ids * 1.0), ("classes", 0)]
    )
    refused(sequences.minibatches, {"x": ids, "y": ids, "size": 1}, [("y", np.arange(3)), ("size", 0)])
    refused(
        sequences.binary_digits, {"numbers": ids}, [("numbers", -ids), ("numbers", ids * 1.0), ("digits", 0)]
    )
    refused(sequences.from_binary_digits, {"bits": ids // 2}, [("bits", ids), ("bits", ids * 0.5)])
