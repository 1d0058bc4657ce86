"""Sweeps: one demo under several settings and seeds, each run in a process and a folder of its own.

    FOLDER/sweep.json           what was asked for
    FOLDER/000-seed0/ ...       a run folder for each run (``runs.py``), numbered by setting

A run that breaks does not stop the others. A sweep that was stopped goes on with the runs that are not done.
``run_here`` uses the cores of this machine, ``cluster.run_there`` those of a Dask cluster. No NumPy here.
"""

from __future__ import annotations

import asyncio
import os
import statistics
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import msgspec

from quizrnn.demos.demo import Demo
from quizrnn.demos.events import Failed, Metric, Report, Start
from quizrnn.demos.params import Params, Value
from quizrnn.demos.process import Training
from quizrnn.demos.registry import find_demo
from quizrnn.demos.runs import curves_of, prepare, read_events, read_run
from quizrnn.demos.texts import DemoError, Text, same

SWEEP = "sweep.json"
DEFAULT = "default"
"""What the setting without a variant is called, also by ``--try``."""


class Cell(msgspec.Struct, frozen=True):
    """One setting: a variant, and values that replace its own; ``varied`` are those that differ between settings."""

    preset: str | None = None
    values: dict[str, Value] = {}
    varied: tuple[str, ...] = ()

    def params(self, demo: Demo) -> Params:
        """The parameters; raises DemoError."""
        return demo.make_params(self.values, self.preset)

    def label(self) -> str:
        """What tells it from the other settings: ``relu lr=0.1``."""
        return " ".join([*([self.preset] if self.preset else []), *self._shown(self.varied)]) or DEFAULT

    def fixed(self) -> str:
        """The values that all settings share."""
        return " ".join(self._shown(name for name in self.values if name not in self.varied))

    def _shown(self, names: Iterable[str]) -> list[str]:
        values = ((name, self.values[name]) for name in names)
        return [f"{n}={v:g}" if isinstance(v, float) else f"{n}={v}" for n, v in values]


class Settings(msgspec.Struct, frozen=True):
    """What a sweep was asked for: every cell with every seed."""

    demo: str
    cells: list[Cell]
    seed: int = 0
    seeds: int = 1
    device: str = "cpu"
    data: str | None = None

    def data_path(self) -> Path | None:
        """Where the data of the user's own lies; None for the demo's."""
        return Path(self.data) if self.data else None


class Job(msgspec.Struct, frozen=True):
    """One run of a sweep; ``seconds`` is what it is likely to need."""

    folder: Path
    cell: Cell
    seed: int
    seconds: float


class Result(msgspec.Struct, frozen=True):
    """How a run of a sweep ended: ``state`` is that of its folder; ``message`` says why it failed."""

    job: Job
    state: str
    report: Report | None = None
    message: Text | None = None


class Watcher(Protocol):
    """Who is told of a sweep's runs while they go."""

    def moved(self, job: Job, share: float) -> None:
        """That share of the run is done."""

    def ended(self, result: Result) -> None:
        """The run is over, in whatever way."""


class Summary(msgspec.Struct, frozen=True):
    """A figure under one setting: median, least and most of the ``count`` runs that have a finite value, and what
    the sources report of this very setting.
    """

    setting: str
    figure: str
    median: float | None
    low: float | None
    high: float | None
    count: int
    reported: Text = same("")


def prepare_sweep(settings: Settings, folder: Path) -> list[Job]:
    """Make the folders; raises DemoError when a request cannot be met or the folder is taken."""
    if (folder / SWEEP).exists():
        raise DemoError("folder-taken", path=folder)
    demo, jobs = find_demo(settings.demo), jobs_of(settings, folder)
    for job in jobs:
        params, data = job.cell.params(demo), settings.data_path()
        prepare(job.folder, demo, params, seed=job.seed, device=settings.device, data=data)
    (folder / SWEEP).write_bytes(msgspec.json.format(msgspec.json.encode(settings)) + b"\n")
    return jobs


def read_settings(folder: Path) -> Settings:
    """What the sweep in a folder was asked for; raises DemoError."""
    try:
        return msgspec.json.decode((folder / SWEEP).read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError) as error:
        raise DemoError("no-run", path=folder, detail=error) from error


