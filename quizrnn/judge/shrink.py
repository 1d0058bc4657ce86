"""Makes a failing input small: fewer rows and columns, shorter texts and lists, zeros and ones.

Greedy and in batches: the changes of a stage are tried one by one in one batch, then those that keep the
failure are joined in a second. The caller's ``fails`` decides; bounds, conditions and row laws always hold.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from quizrnn.bank.model import Check, Given
from quizrnn.judge import sizes as size_words
from quizrnn.judge.draw import limits
from quizrnn.judge.fits import fits
from quizrnn.judge.inputs import Case
from quizrnn.judge.resize import cut, resized

Fails = Callable[[Sequence[Case]], Sequence[bool]]
Change = Callable[[Case], Case | None]
Place = tuple[str | int, ...]
"""An argument's name, then keys and indices into nested values."""
WIDTH = 64
"""Candidates in one batch."""
ENTRIES = 128
"""Arrays with more cells than this are shrunk by sizes and as a whole only."""


def shrink(check: Check, case: Case, fails: Fails, batches: int = 60) -> Case:
    """The smallest case found within so many batches that still fails."""
    search = _Search(check, fails, batches)
    before = None
    while before is not case and search.left > 0:
        before = case
        case = search.sizes(case)
        for stage in (_parts, _whole(0), _whole(1), _entries(0), _entries(1), _rounded, _scalars):
            case = search.stage(case, stage)
    return case


class _Search:
    """The batches that are left and the two ways to spend them."""

    def __init__(self, check: Check, fails: Fails, batches: int) -> None:
        self.check, self.fails, self.left = check, fails, batches

    def failing(self, candidates: Sequence[Case | None]) -> list[bool]:
        """Which candidates are valid and fail; one batch."""
        valid = [c for c in candidates if c is not None and fits(self.check, c.values, c.sizes)]
        if not valid or self.left <= 0:
            return [False] * len(candidates)
        self.left -= 1
        verdicts = iter(self.fails(valid))
        known = {id(c) for c in valid}
        return [id(c) in known and next(verdicts, False) for c in candidates]

    def sizes(self, case: Case) -> Case:
        """Drop rows and columns while the failure lasts: all to the least, name by name, one by one."""
        while self.left > 0:
            candidates = list(_smaller(self.check, case))[:WIDTH]
            verdicts = self.failing(candidates)
            best = next((c for c, failed in zip(candidates, verdicts, strict=True) if failed), None)
            if best is None:
                return case
            case = best
        return case

    def stage(self, case: Case, changes_of: Callable[[Check, Case], Iterator[Change]]) -> Case:
        """Try each change alone, then as many of the good ones together as still fail."""
        changes = list(changes_of(self.check, case))
        for start in range(0, len(changes), WIDTH):
            part = changes[start : start + WIDTH]
            candidates = [change(case) for change in part]
            good = [change for change, ok in zip(part, self.failing(candidates), strict=True) if ok]
            case = self.join(case, good)
        return case

    def join(self, case: Case, good: Sequence[Change]) -> Case:
        """As many of the changes as keep the failure together: all, or greedily by prefixes."""
        while good:
            prefixes: list[Case | None] = []
            current: Case | None = case
            for change in good:
                current = change(current) or current if current is not None else None
                prefixes.append(current)
            verdicts = self.failing(prefixes) if len(prefixes) > 1 else [True]
            reach = next((i for i, ok in enumerate(verdicts) if not ok), len(prefixes))
            if reach == 0:
                return case
            case = prefixes[reach - 1] or case
            good = good[reach + 1 :]
        return case


# -- fewer rows and columns ---------------------------------------------------------------------------


