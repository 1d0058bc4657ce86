"""Runs of demos for the tests of the command line: small ones, ones in another process, ones that end early."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from quizrnn.demos import Demo
from quizrnn.demos.engine import Control, run_folder
from quizrnn.demos.runs import prepare

SMALL = ("--set", "epochs=2", "--set", "units=16", "--set", "batch=256")


def objects(text: str) -> list[dict[str, Any]]:
    """Events, one a line."""
    return [json.loads(line) for line in text.splitlines()]


def stopped(folder: Path, demo: Demo, **values: object) -> None:
    """A run in ``folder`` that was stopped at its first checkpoint."""
    prepare(folder, demo, demo.make_params(values))
    control = Control()
    control.obey("stop")
    assert run_folder(folder, control, lambda line: None) == "stopped"


def start(*arguments: str) -> tuple[subprocess.Popen[str], dict[str, Any]]:
    """``quizrnn demo`` in a process of its own, and the first event that it tells."""
    command = [sys.executable, "-m", "quizrnn", "demo", *arguments, "--json", "--lang", "en"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    return running, json.loads(running.stdout.readline())


def each_child(running: subprocess.Popen[str], word: int) -> None:
    """A signal to each of the processes that train for this one."""
    from app.terminal import descendants  # Linux has it, and only tests that run there come here

    for child, _ in descendants(running.pid):
        os.kill(child, word)


def stop_twice(running: subprocess.Popen[str]) -> None:
    """Ctrl+C, and again where a polite stop cannot end it."""
    each_child(running, signal.SIGSTOP)
    running.send_signal(signal.SIGINT)
    assert running.stderr is not None
    assert any("Stopping" in line for line in iter(running.stderr.readline, ""))
    running.send_signal(signal.SIGINT)


def ended(running: subprocess.Popen[str]) -> tuple[int, list[dict[str, Any]], str]:
    """Its status, the rest of its events and what it says on stderr, once it is over."""
    out, err = running.communicate(timeout=120)
    assert "Traceback" not in err
    return running.returncode, objects(out), err