def jobs_of(settings: Settings, folder: Path) -> list[Job]:
    """Every run of a sweep, setting by setting."""
    demo, data = find_demo(settings.demo), settings.data_path()
    return [
        Job(folder / f"{number:03}-seed{seed}", cell, seed, demo.expected_seconds(cell.params(demo), data))
        for number, cell in enumerate(settings.cells)
        for seed in range(settings.seed, settings.seed + settings.seeds)
    ]


def is_done(job: Job) -> bool:
    """Whether the run has nothing left to do."""
    return read_run(job.folder).state == "done"


def result_of(job: Job, message: Text | None = None) -> Result:
    """How the run ended, as its folder tells it; ``message`` is for what the folder cannot know."""
    report = None
    for event in read_events(job.folder):
        if isinstance(event, Report):
            report = event
        elif isinstance(event, Failed):
            message = event.message
    state = read_run(job.folder).state
    if state == "done":
        return Result(job, state, report)
    return Result(job, "failed" if message is not None else state, None, message)


def cores() -> int:
    """How many runs this machine can do at a time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


async def run_here(jobs: Iterable[Job], at_once: int, watcher: Watcher, stop: asyncio.Event) -> None:
    """Do every job that is not done, so many at a time; ``stop`` ends those under way and starts no others."""
    waiting = deque(job for job in jobs if not is_done(job))

    async def work() -> None:
        while waiting and not stop.is_set():
            await _do(waiting.popleft(), watcher, stop)

    async with asyncio.TaskGroup() as group:
        for _ in range(max(min(at_once, len(waiting)), 1)):
            group.create_task(work())


async def _do(job: Job, watcher: Watcher, stop: asyncio.Event) -> None:
    message: Text | None = None
    try:
        async with Training(job.folder) as training:

            async def obey() -> None:
                await stop.wait()
                training.stop()

            listening, total = asyncio.create_task(obey()), 1
            try:
                async for event in training.events():
                    if isinstance(event, Start):
                        total = event.total
                    elif isinstance(event, Metric):
                        watcher.moved(job, event.step / total)
                    elif isinstance(event, Failed):
                        message = event.message
            except asyncio.CancelledError:
                training.kill()  # who cancels has no patience for the next checkpoint
                raise
            finally:
                listening.cancel()
    except DemoError as error:
        message = Text(error.message("en"), error.message("ja"))
    watcher.ended(result_of(job, message))


def summaries(demo: Demo, results: Iterable[Result]) -> list[Summary]:
    """Every figure under every setting, over the runs that are done."""
    found = []
    cells: dict[str, list[Report]] = {}
    for result in results:
        reports = cells.setdefault(result.job.cell.label(), [])
        if result.report is not None:
            reports.append(result.report)
    for figure in demo.figures:
        for setting, reports in cells.items():
            rows = [row for report in reports for row in report.rows if row.name == figure.name]
            values = [
                row.measured for row in rows if row.measured is not None and row.measured == row.measured
            ]
            low, high = (min(values), max(values)) if values else (None, None)
            median = statistics.median(values) if values else None
            reported = next((row.reported for row in rows), same(""))
            found.append(Summary(setting, figure.name, median, low, high, len(values), reported))
    return found


def main_curve(folder: Path) -> tuple[str, list[float], list[float | None]] | None:
    """Name, steps and values of a run's main metric."""
    for name, (steps, values) in curves_of(folder).items():
        return name, steps, values
    return None


def median_curve(folders: Iterable[Path]) -> tuple[str, list[float], list[float | None]] | None:
    """The median of several runs' main metric at each step that all of them have."""
    curves = [curve for folder in folders if (curve := main_curve(folder)) is not None]
    if not curves:
        return None
    name, steps, _ = min(curves, key=lambda curve: len(curve[1]))
    middle: list[float | None] = []
    for i in range(len(steps)):
        values = [value for _, _, column in curves if (value := column[i]) is not None]
        middle.append(statistics.median(values) if values else None)
    return name, steps, middle
