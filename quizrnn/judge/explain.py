"""What is wrong with an answer: the lowest failing rung, and the smallest input that shows it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from quizrnn.judge import laws
from quizrnn.judge.compare import ORDER, Difference, differ, select
from quizrnn.judge.faults import NOTHING, fault_of, outcome_of
from quizrnn.judge.inputs import Case
from quizrnn.judge.numbers import flat
from quizrnn.judge.oracle import Oracle, pack, parts, program_of
from quizrnn.judge.paste import paste, setup
from quizrnn.judge.rules import Rule
from quizrnn.judge.runners import Reply
from quizrnn.judge.session import Session
from quizrnn.judge.shrink import shrink
from quizrnn.judge.views import case_on_wire, view
from quizrnn.judge.watching import forgotten, see
from quizrnn.verdict import Counterexample, Fault, Outcome, Rung, Verdict

if TYPE_CHECKING:
    from quizrnn.judge.check import Core

SHRINK_SECONDS = 3.0
"""Spent on shrinking at most."""
LONG = 2.0
"""Seconds for one call beyond which it is not run once more for its prints."""
SLOW = 0.05
"""Seconds for one call beyond which an input is shown as it is."""
LATE: tuple[Rung, ...] = ("value", "gradient", "law")


@dataclass(frozen=True)
class Failure:
    """One input on which an answer fails, and how."""

    index: int
    reply: Reply
    difference: Difference
    outcome: Outcome = "wrong"

    @property
    def rung(self) -> Rung:
        """The failing rung."""
        return self.difference.rung


def judge_one(
    oracle: Oracle, case: Case | None, expected: Any, reply: Reply
) -> tuple[Outcome, Difference] | None:
    """How one reply fails against the key's value: outcome and difference, or None when it is right."""
    check = oracle.check
    if reply.kind != "value":
        return outcome_of(reply), Difference(fault_of(reply, check))
    (wanted, wanted_after), (result, after) = parts(expected, check), parts(reply.value, check)
    found = differ(wanted, result, oracle.telling)
    if found is not None and result is None:
        return "error", replace(found, fault=msgspec.structs.replace(found.fault, code="nothing"))
    if found is not None:
        return "wrong", found
    fault = laws.broken(check, case, result, after, wanted_after) if check.laws and case is not None else None
    return ("wrong", Difference(fault, fault.path)) if fault is not None else None


def find_failure(oracle: Oracle, replies: Sequence[Reply]) -> Failure:
    """The failure at the lowest rung, on the smallest input; what ended the run counts as raised."""
    order = [*range(len(oracle.values)), *oracle.repeated]
    failures: list[Failure] = []
    for place, reply in enumerate(replies):
        index = order[min(place, len(order) - 1)]
        found = judge_one(oracle, oracle.cases[index], oracle.values[index], reply)
        if found is not None:
            failures.append(Failure(index, reply, found[1], found[0]))
    best = min(failures, key=lambda one: (_rank(one), _dull(one, oracle), len(oracle.packed[one.index])))
    if best.rung in LATE and _unstable(oracle, replies):
        fault = Fault(rung="stable", code="not-deterministic")
        return Failure(best.index, best.reply, replace(best.difference, fault=fault))
    return best


def _rank(failure: Failure) -> tuple[int, int]:
    ended = failure.reply.kind not in ("value", "raised")
    return (0 if ended else 1, ORDER.index(failure.rung))


def _unstable(oracle: Oracle, replies: Sequence[Reply]) -> bool:
    """True when an input that was run twice gave two results."""
    count = len(oracle.values)
    rule = Rule(oracle.rule.tolerance, single=oracle.rule.single)
    return any(
        place < len(replies) and differ(replies[index].value, replies[place].value, rule) is not None
        for place, index in enumerate(oracle.repeated, count)
    )


def explain(
    core: Core, oracle: Oracle, source: bytes, failure: Failure, mistake: int | None, *, printed: bool
) -> Verdict:
    """The verdict of a failing answer; shrunk where another run can only fail in the same way.

    ``printed``: the answer printed something; the verdict then tells what it prints on the shown input.
    """
    case, expected = oracle.cases[failure.index], oracle.values[failure.index]
    difference, reply = failure.difference, failure.reply
    if reply.kind in ("value", "raised") and failure.rung != "stable" and reply.seconds < SLOW:
        smaller = _shrunk(core, oracle, source, failure=failure, case=case, mistake=mistake)
        if smaller is not None:
            case, expected, reply, difference = smaller
    value = parts(reply.value, oracle.check)[0] if reply.kind == "value" else None
    given = {name: view(item) for name, item in case_on_wire(oracle.check, case.values).items()}
    line = paste(oracle.check, case.values)
    settled = reply.kind in ("value", "raised") and failure.rung != "stable" and reply.seconds < LONG
    alone = None
    if settled and (printed or oracle.check.driver):
        alone = see(core, oracle.task, source, pack(oracle.check, case))
    seen = Counterexample(
        given=given,
        expected=view(_part(parts(expected, oracle.check)[0], difference.path, oracle)),
        got=view(_part(value, difference.path, oracle)) if reply.kind == "value" else None,
        path=difference.path if failure.rung != "law" else "",
        cell=difference.cell,
        step=difference.step,
        paste=line,
        setup=setup(oracle.check, line, oracle.task.key, oracle.task.driver),
        calls=alone.calls if alone is not None else (),
        calls_more=alone.more if alone is not None else 0,
    )
    verdict = Verdict(outcome=failure.outcome, fault=difference.fault, counterexample=seen)
    oracle.failed = None if difference.fault.code == NOTHING.code else case
    if alone is None:
        return verdict
    if _may_be_none(difference.fault) and forgotten(core, oracle.task, alone, pack(oracle.check, case)):
        # Of no use for a run: on any input nothing came back.
        oracle.failed = None
        verdict = msgspec.structs.replace(verdict, outcome="error", fault=NOTHING)
    return msgspec.structs.replace(
        verdict, output=alone.output, output_cut=alone.output_cut, output_here=True
    )


