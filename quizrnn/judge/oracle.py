"""What key, wrong variants and accepted answers do on the inputs of a task; run in trusted runners."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from quizrnn.bank.model import Check
from quizrnn.errors import QuizrnnError
from quizrnn.judge import store
from quizrnn.judge.contract import Program, Reply
from quizrnn.judge.inside.decode import decode
from quizrnn.judge.rules import Rule, rule_of
from quizrnn.judge.task import Task, arguments

if TYPE_CHECKING:
    from quizrnn.judge.inputs import Case
    from quizrnn.judge.runners import Runners

# Imported late, as they need numpy: inputs, compare, encode. A right answer is judged from the store without.

REPEATS = 2
"""Inputs that are run a second time at the end, to notice answers that are not deterministic."""


class KeyFailedError(QuizrnnError):
    """The question's own code failed: the verdict is ``broken``."""


def program_of(task: Task, source: bytes, *, watch: bool = False) -> Program:
    """The program that exercises a source as the task's check says; ``watch``: with the calls of a driver."""
    check = task.check
    if check.call:
        return Program(source=source, call=check.call, args=tuple(check.given), after=arguments(check))
    return Program(source=source, driver=task.driver, drive=check.driver, watch=watch)


def pack(check: Check, case: Case) -> bytes:
    """A case as it goes to a runner."""
    from quizrnn.judge.inside.encode import encode
    from quizrnn.judge.views import case_on_wire

    return encode(case_on_wire(check, case.values))


def parts(reply_value: Any, check: Check) -> tuple[Any, dict[str, Any]]:
    """(result, arguments after the call) of a reply's value."""
    if arguments(check):
        return reply_value["result"], reply_value["after"]
    return reply_value, {}


