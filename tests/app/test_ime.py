"""Japanese as an input method delivers it, and storms of new sizes: in a real terminal."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest
from app.studio import BANK
from app.terminal import Terminal, product

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="opens a pseudo-terminal")

SKIP = "\x1b[20~"
COMMIT = "勾配消失問題と再帰型ニューラルネットワーク"
"""One commit of an input method: many characters in one burst."""


def go_to(terminal: Terminal, number: int) -> None:
    terminal.see("nothing open")
    terminal.keys("n")
    terminal.see("1 of 9")
    for n in range(2, number + 1):
        terminal.keys(SKIP)
        terminal.see(f"{n} of 9")


def split_bytes(terminal: Terminal, text: str) -> None:
    """The bytes of a commit in two writes, cut in the middle of a character."""
    data = text.encode()
    terminal.keys("")
    os.write(terminal.master, data[:10])
    time.sleep(0.05)
    os.write(terminal.master, data[10:])


def test_a_short_answer_takes_a_long_commit(tmp_path: Path) -> None:
    with product(tmp_path, BANK, "en") as terminal:
        go_to(terminal, 6)
        split_bytes(terminal, COMMIT)
        terminal.see(COMMIT)
        terminal.keys("\r")
        terminal.see("Not right yet")


def test_the_wide_blank_between_numbers_is_kept(tmp_path: Path) -> None:
    with product(tmp_path, BANK, "en") as terminal:
        go_to(terminal, 6)
        terminal.keys("１００　１７０　25")
        terminal.see("１００　１７０　25")


def test_the_search_takes_japanese(tmp_path: Path) -> None:
    with product(tmp_path, BANK, "ja") as terminal:
        terminal.see("新しい問題")
        terminal.keys("/")
        terminal.see("題名の語")
        terminal.keys("傾きの最大")
        terminal.see("傾きの最大", "1 問")


def test_the_editor_takes_a_long_commit_and_edits_of_it(tmp_path: Path) -> None:
    with product(tmp_path, BANK, "en") as terminal:
        go_to(terminal, 9)
        terminal.keys("x * 2  # " + COMMIT)
        terminal.see(COMMIT[-6:])
        terminal.keys("\x7f" * len(COMMIT) + "\x1b[15~")
        terminal.see("Right")


def resize(terminal: Terminal, columns: int, lines: int) -> None:
    fcntl.ioctl(terminal.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    os.kill(terminal.pid, signal.SIGWINCH)


def test_a_storm_of_new_sizes_is_survived(tmp_path: Path) -> None:
    with product(tmp_path, BANK, "en") as terminal:
        go_to(terminal, 9)
        terminal.keys("x * 2")
        for round in range(120):
            resize(terminal, 20 + round * 7 % 130, 5 + round * 3 % 50)
            terminal.read(0.0)
        resize(terminal, 80, 24)
        terminal.keys("\x1b[15~")
        terminal.see("Right")
