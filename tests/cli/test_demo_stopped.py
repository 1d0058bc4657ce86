"""A run or a sweep that is stopped or killed keeps what is done and names the way on."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest
from cli.demos import SMALL, each_child, ended, start, stop_twice, stopped

from quizrnn.demos import DEMOS
from quizrnn.demos.engine import Control, run_folder
from quizrnn.demos.runs import prepare, read_events, read_run

SWEEP = ("vae", "--set", "epochs=1,1000", "--set", "units=16", "--cores", "1")
signals = pytest.mark.skipif(os.name == "nt", reason="signals")
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def same_events(one: Path, other: Path) -> bool:
    """But for the last, which tells the time."""
    return list(read_events(one))[:-1] == list(read_events(other))[:-1]


@signals
@pytest.mark.parametrize("word", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_keeps_what_is_done_and_names_the_way_on(demo, tmp_path: Path, word: int) -> None:
    run = tmp_path / "run"
    running, _ = start("vae", "--set", "epochs=1000", "--set", "units=16", "--out", str(run))
    for line in running.stdout:
        if '"event":"metric"' in line:
            running.send_signal(word)
            break
    status, events, err = ended(running)
    assert status == 130
    assert f"quizrnn demo D16 --resume {run}" in err
    assert events[-1]["state"] == "stopped"
    assert 0 < read_run(run).step < 1000
    status, _, err = demo("vae", "--resume", str(run), "--set", "lr=1", "--lang", "en")
    assert status == 2 and "--set cannot change" in err
    status, _, err = demo("logistic", "--resume", str(run), "--lang", "en")
    assert status == 2 and "holds a run of vae" in err


def test_a_stopped_run_goes_on_and_a_finished_one_is_shown_again(demo, tmp_path: Path) -> None:
    stopped(tmp_path / "run", DEMOS["vae"], epochs=6, units=16, batch=256)
    status, out, err = demo("--resume", str(tmp_path / "run"), "--lang", "en")
    assert status == 0 and "What was seen" in out and "already" not in err
    status, again, err = demo("vae", "--resume", str(tmp_path / "run"), "--lang", "en")
    assert status == 0 and again == out and "This run is done" in err
    demo("vae", "--out", str(tmp_path / "whole"), "--set", "epochs=6", *SMALL[2:])
    assert same_events(tmp_path / "run", tmp_path / "whole")


@linux
def test_a_training_that_was_killed_is_told_and_goes_on_to_the_unbroken_result(
    demo, tmp_path: Path, home: Path
) -> None:
    found, folder = DEMOS["logistic"], home / "runs" / "D07-20260101-000000"
    stopped(folder, found)
    running, first = start("--resume", str(folder))
    assert first["event"] == "start"
    assert read_run(folder).state == "running"
    each_child(running, signal.SIGKILL)
    status, _, err = ended(running)
    assert status == 2
    assert "ended unexpectedly" in err and f"quizrnn demo D07 --resume {folder}" in err
    assert read_run(folder).state == "cut"
    err = demo("logistic", "--set", "steps=1", "--lang", "en", "--out", str(tmp_path / "new"))[2]
    assert "was cut off" in err and f"quizrnn demo D07 --resume {folder}" in err
    assert demo("--resume", str(folder), "--lang", "en")[0] == 0
    prepare(tmp_path / "whole", found, found.make_params())
    run_folder(tmp_path / "whole", Control(), lambda line: None)
    assert same_events(folder, tmp_path / "whole")
    err = demo("logistic", "--set", "steps=1", "--lang", "en", "--out", str(tmp_path / "newer"))[2]
    assert "was cut off" not in err


@linux
@pytest.mark.parametrize("saved", [False, True])
def test_a_second_ctrl_c_ends_at_once_and_says_what_was_saved(tmp_path: Path, saved: bool) -> None:
    found, folder, values = DEMOS["vae"], tmp_path / "run", {"epochs": 1000, "units": 16, "batch": 256}
    if saved:
        stopped(folder, found, **values)
    else:
        prepare(folder, found, found.make_params(values))
    step = read_run(folder).step
    running, first = start("--resume", str(folder))
    assert first["event"] == "start"
    stop_twice(running)
    status, events, err = ended(running)
    assert status == 130 and "unexpectedly" not in err
    assert (f"saved at step {step} of 1,000" if saved else "before anything was saved") in err
    assert f"quizrnn demo D16 --resume {folder}" in err
    last = events[-1]
    assert (last["event"], last["state"], last["step"]) == ("end", "cut", step)
    kept = json.loads((folder / "run.json").read_text("utf-8"))
    assert (kept["state"], kept["step"]) == ("cut", step)


@signals
def test_ctrl_c_keeps_the_finished_runs_of_a_sweep(tmp_path: Path) -> None:
    running, first = start(*SWEEP, "--out", str(tmp_path / "sweep"))
    assert first["state"] == "done"
    running.send_signal(signal.SIGINT)
    status, events, err = ended(running)
    assert status == 130
    assert "1 of 2 runs are done" in err and f"--resume {tmp_path / 'sweep'}" in err
    summary = events[-1]["summary"]
    assert {(row["setting"], row["count"]) for row in summary} == {("epochs=1", 1), ("epochs=1000", 0)}


@linux
def test_a_second_ctrl_c_ends_a_sweep_at_once(tmp_path: Path) -> None:
    running, first = start(*SWEEP, "--out", str(tmp_path / "sweep"))
    assert first["state"] == "done"
    second = tmp_path / "sweep" / "001-seed0"
    for _ in range(1200):
        if (second / "events.jsonl").exists():
            break
        time.sleep(0.05)
    stop_twice(running)
    status, _, err = ended(running)
    assert status == 130
    assert "1 of 2 runs are done" in err and f"--resume {tmp_path / 'sweep'}" in err
    assert read_run(second).state == "cut"
