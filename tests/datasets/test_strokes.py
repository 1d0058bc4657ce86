"""Generated strokes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizrnn.datasets.strokes import make_strokes


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0, 0.9))
def test_shapes_values_and_what_tells_the_kinds_apart(seed: int, background: float) -> None:
    strokes = make_strokes(2, np.random.default_rng(seed), background)
    assert strokes.x.shape == (6, 28, 28)
    assert strokes.t.tolist() == [0, 1, 2] * 2
    assert strokes.x.min() == pytest.approx(background)
    assert strokes.x.max() == pytest.approx(1)
    ink = (strokes.x - background) / (1 - background) > 0.5
    height, width = ink.any(axis=2).sum(axis=1), ink.any(axis=1).sum(axis=1)
    assert (height[strokes.t == 0] > width[strokes.t == 0]).all()
    assert (height[strokes.t == 1] < width[strokes.t == 1]).all()
    assert (np.minimum(height, width)[strokes.t == 2] > 10).all()


def test_the_same_generator_draws_the_same_strokes_and_none_is_fine() -> None:
    one, other = (make_strokes(3, np.random.default_rng(1)) for _ in range(2))
    assert np.array_equal(one.x, other.x)
    assert make_strokes(0, np.random.default_rng(1)).x.shape == (0, 28, 28)
