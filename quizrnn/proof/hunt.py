"""Searches with Hypothesis for an input on which programs that look alike part; nothing else imports it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from random import Random
from typing import Any, Literal

import hypothesis.strategies as st
import msgspec
import numpy as np
from hypothesis import HealthCheck, Phase, assume, find, settings
from hypothesis.errors import NoSuchExample, Unsatisfiable

from quizrnn.bank import spec
from quizrnn.bank.model import Check, Given
from quizrnn.judge import sizes as size_words
from quizrnn.judge.draw import dtype_of, length_limits, limits
from quizrnn.judge.fits import fits
from quizrnn.judge.inputs import Case
from quizrnn.judge.oracle import pack, program_of
from quizrnn.judge.runners import Reply, Session
from quizrnn.proof.bench import Bench

EXAMPLES = 100
WIDE = 100.0
"""Floats without bounds go up to this size: beyond it, rounding parts programs that are both right."""
LONGEST = 4
"""Axes without bounds of their own: what parts two programs nearly always fits into a few cells."""


class Target(msgspec.Struct, frozen=True):
    """A program that agrees with the key so far, and what to say if an input parts them."""

    field: str
    source: str
    message: str
    level: Literal["error", "warning"]


def hunt(
    bench: Bench, targets: Sequence[Target], against: str = "", examples: int = EXAMPLES
) -> Iterator[tuple[Target, str]]:
    """Targets that part from the key (or from ``against``), each with the smallest input found.

    The input is an entry for ``cases``, ready to paste.
    """
    waiting = list(targets)
    with ExitStack() as stack:
        key = stack.enter_context(_Live(bench, against or bench.task.key))
        live = {id(target): stack.enter_context(_Live(bench, target.source)) for target in waiting}
        while waiting:
            found = _search(bench, key, [live[id(target)] for target in waiting], examples)
            if found is None:
                return
            parted = [i for i, one in enumerate(waiting) if _parts(bench, key, live[id(one)], found)]
            if not parted:
                return  # not deterministic: the check itself says so
            target = waiting.pop(parted[0])
            yield target, as_entry(found)


def _search(bench: Bench, key: _Live, live: list[_Live], examples: int) -> Case | None:
    def part(case: Case) -> bool:
        return any(_parts(bench, key, one, case) for one in live)

    quiet = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    try:
        return find(cases(bench.check), part, settings=quiet, random=Random(bench.oracle.seed))
    except (NoSuchExample, Unsatisfiable):
        return None


def _parts(bench: Bench, key: _Live, other: _Live, case: Case) -> bool:
    data = pack(bench.check, case)
    wanted = key.run(data)
    return wanted.kind == "value" and bench.departs(other.run(data), wanted.value)


class _Live:
    """A program kept ready to run one input after another; started again when an input ended it."""

    def __init__(self, bench: Bench, source: str) -> None:
        self.bench, self.program = bench, program_of(bench.task, source.encode())
        self._session: Session | None = None
        self._last: tuple[bytes, Reply] | None = None

    def __enter__(self) -> _Live:
        return self

    def __exit__(self, *_: object) -> None:
        if self._session is not None:
            self._session.__exit__(None, None, None)

    def run(self, data: bytes) -> Reply:
        """The reply on one input; the same input twice in a row is not run again."""
        if self._last is not None and self._last[0] == data:
            return self._last[1]
        if self._session is None:
            self._session = self.bench.session(self.bench.patience)
            self._session.load(self.program)
        reply = self._session.run([data])[-1]
        if reply.kind not in ("value", "raised"):
            self.__exit__(None)
            self._session = None
        self._last = data, reply
        return reply


# -- inputs as strategies ---------------------------------------------------------------------------


@st.composite
def cases(draw: st.DrawFn, check: Check) -> Case:
    """Inputs that keep the specs and conditions of a check, small ones first."""
    sizes = {}
    for name in size_words.names(check):
        low, high = size_words.bounds(check, name)
        sizes[name] = draw(st.integers(low, min(high, max(low, LONGEST))))
    env: dict[str, Any] = dict(sizes)
    values: dict[str, Any] = {}
    waiting = dict(check.given)
    while waiting:
        ready = [name for name, given in waiting.items() if not (spec.names(given) - {name}) & waiting.keys()]
        for name in ready or list(waiting):
            given = waiting.pop(name)
            values[name] = draw(_strategy(given, env))
            if spec.is_scalar(given):
                env[name] = values[name]
    ordered = {name: values[name] for name in check.given}
    assume(fits(check, ordered, sizes))
    return Case(ordered, sizes)


def _strategy(given: Given, env: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    if given.type == "choice":
        return st.sampled_from(given.values)
    if given.type == "dict":
        return st.fixed_dictionaries({name: _strategy(one, env) for name, one in given.fields.items()})
    if given.type in ("list", "text"):
        low, high = length_limits(given, env)
        if given.of is not None:
            return st.lists(_strategy(given.of, env), min_size=low, max_size=high)
        pieces = st.lists(st.sampled_from(given.pieces), min_size=low, max_size=high)
        return pieces.map(lambda some: "".join(map(str, some)))
    shape = tuple(size_words.dimension(axis, env) for axis in given.shape)
    if given.type in ("onehot", "perm", "prob"):
        return _rows(given, shape)
    count = math.prod(shape)
    cells = st.lists(_cell(given, env), min_size=count, max_size=count)
    if not shape and not given.torch:
        return cells.map(lambda some: some[0])
    return cells.map(lambda some: np.array(some, dtype_of(given)).reshape(shape))


def _cell(given: Given, env: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    if given.type in ("bool", "mask"):
        return st.booleans()
    low, high = limits(given, env) if given.low or given.high else (-math.inf, math.inf)
    if given.type == "int":
        return st.integers(math.ceil(max(low, -9)), math.floor(min(high, max(9, low + 9))))
    low, high = max(low, -WIDE), min(high, max(WIDE, low + WIDE))
    whole = st.integers(math.ceil(low), max(math.ceil(low), math.floor(high))).map(float)
    eighths = st.integers(math.ceil(low * 8), math.floor(high * 8)).map(lambda n: n / 8)
    width = 32 if dtype_of(given).itemsize < 8 else 64
    edges = (float(np.float32(low)), float(np.float32(high))) if width == 32 else (low, high)
    exact = st.floats(*edges, allow_subnormal=False) if width == 64 else eighths
    return st.one_of(*([whole] if math.ceil(low) <= high else []), eighths, exact)


def _rows(given: Given, shape: tuple[int, ...]) -> st.SearchStrategy[Any]:
    *outer, last = shape
    count, kind = math.prod(outer), dtype_of(given)
    if given.type == "perm":
        return st.permutations(range(last)).map(lambda some: np.array(some, kind))
    if given.type == "onehot":
        places = st.lists(st.integers(0, last - 1), min_size=count, max_size=count)
        return places.map(lambda some: np.eye(last, dtype=kind)[some].reshape(shape))
    weights = st.lists(st.integers(1, 9), min_size=count * last, max_size=count * last)
    return weights.map(
        lambda some: _normalised(np.array(some, float).reshape(count, last)).astype(kind).reshape(shape)
    )


def _normalised(rows: Any) -> Any:
    return rows / rows.sum(axis=-1, keepdims=True)


# -- as the author writes it ------------------------------------------------------------------------


def as_entry(case: Case) -> str:
    """A case as one entry of ``cases:``, to paste into the YAML file."""
    return "{" + ", ".join(f"{name}: {_flow(value)}" for name, value in case.values.items()) + "}"


def _flow(value: Any) -> str:
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(one)}" for name, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, np.generic):
        value = value.item()
    return json.dumps(value, ensure_ascii=False)
