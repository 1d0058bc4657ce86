"""Tells whether values keep the specs of a check: bounds, one-hot rows, probabilities, masks, conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizrnn.bank.model import Check, Given
from quizrnn.judge import sizes as size_words
from quizrnn.judge.draw import length_limits, limits
from quizrnn.judge.sizes import dimension


def fits(check: Check, values: Mapping[str, Any], sizes: Mapping[str, int]) -> bool:
    """True when a case could have been drawn: the shrinker stays inside this."""
    for name, size in sizes.items():
        low, high = size_words.bounds(check, name)
        if not low <= size <= high:
            return False
    env = {**sizes, **size_words.scalars(check, values)}
    try:
        return all(
            _fits(given, values[name], env) for name, given in check.given.items()
        ) and size_words.holds(check, env)
    except ValueError:
        return False


def _fits(given: Given, value: Any, env: Mapping[str, Any]) -> bool:
    match given.type:
        case "text":
            low, high = length_limits(given, env)
            return isinstance(value, str) and (bool(value) or low == 0)
        case "choice":
            return any(value is one or value == one for one in given.values)
        case "list":
            assert given.of is not None
            low, high = length_limits(given, env)
            return low <= len(value) <= high and all(_fits(given.of, item, env) for item in value)
        case "dict":
            return all(_fits(field, value[name], env) for name, field in given.fields.items())
    array = np.asarray(value)
    if array.shape != tuple(dimension(axis, env) for axis in given.shape):
        return False
    return _ROWS.get(given.type, _within)(given, array, env)


def _within(given: Given, array: Any, env: Mapping[str, Any]) -> bool:
    if not given.low and not given.high:
        return True
    low, high = limits(given, env)
    return bool(((array >= low) & (array <= high)).all())


def _onehot(given: Given, array: Any, env: Mapping[str, Any]) -> bool:
    return bool(((array == 0) | (array == 1)).all() and (array.sum(axis=-1) == 1).all())


def _prob(given: Given, array: Any, env: Mapping[str, Any]) -> bool:
    return bool((array > 0).all() and np.allclose(array.sum(axis=-1), 1, atol=1e-5))


def _mask(given: Given, array: Any, env: Mapping[str, Any]) -> bool:
    return bool(array.any(axis=-1).all())


def _perm(given: Given, array: Any, env: Mapping[str, Any]) -> bool:
    return bool((np.sort(array) == np.arange(len(array))).all())


_ROWS = {"onehot": _onehot, "prob": _prob, "mask": _mask, "perm": _perm}
