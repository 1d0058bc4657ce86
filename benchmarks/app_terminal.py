"""A program in a pseudo-terminal, and the time until words are drawn: what the ``app_*.py`` programs share."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

ESCAPES = re.compile(r"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P.*?\x1b\\|.)", re.S)
PATIENCE = 20.0


class Timed:
    """A process with a terminal of its own, started when this is made; times are seconds."""

    def __init__(self, arguments: Sequence[str], home: Path, size: tuple[int, int] = (80, 24)) -> None:
        environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "LINES")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: modules are compiled once
        environment |= {"QUIZRNN_HOME": str(home), "TERM": "xterm-256color", "PYTHONUTF8": "1"}
        self._drawn = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.begin = time.perf_counter()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
                os.execve(sys.executable, [sys.executable, *arguments], environment)
            finally:
                os._exit(127)

    def press(self, keys: str) -> None:
        """Send keys; the clock of ``until`` begins now."""
        while self._read(0.0):
            pass
        self._drawn = ""
        self.begin = time.perf_counter()
        os.write(self.master, keys.encode())

    def until(self, *words: str) -> float:
        """Seconds since the start or the last keys until all words have been drawn."""
        while not all(word in self.text for word in words):
            assert time.perf_counter() - self.begin < PATIENCE and self._read(1.0) is not None, (
                f"{words} not seen in:\n{self.text}"
            )
        return time.perf_counter() - self.begin

    @property
    def text(self) -> str:
        """What has been drawn since the last keys."""
        return ESCAPES.sub("", self._drawn)

    def rest(self, seconds: float) -> None:
        """Take in what is drawn for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0 and self._read(left) is not None:
            pass

    def _read(self, patience: float) -> bool | None:
        """True when something came, None when the terminal is closed."""
        if not select.select([self.master], [], [], patience)[0]:
            return False
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:
            return None
        self._drawn += self._decoder.decode(data)
        return bool(data) or None

    def end(self) -> None:
        """The process is ended, and what it started with it (it notices the closed terminal)."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)


HEAD = (
    "| what | ours ms | floor ms | ratio or difference | quartiles | limit | |\n|---|---|---|---|---|---|---|"
)


def ratio_row(what: str, pairs: Sequence[tuple[float, float]], limit: float) -> str:
    """The row of a limit on ours / floor; the ratio is that of the medians."""
    ours, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    low, high = quartiles([a / b for a, b in pairs])
    verdict = "met" if ours / floor <= limit else "MISSED"
    return (
        f"| {what} | {ours * 1e3:.1f} | {floor * 1e3:.1f} | {ours / floor:.2f} | {low:.2f}-{high:.2f} "
        f"| {limit:g} | {verdict} |"
    )


def difference_row(what: str, pairs: Sequence[tuple[float, float]], limit: float) -> str:
    """The row of a limit (seconds) on ours - floor; the difference is the median of those of the pairs."""
    ours, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    differences = [a - b for a, b in pairs]
    low, high = quartiles(differences)
    middle = statistics.median(differences)
    verdict = "met" if middle <= limit else "MISSED"
    return (
        f"| {what} | {ours * 1e3:.1f} | {floor * 1e3:.1f} | +{middle * 1e3:.1f} ms "
        f"| {low * 1e3:.1f}-{high * 1e3:.1f} | {limit * 1e3:.0f} ms | {verdict} |"
    )


def quartiles(values: Sequence[float]) -> tuple[float, float]:
    """The lower and the upper one."""
    ordered = sorted(values)
    return ordered[len(ordered) // 4], ordered[3 * len(ordered) // 4]
