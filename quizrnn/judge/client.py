"""The two ways to a judge: ``Judge`` owns a judge process (the app), ``LocalJudge`` is one (command line, proof)."""

from __future__ import annotations

from typing import Any

from quizrnn.bank.model import Question
from quizrnn.judge.task import Ran
from quizrnn.verdict import Verdict


class LocalJudge:
    """A judge in this process: it executes nobody's code, its runners do. Not thread-safe."""

    def check(self, question: Question, source: bytes) -> Verdict:
        """Judge a whole program (the learner's file, or regions spliced by ``bank.solution.program``)."""
        raise NotImplementedError

    def run(self, question: Question, source: bytes) -> Ran:
        """Run it without judging."""
        raise NotImplementedError

    def compute(self, program: str, function: str, case: dict[str, Any]) -> Any:
        """Run bank code (``answer``, ``prove``) in a trusted runner; raises QuizrnnError when it fails."""
        raise NotImplementedError

    def warm(self, *, torch: bool) -> None:
        """Start runners in the background."""
        raise NotImplementedError

    def close(self) -> None:
        """Kill everything."""
        raise NotImplementedError


class Judge:
    """The same, awaited, in a process of its own started by ``asyncio.create_subprocess_exec``; restarted when it dies."""

    async def check(self, question: Question, source: bytes) -> Verdict:
        """As ``LocalJudge.check``; cancelling the task stops the check."""
        raise NotImplementedError

    async def run(self, question: Question, source: bytes) -> Ran:
        """As ``LocalJudge.run``."""
        raise NotImplementedError

    async def compute(self, program: str, function: str, case: dict[str, Any]) -> Any:
        """As ``LocalJudge.compute``."""
        raise NotImplementedError

    async def warm(self, *, torch: bool) -> None:
        """Start it and its runners in the background."""
        raise NotImplementedError

    async def close(self) -> None:
        """Kill everything."""
        raise NotImplementedError
