"""The two ways to a judge: ``Judge`` owns a judge process (the app), ``LocalJudge`` is one.

Importing this imports no numpy: runners are started first, and import theirs at the same time.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quizrnn.judge import system

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizrnn.bank.model import Question
    from quizrnn.judge.check import Core
    from quizrnn.judge.remote import Judge
    from quizrnn.judge.runners import Runners
    from quizrnn.judge.task import Task
    from quizrnn.verdict import Ran, Verdict

__all__ = ["Judge", "LocalJudge"]


def __getattr__(name: str) -> Any:
    """``Judge``, late: it needs asyncio, which a command line does not."""
    if name == "Judge":
        from quizrnn.judge.remote import Judge

        return Judge
    raise AttributeError(name)


class LocalJudge:
    """A judge in this process: it executes nobody's code, its runners do. Not thread-safe."""

    slack = 1.0
    """How many times a question's seconds an answer may take."""

    def __init__(self) -> None:
        self._runners: Runners | None = None
        self._core: Core | None = None

    def check(self, question: Question, source: bytes) -> Verdict:
        """Judge a whole program (the learner's file, or regions spliced by ``bank.solution.program``)."""
        return self.check_task(self._task(question), source)

    def check_task(self, task: Task, source: bytes) -> Verdict:
        """As ``check``, for a task made before."""
        return self._judge(task.torch).check(task, source)

    def check_each(self, question: Question, sources: Sequence[bytes]) -> tuple[Verdict, ...]:
        """Outcome, fault and known mistake of several programs; fewer where a limit ended one."""
        return self.check_each_task(self._task(question), sources)

    def check_each_task(self, task: Task, sources: Sequence[bytes]) -> tuple[Verdict, ...]:
        """As ``check_each``, for a task made before."""
        return self._judge(task.torch).check_each(task, sources)

    def run(self, question: Question, source: bytes) -> Ran:
        """Run it without judging."""
        return self.run_task(self._task(question), source)

    def run_task(self, task: Task, source: bytes) -> Ran:
        """As ``run``, for a task made before."""
        return self._judge(task.torch).run(task, source)

    def compute(self, program: str, function: str, case: dict[str, Any]) -> Any:
        """Run bank code (``answer``, ``prove``) in a trusted runner; raises QuizrnnError when it fails."""
        return self._judge(False, start=False).compute(program, function, case)

    def warm(self, *, torch: bool, trusted: bool = False) -> None:
        """Start runners in the background; ``trusted``: those of the bank's own code too.

        Where none can be started, the first check says so.
        """
        if system.unsuited():
            return
        runners = self._start(torch)
        if trusted:
            runners.warm(torch=torch, trusted=True)

    def close(self) -> None:
        """Kill everything."""
        if self._runners is not None:
            self._runners.close()
        self._runners = self._core = None

    def _task(self, question: Question) -> Task:
        made = make(question)
        if self.slack == 1.0:
            return made
        from quizrnn.judge.task import with_slack

        return with_slack(made, self.slack)

    def _start(self, torch: bool) -> Runners:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        if self._runners is None:
            from quizrnn.judge.runners import Runners

            self._runners = Runners()
        self._runners.warm(torch=torch, trusted=False)
        return self._runners

    def _judge(self, torch: bool, *, start: bool = True) -> Core:
        if self._core is None:
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            runners = self._start(torch) if start else None
            from quizrnn.judge.check import Core

            self._core = Core(runners)
            self._runners = self._core.runners
        return self._core


@lru_cache(maxsize=256)
def _made(key: _Same) -> Task:
    from quizrnn.judge import task

    return task.make(key.question)


class _Same:
    """A question by id and revision: what its task depends on."""

    def __init__(self, question: Question) -> None:
        self.question = question

    def _key(self) -> tuple[str, str, str]:
        return self.question.id, self.question.revision, self.question.file

    def __hash__(self) -> int:
        return hash(self._key())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and (
            self.question is other.question or self.question == other.question
        )


def make(question: Question) -> Task:
    """The task of a question, made once."""
    return _made(_Same(question))
