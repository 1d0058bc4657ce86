"""Sweeps: every setting with every seed, here or on a cluster, whatever becomes of single runs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

import pytest

from quizrnn.demos import DemoError, find_demo
from quizrnn.demos.events import End
from quizrnn.demos.runs import WEIGHTS, read_events, read_run
from quizrnn.demos.store import load_state
from quizrnn.demos.sweep import (
    Cell,
    Job,
    Result,
    Settings,
    cores,
    main_curve,
    median_curve,
    prepare_sweep,
    read_settings,
    result_of,
    run_here,
    summaries,
)

DEMO = find_demo("vae")
SMALL = {"units": 16, "batch": 256, "epochs": 2}


class Watching:
    """Keeps what it is told; ``act`` is called with each movement."""

    def __init__(self, act=lambda job, share: None) -> None:
        self.shares: dict[Path, float] = {}
        self.results: list[Result] = []
        self.act = act

    def moved(self, job: Job, share: float) -> None:
        self.shares[job.folder] = share
        self.act(job, share)

    def ended(self, result: Result) -> None:
        self.results.append(result)


def settings(cells: int = 2, seeds: int = 2, **values: object) -> Settings:
    made = [Cell(None, SMALL | values | {"beta": float(beta)}, ("beta",)) for beta in range(1, cells + 1)]
    return Settings("D16", made, seed=3, seeds=seeds)


def sweep(jobs: list[Job], watching: Watching, stop: asyncio.Event | None = None) -> None:
    async def go() -> None:
        async with asyncio.timeout(200):
            await run_here(jobs, 2, watching, stop or asyncio.Event())

    asyncio.run(go())


def figures(job: Job) -> list[float | None]:
    report = result_of(job).report
    assert report is not None
    return [row.measured for row in report.rows]


def lasting(folder: Path) -> list[object]:
    return [event for event in read_events(folder) if not isinstance(event, End)]


def test_every_setting_runs_with_every_seed(tmp_path: Path) -> None:
    asked = settings()
    jobs, watching = prepare_sweep(asked, tmp_path / "sweep"), Watching()
    assert read_settings(tmp_path / "sweep") == asked
    assert [(job.cell.label(), job.seed) for job in jobs] == [
        ("beta=1", 3),
        ("beta=1", 4),
        ("beta=2", 3),
        ("beta=2", 4),
    ]
    sweep(jobs, watching)
    assert {result.state for result in watching.results} == {"done"}
    assert watching.shares == {job.folder: 1.0 for job in jobs}
    made = [summary for summary in summaries(DEMO, watching.results) if summary.figure == "reconstruction"]
    assert [(s.setting, s.count) for s in made] == [("beta=1", 2), ("beta=2", 2)] or len(made) == 2
    for summary in made:
        values = [figures(job)[0] for job in jobs if job.cell.label() == summary.setting]
        assert (summary.low, summary.high) == (min(values), max(values))
        assert summary.median == pytest.approx(sum(values) / 2)
    curves = [main_curve(job.folder) for job in jobs[:2]]
    middle = median_curve(job.folder for job in jobs[:2])
    assert middle[0] == "-ELBO"
    assert middle[2] == [pytest.approx((a + b) / 2) for a, b in zip(curves[0][2], curves[1][2], strict=True)]


def test_a_run_that_fails_is_named_and_stops_no_other(tmp_path: Path) -> None:
    jobs, watching = prepare_sweep(settings(), tmp_path / "sweep"), Watching()
    (jobs[1].folder / WEIGHTS).write_bytes(b"broken")
    sweep(jobs, watching)
    states = {result.job.seed * 10 + result.job.cell.values["beta"]: result for result in watching.results}
    assert sorted(result.state for result in states.values()) == ["done", "done", "done", "failed"]
    assert "checkpoint" in states[41].message.en and "チェックポイント" in states[41].message.ja
    assert [s.count for s in summaries(DEMO, watching.results) if s.figure == "kl1"].count(1) == 1


def test_a_stop_keeps_what_is_done_and_the_rest_goes_on_later(tmp_path: Path) -> None:
    stop = asyncio.Event()
    jobs = prepare_sweep(settings(seeds=3, epochs=30), tmp_path / "sweep")

    def act(job: Job, share: float) -> None:
        if job is jobs[2]:
            stop.set()

    sweep(jobs, watching := Watching(act), stop)
    states = [read_run(job.folder).state for job in jobs]
    assert states[0] == "done" or states[1] == "done"
    assert "new" in states
    sweep(jobs, again := Watching())
    assert {read_run(job.folder).state for job in jobs} == {"done"}
    assert len(again.results) == 6 - states.count("done")
    whole = prepare_sweep(settings(seeds=3, epochs=30), tmp_path / "whole")
    sweep(whole[2:3], Watching())
    assert lasting(jobs[2].folder) == lasting(whole[2].folder)
    assert watching.results


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_cancelled_sweep_does_not_wait_for_the_next_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.terminal import descendants

    monkeypatch.setattr("quizrnn.demos.process.PATIENCE", 1e6)
    jobs, begun = prepare_sweep(settings(1, 1, epochs=1000), tmp_path / "sweep"), asyncio.Event()

    async def go() -> None:
        watching = Watching(lambda job, share: begun.set())
        task = asyncio.create_task(run_here(jobs, 1, watching, asyncio.Event()))
        await begun.wait()
        for child, _ in descendants(os.getpid()):
            if str(jobs[0].folder).encode() in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGSTOP)  # it will not stop when it is asked to
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async def timed() -> None:
        async with asyncio.timeout(200):
            await go()

    asyncio.run(timed())
    assert read_run(jobs[0].folder).state == "cut"


def test_what_cannot_run_is_refused_before_any_run(tmp_path: Path) -> None:
    with pytest.raises(DemoError):
        prepare_sweep(Settings("D16", [Cell(None, {"beta": -1.0})]), tmp_path / "a")
    asked = settings(1, 1)
    prepare_sweep(asked, tmp_path / "b")
    with pytest.raises(DemoError, match="holds a run already"):
        prepare_sweep(asked, tmp_path / "b")
    (tmp_path / "b" / "sweep.json").write_text("{")
    with pytest.raises(DemoError, match="no run"):
        read_settings(tmp_path / "b")


def test_labels_tell_settings_apart() -> None:
    assert Cell().label() == "default"
    assert Cell("relu", {"lr": 0.5, "steps": 3}, ("lr",)).label() == "relu lr=0.5"
    assert Cell("relu", {"lr": 0.5, "steps": 3}, ("lr",)).fixed() == "steps=3"
    assert cores() >= 1


def test_a_cluster_gives_the_same_numbers_though_a_worker_is_killed(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    from quizrnn.demos.cluster import run_there

    asked = settings(seeds=2, epochs=60)
    here, there = prepare_sweep(asked, tmp_path / "here"), prepare_sweep(asked, tmp_path / "there")
    late = prepare_sweep(settings(cells=5, seeds=2, epochs=1000), tmp_path / "late")
    sweep(here, Watching())
    killed: list[int] = []

    async def go() -> Watching:
        async with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, asynchronous=True, dashboard_address=":0"
        ) as cluster:

            def act(job: Job, share: float) -> None:
                if not killed:
                    killed.append(next(iter(cluster.workers.values())).pid)
                    os.kill(killed[0], signal.SIGKILL)

            watching, stop = Watching(act), asyncio.Event()
            await run_there(cluster.scheduler_address, there, watching, stop)
            await run_there(cluster.scheduler_address, late, Watching(lambda job, share: stop.set()), stop)
            return watching

    async def timed() -> Watching:
        async with asyncio.timeout(300):
            return await go()

    watching = asyncio.run(timed())
    assert killed
    assert [result.state for result in watching.results] == ["done"] * 4
    for one, other in zip(here, there, strict=True):
        assert lasting(one.folder) == lasting(other.folder)
        weights, others = (load_state(job.folder / WEIGHTS)["weights"] for job in (one, other))
        assert all(weights[name].tobytes() == others[name].tobytes() for name in weights)
        assert figures(one) == figures(other)
    states = [read_run(job.folder).state for job in late]  # a stop brings back what was under way
    assert "stopped" in states and "new" in states and "done" not in states
    assert all(
        (job.folder / WEIGHTS).exists() == (state != "new") for job, state in zip(late, states, strict=True)
    )


def test_a_cluster_that_does_not_answer_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    from quizrnn.demos import cluster

    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    jobs = prepare_sweep(settings(1, 1), tmp_path / "sweep")
    for address in ("tcp://127.0.0.1:9", "nonsense", "ftp://x:y"):
        with pytest.raises(DemoError) as caught:
            asyncio.run(cluster.run_there(address, jobs, Watching(), asyncio.Event()))
        assert address in caught.value.message("en")
        assert "dask scheduler" in caught.value.message("ja")


def test_without_dask_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from quizrnn.demos.cluster import run_there

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DemoError, match=r"quizrnn\[cluster\]"):
        asyncio.run(run_there("tcp://127.0.0.1:9", [], Watching(), asyncio.Event()))
