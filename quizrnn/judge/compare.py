"""Compares an expected value tree with what an answer returned: None, or the difference at the lowest rung.

A right answer is never called wrong: what holds the same numbers is equal unless the question asks for kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from quizrnn.bank.model import Given, Tolerance
from quizrnn.judge import numbers
from quizrnn.judge.inside.tree import Array, Opaque
from quizrnn.judge.rules import LOOSE, STRICT, Rule
from quizrnn.verdict import Fault, Rung

ORDER: tuple[Rung, ...] = ("parse", "name", "run", "kind", "shape", "dtype", "value", "gradient", "law")
MISSING = Opaque("nothing")


@dataclass(frozen=True)
class Difference:
    """Where two trees part, for the verdict's fault and counterexample."""

    fault: Fault
    path: str = ""
    cell: tuple[int, ...] | None = None
    step: int | None = None

    @property
    def rung(self) -> Rung:
        """The failing rung."""
        return self.fault.rung


def differ(expected: Any, got: Any, rule: Rule) -> Difference | None:
    """None when ``got`` is right, else the difference at the lowest failing rung (the first of these)."""
    single = rule.single or numbers.has_single(expected) or numbers.has_single(got)
    walk = _Walk(rule, rule.tolerance or (LOOSE if single else STRICT), rule.tolerance is None)
    best: Difference | None = None
    for path in rule.paths if rule.paths is not None else ("",):
        one, other = select(expected, path), select(got, path)
        for found in walk.trees(one, other, path, _below(rule.returns, path)):
            if best is None or ORDER.index(found.rung) < ORDER.index(best.rung):
                best = found
    return best


def tokens(path: str) -> list[str | int]:
    """``gradients.W[0]`` as ["gradients", "W", 0]."""
    found = re.findall(r"\[(-?\d+)\]|([^.\[\]]+)", path)
    return [int(index) if index else name for index, name in found]


def select(value: Any, path: str) -> Any:
    """The part of a tree at a path; ``MISSING`` when it has none."""
    for token in tokens(path):
        try:
            value = value[token]
        except (KeyError, IndexError, TypeError):
            return MISSING
    return value


def _below(given: Given | None, path: str) -> Given | None:
    """What is known of the part of a result at a path."""
    for token in tokens(path):
        if given is not None:
            given = given.of if isinstance(token, int) else given.fields.get(token)
    return given


class _Walk:
    """Yields the differences of two trees in order."""

    def __init__(self, rule: Rule, tolerance: Tolerance, by_scale: bool) -> None:
        self.rule, self.tolerance, self.by_scale = rule, tolerance, by_scale

    def trees(self, expected: Any, got: Any, path: str, names: Given | None) -> Iterator[Difference]:
        if self.rule.kind and numbers.kind(expected, True) != numbers.kind(got, True):
            yield self.kinds(expected, got, path)
        elif isinstance(expected, dict):
            yield from self.dicts(expected, got, path, names)
        elif isinstance(expected, list | tuple):
            yield from self.lists(expected, got, path, names)
        elif isinstance(expected, Array) or numbers.is_number(expected):
            yield from self.numeric(expected, got, path, names)
        elif isinstance(expected, str) and isinstance(got, str):
            if expected != got:
                yield Difference(Fault(rung="value", path=path), path, (first_difference(expected, got),))
        elif type(expected) is not type(got):
            yield self.kinds(expected, got, path)
        elif expected != got:
            yield Difference(Fault(rung="value", path=path), path)

    def kinds(self, expected: Any, got: Any, path: str) -> Difference:
        words = [numbers.kind(value, self.rule.kind) for value in (expected, got)]
        if words[0] == words[1]:
            words = [numbers.kind(value, True) for value in (expected, got)]
        return Difference(Fault(rung="kind", path=path, expected=words[0], got=words[1]), path)

    def dicts(
        self, expected: dict[Any, Any], got: Any, path: str, names: Given | None
    ) -> Iterator[Difference]:
        if not isinstance(got, dict):
            yield self.kinds(expected, got, path)
            return
        if expected.keys() != got.keys():
            keys = [sorted(map(str, value)) for value in (expected, got)]
            yield Difference(Fault(rung="shape", path=path, expected=keys[0], got=keys[1]), path)
            return
        for key, value in expected.items():
            below = f"{path}.{key}" if path else str(key)
            spec = names.fields.get(str(key)) if names is not None else None
            found = self.trees(value, got[key], below, spec)
            yield from map(as_gradient, found) if key == "gradients" and not path else found

    def lists(
        self, expected: Sequence[Any], got: Any, path: str, names: Given | None
    ) -> Iterator[Difference]:
        if isinstance(got, Array) and got.shape and got.subclass in numbers.PLAIN_SUBCLASSES:
            got = numbers.items(got)
        if not isinstance(got, list | tuple):
            yield self.kinds(expected, got, path)
            return
        if len(expected) != len(got):
            yield self.lengths([len(expected)], [len(got)], path)
            return
        for i, (one, other) in enumerate(zip(expected, got, strict=True)):
            yield from self.trees(one, other, f"{path}[{i}]", names.of if names is not None else None)

    def lengths(
        self, expected: list[int], got: list[int], path: str, axes: tuple[str, ...] = ()
    ) -> Difference:
        fault = Fault(rung="shape", code="entries", path=path, axes=axes, expected=expected, got=got)
        return Difference(fault, path)

    def numeric(self, expected: Any, got: Any, path: str, names: Given | None) -> Iterator[Difference]:
        one, other = numbers.as_array(expected), numbers.as_array(got)
        if one is None or other is None:
            if not (isinstance(expected, int) and isinstance(got, int)):
                yield self.kinds(expected, got, path)
            elif expected != got:  # whole numbers too long for an array
                yield Difference(Fault(rung="value", path=path), path)
            return
        axes = names.shape if names is not None and len(names.shape) == one.ndim else ()
        if isinstance(got, list | tuple) and one.ndim == other.ndim == 1 and one.shape != other.shape:
            yield self.lengths(list(one.shape), list(other.shape), path, axes)
        elif one.shape != other.shape:
            fault = Fault(rung="shape", path=path, axes=axes, expected=list(one.shape), got=list(other.shape))
            yield Difference(fault, path)
        elif self.rule.dtype and numbers.dtype(expected, one) != numbers.dtype(got, other):
            words = numbers.dtype(expected, one), numbers.dtype(got, other)
            yield Difference(Fault(rung="dtype", path=path, expected=words[0], got=words[1]), path)
        else:
            wrong = ~numbers.close(one, other, self.tolerance, self.by_scale)
            if wrong.any():
                cell = tuple(int(i) for i in np.argwhere(wrong)[0]) if one.ndim else None
                step = int(np.nonzero(wrong)[axes.index("T")].min()) if "T" in axes else None
                yield Difference(Fault(rung="value", path=path, axes=axes), path, cell, step)


def as_gradient(found: Difference) -> Difference:
    """A difference inside ``gradients``: the top of the ladder, whatever it was; ``code`` keeps what it was."""
    fault = found.fault
    code = "" if fault.rung == "value" else fault.code or fault.rung
    values = {name: getattr(fault, name) for name in ("path", "axes", "expected", "got")}
    return replace(found, fault=Fault(rung="gradient", code=code, **values))


def first_difference(one: str, other: str) -> int:
    """Position of the first character that differs; the shorter length when one continues the other."""
    for i, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return i
    return min(len(one), len(other))
