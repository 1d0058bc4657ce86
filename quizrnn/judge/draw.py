"""Draws one value by its ``Given`` in a style: from zeros over small integers and halves to large numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizrnn.bank import formula, spec
from quizrnn.bank.model import Given
from quizrnn.judge.sizes import dimension

STYLES = ("zero", "one", "equal", "eye", "small", "normal", "low", "high", "large", "spike")
Rng = np.random.RandomState
"""The one generator whose stream numpy promises never to change: verdicts stay stable across versions."""


def dtype_of(given: Given) -> np.dtype[Any]:
    """The numpy dtype of an array argument (tensors have the dtype of the same name)."""
    if given.dtype:
        return np.dtype(given.dtype)
    usual = {"int": "int64", "perm": "int64", "bool": "bool", "mask": "bool"}
    return np.dtype(usual.get(given.type, "float32" if given.torch else "float64"))


def limits(given: Given, env: Mapping[str, Any]) -> tuple[float, float]:
    """Inclusive bounds, infinite where there is none; raises ValueError when a bound has no value."""
    low = float(formula.evaluate(given.low, env)) if given.low else -np.inf
    high = float(formula.evaluate(given.high, env)) if given.high else np.inf
    return low, high


def length_limits(given: Given, env: Mapping[str, Any]) -> tuple[int, int]:
    """Fewest and most items of a list or pieces of a text."""
    low, high = spec.length_range(given.length) if given.length else ("0", "8")
    return dimension(low, env), dimension(high, env)


def draw(given: Given, env: Mapping[str, Any], rng: Rng, style: str) -> Any:
    """A value within all bounds: arrays as numpy, else plain Python. Raises ValueError when none fits."""
    match given.type:
        case "text":
            low, high = length_limits(given, env)
            count = {"zero": low, "low": low, "large": high, "high": high}.get(
                style, rng.randint(low, high + 1)
            )
            return "".join(given.pieces[rng.randint(len(given.pieces))] for _ in range(count))
        case "choice":
            return given.values[rng.randint(len(given.values))]
        case "list":
            assert given.of is not None
            low, high = length_limits(given, env)
            count = {"low": low, "large": high, "high": high}.get(style, rng.randint(low, high + 1))
            return [draw(given.of, env, rng, style) for _ in range(count)]
        case "dict":
            return {name: draw(field, env, rng, style) for name, field in given.fields.items()}
    shape = tuple(dimension(axis, env) for axis in given.shape)
    array = _ARRAYS[given.type](given, env, shape, rng, style).astype(dtype_of(given))
    return array if given.shape or given.torch else array.item()


def _float(given: Given, env: Mapping[str, Any], shape: tuple[int, ...], rng: Rng, style: str) -> Any:
    low, high = limits(given, env)
    if low > high:
        raise ValueError("no number within the bounds")
    array = _free(shape, rng, style, single=dtype_of(given).itemsize < 8)
    if np.isfinite(low) and np.isfinite(high):
        array = _between(array, low, high, rng, style)
    elif np.isfinite(low):
        array = low + np.abs(array - min(max(low, 0.0), 1.0) * (style in ("one", "equal")))
    elif np.isfinite(high):
        array = high - np.abs(array)
    return np.clip(_inside_dtype(array, low, high, given), low, high)


def _inside_dtype(array: Any, low: float, high: float, given: Given) -> Any:
    """Rounding to float32 must not step over a bound."""
    kind = dtype_of(given)
    if kind.itemsize >= 8 or not (np.isfinite(low) or np.isfinite(high)):
        return array
    cast = array.astype(kind)
    cast = np.where(cast.astype(np.float64) > high, np.nextafter(cast, kind.type(-np.inf)), cast)
    return np.where(cast.astype(np.float64) < low, np.nextafter(cast, kind.type(np.inf)), cast)


def _free(shape: tuple[int, ...], rng: Rng, style: str, single: bool) -> Any:
    match style:
        case "zero":
            return np.zeros(shape)
        case "one":
            return np.ones(shape)
        case "equal":
            return np.full(shape, rng.randint(-3, 4) / 2)
        case "eye" if len(shape) >= 2:
            return np.broadcast_to(np.eye(shape[-2], shape[-1]), shape).copy()
        case "normal":
            return np.round(rng.standard_normal(shape), 3)
        case "large":
            return np.round(rng.standard_normal(shape) * (2 if single else 3), 3)
        case "spike":
            array = np.round(rng.standard_normal(shape), 3)
            spike = (8.0 if single else 15.0) * rng.choice([-1, 1])
            return np.where(rng.random_sample(shape) < 0.15, spike, array)
        case _:
            return rng.randint(-4, 5, size=shape) / 2


def _between(array: Any, low: float, high: float, rng: Rng, style: str) -> Any:
    width = high - low
    if style == "low":
        return np.full(array.shape, low)
    if style == "high":
        return np.full(array.shape, high)
    if style in ("zero", "one", "eye"):
        return array
    if style == "equal":
        return np.full(array.shape, low + width * rng.randint(0, 5) / 4)
    if style == "small":
        grid = np.arange(np.ceil(low * 2), np.floor(high * 2) + 1)[:4096] / 2
        if width > 4:
            grid = grid[np.abs(grid) <= max(4.0, low + 4, -high + 4)]
        if len(grid) >= 3:
            return grid[rng.randint(len(grid), size=array.shape)]
        return low + width * rng.randint(0, 5, size=array.shape) / 4
    if style in ("large", "spike"):
        return np.where(rng.random_sample(array.shape) < 0.5, low, high)
    return np.round(low + width * rng.random_sample(array.shape), 3)


def _int(given: Given, env: Mapping[str, Any], shape: tuple[int, ...], rng: Rng, style: str) -> Any:
    low, high = limits(given, env)
    if not np.isfinite(low):
        low = min(-4.0, high - 8) if np.isfinite(high) else -4.0
        low = low * 25 if style in ("large", "spike") and not np.isfinite(high) else low
    if not np.isfinite(high):
        high = low + (8 if style not in ("large", "spike") else 200)
    first, last = int(np.ceil(low)), int(np.floor(high))
    if first > last:
        raise ValueError("no whole number within the bounds")
    if style in ("zero", "low"):
        return np.full(shape, first if style == "low" else min(max(0, first), last))
    if style in ("one", "high"):
        return np.full(shape, last if style == "high" else min(max(1, first), last))
    if style == "equal":
        return np.full(shape, rng.randint(first, last + 1))
    if style == "eye" and len(shape) == 1:
        return np.clip(np.arange(shape[0]), first, last)
    return rng.randint(first, last + 1, size=shape)


def _bool(given: Given, env: Mapping[str, Any], shape: tuple[int, ...], rng: Rng, style: str) -> Any:
    fixed = {"zero": False, "low": False, "one": True, "high": True}
    if style in fixed:
        return np.full(shape, fixed[style])
    return np.asarray(rng.random_sample(shape) < 0.5)


def _mask(given: Given, env: Mapping[str, Any], shape: tuple[int, ...], rng: Rng, style: str) -> Any:
    array = _bool(given, env, shape, rng, style)
    if shape[-1] == 0:
        raise ValueError("a mask needs a place for its True")
    kept = (
        rng.randint(shape[-1], size=shape[:-1]) if style not in ("zero", "low") else np.zeros(shape[:-1], int)
    )
    np.put_along_axis(array, np.asarray(kept)[..., None], True, axis=-1)
    return array


def _onehot(given: Given, env: Mapping[str, Any], shape: tuple[int, ...], rng: Rng, style: str) -> Any:
    if shape[-1] == 0:
        raise ValueError("a one-hot row needs a place for its 1")
    hot = np.zeros(shape[:-1], int) if style in ("zero", "low") else rng.randint(shape[-1], size=shape[:-1])
    return (np.arange(shape[-1]) == np.asarray(hot)[..., None]).astype(float)


def _prob(given: Given, env: Mapping[str, Any], shape: tuple[int, ...], rng: Rng, style: str) -> Any:
    if style in ("zero", "equal", "one"):
        weights = np.ones(shape)
    elif style == "small":
        weights = rng.randint(1, 5, size=shape).astype(float)
    elif style in ("large", "spike", "eye", "high"):
        weights = _onehot(given, env, shape, rng, "normal") + 1e-3
    else:
        weights = 0.05 + rng.random_sample(shape)
    return weights / weights.sum(axis=-1, keepdims=True)


def _perm(given: Given, env: Mapping[str, Any], shape: tuple[int, ...], rng: Rng, style: str) -> Any:
    if style in ("zero", "eye", "low"):
        return np.arange(shape[0])
    if style == "high":
        return np.arange(shape[0])[::-1]
    return rng.permutation(shape[0])


_ARRAYS = {
    "float": _float,
    "int": _int,
    "bool": _bool,
    "mask": _mask,
    "onehot": _onehot,
    "prob": _prob,
    "perm": _perm,
}
