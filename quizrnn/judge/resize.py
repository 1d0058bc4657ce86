"""A case with some rows kept: every argument that shares a size name follows, and stays valid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from quizrnn.bank import spec
from quizrnn.bank.model import Check, Given
from quizrnn.judge import sizes as size_words
from quizrnn.judge.draw import limits
from quizrnn.judge.inputs import Case
from quizrnn.judge.sizes import dimension

Keep = Mapping[str, Sequence[int]]


def cut(value: Any, start: int, stop: int) -> Any:
    """A text or list without the items ``start:stop``."""
    return value[:start] + value[stop:]


def resized(check: Check, case: Case, keep: Keep) -> Case:
    """The case with only the kept indices along the named sizes; rows stay valid."""
    sizes = {name: len(keep[name]) if name in keep else size for name, size in case.sizes.items()}
    values = dict(case.values)
    env = {**sizes, **size_words.scalars(check, values)}
    for name, given in check.given.items():
        if name in values and not spec.is_scalar(given):
            try:
                values[name] = _resize(given, values[name], keep, env)
            except ValueError:
                return case
    return Case(values, sizes)


def _resize(given: Given, value: Any, keep: Keep, env: Mapping[str, Any]) -> Any:
    if given.type == "list" and given.of is not None:
        kept = value
        if given.length:
            low, high = (dimension(bound, env) for bound in spec.length_range(given.length))
            indices = [i for i in keep.get(given.length, range(len(value))) if i < len(value)]
            kept = [value[i] for i in indices][:high]
            kept = kept if len(kept) >= low else value
        return [_resize(given.of, item, keep, env) for item in kept]
    if given.type == "dict":
        return {name: _resize(given.fields[name], item, keep, env) for name, item in value.items()}
    if not isinstance(value, np.ndarray):
        return value
    for axis, expression in enumerate(given.shape):
        length = dimension(expression, env)
        indices = _indices(expression, value.shape[axis], length, keep)
        if len(indices) != value.shape[axis] or length != value.shape[axis]:
            value = np.take(value, indices, axis=axis)
    return _repair(given, value, env)


def _indices(expression: str, old: int, new: int, keep: Keep) -> list[int]:
    """Which places of an axis stay; fused axes such as ``4*H`` keep the same places in each block."""
    for name, kept in keep.items():
        if expression == name:
            return list(kept)
        if name in expression and kept and new % len(kept) == 0 and "*" in expression:
            blocks = new // len(kept)
            width = old // blocks
            return [block * width + i for block in range(blocks) for i in kept if i < width]
    if new > old:
        raise ValueError("an axis cannot grow")
    return list(range(new))


def _repair(given: Given, array: Any, env: Mapping[str, Any]) -> Any:
    """Make rows that lost a part valid again."""
    if given.type == "onehot":
        lost = array.sum(axis=-1) == 0
        array = array.copy()
        array[..., 0] = np.where(lost, 1, array[..., 0])
    elif given.type == "mask":
        array = array.copy()
        array[..., 0] |= ~array.any(axis=-1)
    elif given.type == "prob":
        array = (array / array.sum(axis=-1, keepdims=True)).astype(array.dtype)
    elif given.type == "perm":
        array = np.argsort(np.argsort(array)).astype(array.dtype)
    elif given.type == "int" and (given.low or given.high):
        low, high = limits(given, env)
        array = np.clip(array, low, high).astype(array.dtype)
    return array
