"""The points of the published logistic regression."""

from __future__ import annotations

import numpy as np

from quizrnn.datasets.two_groups import two_groups


def test_the_published_points() -> None:
    groups = two_groups()
    assert groups.t.tolist() == [0.0] * 20 + [1.0] * 15
    np.random.seed(20160512)
    first = np.random.multivariate_normal([10, 11], np.eye(2) * 20, 20)
    assert np.array_equal(groups.x[:20], first)
    assert np.array_equal(groups.x, two_groups().x)
