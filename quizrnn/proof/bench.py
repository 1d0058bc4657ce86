"""Runs the programs of one code question over its inputs and tells which of them part from the key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec

from quizrnn.bank.model import Code, Given, Question
from quizrnn.bank.solution import driver, program
from quizrnn.judge import inputs, laws
from quizrnn.judge import task as tasks
from quizrnn.judge.check import Core
from quizrnn.judge.compare import differ
from quizrnn.judge.oracle import Oracle, pack, parts, program_of
from quizrnn.judge.rules import Rule
from quizrnn.judge.runners import Program, Reply, Session
from quizrnn.judge.task import arguments
from quizrnn.verdict import Verdict

MUTANT_SECONDS = 1.0
SLOWER = 5.0
"""A slip that takes this many times as long as the key (and ``MUTANT_SECONDS``) counts as killed."""


class Bench:
    """One question with its inputs and the key's results."""

    def __init__(self, core: Core, question: Question, code: Code) -> None:
        self.core, self.code = core, code
        self.task = tasks.make(question)
        self.check = code.check
        self.oracle = Oracle(self.task, core.runners)

    def verdict(self, source: str) -> Verdict:
        """What a learner who hands this in is told."""
        return self.core.check(self.task, source.encode())

    def replies(self, source: str) -> list[Reply]:
        """What a program does on every input; fewer replies than inputs when it was ended."""
        return self.oracle.run(source.encode(), self.oracle.stored.packed, seconds=self.check.seconds)

    @cached_property
    def raised_on(self) -> int:
        """The number of drawn inputs on which the key itself raises."""
        if self.check.threshold is not None:
            return 0
        packed = [pack(self.check, case) for case in inputs.cases(self.check, self.oracle.seed)]
        kept = set(self.oracle.stored.packed)
        return sum(data not in kept for data in packed)

    def on_stress(self) -> list[Reply]:
        """What the key does on each stress input."""
        packed = self.oracle.stored.stress
        return [self.oracle.run(self.task.key.encode(), [data])[-1] for data in packed]

    def same(self, one: Sequence[Reply], other: Sequence[Reply]) -> bool:
        """True when two programs did the same on every input."""
        return len(one) == len(other) and all(map(self.oracle.equal, one, other))

    @cached_property
    def patience(self) -> float:
        """Seconds that a mutant may take."""
        key = sum(reply.seconds for reply in self.replies(self.task.key))
        return min(self.check.seconds, max(MUTANT_SECONDS, SLOWER * key))

    def parts_from_key(self, source: str, *, seconds: float | None = None) -> bool:
        """True when a program is no right answer; stops at the first input that shows it."""
        if self.check.threshold is not None:
            return self.verdict(source).outcome not in ("right", "broken")
        with self.session(seconds or self.patience) as session:
            if session.load(program_of(self.task, source.encode())).kind != "value":
                return True
            replies = session.run(self.oracle.packed, self._departs)
        expected = len(self.oracle.packed)
        return len(replies) < expected or self._departs(len(replies) - 1, replies[-1])

    def session(self, seconds: float | None = None) -> Session:
        """A runner as a learner's answer gets it."""
        return self.core.runners.session(
            torch=self.task.torch,
            trusted=False,
            seconds=seconds or self.check.seconds,
            memory=self.check.memory,
        )

    def _departs(self, position: int, reply: Reply) -> bool:
        count = len(self.oracle.stored.packed)
        index = position if position < count else self.oracle.repeated[position - count]
        return self.departs(reply, self.oracle.values[index], index)

    def departs(self, reply: Reply, wanted: Any, index: int | None = None) -> bool:
        """True when a reply is not what the key returned (``wanted``), or breaks a law on that input."""
        if reply.kind != "value":
            return True
        result, after = parts(reply.value, self.check)
        expected, state = parts(wanted, self.check)
        if differ(expected, result, self.oracle.rule) is not None:
            return True
        if not self.check.laws or index is None:
            return False
        return laws.broken(self.check, self.oracle.cases[index], result, after, state) is not None

    def twin_parts(self) -> str:
        """Why the twin does not agree with the key, or ""."""
        twin = self.code.twin
        assert twin is not None
        torch = "torch" in twin.needs
        check = msgspec.structs.replace(self.check, given=_in_framework(self.check.given, torch))
        packed = [pack(check, case) for case in self.oracle.cases]
        source = program(twin).encode()
        if check.call:
            what = Program(source=source, call=check.call, args=tuple(check.given), after=arguments(check))
        else:
            what = Program(source=source, driver=driver(twin), drive=check.driver)
        with self.core.runners.session(
            torch=torch, trusted=True, seconds=max(10.0, check.seconds), memory=check.memory
        ) as session:
            loaded = session.load(what)
            replies = session.run(packed) if loaded.kind == "value" else [loaded]
        return self._twin_fault(replies)

    def _twin_fault(self, replies: Sequence[Reply]) -> str:
        plain = Rule(tolerance=self.oracle.rule.tolerance, paths=self.oracle.rule.paths, single=True)
        for index, (reply, wanted) in enumerate(zip(replies, self.oracle.values, strict=False)):
            if reply.kind != "value":
                return f"on input {index + 1} it {said(reply)}"
            found = differ(parts(wanted, self.check)[0], parts(reply.value, self.check)[0], plain)
            if found is not None:
                return f"on input {index + 1} they differ in {found.rung}" + (
                    f" of {found.path}" if found.path else ""
                )
        return "" if len(replies) == len(self.oracle.values) else "it did not run to the end"


def said(reply: Reply) -> str:
    """What a reply that is no value did, as a verb."""
    words = f"{reply.exception}: {reply.message}" if reply.exception else reply.message or reply.code
    verb = {"raised": "raises", "timeout": "takes too long", "memory": "takes too much memory"}
    return f"{verb.get(reply.kind, reply.kind)} {words}".strip()


def _in_framework(given: Mapping[str, Given], torch: bool) -> dict[str, Given]:
    return {name: _flipped(one, torch) for name, one in given.items()}


def _flipped(given: Given, torch: bool) -> Given:
    of = _flipped(given.of, torch) if given.of is not None else None
    fields = _in_framework(given.fields, torch)
    tensor = torch and bool(given.shape)
    return msgspec.structs.replace(given, torch=tensor, of=of, fields=fields)
