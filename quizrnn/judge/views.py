"""Values as a learner sees them: JSON views, and one line of Python that repeats a call."""

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
PASTE = 3000


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


# -- one line of Python ------------------------------------------------------------------------------


def paste(check: Check, values: Mapping[str, Any]) -> str:
    """A line that repeats the call (or, for a driver, builds the case); "" when it would be very long."""
    parts = {name: literal(given, values[name]) for name, given in check.given.items() if name in values}
    if check.call:
        line = f"{check.call}({', '.join(parts.values())})"
    else:
        line = f"case = dict({', '.join(f'{name}={text}' for name, text in parts.items())})"
    return line if len(line) <= PASTE else ""


def literal(given: Given, value: Any) -> str:
    """Python source of a drawn value."""
    if given.type == "list" and given.of is not None:
        return "[" + ", ".join(literal(given.of, item) for item in value) + "]"
    if given.type == "dict":
        return "{" + ", ".join(f"{n!r}: {literal(given.fields[n], item)}" for n, item in value.items()) + "}"
    if not isinstance(value, np.ndarray):
        return _plain(value) if isinstance(value, float) else repr(value)
    name, word = value.dtype.name, "torch" if given.torch else "np"
    if value.size == 0:
        return f"{word}.zeros({value.shape}{_dtype(word, name, 'float32' if given.torch else 'float64')})"
    usual = {"i": "int64", "b": "bool", "f": "float32" if given.torch else "float64"}.get(
        value.dtype.kind, ""
    )
    maker = "torch.tensor" if given.torch else "np.array"
    return f"{maker}({_source(value.tolist())}{_dtype(word, name, usual)})"


def _dtype(word: str, name: str, usual: str) -> str:
    return "" if name == usual else f", dtype={word}.{name}"


def _source(nested: Any) -> str:
    if isinstance(nested, list):
        return "[" + ", ".join(_source(item) for item in nested) + "]"
    return _plain(nested) if isinstance(nested, float) else repr(nested)


def _plain(number: float) -> str:
    if not math.isfinite(number):
        return f"float('{number}')"
    return f"{number:.0f}." if number == int(number) and abs(number) < 1e9 else repr(number)
