"""The words that grading, judge, progress and feedback share. Language-neutral: sentences are made in feedback."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Outcome = Literal["right", "wrong", "error", "timeout", "memory", "blocked", "broken"]
"""``right`` agrees with an accepted reference; ``wrong`` does not; ``error`` their code raised or is missing
something; ``timeout``/``memory``/``blocked`` a limit ended it; ``broken`` ours failed, never held against them."""

Rung = Literal[
    "parse", "name", "run", "kind", "shape", "dtype", "value", "gradient", "law", "threshold", "stable"
]
"""Feedback climbs this ladder and stops at the first rung that fails."""


class Call(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a driver called the learner's code once; values are views as in ``Counterexample``."""

    name: str
    """As it is called in the learner's file: ``encode``, ``Net`` (made), ``Net.forward``."""
    given: dict[str, Any] = {}
    """The arguments by name, as they were at the call; without ``self``."""
    returned: Any = None
    """What came back; of a generator the list of what it gave."""
    ended: Literal["returned", "raised", "yielded"] = "returned"


class Counterexample(msgspec.Struct, frozen=True, omit_defaults=True):
    """The smallest input found on which an answer and the key part.

    Values are JSON views made by ``judge.views``: scalars as themselves, text as str, arrays as
    ``{"array": nested list, "dtype": str, "shape": [..]}`` (NaN and infinities as the strings "nan", "inf",
    "-inf"), lists and dicts of these.
    """

    given: dict[str, Any]
    expected: Any = None
    got: Any = None
    path: str = ""
    """Which part of the result: ``""`` the whole, ``[1]`` an item, ``gradients.weight_ih`` a named one."""
    cell: tuple[int, ...] | None = None
    """Index of the first array cell (or ``(position,)`` of the first character) that differs."""
    step: int | None = None
    """First time step (0-based) that differs, when the result has an axis T."""
    paste: str = ""
    """One line of Python that prints what the call, or the driver, gives for this input."""
    setup: str = ""
    """Python that stands above that line: the driver, imports that the program lacks."""
    calls: tuple[Call, ...] = ()
    """How the driver called the learner's code on this input (the first few calls)."""
    calls_more: int = 0
    """How many calls followed."""


class Fault(msgspec.Struct, frozen=True, omit_defaults=True):
    """What happened at the failing rung, as facts.

    ``expected`` and ``got`` are short words or lists by rung: kind ("array"/"float"/...), shape ([2, 3]),
    dtype ("float32"), name (missing function), law (name of the law and numbers), threshold (metrics per seed).
    """

    rung: Rung
    exception: str = ""
    message: str = ""
    trace: tuple[tuple[int, str], ...] = ()
    """(line in the learner's own file, its text), outermost first; at most three."""
    line: int | None = None
    """Last line seen, for a timeout or a syntax error."""
    column: int | None = None
    path: str = ""
    axes: tuple[str, ...] = ()
    """Axis names of the expected shape, where they are known ("" for one that is not)."""
    expected: Any = None
    got: Any = None
    limit: float | None = None
    """Seconds or MiB of the limit that ended it."""
    code: str = ""
    """A machine word for special cases: input, breakpoint, missing-import, arity, empty, too-large, nul, output-flood,
    exited, crashed, protocol, not-deterministic, missing-torch, entries (a list's length), ..."""


class Apart(msgspec.Struct, frozen=True, omit_defaults=True):
    """One region of a wrong answer by itself: judged with the key's text in all other regions."""

    region: str
    outcome: Literal["right", "wrong"]
    mistake: int | None = None
    """Index into the question's ``wrong``: the known mistake, of this region alone, that it equals."""


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True):
    """The judged answer. Stored with the attempt, replayable, rendered by ``grading.feedback``."""

    outcome: Outcome
    fault: Fault | None = None
    counterexample: Counterexample | None = None
    mistake: int | None = None
    """Index into the question's ``wrong``: the known mistake that this answer equals on every input."""
    apart: tuple[Apart, ...] = ()
    """code of several regions that is wrong as no known mistake is: the learner's regions one by one, in the
    program's order. Those of which nothing was found out are left out."""
    accepted: int | None = None
    """Index into the question's ``accept``: the convention or form that was recognised."""
    stress: tuple[int, ...] = ()
    """Indices into ``check.stress`` of the notes that apply (they inform, they never fail an answer)."""
    picked: tuple[int, ...] = ()
    """choice/match: indices that were answered wrongly; essay: rubric lines not ticked."""
    values: tuple[float, ...] = ()
    """number: what was understood from the learner's text."""
    computed: dict[str, float] = {}
    """number: the key by label, where bank code computed it."""
    score: float = 0.0
    """1.0 right; a share for several-part answers."""
    output: str = ""
    output_cut: bool = False
    output_here: bool = False
    """``output`` is that of the counterexample alone; otherwise that of all inputs together."""
    measured: tuple[float | None, ...] = ()
    """A question with a threshold: the measure of each run; None where there is no number."""
    inputs: int = 0
    """Number of inputs that were compared."""
    seconds: float = 0.0
    detail: str = ""
    """For ``broken``: the technical reason, shown small and written to the log."""


class Ran(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a run without judging shows: the learner's prints, an input and what came of it."""

    output: str = ""
    output_cut: bool = False
    given: dict[str, Any] = {}
    """The input: the arguments of the call, or what the driver made them of."""
    value: Any = None
    """What the call returned, or the driver made of it."""
    calls: tuple[Call, ...] = ()
    """How a driver called the learner's code (the first few calls)."""
    calls_more: int = 0
    driven: bool = False
    """A driver stands between the input and the learner's code."""
    again: bool = False
    """The input is that of the counterexample of the last check, not the usual example."""
    verdict: Verdict | None = None
    """With its fault, when the run did not end well."""
    seconds: float = 0.0
