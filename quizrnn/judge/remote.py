"""Owns a judge process from an asyncio program: starts, watches, restarts and ends it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import msgspec

from quizrnn.bank.model import Question
from quizrnn.errors import QuizrnnError
from quizrnn.judge import system
from quizrnn.judge import task as tasks
from quizrnn.judge.messages import Request, Response, pack, unpack
from quizrnn.verdict import Ran, Verdict

LINE = 64 << 20
PATIENCE = 10.0
"""Seconds without a sign of life after which the process counts as hung."""


class _GoneError(Exception):
    """The judge process died, hung or talked nonsense."""


class Judge:
    """``LocalJudge``, awaited, in a process of its own; restarted when it dies. One request at a time."""

    slack = 1.0
    """How many times a question's seconds an answer may take: more on a slow machine."""

    def __init__(self, *, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._number = 0
        self._torch = False
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The judge process, while there is one."""
        return self._process.pid if self._process is not None else None

    async def check(self, question: Question, source: bytes) -> Verdict:
        """As ``LocalJudge.check``; cancelling the task stops the check."""
        request = Request(id=0, do="check", task=self._task(question), source=source)
        try:
            response = await self._ask(request)
        except _GoneError as error:
            return Verdict(outcome="broken", detail=str(error))
        if response.verdict is None:
            return Verdict(outcome="broken", detail=response.broken or response.error)
        return response.verdict

    async def check_each(self, question: Question, sources: Sequence[bytes]) -> tuple[Verdict, ...]:
        """As ``LocalJudge.check_each``; none where the judge process fails."""
        request = Request(id=0, do="check-each", task=self._task(question), sources=tuple(sources))
        try:
            return (await self._ask(request)).verdicts
        except _GoneError:
            return ()

    async def run(self, question: Question, source: bytes) -> Ran:
        """As ``LocalJudge.run``."""
        request = Request(id=0, do="run", task=self._task(question), source=source)
        try:
            response = await self._ask(request)
        except _GoneError as error:
            return Ran(verdict=Verdict(outcome="broken", detail=str(error)))
        if response.ran is None:
            return Ran(verdict=Verdict(outcome="broken", detail=response.broken or response.error))
        return response.ran

    async def compute(self, program: str, function: str, case: dict[str, Any]) -> Any:
        """As ``LocalJudge.compute``."""
        request = Request(id=0, do="compute", source=program.encode(), function=function, case=pack(case))
        try:
            response = await self._ask(request)
        except _GoneError as error:
            raise QuizrnnError(f"the judge could not run it: {error}") from None
        if response.value is None:
            raise QuizrnnError(response.error or response.broken)
        return unpack(response.value)

    async def warm(self, *, torch: bool) -> None:
        """Start it and its runners in the background."""
        self._torch = self._torch or torch
        async with self._turn:
            with contextlib.suppress(_GoneError, OSError):
                await self._start()
                await self._send(Request(id=0, do="warm", torch=torch))

    async def close(self) -> None:
        """Kill everything."""
        self._closed = True
        await self._kill()

    def _task(self, question: Question) -> tasks.Task:
        return tasks.with_slack(tasks.make(question), self.slack)

    # -- the process -------------------------------------------------------------------------------

    async def _ask(self, request: Request) -> Response:
        """One request, tried again in a fresh process when the first one dies; raises _GoneError."""
        async with self._turn:
            for attempt in (1, 2):
                try:
                    return await self._attempt(request)
                except (_GoneError, OSError) as error:
                    await self._kill()
                    if attempt == 2 or self._closed:
                        raise _GoneError(str(error)) from None
                except asyncio.CancelledError:
                    await self._kill()
                    raise
        raise AssertionError("unreachable")

    async def _attempt(self, request: Request) -> Response:
        await self._start()
        self._number += 1
        await self._send(msgspec.structs.replace(request, id=self._number))
        assert self._process is not None and self._process.stdout is not None
        while True:
            try:
                line = await asyncio.wait_for(self._process.stdout.readline(), self._patience)
            except TimeoutError:
                raise _GoneError("the judge process does not answer") from None
            except ValueError:
                raise _GoneError("the judge process sent too much") from None
            if not line:
                raise _GoneError("the judge process ended")
            try:
                response = msgspec.json.decode(line, type=Response)
            except msgspec.DecodeError:
                raise _GoneError("the judge process sent something else") from None
            if response.id == self._number and not response.alive:
                return response

    async def _start(self) -> None:
        if self._closed:
            raise _GoneError("the judge is closed")
        if why := system.unsuited():
            raise _GoneError(why)
        if self._process is not None and self._process.returncode is None:
            return
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "quizrnn.judge",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            start_new_session=True,
            limit=LINE,
        )
        await self._send(Request(id=0, do="warm", torch=self._torch))

    async def _send(self, request: Request) -> None:
        assert self._process is not None and self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(request) + b"\n")
        try:
            await asyncio.wait_for(self._process.stdin.drain(), self._patience)
        except (ConnectionError, TimeoutError):
            raise _GoneError("the judge process does not listen") from None

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.shield(process.wait())
