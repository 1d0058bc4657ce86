"""The folder of a run: what was asked for, what happened, and the weights.

    run.json        demo, parameters, seed, device, data, versions, how far it got
    events.jsonl    every event in order, one JSON object a line; metrics are those with "event": "metric"
    weights.npz     the last checkpoint: weights and all that is needed to go on, without pickle
    log.txt         what libraries said; only if they said something
    lock            held by the process that trains

Reading it needs no NumPy. A training is started by making the folder (``prepare``) and running
``python -m quizrnn.demos FOLDER`` (``process.py``); the same command goes on where a run was stopped.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from quizrnn.demos.demo import Demo
from quizrnn.demos.events import Event, Metric, Report, decode
from quizrnn.demos.params import Params
from quizrnn.demos.registry import find_demo
from quizrnn.demos.texts import DemoError

SCHEMA = 1
RUN, EVENTS, WEIGHTS, LOG, LOCK = "run.json", "events.jsonl", "weights.npz", "log.txt", "lock"


class RunInfo(msgspec.Struct, frozen=True):
    """What ``run.json`` says. ``state`` is "new", "running", "stopped", "done", "failed" or "cut":
    killed, which ``read_run`` notices, or ended by trouble with a file; it can go on like a stopped one, from
    ``step``, which was saved last.
    """

    demo: str
    params: dict[str, Any]
    seed: int
    device: str = "cpu"
    data: str | None = None
    started: str = ""
    versions: dict[str, str] = {}
    state: str = "new"
    step: int = 0
    seconds: float = 0.0
    layout: int = 1
    """Of the checkpoint (``Demo.layout``)."""
    schema: int = SCHEMA

    def parsed(self) -> tuple[Demo, Params]:
        """The demo and its parameters; what an older version did not know has its default.

        Raises DemoError when this version knows them no more.
        """
        demo = find_demo(self.demo)
        try:
            return demo, demo.make_params(self.params)
        except DemoError as error:
            raise DemoError("other-params", detail=error) from error

    def data_path(self) -> Path | None:
        """Where the data of the user's own lies; None for the demo's."""
        return Path(self.data) if self.data else None


def prepare(
    folder: Path, demo: Demo, params: Params, *, seed: int = 0, device: str = "cpu", data: Path | None = None
) -> RunInfo:
    """Make the folder of a new run; raises DemoError when the request cannot be met or the folder has a run."""
    if device != "cpu" and not demo.torch:
        raise DemoError("cpu-only", demo=demo.name)
    if data is not None and not any(kind.path for kind in demo.data):
        raise DemoError("no-data", demo=demo.name)
    if data is not None and not data.exists():
        raise DemoError("data-missing", path=data)
    if (folder / RUN).exists():
        raise DemoError("folder-taken", path=folder)
    info = RunInfo(
        demo=demo.id,
        params=params.to_plain(),
        seed=seed,
        device=device,
        data=str(data.resolve()) if data is not None else None,
        layout=demo.layout,
        started=time.strftime("%Y-%m-%dT%H:%M:%S%z"),
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_run(folder, info)
    except OSError as error:
        raise DemoError("folder-unwritable", path=folder, detail=error) from error
    return info


def write_run(folder: Path, info: RunInfo) -> None:
    """Write ``run.json`` at once."""
    partial = folder / (RUN + ".part")
    partial.write_bytes(msgspec.json.format(msgspec.json.encode(info)) + b"\n")
    partial.replace(folder / RUN)


def read_run(folder: Path) -> RunInfo:
    """Read ``run.json``; raises DemoError when there is none or it cannot be read.

    A run that calls itself running while nobody holds its folder was cut off: killed, or left without power.
    """
    try:
        info = msgspec.json.decode((folder / RUN).read_bytes(), type=RunInfo)
    except (OSError, msgspec.MsgspecError) as error:
        raise DemoError("no-run", path=folder, detail=error) from error
    if info.schema > SCHEMA:
        raise DemoError("newer-run", path=folder)
    if info.state == "running" and not is_held(folder):
        return msgspec.structs.replace(info, state="cut")
    return info


def check_fit(folder: Path, info: RunInfo) -> None:
    """Raise DemoError where this version knows the run's parameters no more or lays its checkpoint out otherwise."""
    demo, _ = info.parsed()
    if info.layout != demo.layout and (folder / WEIGHTS).exists():
        raise DemoError("other-layout", path=folder, version=info.versions.get("quizrnn", "?"))


def settle_cut(folder: Path) -> RunInfo:
    """Write down that a run whose process was ended is cut off, at the step that was saved last; returns what stands."""
    info = read_run(folder)
    if info.state == "cut":
        write_run(folder, info)
    return info


def is_held(folder: Path) -> bool:
    """Whether a process trains in the folder; no where the system has no such locks."""
    try:
        import fcntl

        with (folder / LOCK).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except (ImportError, OSError):
        return False
    return False


def read_events(folder: Path) -> Iterator[Event]:
    """The events that a run has written; a line that a killed run left unfinished is passed over."""
    try:
        text = (folder / EVENTS).read_bytes()
    except FileNotFoundError:
        return
    for line in text.splitlines():
        try:
            yield decode(line)
        except msgspec.DecodeError:
            continue


def curves_of(folder: Path) -> dict[str, tuple[list[float], list[float | None]]]:
    """Every metric of a run: name → (steps, values)."""
    curves: dict[str, tuple[list[float], list[float | None]]] = {}
    for event in read_events(folder):
        if isinstance(event, Metric):
            for name, value in event.values.items():
                steps, values = curves.setdefault(name, ([], []))
                steps.append(event.step)
                values.append(value)
    return curves


def report_of(folder: Path) -> Report | None:
    """The report of a finished run."""
    return next((event for event in read_events(folder) if isinstance(event, Report)), None)


def fresh_folder(base: Path, demo: Demo, kind: str = "") -> Path:
    """A name for a new run's folder under ``base``; it sorts by time. ``kind`` sets apart what is no single run."""
    stem = f"{demo.id}{kind and '-' + kind}-{time.strftime('%Y%m%d-%H%M%S')}"
    number, folder = 1, base / stem
    while folder.exists():
        number += 1
        folder = base / f"{stem}-{number}"
    return folder


def last_run(base: Path, demo: Demo) -> Path | None:
    """The newest finished run of a demo under ``base``: the one to overlay."""
    for folder in sorted(base.glob(f"{demo.id}-*"), reverse=True):
        try:
            if read_run(folder).state == "done":
                return folder
        except DemoError:
            continue
    return None


def unfinished_run(base: Path, demo: Demo) -> tuple[Path, RunInfo] | None:
    """The newest run of a demo under ``base``, if it was stopped or cut off and can go on."""
    for folder in sorted(base.glob(f"{demo.id}-*"), reverse=True):
        try:
            info = read_run(folder)
            check_fit(folder, info)
        except DemoError:
            continue
        cut = info.state == "cut" and (folder / WEIGHTS).exists()
        return (folder, info) if info.state == "stopped" or cut else None
    return None
