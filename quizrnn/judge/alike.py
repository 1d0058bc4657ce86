"""Whether all results are right, the usual case: quickly, and without numpy, which takes longer to import than
an answer takes to run."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from math import isfinite
from typing import Any

from quizrnn.bank.model import Tolerance
from quizrnn.judge.inside.tree import Array, Opaque
from quizrnn.judge.rules import LOOSE, STRICT, Rule

FEW = 20_000
"""Numbers that are compared one by one; numpy takes what has more."""
_CODES = {"float64": "d", "float32": "f"}


def all_equal(expected: Sequence[Any], got: Sequence[Any], rule: Rule) -> bool:
    """True when every pair is right: at a glance where the trees are alike, else tree by tree."""
    if alike(expected, got, rule.tolerance or (LOOSE if rule.single else STRICT)):
        return True
    from quizrnn.judge.compare import differ

    return all(differ(one, other, rule) is None for one, other in zip(expected, got, strict=True))


def alike(expected: Sequence[Any], got: Sequence[Any], tolerance: Tolerance) -> bool:
    """True when all trees have the same form and their floats are close; False decides nothing."""
    ours: list[float] = []
    theirs: list[float] = []
    if len(expected) != len(got) or not _gather(expected, got, ours, theirs):
        return False
    small, share = tolerance.abs, tolerance.rel
    return all(
        isfinite(one) and abs(one - other) <= small + share * abs(one)
        for one, other in zip(ours, theirs, strict=True)
    )


def _gather(expected: Any, got: Any, ours: list[float], theirs: list[float]) -> bool:
    """Collect the floats of two trees; False when they differ in form or in anything exact."""
    form = type(expected)
    if form is not type(got):
        return False
    if form is Array:
        if expected.data == got.data and _same_form(expected, got):
            return True
        code = _CODES.get(expected.dtype)
        if code is None or not _same_form(expected, got) or len(ours) > FEW:
            return False
        ours.extend(array(code, expected.data))
        theirs.extend(array(code, got.data))
        return True
    if form is list or form is tuple:
        return len(expected) == len(got) and all(
            _gather(one, other, ours, theirs) for one, other in zip(expected, got, strict=True)
        )
    if form is dict:
        return expected.keys() == got.keys() and all(
            _gather(one, got[key], ours, theirs) for key, one in expected.items()
        )
    if form is float:
        ours.append(expected)
        theirs.append(got)
        return True
    return form is not Opaque and bool(expected == got)


def _same_form(one: Array, other: Array) -> bool:
    return (
        one.dtype == other.dtype
        and one.shape == other.shape
        and one.framework == other.framework
        and one.scalar == other.scalar
        and one.subclass == other.subclass == ""
    )
