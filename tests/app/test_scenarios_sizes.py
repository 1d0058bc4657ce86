"""A terminal that changes its size: while the app starts, in spite of exported sizes, by another tmux client."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from app.studio import BANK
from app.terminal import PATIENCE, Terminal, product, surroundings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="opens a pseudo-terminal")


def fills(terminal: Terminal, lines: int) -> bool:
    """Wait until the last row has been drawn to."""
    end = time.monotonic() + PATIENCE
    while terminal.lowest < lines and time.monotonic() < end:
        terminal.read(0.2)
    return terminal.lowest == lines


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.15, 0.3, 0.5])
def test_a_new_size_while_the_app_starts_is_taken_up(tmp_path: Path, moment: float) -> None:
    with product(tmp_path, BANK, "en") as terminal:
        time.sleep(moment)
        terminal.resize(120, 40)
        assert fills(terminal, 40)


def test_exported_sizes_are_not_believed(tmp_path: Path) -> None:
    with product(tmp_path, BANK, "en", COLUMNS="80", LINES="24") as terminal:
        terminal.see("nothing open")
        terminal.resize(120, 40)
        assert fills(terminal, 40)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not there")
def test_another_client_of_tmux_brings_its_size(tmp_path: Path) -> None:
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", os.devnull]
    command = "exec " + shlex.join([sys.executable, "-m", "quizrnn", "--lang", "en", "--bank", str(BANK)])
    begin = [*tmux, "new-session", "-d", "-x", "80", "-y", "24", command]
    subprocess.run(begin, env=surroundings(tmp_path), check=True)
    try:
        for size in ((120, 40), (70, 22), (100, 30)):
            with Terminal(
                environment=surroundings(tmp_path), size=size, command=[*tmux, "attach"]
            ).closing() as client:
                assert drawn_by(tmux, client, size), screen(tmux)
                subprocess.run([*tmux, "detach-client", "-a"], check=False)
                client.hang_up()
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


def screen(tmux: list[str]) -> list[str]:
    """The rows of the pane, without blanks at their ends."""
    found = subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, text=True, check=True)
    return found.stdout.split("\n")[:-1]


def drawn_by(tmux: list[str], client: Terminal, size: tuple[int, int]) -> bool:
    """Wait until the heading ends at the right edge and the key bar stands at the bottom (above tmux's line)."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        client.read(0.2)
        rows = screen(tmux)
        if len(rows) == size[1] - 1 and len(rows[0]) == size[0] - 1 and "quit" in rows[-1]:
            return True
    return False
