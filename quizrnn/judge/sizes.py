"""Sizes of one case: the names a check uses, how they are drawn, how they follow from literal values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizrnn.bank import formula, spec
from quizrnn.bank.model import Check, Given

USUAL = (2, 5)
"""Range of a size that the author does not bound; 1 is an edge case, larger ones come last."""
LARGE = (6, 12)


def names(check: Check) -> tuple[str, ...]:
    """The size names of a check, in a stable order, without scalar arguments that serve as sizes."""
    found: set[str] = set(check.sizes)
    for given in check.given.values():
        found |= spec.names(given)
    return tuple(sorted(found - check.given.keys()))


def bounds(check: Check, name: str) -> tuple[int, int]:
    """Least and greatest value that a size may ever take."""
    return check.sizes.get(name, (1, 10**4))


def draw(check: Check, rng: np.random.RandomState, style: str) -> dict[str, int]:
    """Sizes in a style: ``least``, ``usual`` (distinct where the ranges allow it) or ``large``."""
    sizes: dict[str, int] = {}
    known = names(check)
    for name in rng.permutation(np.array(known, dtype=object)):
        low, high = bounds(check, name)
        if style == "least":
            sizes[str(name)] = low
            continue
        start, stop = (USUAL[0], max(USUAL[1], 1 + len(known))) if style == "usual" else LARGE
        if name in check.sizes:
            start, stop = (low, high) if style == "usual" else (max(low, high - 1), high)
        choices = [n for n in range(start, stop + 1) if n not in sizes.values()] or list(
            range(start, stop + 1)
        )
        sizes[str(name)] = choices[rng.randint(len(choices))]
    return sizes


def dimension(expression: str, env: Mapping[str, Any]) -> int:
    """An axis length; raises ValueError when it is no whole number of at least 0."""
    if expression in env:
        value = env[expression]
    elif expression.isdigit():
        return int(expression)
    else:
        value = formula.evaluate(expression, env)
    if value != int(value) or value < 0:
        raise ValueError(f"{expression} is {value}")
    return int(value)


def infer(given: Given, value: Any, env: dict[str, Any]) -> None:
    """Add to ``env`` the sizes that a value's shape or length tells."""
    if given.shape:
        for axis, expression in zip(given.shape, np.shape(value), strict=False):
            if axis.isidentifier():
                env.setdefault(axis, int(expression))
        _infer_products(given.shape, np.shape(value), env)
    elif given.type == "list" and given.of is not None:
        if given.length.isidentifier():
            env.setdefault(given.length, len(value))
        for item in value[:1]:
            infer(given.of, item, env)
    elif given.type == "dict":
        for name, field in given.fields.items():
            infer(field, value[name], env)


def _infer_products(shape: tuple[str, ...], actual: tuple[int, ...], env: dict[str, Any]) -> None:
    """Solve ``4*H`` = 8 by trial for axes with one unknown name."""
    for axis, length in zip(shape, actual, strict=False):
        unknown = formula.parse(axis).names - env.keys()
        if len(unknown) != 1:
            continue
        name = next(iter(unknown))
        for candidate in range(length + 10):
            try:
                if dimension(axis, {**env, name: candidate}) == length:
                    env[name] = candidate
                    break
            except ValueError:
                continue


def scalars(check: Check, values: Mapping[str, Any]) -> dict[str, Any]:
    """The scalar arguments among ``values``, which formulas may use by name."""
    return {
        name: values[name] for name, given in check.given.items() if name in values and spec.is_scalar(given)
    }


def holds(check: Check, env: Mapping[str, Any]) -> bool:
    """True when all conditions of ``where`` hold; a condition without a value does not."""
    try:
        return all(formula.evaluate(condition, env) for condition in check.where)
    except ValueError:
        return False
