"""The shipped digits."""

from __future__ import annotations

import numpy as np

from quizrnn.datasets.handwritten import load_handwritten


def test_every_digit_is_there_once() -> None:
    digits = load_handwritten()
    assert digits.train_x.shape == (1437, 8, 8)
    assert digits.test_x.shape == (360, 8, 8)
    assert 0 == digits.train_x.min() < digits.train_x.max() == 1
    counts = np.bincount(np.concatenate([digits.train_t, digits.test_t]))
    assert counts.tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_the_split_is_the_same_each_time_unless_drawn() -> None:
    first, again = load_handwritten(), load_handwritten()
    other = load_handwritten(rng=np.random.default_rng(1))
    assert np.array_equal(first.test_x, again.test_x)
    assert not np.array_equal(first.test_x, other.test_x)
