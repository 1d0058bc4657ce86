"""A sweep on the command line: one bar for all runs, then a table and overlaid curves."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import Any

import msgspec

from quizrnn.cli import common
from quizrnn.cli.demo_bar import Bar, duration
from quizrnn.cli.demo_print import look, page, say_rows, table, wrapped
from quizrnn.cli.demo_run import INTERRUPTED, interrupts
from quizrnn.demos import Demo, find_demo
from quizrnn.demos.drawing import Row, Span, draw_overlay
from quizrnn.demos.pictures import Line
from quizrnn.demos.sweep import (
    Job,
    Result,
    Settings,
    Summary,
    cores,
    is_done,
    jobs_of,
    main_curve,
    median_curve,
    prepare_sweep,
    read_settings,
    result_of,
    run_here,
    summaries,
)
from quizrnn.demos.texts import same
from quizrnn.i18n import tr

MOST_CURVES = 8


class Manner(msgspec.Struct, frozen=True):
    """How a sweep is done and told: ``cores`` runs at a time here, or on the ``cluster`` at that address."""

    lang: str
    as_json: bool = False
    cores: int | None = None
    cluster: str | None = None


def run_sweep(settings: Settings, folder: Path, manner: Manner) -> int:
    """Make the runs, do them, tell of them; returns the exit code."""
    return _do(settings, prepare_sweep(settings, folder), folder, manner)


def go_on_sweeping(folder: Path, manner: Manner) -> int:
    """Do what a sweep has left undone."""
    settings = read_settings(folder)
    return _do(settings, jobs_of(settings, folder), folder, manner)


class Teller:
    """Watches the runs: moves the bar, names those that fail, prints events where they are asked for."""

    def __init__(self, jobs: list[Job], at_once: int, lang: str, as_json: bool) -> None:
        self.lang, self.as_json = lang, as_json
        self.whole = sum(job.seconds for job in jobs) or 1.0
        self.shares = {job.folder: float(is_done(job)) for job in jobs}
        self.seconds = {job.folder: job.seconds for job in jobs}
        self.results: dict[Path, Result] = {}
        self.ended_runs = sum(map(int, self.shares.values()))
        self.bar = Bar(lang, self.whole / max(min(at_once, len(jobs)), 1))

    def moved(self, job: Job, share: float) -> None:
        """Move the bar; it is full only when the last run has ended."""
        self._show(job, min(share, 0.99))

    def _show(self, job: Job, share: float) -> None:
        self.shares[job.folder] = share
        left = sum(self.seconds[folder] * (1 - part) for folder, part in self.shares.items())
        words = tr("demos", "sweep-standing", self.lang, done=self.ended_runs, total=len(self.shares))
        self.bar.show(1 - left / self.whole, words)

    def ended(self, result: Result) -> None:
        """Count the run, and say so when it failed."""
        self.results[result.job.folder] = result
        self.ended_runs += result.state == "done"
        if result.state == "failed":
            self.bar.clear()
            why = result.message.get(self.lang) if result.message is not None else ""
            common.note(tr("demos", "run-failed", self.lang, run=name_of(result.job), why=why))
        if self.as_json:
            self.bar.clear()
            common.say_json(event_of(result))
        if result.state in ("done", "failed"):
            self._show(result.job, 1.0)


def name_of(job: Job) -> str:
    """What a run of a sweep is called."""
    return f"{job.cell.label()} seed={job.seed}"


def event_of(result: Result) -> dict[str, Any]:
    """A run that ended, as a line of JSON."""
    job, report = result.job, result.report
    return {
        "event": "run",
        "setting": job.cell.label(),
        "preset": job.cell.preset,
        "values": job.cell.values,
        "seed": job.seed,
        "state": result.state,
        "figures": {row.name: row.measured for row in report.rows} if report is not None else {},
        "outcome": report.outcome if report is not None else None,
        "message": msgspec.to_builtins(result.message),
        "folder": str(job.folder),
    }


def _do(settings: Settings, jobs: list[Job], folder: Path, manner: Manner) -> int:
    lang, at_once = manner.lang, manner.cores or cores()
    left = sum(job.seconds for job in jobs if not is_done(job)) / min(at_once, len(jobs))
    if left > 60 and manner.cluster is None:
        common.note(tr("demos", "sweep-long", lang, runs=len(jobs), time=duration(left, lang)))
    teller = Teller(jobs, at_once, lang, manner.as_json)
    try:
        stopped = asyncio.run(_watch(jobs, at_once, manner.cluster, teller))
    finally:
        teller.bar.clear()
    demo, results = (
        find_demo(settings.demo),
        [teller.results.get(job.folder) or result_of(job) for job in jobs],
    )
    if manner.as_json:
        made = [msgspec.to_builtins(summary) for summary in summaries(demo, results)]
        common.say_json({"event": "sweep", "demo": demo.id, "folder": str(folder), "summary": made})
    else:
        say_rows(report_rows(demo, settings, results, lang))
    common.note("\n" + tr("demos", "kept-in", lang, folder=folder))
    if stopped:
        common.note(tr("demos", "sweep-stopped", lang, done=teller.ended_runs, total=len(jobs)))
        common.note(f"  quizrnn demo {demo.id} --resume {folder}")
        return INTERRUPTED
    return 2 if any(result.state != "done" for result in results) else 0


async def _watch(jobs: list[Job], at_once: int, cluster: str | None, teller: Teller) -> bool:
    """Do the jobs here or there; returns whether they were stopped."""
    stop, task = asyncio.Event(), asyncio.current_task()

    def leave() -> None:
        if task is not None:
            task.cancel()

    with interrupts(stop.set, leave, teller.bar, teller.lang), contextlib.suppress(asyncio.CancelledError):
        if cluster is None:
            await run_here(jobs, at_once, teller, stop)
        else:
            from quizrnn.demos.cluster import run_there

            await run_there(cluster, jobs, teller, stop)
    return stop.is_set()


def report_rows(demo: Demo, settings: Settings, results: list[Result], lang: str) -> list[Row]:
    """Title, curves, a table for each figure, outcomes, and the runs that failed."""
    seeds = (
        f"{settings.seed}–{settings.seed + settings.seeds - 1}" if settings.seeds > 1 else str(settings.seed)
    )
    facts = tr("demos", "sweep-facts", lang, settings=len(settings.cells), seeds=seeds, runs=len(results))
    rows: list[Row] = [
        [Span(f"{demo.id} {demo.name}", "bold cyan"), Span("  " + demo.title.get(lang), "bold")]
    ]
    fixed = settings.cells[0].fixed()
    rows += wrapped(f"{facts} · {fixed}" if fixed else facts, 0, "dim")
    rows += [[], *_curves(settings, results, lang)]
    made = summaries(demo, results)
    for figure in demo.figures:
        lines = [summary for summary in made if summary.figure == figure.name]
        if not any(summary.count for summary in lines):
            continue
        rows += [[], [Span(figure.label.get(lang), "bold")], *_figure_table(lines, figure.digits, lang)]
    rows += _outcomes(demo, results, lang)
    failed = [result for result in results if result.state == "failed"]
    if failed:
        rows += [[], [Span(tr("demos", "failed-runs", lang), "bold red")]]
        for result in failed:
            why = result.message.get(lang) if result.message is not None else ""
            rows += wrapped(f"{name_of(result.job)}: {why}", 2)
    return rows


def _curves(settings: Settings, results: list[Result], lang: str) -> list[Row]:
    """The main metric: of each run where there is one setting, otherwise its median in each setting."""
    lines, metric = [], ""
    if len(settings.cells) == 1:
        named = [(f"seed {result.job.seed}", main_curve(result.job.folder)) for result in results]
    else:
        named = [
            (cell.label(), median_curve(r.job.folder for r in results if r.job.cell == cell))
            for cell in settings.cells
        ]
    for name, curve in named[:MOST_CURVES]:
        if curve is not None:
            metric, steps, values = curve
            lines.append(Line(same(name), [*steps], [*values]))
    if not lines:
        return []
    middle = tr("demos", "median-of", lang, metric=metric)
    title = metric if len(settings.cells) == 1 or settings.seeds == 1 else middle
    if len(named) > MOST_CURVES:
        title += " " + tr("demos", "first-curves", lang, count=MOST_CURVES, total=len(named))
    return [[Span(title, "bold")], *draw_overlay(lines, page(), 12, lang=lang, look=look())]


def _figure_table(lines: list[Summary], digits: int | None, lang: str) -> list[Row]:
    def form(value: float | None) -> str:
        if value is None:
            return "–"
        return f"{value:.{digits}f}" if digits is not None else f"{value:.4g}"

    heads = [
        tr("demos", f"column-{key}", lang)
        for key in ("setting", "median", "least", "most", "runs", "reported")
    ]
    cells = [
        [s.setting, form(s.median), form(s.low), form(s.high), str(s.count), s.reported.get(lang)]
        for s in lines
    ]
    return table(heads, cells)


def _outcomes(demo: Demo, results: list[Result], lang: str) -> list[Row]:
    """How many runs of each setting ended in which way."""
    counts: dict[str, dict[str, int]] = {}
    for result in results:
        if result.report is not None:
            ways = counts.setdefault(result.job.cell.label(), {})
            ways[result.report.outcome] = ways.get(result.report.outcome, 0) + 1
    if not counts:
        return []
    rows: list[Row] = [[], [Span(tr("demos", "outcomes", lang), "bold")]]
    for setting, ways in counts.items():
        total = sum(ways.values())
        said = [f"{n}/{total} {demo.outcome(name).text.get(lang)}" for name, n in ways.items()]
        rows += wrapped(f"{setting}: " + "  ".join(said), 2)
    return rows
