"""The training process: runs the demo of a folder, writes down what happens, and listens to its starter.

On stdin come the words ``pause``, ``resume`` and ``stop``, one a line; the end of stdin means stop. Events go to
stdout as JSON lines and to the folder. A stop takes effect at the next checkpoint, which is saved first.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from io import FileIO, RawIOBase
from pathlib import Path
from typing import Any, Self

import msgspec
import numpy as np

import quizrnn
from quizrnn.demos.demo import Demo
from quizrnn.demos.device import take_device
from quizrnn.demos.events import Checkpoint, End, Event, Failed, Saved, Start, State, Yielded, encode
from quizrnn.demos.params import Params
from quizrnn.demos.randomness import KEY, make_rng, random_state
from quizrnn.demos.runs import EVENTS, LOCK, LOG, WEIGHTS, RunInfo, check_fit, read_run, write_run
from quizrnn.demos.store import load_state, save_state
from quizrnn.demos.texts import DemoError, Text, in_both
from quizrnn.errors import QuizrnnError

SAVE_EVERY = 2.0  # seconds between checkpoints on disk
HOLD_TRIES, HOLD_PAUSE = 10, 0.02
"""Whoever asks whether a folder is held (``is_held``) holds it for an instant."""
ENGINE = "engine"
MISFIT = (LookupError, TypeError, ValueError, AttributeError, RuntimeError)
"""What a demo raises over a checkpoint that another version has laid out otherwise."""


class Control:
    """What the starter wants at the moment."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.going = threading.Event()
        self.going.set()

    def wants_rest(self) -> bool:
        """Whether a stop or a pause is asked for: what is done is saved before either."""
        return self.stopping.is_set() or not self.going.is_set()

    def obey(self, word: str) -> None:
        """Take one word; unknown ones are passed over."""
        if word == "pause" and not self.stopping.is_set():
            self.going.clear()
        elif word == "resume":
            self.going.set()
        elif word == "stop":
            self.stopping.set()
            self.going.set()

    def listen(self, stream: RawIOBase) -> None:
        """Obey every line, and stop when there are no more: nobody watches then.

        The stream is unbuffered, as a daemon thread that holds a buffer's lock breaks the end of the process.
        """
        while line := stream.readline():
            self.obey(line.decode("ascii", "replace").strip())
        self.obey("stop")


class Recorder:
    """Writes events to the folder, after the ``kept`` bytes of an earlier part of the run, and hands them on."""

    def __init__(self, folder: Path, kept: int, hand_on: Callable[[bytes], None]) -> None:
        self.file = (folder / EVENTS).open("r+b" if (folder / EVENTS).exists() else "w+b")
        self.file.truncate(kept)
        self.file.seek(kept)
        self.hand_on = hand_on

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self.file.close()

    def record(self, event: Event) -> None:
        """Write and hand on."""
        line = encode(event)
        self.file.write(line + b"\n")
        self.file.flush()
        self.hand_on(line)

    def length(self) -> int:
        """How many bytes stand in the file."""
        return self.file.tell()


def run_folder(folder: Path, control: Control, hand_on: Callable[[bytes], None]) -> str:
    """Train what the folder asks for, or go on with it; returns "done", "stopped" or "failed"."""
    with _alone(folder):
        info = read_run(folder)
        check_fit(folder, info)  # before anything is touched: another version may still go on
        try:
            state = _train(folder, info, control, hand_on)
        except QuizrnnError as error:
            state = _fail(folder, hand_on, in_both(error))
        except OSError as error:  # a full disk, data that went away
            place = error.filename or folder
            state = _fail(
                folder, hand_on, in_both(DemoError("file-trouble", path=place, detail=error)), kept="cut"
            )
        except Exception as error:
            state = _fail(folder, hand_on, in_both(_logged("broke", folder, error)))
    return state


