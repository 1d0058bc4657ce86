"""The laws that a result keeps whatever its values: sums, permutations, counts, arguments left alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from quizrnn.bank import formula
from quizrnn.bank.model import Check, Law, Tolerance
from quizrnn.judge import numbers
from quizrnn.judge import sizes as size_words
from quizrnn.judge.compare import differ, select
from quizrnn.judge.inputs import Case
from quizrnn.judge.rules import LOOSE, Rule
from quizrnn.judge.views import travel, view
from quizrnn.verdict import Fault

EXACT = Rule(tolerance=Tolerance(rel=0.0, abs=0.0))


def broken(
    check: Check, case: Case, value: Any, after: Mapping[str, Any], wanted: Mapping[str, Any]
) -> Fault | None:
    """The first law that a result breaks; ``wanted`` is the state of the arguments after the key's call."""
    env = {**case.sizes, **size_words.scalars(check, case.values)}
    for law in check.laws:
        for place in law.of or ("",):
            if law.name == "unchanged":
                before = _tree(travel(check.given[place], case.values[place])) if place in after else None
                fault = _argument(law, place, before, after, EXACT)
            elif law.name == "changed":
                fault = _argument(law, place, wanted.get(place), after, Rule(tolerance=check.tolerance))
            else:
                fault = _value(law, place, value, env)
            if fault is not None:
                return fault
    return None


def _argument(law: Law, place: str, wanted: Any, after: Mapping[str, Any], rule: Rule) -> Fault | None:
    """The state of an argument after the call against what it should be."""
    if place not in after or differ(wanted, after[place], rule) is None:
        return None
    return _fault(law, place, view(wanted), view(after[place]))


def _value(law: Law, place: str, value: Any, env: Mapping[str, Any]) -> Fault | None:
    part = select(value, place)
    array = numbers.as_array(part)
    if array is None:
        return _fault(law, place, "numbers", numbers.kind(part, False))
    target = formula.evaluate(law.to, env) if law.to else 1
    return _numeric(law, place, array, target)


def _tree(value: Any) -> Any:
    """A drawn value with its arrays as they come back from a runner."""
    if isinstance(value, np.ndarray):
        return numbers.on_wire(value)
    if isinstance(value, list):
        return [_tree(item) for item in value]
    if isinstance(value, dict):
        return {name: _tree(item) for name, item in value.items()}
    return value


def _numeric(law: Law, place: str, array: Any, target: Any) -> Fault | None:
    if law.name == "permutation":
        flat = np.sort(array.reshape(-1))
        same = flat.size == target and bool((flat == np.arange(int(target))).all())
        return None if same else _fault(law, place, f"0..{int(target) - 1}", view(array.reshape(-1)))
    if law.name == "sums_to":
        sums = array.sum(axis=law.axis) if array.ndim else array
        wrong = ~np.atleast_1d(np.isclose(sums, target, rtol=LOOSE.rel, atol=LOOSE.abs))
        return _fault(law, place, target, view(float(np.atleast_1d(sums)[wrong][0]))) if wrong.any() else None
    held = array <= target if law.name == "at_most" else array == target
    return None if bool(np.all(held)) else _fault(law, place, target, view(array.tolist()))


def _fault(law: Law, place: str, expected: Any, got: Any) -> Fault:
    return Fault(rung="law", code=law.name, path=place, expected=expected, got=got)
