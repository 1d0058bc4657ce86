"""Sequences of unequal length in one batch: masks, and reversal that leaves the padding in place.

A batch x (N, T, ...) comes with ``lengths`` (N,): of sequence n, the steps 0 .. lengths[n] - 1 count. At the
others a recurrent layer keeps its state and gives 0, so that its final state is that of the last step that
counts.
"""

from __future__ import annotations

import numpy as np

from quizrnn.reference.arguments import Array, ids, numbers, whole
from quizrnn.reference.arguments import lengths as check_lengths


def length_mask(lengths: Array, T: int) -> Array:
    """(N, T), True where a step counts.

    >>> length_mask(np.array([2, 0]), 3)
    array([[ True,  True, False],
           [False, False, False]])
    """
    whole("T", T, minimum=0)
    ids("lengths", lengths, ndim=1)
    check_lengths("lengths", lengths, len(lengths), T)
    return np.arange(T) < lengths[:, None]


def reverse_padded(x: Array, lengths: Array | None = None) -> Array:
    """Each sequence of x (N, T, ...) backwards, its padding still at the end; its own inverse.

    >>> reverse_padded(np.array([[[1.0], [2.0], [0.0]]]), np.array([2]))[0, :, 0]
    array([2., 1., 0.])
    """
    numbers("x", x, "(N, T, ...)", ndim=2)
    if lengths is None:
        return x[:, ::-1]
    N, T = x.shape[:2]
    check_lengths("lengths", lengths, N, T)
    steps = np.arange(T)
    source = np.where(steps < lengths[:, None], lengths[:, None] - 1 - steps, steps)  # (N, T)
    return x[np.arange(N)[:, None], source]