def _may_be_none(fault: Fault) -> bool:
    """Whether a missing ``return`` may show like this behind a driver."""
    return fault.code == "driver" or fault.rung in ("kind", "gradient")


def _part(value: Any, path: str, oracle: Oracle) -> Any:
    return select(value, path) if path and not oracle.check.laws else value


class _Pair:
    """The learner's program and the key in a runner each, for many small batches."""

    def __init__(self, oracle: Oracle, learner: Session, key: Session) -> None:
        self.oracle, self.learner, self.key = oracle, learner, key
        self.best: dict[int, tuple[Any, Reply, Difference]] = {}

    def compare(self, case: Sequence[Case]) -> list[tuple[Any, Reply, Difference] | None]:
        """For each case (expected, reply, difference) where the answer fails and the key does not."""
        packed = [pack(self.oracle.check, one) for one in case]
        ours = self.learner.run(packed)
        theirs = self.key.run(packed)
        found: list[tuple[Any, Reply, Difference] | None] = []
        for one, reply, wanted in zip(case, ours, theirs, strict=False):
            if wanted.kind != "value" or reply.kind not in ("value", "raised"):
                found.append(None)
                continue
            failed = judge_one(self.oracle, one, wanted.value, reply)
            found.append((wanted.value, reply, failed[1]) if failed is not None else None)
        return found


def _shrunk(
    core: Core, oracle: Oracle, source: bytes, *, failure: Failure, case: Case, mistake: int | None
) -> tuple[Case, Any, Reply, Difference] | None:
    """A smaller case that fails at the same rung, with what key and answer gave; None when none was found."""
    task, until = oracle.task, time.monotonic() + SHRINK_SECONDS
    with core.session(task) as learner, core.session(task, trusted=True) as key:
        loads = learner.load(program_of(task, source)), key.load(program_of(task, task.key.encode()))
        if any(load.kind != "value" for load in loads):
            return None
        pair = _Pair(oracle, learner, key)
        lively = _by_form(failure.difference.fault) and not _dull(failure, oracle)

        def fails(cases: Sequence[Case]) -> list[bool]:
            if time.monotonic() > until:
                return [False] * len(cases)
            return [
                one is not None
                and _alike(failure, one[1], one[2])
                and not (lively and _blank(one[0], failure, oracle))
                for one in pair.compare(cases)
            ]

        small = shrink(oracle.check, case, fails)
        if small is case:
            return None
        result = pair.compare([small])
        final = result[0] if result else None
        if final is None or not _alike(failure, final[1], final[2]):
            return None
    if mistake is not None and not _still(oracle, mistake, small, final[1]):
        return None
    return small, *final


def _by_form(fault: Fault) -> bool:
    """Whether kind or shape differ: any values show it, and zeros would hide which place is which."""
    return fault.rung in ("kind", "shape") or (fault.rung == "gradient" and bool(fault.code))


def _dull(failure: Failure, oracle: Oracle) -> bool:
    """Whether the key's result is all zeros where it had better not be."""
    return _by_form(failure.difference.fault) and _blank(oracle.values[failure.index], failure, oracle)


def _blank(expected: Any, failure: Failure, oracle: Oracle) -> bool:
    return not any(flat(_part(parts(expected, oracle.check)[0], failure.difference.path, oracle)))


def _alike(failure: Failure, reply: Reply, difference: Difference) -> bool:
    """The same rung, and for what was raised the same exception; for a law the same law."""
    one, other = failure.difference.fault, difference.fault
    same = one.rung == other.rung and one.exception == other.exception and one.code == other.code
    return same and reply.kind == failure.reply.kind


def _still(oracle: Oracle, mistake: int, case: Case, reply: Reply) -> bool:
    """The named mistake shows the same on the smaller case."""
    theirs = oracle.run(oracle.task.wrong[mistake].encode(), [pack(oracle.check, case)])
    return bool(theirs) and oracle.equal(theirs[-1], reply)