class Oracle:
    """Inputs and expected results of one task, computed once; variants when they are first asked for."""

    def __init__(self, task: Task, runners: Runners) -> None:
        self.task, self.runners, self.check = task, runners, task.check
        self.rule: Rule = rule_of(task.check)
        self._variants: dict[str, list[Reply]] = {}
        self.failed: Case | None = None
        """The counterexample of the last check, as long as that did not come out right."""

    @cached_property
    def stored(self) -> store.Expected:
        """Encoded inputs and results; raises KeyFailedError when the key cannot be run."""
        name = store.key(self.task)
        found = store.load(name)
        if found is None:
            found = self._compute()
            store.save(name, found)
        return found

    def keep(self, found: store.Expected) -> None:
        """What is stored of this task is now ``found``."""
        self.__dict__["stored"] = found  # where cached_property keeps it
        store.save(store.key(self.task), found)

    @cached_property
    def cases(self) -> list[Case]:
        """The inputs as drawn: needed once something is wrong."""
        from quizrnn.judge import inputs

        drawn = inputs.cases(self.check, self.seed)
        return [drawn[i] for i in self.stored.kept]

    @cached_property
    def values(self) -> list[Any]:
        """What the key returned on each input (with ``after`` where laws need it)."""
        return [decode(value) for value in self.stored.values]

    @cached_property
    def stress_values(self) -> list[Any]:
        """What the key returned on each stress input."""
        return [decode(value) for value in self.stored.stress_values]

    @property
    def seed(self) -> str:
        """What the inputs are drawn from."""
        return f"{self.task.id} {self.task.revision}"

    @cached_property
    def packed(self) -> tuple[bytes, ...]:
        """All inputs of a check, the repeated ones last."""
        return self.stored.packed + tuple(self.stored.packed[i] for i in self.repeated)

    @cached_property
    def repeated(self) -> tuple[int, ...]:
        """Which inputs are run twice."""
        count = len(self.stored.packed)
        return () if self.check.threshold else tuple(sorted({0, count // 2}))[:REPEATS]

    def run(self, source: bytes, cases: Sequence[bytes], *, seconds: float | None = None) -> list[Reply]:
        """Run bank code on encoded inputs; what could not be run is missing at the end."""
        limit = seconds or max(10.0, 3 * self.check.seconds)
        with self.runners.session(
            torch=self.task.torch, trusted=True, seconds=limit, memory=self.check.memory
        ) as session:
            loaded = session.load(program_of(self.task, source))
            return session.run(cases) if loaded.kind == "value" else [loaded]

    def _compute(self) -> store.Expected:
        from quizrnn.judge import inputs
        from quizrnn.judge.inside.encode import encode

        drawn = inputs.cases(self.check, self.seed)
        packed = [pack(self.check, case) for case in drawn]
        stress = [pack(self.check, inputs.literal(self.check, one.case)) for one in self.check.stress]
        if self.check.threshold is not None:
            noted = [encode(reply.value) for reply in (self._run_key(stress) if stress else [])]
            return store.Expected(
                store.FORMAT,
                tuple(range(len(drawn))),
                tuple(packed),
                tuple([b""] * len(drawn)),
                tuple(stress),
                tuple(noted),
            )
        first = {data: i for i, data in reversed(list(enumerate(packed)))}
        kept = sorted(first.values())
        replies = self._run_key([packed[i] for i in kept] + stress)
        good = [
            (i, reply) for i, reply in zip(kept, replies[: len(kept)], strict=True) if reply.kind == "value"
        ]
        if not good:
            raise KeyFailedError(f"{self.task.id}: the key fails on every input. {told(replies[0])}")
        return store.Expected(
            store.FORMAT,
            tuple(i for i, _ in good),
            tuple(packed[i] for i, _ in good),
            tuple(encode(reply.value) for _, reply in good),
            tuple(stress),
            tuple(encode(reply.value) for reply in replies[len(kept) :]),
        )

    def _run_key(self, cases: Sequence[bytes]) -> list[Reply]:
        """The key's replies; one more try when a runner of ours failed."""
        for _ in range(2):
            replies = self.run(self.task.key.encode(), cases)
            ended = [reply for reply in replies if reply.kind not in ("value", "raised")]
            if len(replies) == len(cases) and not ended:
                return replies
        raise KeyFailedError(
            f"{self.task.id}: the key does not run. {told(replies[-1]) if replies else ''}".strip()
        )

    @cached_property
    def telling(self) -> Rule:
        """The rule with the axes of the result by name, for telling how an answer differs."""
        if self.rule.returns is not None:
            return self.rule
        from quizrnn.judge.axes import measured

        sizes = [case.sizes for case in self.cases]
        results = [parts(value, self.check)[0] for value in self.values]
        return msgspec.structs.replace(self.rule, returns=measured(list(zip(results, sizes, strict=True))))

    # -- variants ----------------------------------------------------------------------------------

    def mistake(self, replies: Sequence[Reply]) -> int | None:
        """The wrong variant whose replies equal these on every input; None when none or several do."""
        found = [i for i, text in enumerate(self.task.wrong) if self._same(text, replies)]
        return found[0] if len(found) == 1 else None

    def accepted(self, replies: Sequence[Reply]) -> int | None:
        """The accepted further answer whose results equal these on every input."""
        if any(reply.kind != "value" for reply in replies):
            return None
        return next((i for i, text in enumerate(self.task.accept) if self._same(text, replies)), None)

    def _same(self, text: str, replies: Sequence[Reply]) -> bool:
        if text not in self._variants:
            self._variants[text] = self.run(text.encode(), self.stored.packed, seconds=self.check.seconds)
        theirs = self._variants[text]
        return len(theirs) == len(replies) and all(
            self.equal(one, other) for one, other in zip(theirs, replies, strict=True)
        )

    def differs(self, index: int, reply: Reply) -> bool:
        """Whether a reply on an input is not the key's."""
        return not self.equal(Reply(kind="value", value=self.values[index]), reply)

    def equal(self, one: Reply, other: Reply) -> bool:
        """Two replies that no check can tell apart."""
        if one.kind != other.kind:
            return False
        if one.kind == "value":
            from quizrnn.judge.compare import differ

            return differ(one.value, other.value, self._whole_rule) is None
        # On the same input the same mistake raises with the same words; the type alone says little.
        return one.exception == other.exception and (one.kind != "raised" or one.message == other.message)

    @cached_property
    def _whole_rule(self) -> Rule:
        if arguments(self.check) or self.rule.paths is not None:
            return Rule(self.rule.tolerance, self.rule.dtype, self.rule.kind, None, None, self.rule.single)
        return self.rule


def told(reply: Reply) -> str:
    """A reply's fault in a few words, for a technical detail."""
    words = f"{reply.exception}: {reply.message}" if reply.exception else reply.message or reply.code
    place = f" (line {reply.line})" if reply.line else ""
    return f"{reply.kind} {words}{place}".strip()
