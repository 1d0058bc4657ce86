"""Numbers in value trees, whatever holds them: Python, numpy scalars and arrays, tensors, nested lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from quizrnn.bank.model import Tolerance
from quizrnn.judge.inside.wire import Array, Opaque

SINGLE = frozenset({"float32", "float16", "bfloat16", "complex64"})
PLAIN_SUBCLASSES = frozenset({"", "matrix", "memmap"})
"""Subclasses of ndarray whose buffer is their value; a masked array's is not."""
NUMBERS = frozenset({bool, int, float, complex})
Numeric = np.ndarray[Any, Any]
MANY = 500


def is_number(value: Any) -> bool:
    """True for a Python number or truth value."""
    return type(value) in NUMBERS


def kind(value: Any, exact: bool) -> str:
    """The word for what a value is; not ``exact``: containers and frameworks that hold the same are one."""
    if isinstance(value, Opaque):
        return value.type
    if isinstance(value, Array):
        if value.subclass not in PLAIN_SUBCLASSES:
            return value.subclass
        if not exact:
            return "array" if value.shape else "number"
        if value.framework == "torch":
            return "tensor"
        return "numpy scalar" if value.scalar else "array"
    if is_number(value) and not exact:
        return "number"
    return "None" if value is None else type(value).__name__


def as_array(value: Any) -> Numeric | None:
    """A numpy array of the numbers in a value; None when they are not numbers or not rectangular."""
    if isinstance(value, Array):
        return value.numpy() if value.subclass in PLAIN_SUBCLASSES else None
    if is_number(value):
        return _from_list(value)
    if isinstance(value, list | tuple):
        plain = _plain(value)
        return _from_list(plain) if plain is not None else None
    return None


def _from_list(value: Any) -> Numeric | None:
    try:
        array = np.array(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return array if array.dtype.kind in "biufc" else None


def _plain(value: Any) -> Any:
    """Nested lists with arrays as nested lists; None when something is no number."""
    if isinstance(value, Array):
        return value.numpy().tolist() if value.subclass in PLAIN_SUBCLASSES else None
    if isinstance(value, list | tuple):
        items_ = [_plain(item) for item in value]
        return None if any(item is None for item in items_) else items_
    return value if is_number(value) else None


def items(array: Array) -> list[Any]:
    """The items of an array along its first axis, as arrays (or Python numbers)."""
    values = array.numpy()
    if values.ndim == 1:
        return list(values.tolist())
    return [on_wire(part) for part in values]


def on_wire(array: Numeric) -> Array:
    """A numpy array as it comes back from a runner."""
    return Array(array.dtype.name, array.shape, array.tobytes())


def dtype(value: Any, array: Numeric) -> str:
    """The dtype that a value counts as; Python numbers are those of numpy's widest."""
    return value.dtype if isinstance(value, Array) else str(array.dtype)


def has_single(value: Any) -> bool:
    """True when a tree holds floats of less than double precision."""
    if isinstance(value, Array):
        return value.dtype in SINGLE
    if isinstance(value, list | tuple):
        return any(has_single(item) for item in value)
    if isinstance(value, dict):
        return any(has_single(item) for item in value.values())
    return False


def close(expected: Numeric, got: Numeric, tolerance: Tolerance, by_scale: bool) -> Any:
    """Which cells are within the tolerance; infinities must agree, NaN equals NaN.

    ``by_scale``: also allow the rounding that a sum of the array's largest numbers carries, so that another
    order of summation is never called wrong.
    """
    if expected.dtype.kind in "biu" and got.dtype.kind in "biu":
        return np.asarray(expected == got)
    with np.errstate(all="ignore"):
        wide = np.complex128 if "c" in (expected.dtype.kind, got.dtype.kind) else np.float64
        one, other = expected.astype(wide), got.astype(wide)
        allowed = tolerance.abs + tolerance.rel * np.abs(one)
        if expected.dtype.kind in "biu":
            allowed = np.minimum(allowed, 1e-3)
        if by_scale and one.size:
            allowed = allowed + _rounding(expected, got) * _scale(one)
        near = (np.abs(one - other) <= allowed) & np.isfinite(one) & np.isfinite(other)
        return near | (one == other) | (np.isnan(one) & np.isnan(other))


def _rounding(expected: Numeric, got: Numeric) -> float:
    single = any(array.dtype.kind in "fc" and array.dtype.itemsize < 8 for array in (expected, got))
    return 4e-6 if single else 1e-14


def _scale(values: Numeric) -> float:
    finite = np.abs(values[np.isfinite(values)])
    return float(finite.max()) if finite.size else 0.0


def flat(value: Any) -> Iterator[Any]:
    """All that varies in a value tree: numbers, letters of texts; of a large array the first ``MANY`` cells."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from flat(item)
    elif isinstance(value, str):
        yield from value
    elif isinstance(value, Array | np.ndarray):
        array = as_array(value) if isinstance(value, Array) else value
        if array is not None:
            yield from np.round(np.real(array).astype(float), 6).ravel()[:MANY].tolist()
    elif isinstance(value, bool | int | float):
        yield float(value)
