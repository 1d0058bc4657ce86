"""Values as a learner sees them: JSON views."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from quizrnn.bank.model import Check, Given
from quizrnn.judge.inside.wire import Array, Opaque

CELLS = 400
"""Arrays up to this many cells are shown whole; longer ones by the first ``PER_AXIS`` of every axis."""
PER_AXIS = 8
ITEMS = 60
TEXT = 2000


def travel(given: Given, value: Any) -> Any:
    """A drawn value as it goes on the wire: tensors marked as such, everything else as it is."""
    if given.type == "list" and given.of is not None:
        return [travel(given.of, item) for item in value]
    if given.type == "dict":
        return {name: travel(given.fields[name], item) for name, item in value.items()}
    if given.torch and isinstance(value, np.ndarray):
        return Array(value.dtype.name, value.shape, value.tobytes(), "torch")
    return value


def case_on_wire(check: Check, values: Mapping[str, Any]) -> dict[str, Any]:
    """All arguments of a case as they go on the wire."""
    return {
        name: travel(check.given[name], value) if name in check.given else value
        for name, value in values.items()
    }


def view(value: Any) -> Any:
    """The JSON view of a value, as ``verdict.Counterexample`` documents it; long values are cut."""
    if isinstance(value, Array):
        seen = _array(value.numpy(), value.dtype)
        if value.framework == "torch":
            seen["torch"] = True
        return seen
    if isinstance(value, np.ndarray):
        return _array(value, value.dtype.name)
    if isinstance(value, Opaque):
        return f"<{value.type}>"
    if isinstance(value, dict):
        return {str(key): view(item) for key, item in list(value.items())[:ITEMS]}
    if isinstance(value, list | tuple):
        return [view(item) for item in value[:ITEMS]]
    if isinstance(value, str):
        return value[:TEXT]
    if isinstance(value, bytes):
        return repr(value[: TEXT // 4])
    return _number(value)


def _number(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    if isinstance(value, complex):
        return str(value)
    if isinstance(value, int) and value.bit_length() > 63:
        return str(value)[:TEXT] if value.bit_length() < 10_000 else "a very large number"
    return value


def _array(array: Any, dtype: str) -> dict[str, Any]:
    cut = array.size > CELLS
    part = array[tuple(slice(PER_AXIS) for _ in array.shape)] if cut else array
    seen = {"array": _cells(part.tolist()), "dtype": dtype, "shape": list(array.shape)}
    return seen | {"cut": True} if cut else seen


def _cells(nested: Any) -> Any:
    return [_cells(item) for item in nested] if isinstance(nested, list) else _number(nested)