def _smaller(check: Check, case: Case) -> Iterator[Case]:
    names = [name for name in case.sizes if case.sizes[name] > size_words.bounds(check, name)[0]]
    if len(names) > 1:
        yield resized(check, case, {name: range(size_words.bounds(check, name)[0]) for name in names})
    for name in names:
        yield resized(check, case, {name: range(size_words.bounds(check, name)[0])})
    for name in names:
        size = case.sizes[name]
        if size > 3:
            yield resized(check, case, {name: range(size // 2)})
            yield resized(check, case, {name: range(size // 2, size)})
        for gone in range(min(size, 12)):
            yield resized(check, case, {name: [i for i in range(size) if i != gone]})


# -- changes of values --------------------------------------------------------------------------------


def _set(case: Case, name: str, value: Any) -> Case:
    return Case({**case.values, name: value}, case.sizes)


def _at(value: Any, place: Place) -> Any:
    """The part of nested lists and dicts at a place; None when it is no longer there."""
    for key in place:
        try:
            value = value[key]
        except (KeyError, IndexError):
            return None
    return value


def _put_at(value: Any, place: Place, part: Any) -> Any:
    """A copy of nested lists and dicts with another part at a place."""
    if not place:
        return part
    copy = value.copy()
    copy[place[0]] = _put_at(value[place[0]], place[1:], part)
    return copy


def _arrays(check: Check, case: Case) -> Iterator[tuple[Place, Given, Any]]:
    """All arrays of numbers with their places, those in lists and dicts too."""
    for name, given in check.given.items():
        yield from _arrays_in((name,), given, case.values.get(name))


def _arrays_in(place: Place, given: Given, value: Any) -> Iterator[tuple[Place, Given, Any]]:
    if isinstance(value, np.ndarray) and given.type in ("float", "int", "bool", "mask") and value.size:
        yield place, given, value
    elif isinstance(value, list) and given.of is not None:
        for i, item in enumerate(value):
            yield from _arrays_in((*place, i), given.of, item)
    elif isinstance(value, dict):
        for name, field in given.fields.items():
            yield from _arrays_in((*place, name), field, value[name])


def _replace(place: Place, change: Callable[[Any], Any]) -> Change:
    """Change the array at a place, where there still is one."""

    def changed(case: Case) -> Case | None:
        array = _at(case.values, place)
        new = change(array) if array is not None else None
        return Case(_put_at(case.values, place, new), case.sizes) if new is not None else None

    return changed


def _nearest(given: Given, case: Case, check: Check, number: float) -> float:
    """``number`` or the bound nearest to it."""
    if given.type in ("bool", "mask"):
        return number
    try:
        low, high = limits(given, {**case.sizes, **size_words.scalars(check, case.values)})
    except ValueError:
        return number
    return float(min(max(number, low), high))


def _whole(number: int) -> Callable[[Check, Case], Iterator[Change]]:
    """Whole arrays to 0, or those that hold more than zeros and ones to 1."""

    def changes(check: Check, case: Case) -> Iterator[Change]:
        for place, given, value in _arrays(check, case):
            zero, target = (_nearest(given, case, check, n) for n in (0, number))
            plain = (value == target) | ((value == zero) & (number != 0))
            if not plain.all():
                yield _fill(place, target)

    return changes


def _fill(place: Place, target: float) -> Change:
    return _replace(place, lambda array: np.full_like(array, target))


def _entries(number: int) -> Callable[[Check, Case], Iterator[Change]]:
    """Single entries to 0, or those that are neither 0 nor 1 to 1."""

    def changes(check: Check, case: Case) -> Iterator[Change]:
        for place, given, value in _arrays(check, case):
            if value.size > ENTRIES:
                continue
            zero, target = (_nearest(given, case, check, n) for n in (0, number))
            for cell in np.argwhere((value != target) & (value != zero)):
                yield _put(place, tuple(cell), target)

    return changes


def _put(place: Place, cell: tuple[Any, ...], target: float) -> Change:
    def change(array: Any) -> Any:
        copy = array.copy()
        copy[cell] = target
        return copy

    return _replace(place, change)


def _rounded(check: Check, case: Case) -> Iterator[Change]:
    """Entries to whole numbers or halves, small ones first; negative ones to positive."""
    for place, given, value in _arrays(check, case):
        if given.type not in ("float", "int"):
            continue
        settled = np.isin(value, [_nearest(given, case, check, n) for n in (0, 1)])
        for step in (1.0, 0.5):
            near = np.where(settled, value, np.round(value / step) * step)
            if (near != value).any():
                yield _become(place, near.astype(value.dtype))
        if value.size > ENTRIES:
            continue
        for cell in map(tuple, np.argwhere(~settled)):
            entry = float(value[cell])
            for target in (2.0, -1.0, abs(entry), *_round(entry)):
                if _simplicity(target) < _simplicity(entry):
                    yield _put(place, cell, target)


def _simplicity(number: float) -> tuple[bool, bool, float, bool]:
    """Order from plain to odd: whole before half before any, small before large, plus before minus."""
    if not math.isfinite(number):
        return True, True, math.inf, number < 0
    return number != round(number), number * 2 != round(number * 2), abs(number), number < 0


def _round(number: float) -> tuple[float, ...]:
    return (round(number), round(number * 2) / 2) if math.isfinite(number) else ()


def _become(place: Place, new: Any) -> Change:
    return _replace(place, lambda array: new if array.shape == new.shape else None)


def _scalars(check: Check, case: Case) -> Iterator[Change]:
    """Python numbers and truth values to plainer ones; a number that serves as a size takes rows along."""
    for name, given in check.given.items():
        value = case.values.get(name)
        if isinstance(value, bool):
            if value:
                yield _scalar(check, name, False)
        elif isinstance(value, int | float):
            near = [_nearest(given, case, check, n) for n in (0, 1, 2)]
            for target in [*(given.values or near), *_round(value), value - 1]:
                if isinstance(target, int | float) and _simplicity(target) < _simplicity(value):
                    yield _scalar(check, name, type(value)(target))


def _scalar(check: Check, name: str, target: Any) -> Change:
    return lambda case: resized(check, _set(case, name, target), {})


def _parts(check: Check, case: Case) -> Iterator[Change]:
    """Texts and lists without a half, or without one character or item."""
    for name, given in check.given.items():
        value = case.values.get(name)
        if (given.type == "text" or (given.type == "list" and not given.length.isidentifier())) and value:
            for start, stop in _ranges(len(value)):
                yield _without(name, value, start, stop)
        if given.type == "text" and value:
            for plain in ("a", " "):
                for i, letter in enumerate(value[:WIDTH]):
                    if letter.isalnum() and letter != plain == "a":
                        yield _become_text(name, value[:i] + plain + value[i + 1 :])


def _ranges(length: int) -> Iterator[tuple[int, int]]:
    width = length
    while width:
        for start in range(0, length, width):
            yield start, start + width
        width //= 2


def _without(name: str, value: Any, start: int, stop: int) -> Change:
    """Drop items by place; joined changes only apply to a value that still has its length."""
    return lambda case: (
        _set(case, name, cut(value, start, stop)) if len(case.values[name]) == len(value) else None
    )


def _become_text(name: str, text: str) -> Change:
    return lambda case: _set(case, name, text) if len(case.values[name]) == len(text) else None
