"""The same sweep on a Dask cluster: folders travel to the workers and come back.

A worker trains in a process of its own, on one thread, as this machine would; so the numbers are the same. When a
worker dies, Dask gives its runs to another. Workers need quizrnn installed, and data named by ``--data`` at the same
path. Dask is imported only here, when a cluster is named.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path
from typing import Any

import msgspec

from quizrnn.demos.events import Metric, Start, decode
from quizrnn.demos.process import ONE_THREAD
from quizrnn.demos.runs import LOCK, LOG
from quizrnn.demos.sweep import Job, Watcher, is_done, result_of
from quizrnn.demos.texts import DemoError, in_both

Files = dict[str, bytes]
PATIENCE = 10.0
"""Seconds for the scheduler to answer."""
LOOK = 2.0
"""Seconds between a worker's looks whether it should stop."""


async def run_there(address: str, jobs: list[Job], watcher: Watcher, stop: asyncio.Event) -> None:
    """Do every job that is not done on the cluster at ``address``; raises DemoError when it cannot be reached."""
    try:
        import distributed
    except ImportError:
        raise DemoError("cluster-missing") from None
    for name in ("distributed", "distributed.client", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what is lost is said better here
    client = None
    try:
        client = distributed.Client(address, asynchronous=True, timeout=PATIENCE, set_as_default=False)
        await client
    except (OSError, ValueError, TimeoutError, RuntimeError, ImportError) as error:
        if client is not None:
            await client.close()
        raise DemoError("cluster-silent", address=address, detail=error or type(error).__name__) from error
    try:
        await _run(client, address, [job for job in jobs if not is_done(job)], watcher, stop)
    finally:
        with contextlib.suppress(OSError, TimeoutError):
            await client.close()


async def _run(client: Any, address: str, jobs: list[Job], watcher: Watcher, stop: asyncio.Event) -> None:
    import distributed
    from distributed.client import FutureCancelledError

    topic = f"quizrnn-{uuid.uuid4().hex}"

    def moved(event: tuple[float, tuple[int, float]]) -> None:
        number, share = event[1]
        watcher.moved(jobs[number], share)

    client.subscribe_topic(topic, moved)
    stopping = distributed.Event(topic, client=client)
    futures = {
        client.submit(train, packed(job.folder), topic, number, pure=False, key=f"{topic}-{number}"): job
        for number, job in enumerate(jobs)
    }

    async def collect(future: Any, job: Job) -> None:
        message = None
        try:
            unpack(await future, job.folder)
        except FutureCancelledError:
            if not stop.is_set():  # the scheduler has gone
                message = in_both(DemoError("cluster-lost", address=address, path=job.folder.parent))
        except Exception as error:  # whatever the worker's machine made of it
            detail = f"{type(error).__name__}: {error}"
            message = in_both(DemoError("broke", detail=detail, log=job.folder / LOG))
            (job.folder / LOG).write_text(detail, encoding="utf-8")
        watcher.ended(result_of(job, message))

    async def obey() -> None:
        await stop.wait()
        await stopping.set()
        waiting = [future for future in futures if future.status == "pending"]
        processing = {key for keys in (await client.processing()).values() for key in keys}
        await client.cancel([future for future in waiting if future.key not in processing])

    listening = asyncio.create_task(obey())
    try:
        async with asyncio.TaskGroup() as group:
            for future, job in futures.items():
                group.create_task(collect(future, job))
    finally:
        listening.cancel()


def train(files: Files, topic: str, number: int) -> Files:
    """On the worker: train what the files of a run folder ask for, and return them as they are then."""
    import distributed

    worker = distributed.get_worker()
    with tempfile.TemporaryDirectory(prefix="quizrnn-") as place:
        folder = Path(place)
        unpack(files, folder)
        with (folder / LOG).open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "quizrnn.demos", place],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=os.environ | ONE_THREAD,
            )
        assert process.stdin is not None and process.stdout is not None
        stopping = distributed.Event(topic, client=distributed.get_client())
        threading.Thread(target=_stop_when_asked, args=(process, stopping), daemon=True).start()
        total = 1
        for line in process.stdout:
            with contextlib.suppress(msgspec.DecodeError):
                event = decode(line)
                if isinstance(event, Start):
                    total = event.total
                elif isinstance(event, Metric):
                    worker.log_event(topic, (number, event.step / total))
        process.wait()
        return packed(folder)


def _stop_when_asked(process: subprocess.Popen[bytes], stopping: Any) -> None:
    """Wait for the word as long as the process runs; the end of its stdin means stop."""
    while process.poll() is None:
        try:
            if stopping.wait(LOOK):
                with contextlib.suppress(OSError):
                    process.stdin.close()  # type: ignore[union-attr]
                return
        except Exception:  # no scheduler: Dask ends the worker, and that ends the process
            time.sleep(LOOK)


def packed(folder: Path) -> Files:
    """The files of a run folder."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != LOCK
    }


def unpack(files: Files, folder: Path) -> None:
    """Write the files of a run folder; an empty log is left out."""
    for name, content in files.items():
        if content or name != LOG:
            (folder / name).write_bytes(content)
