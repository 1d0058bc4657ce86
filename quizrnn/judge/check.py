"""From a task and a source to a verdict: run, compare, and say what is wrong, as small as possible."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import msgspec

from quizrnn.errors import QuizrnnError
from quizrnn.judge import store
from quizrnn.judge.alike import all_equal
from quizrnn.judge.contract import Program, Reply
from quizrnn.judge.faults import NOTHING, fault_of, outcome_of
from quizrnn.judge.inside.tree import Array
from quizrnn.judge.oracle import Oracle, pack, parts, program_of, told
from quizrnn.judge.runners import Runners
from quizrnn.judge.session import Session
from quizrnn.judge.task import Task
from quizrnn.verdict import Fault, Ran, Verdict

if TYPE_CHECKING:
    from quizrnn.judge.inputs import Case

# What needs numpy is imported where something is wrong: on a command line, a right answer is told without it.

ENDED = frozenset({"timeout", "memory", "broken"})
"""Outcomes after which a series of checks ends."""
REMEMBERED = 64
"""Tasks whose expected results stay in memory."""
COMPUTE_SECONDS = 20.0
COMPUTE = """
def quizrnn_compute(answer, case):
    return getattr(answer, case["function"])(**case["case"])
"""


class OursFailedError(Exception):
    """Infrastructure failed, not the answer."""


class Core:
    """The judge proper. It executes nobody's code: its runners do. Not thread-safe."""

    def __init__(self, runners: Runners | None = None) -> None:
        self.runners = runners or Runners()
        self._oracles: OrderedDict[str, Oracle] = OrderedDict()

    def close(self) -> None:
        """Kill everything."""
        self.runners.close()

    # -- check -------------------------------------------------------------------------------------

    def check(self, task: Task, source: bytes) -> Verdict:
        """Judge a whole program; a failure of ours is retried once and then told as ``broken``."""
        if task.torch and find_spec("torch") is None:
            return Verdict(
                outcome="broken",
                fault=Fault(rung="run", code="missing-torch"),
                detail="torch is not installed",
            )
        return self._checked(task, source, brief=False)

    def check_each(self, task: Task, sources: Sequence[bytes]) -> tuple[Verdict, ...]:
        """Outcome, fault and known mistake of several programs, without a search for counterexamples.

        One that a limit ended is the last, so that all together take little longer than one may.
        """
        verdicts: list[Verdict] = []
        for source in sources:
            verdicts.append(self._checked(task, source, brief=True))
            if verdicts[-1].outcome in ENDED:
                break
        return tuple(verdicts)

    def _checked(self, task: Task, source: bytes, *, brief: bool) -> Verdict:
        detail = ""
        begin = time.perf_counter()
        for _ in range(2):
            try:
                verdict = self._judge(task, source, brief=brief)
            except QuizrnnError as error:
                return Verdict(outcome="broken", detail=str(error), seconds=time.perf_counter() - begin)
            except Exception as error:  # ours, whatever it is: never held against the learner
                detail = f"{type(error).__name__}: {error}"[:500]
                continue
            return msgspec.structs.replace(verdict, seconds=time.perf_counter() - begin)
        return Verdict(outcome="broken", detail=detail, seconds=time.perf_counter() - begin)

    def _judge(self, task: Task, source: bytes, *, brief: bool) -> Verdict:
        oracle = self._oracle(task)
        packed = oracle.packed  # before the runner starts its clock: the key may have to run first
        with self.session(task) as session:
            loaded = session.load(program_of(task, source), packed)
            if loaded.kind != "value":
                return self._ended(task, loaded, session, 0)
            replies = session.run(packed)
            last = replies[-1]
            if last.kind == "broken":
                raise OursFailedError(last.message)
            if task.check.threshold is not None:
                from quizrnn.judge.threshold import judge_threshold

                verdict = judge_threshold(self.runners, task, packed, replies, session)
                stress = self._stress(oracle, session) if verdict.outcome == "right" else ()
                return msgspec.structs.replace(verdict, stress=stress)
            if self._right(oracle, replies):
                if not brief:
                    oracle.failed = None
                return Verdict(
                    outcome="right",
                    score=1.0,
                    stress=self._stress(oracle, session),
                    output=session.output,
                    output_cut=session.output_cut,
                    inputs=len(oracle.stored.packed),
                )
            output = (session.output, session.output_cut)
        return self._wrong(oracle, source, replies, output, brief=brief)

    def _oracle(self, task: Task) -> Oracle:
        key = store.key(task)
        oracle = self._oracles.get(key)
        if oracle is None or oracle.task != task:
            oracle = Oracle(task, self.runners)
            self._oracles[key] = oracle
            if len(self._oracles) > REMEMBERED:
                self._oracles.popitem(last=False)
        self._oracles.move_to_end(key)
        return oracle

    def session(self, task: Task, *, trusted: bool = False) -> Session:
        """A runner for a learner's program, or for bank code under the same limits (spares then fit)."""
        check = task.check
        return self.runners.session(
            torch=task.torch, trusted=trusted, seconds=check.seconds, memory=check.memory
        )

    def _right(self, oracle: Oracle, replies: Sequence[Reply]) -> bool:
        """Everything agrees with the key and keeps the laws, the repeated inputs too."""
        if len(replies) != len(oracle.packed) or any(reply.kind != "value" for reply in replies):
            return False
        expected = oracle.values + [oracle.values[i] for i in oracle.repeated]
        got = [reply.value for reply in replies]
        if not oracle.check.laws:
            return all_equal(expected, got, oracle.rule)
        results = [[parts(value, oracle.check)[0] for value in values] for values in (expected, got)]
        if not all_equal(results[0], results[1], oracle.rule):
            return False
        from quizrnn.judge import laws

        return all(
            laws.broken(
                oracle.check, case, result, parts(value, oracle.check)[1], parts(wanted, oracle.check)[1]
            )
            is None
            for case, result, value, wanted in zip(oracle.cases, results[1], got, expected, strict=False)
        )

    def _stress(self, oracle: Oracle, session: Session) -> tuple[int, ...]:
        """Which stress notes apply to a right answer; whatever happens there, it stays right."""
        if not oracle.stored.stress:
            return ()
        from quizrnn.judge.compare import differ

        apply: list[int] = []
        for i, (data, expected) in enumerate(zip(oracle.stored.stress, oracle.stress_values, strict=True)):
            reply = session.run([data])[-1]
            if reply.kind == "broken":
                break
            result = parts(reply.value, oracle.check)[0] if reply.kind == "value" else None
            if (
                reply.kind != "value"
                or differ(parts(expected, oracle.check)[0], result, oracle.rule) is not None
            ):
                apply.append(i)
        return tuple(apply)

    def _wrong(
        self, oracle: Oracle, source: bytes, replies: list[Reply], output: tuple[str, bool], *, brief: bool
    ) -> Verdict:
        """An accepted further answer after all, or failing rung, named mistake and smallest input."""
        from quizrnn.judge.explain import explain, find_failure

        count = len(oracle.stored.packed)
        own = replies[:count]
        whole = len(replies) == len(oracle.packed)
        extras = {"output": output[0], "output_cut": output[1], "inputs": len(own)}
        accepted = oracle.accepted(own) if whole else None
        if accepted is not None and self._laws_hold(oracle, own):
            if not brief:
                oracle.failed = None
            return Verdict(outcome="right", score=1.0, accepted=accepted, **extras)  # type: ignore[arg-type]
        failure = find_failure(oracle, replies)
        mistake = oracle.mistake(own) if whole and failure.rung != "stable" else None
        if brief:
            return Verdict(outcome=failure.outcome, fault=failure.difference.fault, mistake=mistake)
        verdict = explain(self, oracle, source, failure, mistake, printed=bool(output[0]))
        if verdict.output_here:
            extras = {"inputs": len(own)}
        return msgspec.structs.replace(verdict, mistake=mistake, **extras)

    def _laws_hold(self, oracle: Oracle, replies: Sequence[Reply]) -> bool:
        from quizrnn.judge import laws

        return all(
            laws.broken(
                oracle.check, case, *parts(reply.value, oracle.check), parts(reply.value, oracle.check)[1]
            )
            is None
            for case, reply in zip(oracle.cases, replies, strict=True)
        )

    def _ended(self, task: Task, reply: Reply, session: Session, ran: int) -> Verdict:
        if reply.kind == "broken":
            raise OursFailedError(reply.message)
        return Verdict(
            outcome=outcome_of(reply),
            fault=fault_of(reply, task.check),
            output=session.output,
            output_cut=session.output_cut,
            inputs=ran,
        )

    # -- run and compute ---------------------------------------------------------------------------

    def run(self, task: Task, source: bytes) -> Ran:
        """Run on one input without judging: that of the last counterexample, or a telling example."""
        from quizrnn.judge.views import case_on_wire, view
        from quizrnn.judge.watching import forgotten, see

        begin = time.perf_counter()
        oracle = self._oracle(task)
        again = oracle.failed is not None
        case = oracle.failed or _example(oracle)
        packed = pack(task.check, case)
        seen = see(self, task, source, packed)
        reply, verdict = seen.reply, None
        if reply.kind != "value":
            verdict = Verdict(outcome=outcome_of(reply), fault=fault_of(reply, task.check))
            if reply.code == "driver" and forgotten(self, task, seen, packed):
                verdict = Verdict(outcome="error", fault=NOTHING)
        return Ran(
            output=seen.output,
            output_cut=seen.output_cut,
            given={name: view(value) for name, value in case_on_wire(task.check, case.values).items()},
            value=view(parts(reply.value, task.check)[0]) if verdict is None else None,
            calls=seen.calls,
            calls_more=seen.more,
            driven=bool(task.check.driver),
            again=again,
            verdict=verdict,
            seconds=time.perf_counter() - begin,
        )

    def compute(self, program: str, function: str, case: dict[str, Any]) -> Any:
        """What a function of bank code returns, as plain Python; raises QuizrnnError when it fails."""
        from quizrnn.judge.inside import wire

        torch = "torch" in program and find_spec("torch") is not None
        with self.runners.session(torch=torch, trusted=True, seconds=COMPUTE_SECONDS, memory=1024) as session:
            reply = session.load(Program(source=program.encode(), driver=COMPUTE, drive="quizrnn_compute"))
            if reply.kind == "value":
                reply = session.run([wire.encode({"function": function, "case": case})])[-1]
        if reply.kind != "value":
            raise QuizrnnError(f"{function}() of the bank's code did not run: {told(reply)}")
        return plain(reply.value)


def _example(oracle: Oracle) -> Case:
    """A telling input; where the key cannot be run, which is not the learner's affair here, the first one."""
    from quizrnn.judge import inputs
    from quizrnn.judge.example import example

    try:
        return example(oracle)
    except QuizrnnError:
        return inputs.cases(oracle.check, oracle.seed)[0]


def plain(value: Any) -> Any:
    """A value tree with its arrays as nested lists and numbers."""
    if isinstance(value, Array):
        return value.numpy().tolist()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value
