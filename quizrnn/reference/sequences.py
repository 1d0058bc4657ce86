"""Preprocessing of arrays: windows, pad-or-cut, one-hot, minibatches, binary digits.

Batch first, always: N samples, T time steps, D features, K classes. Nothing here is differentiated; the tests
compare each function with a plain loop and with its PyTorch twin (``sequences_torch.py``). Source of
teacher forcing (shift_right): Williams & Zipser, 1989.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array


def make_windows(x: Array, size: int, step: int = 1) -> Array:
    """Cut x (T, ...) into all windows (N, size, ...), N = floor((T - size) / step) + 1.

    100 points hold 77 windows of 24, not 76: the last start, T - size, counts too.

    >>> make_windows(np.arange(5), 3).tolist()
    [[0, 1, 2], [1, 2, 3], [2, 3, 4]]
    """
    check_windows(x, size, step)
    starts = range(0, len(x) - size + 1, step)
    return np.stack([x[start : start + size] for start in starts])


def shift_right(y: Array, start: float = 0.0) -> Array:
    """Return the decoder's input for teacher forcing: y (N, T, ...) one step later, ``start`` first.

    >>> shift_right(np.array([[1.0, 2.0, 3.0]])).tolist()
    [[0.0, 1.0, 2.0]]
    """
    check_shift(y, start)
    shifted = np.empty_like(y)
    shifted[:, 0] = start
    shifted[:, 1:] = y[:, :-1]
    return shifted


def pad_or_cut(
    rows: Sequence[Array], length: int, value: float = 0.0, side: str = "post"
) -> tuple[Array, Array]:
    """Return rows of unequal length (T_i, ...) as (N, length, ...), and the mask (N, length) of real steps.

    "post" (``side``) pads and cuts at the end, "pre" at the front. A model that reads only its last state
    wants the padding in front, or the mask.

    >>> x, mask = pad_or_cut([np.array([1, 2, 3]), np.array([4])], 2)
    >>> x.tolist(), mask.tolist()
    ([[1, 2], [4, 0]], [[True, True], [True, False]])
    """
    check_ragged(rows, length, value, side)
    out = np.full((len(rows), length, *rows[0].shape[1:]), value, dtype=np.result_type(*rows))
    mask = np.zeros((len(rows), length), dtype=bool)
    for n, row in enumerate(rows):
        kept = min(len(row), length)
        if side == "post":
            out[n, :kept] = row[:kept]
            mask[n, :kept] = True
        else:
            out[n, length - kept :] = row[len(row) - kept :]
            mask[n, length - kept :] = True
    return out, mask


def one_hot(ids: Array, classes: int) -> Array:
    """Return ids (...) as float64 rows (..., classes) with a single 1 at the id's own index.

    >>> one_hot(np.array([2, 0]), 3).tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    arguments.whole("classes", classes, minimum=1)
    arguments.ids("ids", ids, below=classes)
    rows = np.zeros((ids.size, classes))
    rows[np.arange(ids.size), ids.ravel()] = 1.0
    return rows.reshape(*ids.shape, classes)


def minibatches(
    x: Array, y: Array, size: int, rng: np.random.Generator | None = None, drop_last: bool = False
) -> Iterator[tuple[Array, Array]]:
    """Yield (x, y) in batches of ``size`` along the first axis, shuffled alike when ``rng`` is given.

    Every sample appears once. The last batch may be smaller; ``drop_last`` leaves such a rest out, but
    never a full batch (the loop condition is (k+1)*size <= N).

    >>> [b.tolist() for b, _ in minibatches(np.arange(5), np.arange(5), 2)]
    [[0, 1], [2, 3], [4]]
    """
    check_samples(x, y, size, drop_last)
    return _batches(x, y, size, rng, drop_last)


def _batches(
    x: Array, y: Array, size: int, rng: np.random.Generator | None, drop_last: bool
) -> Iterator[tuple[Array, Array]]:
    order = np.arange(len(x)) if rng is None else rng.permutation(len(x))
    for start in range(0, len(x), size):
        chosen = order[start : start + size]
        if drop_last and len(chosen) < size:
            return
        yield x[chosen], y[chosen]


def binary_digits(numbers: Array, digits: int = 8) -> Array:
    """Return numbers (...) as bits (..., digits) of dtype int64, the least significant bit first.

    Least significant first is the order in which an adder carries, so it is the time order of the binary
    adder's network. int64 on purpose: with unsigned bytes ``bit * 256`` overflows.

    >>> binary_digits(np.array([6, 1]), 4).tolist()
    [[0, 1, 1, 0], [1, 0, 0, 0]]
    """
    arguments.whole("digits", digits, minimum=1, maximum=62)
    arguments.ids("numbers", numbers, below=2**digits)
    wide = numbers.astype(np.int64)
    return (wide[..., None] >> np.arange(digits)) & 1  # (..., digits)


def from_binary_digits(bits: Array) -> Array:
    """Return the numbers (...) of bits (..., digits), least significant first; the inverse of binary_digits.

    >>> from_binary_digits(np.array([0, 1, 1, 0])).tolist()
    6
    """
    check_bits(bits)
    weights = np.int64(1) << np.arange(bits.shape[-1])  # 1, 2, 4, ...
    numbers: Array = (bits.astype(np.int64) * weights).sum(axis=-1)
    return numbers


def check_windows(x: Any, size: int, step: int) -> None:
    """Refuse what is not an array (T, ...) of numbers with room for a window."""
    arguments.numbers("x", x, "(T, ...)")
    arguments.whole("size", size, minimum=1, maximum=len(x))
    arguments.whole("step", step, minimum=1)


def check_shift(y: Any, start: float) -> None:
    """Refuse what is not an array (N, T, ...), and a start that it cannot hold."""
    arguments.numbers("y", y, "(N, T, ...)", ndim=2)
    arguments.held("start", start, y)


def check_ragged(rows: Any, length: int, value: float, side: str) -> None:
    """Refuse rows that are not arrays (T_i, ...) of the same features, and a value that they cannot hold."""
    arguments.choice("side", side, ("pre", "post"))
    arguments.whole("length", length, minimum=1)
    if not isinstance(rows, Sequence) or not rows:
        raise ValueError(f"rows: got {rows!r}, expected a list of at least one array")
    for number, row in enumerate(rows):
        arguments.numbers(f"rows[{number}]", row, "(T_i, ...)")
        arguments.held("value", value, row)
    if any(row.shape[1:] != rows[0].shape[1:] for row in rows):
        raise ValueError(f"rows: got unequal features, expected all as the first has: {rows[0].shape[1:]}")


def check_samples(x: Any, y: Any, size: int, drop_last: bool) -> None:
    """Refuse samples and targets of unequal number."""
    arguments.numbers("x", x, "(N, ...)")
    arguments.numbers("y", y, "(N, ...)")
    arguments.flag("drop_last", drop_last)
    if len(x) != len(y):
        raise ValueError(f"y: got {len(y)} samples, expected {len(x)} as x has")
    arguments.whole("size", size, minimum=1)


def check_bits(bits: Any) -> None:
    """Refuse what is not an array (..., digits) of zeros and ones that an int64 can hold."""
    arguments.ids("bits", bits, below=2)
    if bits.ndim < 1 or not 1 <= bits.shape[-1] <= 62:
        raise ValueError(f"bits: got shape {tuple(bits.shape)}, expected (..., digits) with 1 to 62 digits")
