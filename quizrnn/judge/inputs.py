"""The inputs of a check: literal cases, edge cases, small numbers in distinct sizes, a few large ones.

Drawn from a generator seeded by question id and revision, so the same answer always gets the same verdict.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from quizrnn.bank import spec
from quizrnn.bank.model import Check, Given
from quizrnn.errors import QuizrnnError
from quizrnn.judge import sizes as size_words
from quizrnn.judge.draw import Rng, draw, dtype_of
from quizrnn.judge.store import DRAWING

TRIES = 200
MIXED = ("small", "small", "normal", "zero", "one", "equal", "eye", "low", "high")


@dataclass(frozen=True)
class Case:
    """One input: argument values (arrays as numpy, also for tensors) and the sizes they were drawn in."""

    values: dict[str, Any]
    sizes: dict[str, int] = field(default_factory=dict)


def cases(check: Check, seed: str) -> list[Case]:
    """All inputs in the order they are run; raises QuizrnnError when no draw keeps ``where``."""
    rng = _rng(seed)
    found = [literal(check, case, rng) for case in check.cases]
    if check.threshold is not None:
        base = [*found, _attempt(check, rng, "usual", "small")][0]
        return _or_complain([Case({**base.values, "seed": n}) for n in check.threshold.seeds] if base else [])
    attempts = (_attempt(check, rng, *one) for one in _plan(check, max(1, check.inputs - len(found))))
    return _or_complain([*found, *(case for case in attempts if case is not None)])


def _or_complain(found: list[Case]) -> list[Case]:
    if not found:
        raise QuizrnnError("no input keeps the conditions in 'where': widen the sizes or the ranges")
    return found


def _rng(seed: str) -> Rng:
    digest = hashlib.sha256(f"{DRAWING} {seed}".encode()).digest()
    return np.random.RandomState(np.frombuffer(digest, np.uint32))


def _plan(check: Check, count: int) -> list[tuple[str, str]]:
    """(sizes, style) of each input; sizes: ``least``, ``usual``, ``large`` or ``one NAME``."""
    edges = [("least", style) for style in ("small", "zero", "one", "normal")]
    edges += [("usual", style) for style in ("small", "zero", "one", "equal", "eye", "low", "high")]
    edges += [(f"one {name}", "small") for name in size_words.names(check)]
    last = [
        ("large", "normal"),
        ("usual", "large"),
        ("usual", "spike"),
        ("large", "large"),
        ("large", "mixed"),
    ]
    edges, last = edges[: max(1, count // 3)], last[: count // 8]
    styles = ("small", "mixed", "small", "normal", "mixed")
    middle = count - len(edges) - len(last)
    return edges + [("usual", styles[i % len(styles)]) for i in range(middle)] + last


def _attempt(check: Check, rng: Rng, sizes: str, style: str) -> Case | None:
    """A case that keeps ``where``; styles too rigid for it fall back to small numbers."""
    for attempt in range(TRIES):
        drawn = size_words.draw(check, rng, sizes if sizes in ("least", "large") else "usual")
        if sizes.startswith("one "):
            drawn[sizes[4:]] = size_words.bounds(check, sizes[4:])[0]
        if sizes == "least" and attempt:
            highest = {name: size_words.bounds(check, name)[1] for name in drawn}
            drawn = {name: min(size + int(rng.randint(2)), highest[name]) for name, size in drawn.items()}
        if attempt > TRIES // 2:
            drawn = size_words.draw(check, rng, "usual")
        case = _draw_all(
            check, drawn, {}, rng, style if attempt < 3 else "small" if attempt % 2 else "normal"
        )
        if case is not None:
            return case
    return None


def _draw_all(
    check: Check, sizes: dict[str, int], fixed: Mapping[str, Any], rng: Rng, style: str
) -> Case | None:
    """Draw scalars first (shapes and bounds may name them), then the rest; None when a condition fails."""
    env: dict[str, Any] = {**sizes, **size_words.scalars(check, fixed)}
    values = dict(fixed)
    spiked = list(check.given)[rng.randint(len(check.given))] if check.given and style == "spike" else ""
    try:
        for name, given in _scalars_first(check):
            if name not in values:
                one = MIXED[rng.randint(len(MIXED))] if style == "mixed" else style
                # One argument at a time: products of large numbers overflow in right answers too.
                one = "normal" if style == "spike" and name != spiked else one
                values[name] = draw(given, env, rng, one)
            if spec.is_scalar(given):
                env[name] = values[name]
    except ValueError:
        return None
    if not size_words.holds(check, env):
        return None
    return Case({name: values[name] for name in [*check.given, *(fixed.keys() - check.given.keys())]}, sizes)


def _scalars_first(check: Check) -> Iterator[tuple[str, Given]]:
    """Arguments in an order in which every name that a spec uses is drawn before it."""
    waiting = dict(check.given)
    while waiting:
        ready = [n for n, g in waiting.items() if not (spec.names(g) - {n}) & waiting.keys()]
        for name in ready or list(waiting):
            yield name, waiting.pop(name)


def literal(check: Check, raw: Mapping[str, Any], rng: Rng | None = None) -> Case:
    """A case from the author's literal values, shaped by the specs; arguments left out are drawn."""
    rng = rng or _rng(repr(sorted(raw)))
    fixed = {
        name: _coerce(check.given[name], value) if name in check.given else value
        for name, value in raw.items()
    }
    known: dict[str, Any] = size_words.scalars(check, fixed)
    for name, given in check.given.items():
        if name in fixed:
            size_words.infer(given, fixed[name], known)
    told = {name: known[name] for name in size_words.names(check) if name in known}
    for _ in range(TRIES):
        sizes = {**size_words.draw(check, rng, "usual"), **told}
        case = _draw_all(check, sizes, fixed, rng, "small")
        if case is not None:
            return case
    return Case(fixed, told)


def _coerce(given: Given, value: Any) -> Any:
    if given.type == "list" and given.of is not None:
        return [_coerce(given.of, item) for item in value]
    if given.type == "dict":
        return {name: _coerce(given.fields[name], item) for name, item in value.items()}
    if given.type in ("text", "choice"):
        return value
    array = np.array(value, dtype=dtype_of(given))
    if array.size == 0 and array.ndim != len(given.shape):
        array = array.reshape((0,) * len(given.shape))
    return array if given.shape or given.torch else array.item()
