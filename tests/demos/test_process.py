"""A training in a process of its own: its stream of events, pause, stop, the kill, and leaving early."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from quizrnn.demos import DemoError, find_demo
from quizrnn.demos.events import End, Event, Failed, Metric, Saved, Start
from quizrnn.demos.process import Training
from quizrnn.demos.runs import LOG, WEIGHTS, prepare, read_events, read_run, unfinished_run
from quizrnn.demos.store import load_state

DEMO = find_demo("vae")
ENDLESS = {"epochs": 1000, "units": 16, "batch": 64}


def make(folder: Path, **values: object) -> Path:
    prepare(folder, DEMO, DEMO.make_params(DEMO.small | values), seed=1)
    return folder


def train(folder: Path, act: Callable[[Training, Event], None] = lambda *_: None) -> list[Event]:
    """Every event of the folder's run; ``act`` is called with each."""

    async def watch() -> list[Event]:
        seen = []
        async with asyncio.timeout(120), Training(folder) as training:
            async for event in training.events():
                seen.append(event)
                act(training, event)
        return seen

    return asyncio.run(watch())


def lasting(folder: Path) -> list[Event]:
    return [event for event in read_events(folder) if not isinstance(event, End)]


def test_a_stopped_process_goes_on_to_the_same_bits(tmp_path: Path) -> None:
    whole, broken = make(tmp_path / "whole", epochs=40), make(tmp_path / "broken", epochs=40)
    seen = train(whole)
    assert isinstance(seen[0], Start)
    assert isinstance(seen[-1], End) and seen[-1].state == "done"
    seen = train(broken, lambda training, event: training.stop() if isinstance(event, Start) else None)
    assert isinstance(seen[-1], End) and seen[-1].state == "stopped"
    assert read_run(broken).step < 40
    train(broken)
    assert lasting(whole) == lasting(broken)
    there, here = (load_state(folder / WEIGHTS)["weights"] for folder in (whole, broken))
    assert {name: array.tobytes() for name, array in there.items()} == {
        name: array.tobytes() for name, array in here.items()
    }


def test_the_step_that_was_saved_last_stands_in_the_folder_while_the_run_goes_on(tmp_path: Path) -> None:
    folder, stood = make(tmp_path / "run", epochs=30), []

    def act(training: Training, event: Event) -> None:
        if isinstance(event, Start):
            training.pause()
        if isinstance(event, Saved):
            stood.append((event.step, read_run(folder).step, read_run(folder).state))
            training.kill()

    train(folder, act)
    assert stood and all(step == event for event, step, _ in stood)
    assert read_run(folder).step == load_state(folder / WEIGHTS)["engine"]["step"]


def test_a_killed_process_says_so_and_can_go_on(tmp_path: Path) -> None:
    folder = make(tmp_path / "run", **ENDLESS)
    seen = train(folder, lambda training, event: training.kill() if isinstance(event, Metric) else None)
    assert isinstance(seen[-1], Failed)
    assert "--resume" in seen[-1].message.en and "--resume" in seen[-1].message.ja
    assert read_run(folder).state == "cut"
    assert unfinished_run(tmp_path, DEMO) is None, "nothing was saved, nothing is offered"
    seen = train(folder, lambda training, event: training.stop() if isinstance(event, Metric) else None)
    assert isinstance(seen[-1], End) and seen[-1].state == "stopped"


def test_a_run_is_running_while_its_process_lives_and_cut_off_when_it_was_killed(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    whole, broken = make(tmp_path / "whole", epochs=40), make(tmp_path / "D16-broken", epochs=40)
    train(whole)
    train(broken, lambda training, event: training.stop() if isinstance(event, Start) else None)
    states = []

    def look_and_kill(training: Training, event: Event) -> None:
        if isinstance(event, Start):
            states.append(read_run(broken).state)
            states.append(unfinished_run(tmp_path, DEMO))
            training.kill()

    assert isinstance(train(broken, look_and_kill)[-1], Failed)
    assert states == ["running", None]
    assert read_run(broken).state == "cut"
    found = unfinished_run(tmp_path, DEMO)
    assert found is not None and found[0] == broken
    train(broken)
    assert unfinished_run(tmp_path, DEMO) is None
    assert lasting(whole) == lasting(broken)


def test_a_paused_process_waits_and_goes_on(tmp_path: Path) -> None:
    folder, states = make(tmp_path / "run", epochs=30), []

    def act(training: Training, event: Event) -> None:
        if isinstance(event, Start):
            training.pause()
        if isinstance(event, Saved) and not states:
            states.append(event.step)
            training.go_on()

    seen = train(folder, act)
    assert isinstance(seen[-1], End) and seen[-1].state == "done"
    assert states and states[0] < 30


def test_leaving_ends_the_process_and_keeps_what_was_done(tmp_path: Path) -> None:
    folder = make(tmp_path / "run", **ENDLESS)

    async def look_and_leave() -> None:
        async with asyncio.timeout(120), Training(folder) as training:
            async for event in training.events():
                if isinstance(event, Metric):
                    return

    asyncio.run(look_and_leave())
    info = read_run(folder)
    assert info.state == "stopped" and 0 < info.step < 1000
    assert (folder / WEIGHTS).exists()
    assert not (folder / LOG).exists()


def test_two_processes_do_not_share_a_folder(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    folder, second = make(tmp_path / "run", **ENDLESS), []

    async def watch() -> None:
        async with asyncio.timeout(120), Training(folder) as first:
            async for event in first.events():
                if isinstance(event, Metric):
                    break
            async with Training(folder) as other:
                second.extend([event async for event in other.events()])

    asyncio.run(watch())
    assert len(second) == 1
    assert isinstance(second[0], Failed)
    assert "still going on" in second[0].message.en


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="cannot be written"):
        train(tmp_path / "none")
