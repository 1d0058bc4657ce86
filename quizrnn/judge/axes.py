"""The names of a result's axes where the author gave none: those sizes that they follow on every input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quizrnn.bank.model import Given
from quizrnn.judge import numbers
from quizrnn.judge.inside.wire import Array

Seen = Sequence[tuple[Any, Mapping[str, int]]]
"""One part of the result on every input, with the sizes that the input was drawn in."""


def measured(seen: Seen) -> Given | None:
    """The make of a result with its axes by name, "" for those that follow no size or several."""
    values = [value for value, _ in seen]
    if not values:
        return None
    if all(isinstance(value, dict) for value in values):
        return Given(type="dict", fields=_fields(seen))
    if all(isinstance(value, list | tuple) for value in values):
        return Given(type="list", of=measured([(item, sizes) for value, sizes in seen for item in value]))
    if all(isinstance(value, Array) or numbers.is_number(value) for value in values):
        return Given(type="float", shape=_axes(seen))
    return None


def _fields(seen: Seen) -> dict[str, Given]:
    names = dict.fromkeys(name for value, _ in seen for name in value)
    parts = {
        name: measured([(value[name], sizes) for value, sizes in seen if name in value]) for name in names
    }
    return {str(name): given for name, given in parts.items() if given is not None}


def _axes(seen: Seen) -> tuple[str, ...]:
    shapes = [(value.shape if isinstance(value, Array) else (), sizes) for value, sizes in seen]
    if len({len(shape) for shape, _ in shapes}) != 1:
        return ()
    return tuple(
        _name([(shape[axis], sizes) for shape, sizes in shapes]) for axis in range(len(shapes[0][0]))
    )


def _name(lengths: Sequence[tuple[int, Mapping[str, int]]]) -> str:
    """The one size that always equals the length of an axis, or ""."""
    always = set.intersection(
        *({n for n, size in sizes.items() if size == length} for length, sizes in lengths)
    )
    return always.pop() if len(always) == 1 else ""