def _train(folder: Path, info: RunInfo, control: Control, hand_on: Callable[[bytes], None]) -> str:
    demo, params = info.parsed()
    used = versions() | take_device(demo, info.device)
    resume: State | None = load_state(folder / WEIGHTS) if (folder / WEIGHTS).exists() else None
    before = _before(resume, folder)
    began = time.monotonic() - before["seconds"]
    info = msgspec.structs.replace(info, state="running", versions=used, layout=demo.layout)
    write_run(folder, info)
    with Recorder(folder, before["bytes"], hand_on) as recorder:
        start = _start(demo, params, info, before["step"])
        if resume is None:
            recorder.record(start)
        else:
            hand_on(encode(start))
        rng = make_rng(info.seed, torch=demo.torch)
        events = demo.load_run()(params, rng, info.device, data=info.data_path(), resume=resume)
        if resume is not None:
            events = _fitting(events, folder)
        step, total, saved_at = before["step"], params.total_steps(), time.monotonic()
        state = "done"
        with warnings.catch_warnings(), np.errstate(all="ignore"):  # NaN is a result here, not an accident
            warnings.simplefilter("ignore")
            for event in events:
                if not isinstance(event, Checkpoint):
                    recorder.record(event)
                    continue
                step = event.step
                if control.wants_rest() or step == total or time.monotonic() - saved_at >= SAVE_EVERY:
                    engine = {"step": step, "bytes": recorder.length(), "seconds": time.monotonic() - began}
                    random = random_state(rng)
                    save_state(folder / WEIGHTS, event.state() | {KEY: random, ENGINE: engine})
                    write_run(folder, msgspec.structs.replace(info, step=step, seconds=engine["seconds"]))
                    hand_on(encode(Saved(step)))
                    saved_at = time.monotonic()
                    control.going.wait()
                    if control.stopping.is_set() and step < total:
                        state = "stopped"
                        break
        seconds = time.monotonic() - began
        write_run(folder, msgspec.structs.replace(info, state=state, step=step, seconds=seconds))
        recorder.record(End(step, state, seconds))
    return state


def _before(resume: State | None, folder: Path) -> dict[str, Any]:
    """How far the run had got."""
    before: dict[str, Any] = {"step": 0, "bytes": 0, "seconds": 0.0}
    if resume is None:
        return before
    try:
        return {name: resume[ENGINE][name] for name in before}
    except MISFIT as error:
        raise _logged("misfit", folder, error) from error


def _fitting(events: Iterator[Yielded], folder: Path) -> Iterator[Yielded]:
    """The events of a run that goes on; what is raised before the first one says that the checkpoint does not fit."""
    try:
        first = next(events)
    except MISFIT as error:
        raise _logged("misfit", folder, error) from error
    yield first
    yield from events


def _logged(key: str, folder: Path, error: Exception) -> DemoError:
    """The message of a surprise, whose traceback goes to the log."""
    with (folder / LOG).open("a", encoding="utf-8") as log:
        log.write("".join(traceback.format_exception(error)))
    detail = f"{type(error).__name__}: {error}"
    return DemoError(key, path=folder / WEIGHTS, detail=detail, log=folder / LOG)


def versions() -> dict[str, str]:
    """What the numbers of every run depend on."""
    found = {"quizrnn": quizrnn.__version__, "python": platform.python_version(), "numpy": np.__version__}
    return found | {"machine": f"{platform.system()} {platform.machine()}"}


def _start(demo: Demo, params: Params, info: RunInfo, step: int) -> Start:
    return Start(
        demo=demo.id,
        name=demo.name,
        params=params.to_plain(),
        seed=info.seed,
        device=info.device,
        total=params.total_steps(),
        seconds=demo.expected_seconds(params, info.data_path()),
        versions=info.versions,
        step=step,
    )


def _fail(folder: Path, hand_on: Callable[[bytes], None], message: Text, *, kept: str = "failed") -> str:
    """Note the failure in the folder, if it can be written, and hand it on.

    ``kept`` is the state that the folder keeps: "cut" for a run that can go on once the trouble is over.
    """
    line = encode(Failed(message))
    with contextlib.suppress(OSError):
        with (folder / EVENTS).open("ab") as file:
            file.write(line + b"\n")
        write_run(folder, msgspec.structs.replace(read_run(folder), state=kept))
    hand_on(line)
    return "failed"


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder, so that two processes do not go on with one run, and a run that was cut off is known."""
    with (folder / LOCK).open("w") as file:
        for left in reversed(range(HOLD_TRIES)):
            try:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except ImportError:
                break  # no such locks on this system
            except OSError as error:
                if not left:
                    raise DemoError("folder-busy", path=folder) from error
                time.sleep(HOLD_PAUSE)
        yield


def main(folder: Path) -> int:
    """The process itself: obey stdin, speak on stdout; exit code 0 for done or stopped, otherwise 1."""
    if hasattr(os, "nice"):
        os.nice(5)  # whoever watches comes first
    control = Control()
    stdin = FileIO(0, closefd=False)
    threading.Thread(target=control.listen, args=(stdin,), daemon=True).start()
    watched = True

    def hand_on(line: bytes) -> None:
        nonlocal watched
        try:
            if watched:
                sys.stdout.buffer.write(line + b"\n")
                sys.stdout.buffer.flush()
        except BrokenPipeError:
            watched = False
            control.obey("stop")

    try:
        state = run_folder(folder, control, hand_on)
    except QuizrnnError as error:
        hand_on(encode(Failed(in_both(error))))
        state = "failed"
    if not watched:
        os._exit(0)  # nothing is left to flush, and the closed pipe would only complain
    return 1 if state == "failed" else 0
