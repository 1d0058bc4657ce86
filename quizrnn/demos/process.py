"""A training in a process of its own, seen from the one who watches: start it, read its events, pause, stop.

    prepare(folder, demo, params, seed=3)          # or a folder where a run was stopped
    async with Training(folder) as training:
        async for event in training.events():      # ends with End or Failed, always
            ...
            training.stop()                        # from anywhere; ends at the next checkpoint, which is kept

Leaving the ``async with`` ends the process: it is asked to stop, and killed when it does not in time. No NumPy here.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO, Self

import msgspec

from quizrnn.demos.events import End, Event, Failed, decode
from quizrnn.demos.runs import LOG
from quizrnn.demos.texts import DemoError, Text

LONGEST_LINE = 64 * 2**20  # a large picture is one line
PATIENCE = 10.0  # seconds for a stop to take effect when nobody reads any more

ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""Small matrices are faster on one thread, the numbers do not depend on the cores, and sweeps use them all anyway."""


def _log(folder: Path) -> IO[bytes]:
    try:
        return (folder / LOG).open("ab")
    except OSError as error:
        raise DemoError("folder-unwritable", path=folder, detail=error) from error


class Training:
    """One training process and its stream of events."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        with _log(self.folder) as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "quizrnn.demos", str(self.folder)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                limit=LONGEST_LINE,
                env=os.environ | ONE_THREAD,
                start_new_session=True,  # Ctrl+C on the terminal is the watcher's to handle
            )
        return self

    async def __aexit__(self, *details: object) -> None:
        await self.end()
        log = self.folder / LOG
        if log.exists() and log.stat().st_size == 0:
            log.unlink()

    async def events(self) -> AsyncIterator[Event]:
        """Every event as it comes; the last is End or Failed, also when the process was killed."""
        assert self._process is not None and self._process.stdout is not None
        ended = False
        while line := await self._process.stdout.readline():
            try:
                event = decode(line)
            except msgspec.DecodeError:
                continue  # a library that prints
            ended = isinstance(event, End | Failed)
            yield event
        code = await self._process.wait()
        if not ended:
            error = DemoError("process-died", code=code, log=self.folder / LOG)
            yield Failed(Text(error.message("en"), error.message("ja")))

    def pause(self) -> None:
        """Hold at the next checkpoint."""
        self._tell("pause")

    def go_on(self) -> None:
        """Continue after a pause."""
        self._tell("resume")

    def stop(self) -> None:
        """End at the next checkpoint, which is saved; the stream then ends with End("stopped")."""
        self._tell("stop")

    def kill(self) -> None:
        """End at once; what was saved last is kept."""
        with contextlib.suppress(ProcessLookupError):
            if self._process is not None:
                self._process.kill()

    async def end(self) -> None:
        """Ask the process to stop, wait, and kill it if it does not; does nothing when it has ended."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        self.stop()
        assert process.stdout is not None
        try:
            async with asyncio.timeout(PATIENCE):
                while await process.stdout.read(2**16):  # a full pipe would hold it back
                    pass
                await process.wait()
        except TimeoutError:
            self.kill()
            await process.wait()
        finally:
            if process.returncode is None:  # cancelled while waiting
                self.kill()

    def _tell(self, word: str) -> None:
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(ConnectionError, RuntimeError):
                self._process.stdin.write(word.encode() + b"\n")
