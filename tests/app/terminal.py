"""The product in a real pseudo-terminal: keys go in, what is drawn comes out."""

from __future__ import annotations

import base64
import codecs
import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ESCAPES = re.compile(
    r"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P.*?\x1b\\|[()][0-9A-B]|.)"
)
PATIENCE = 20.0
"""Seconds; far more than is needed, for a machine under load."""


class Terminal:
    """A process with a terminal of its own."""

    def __init__(
        self,
        *arguments: str,
        environment: dict[str, str],
        size: tuple[int, int] = (80, 24),
        command: list[str] | None = None,
    ) -> None:
        """Python with these arguments, or a command in its place."""
        command = command or [sys.executable, *arguments]
        self._drawn = ""
        self.status: int | None = None
        """The exit status, once the process has ended."""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.master, slave = os.openpty()
        self.resize(*size)
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.login_tty(slave)
                # As from a login shell, also where the tests themselves were started by nohup.
                signal.signal(signal.SIGHUP, signal.SIG_DFL)
                os.execvpe(command[0], command, environment)
            finally:
                os._exit(127)
        os.close(slave)

    @property
    def drawn(self) -> str:
        """The text drawn since the last keys."""
        return ESCAPES.sub("", self._drawn)

    @property
    def copied(self) -> str:
        """What has been handed to the terminal's clipboard (OSC 52) since the last keys."""
        found = re.findall(r"\x1b\]52;c;([^\x07\x1b]*)", self._drawn)
        return base64.b64decode(found[-1]).decode() if found else ""

    @property
    def lowest(self) -> int:
        """The lowest row that has been drawn to since the last keys."""
        return max((int(row) for row in re.findall(r"\x1b\[(\d+);\d+H", self._drawn)), default=0)

    def resize(self, columns: int, lines: int) -> None:
        """Another size, as when a window is made larger; the kernel tells the process."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def keys(self, text: str) -> None:
        """Type; what is awaited next has to be drawn from now on."""
        self.read(0.0)
        self._drawn = ""
        os.write(self.master, text.encode())

    def see(self, *words: str) -> str:
        """Wait until all words have been drawn since the last keys; returns everything drawn since."""
        end = time.monotonic() + PATIENCE
        while not all(word in self.drawn for word in words):
            assert time.monotonic() < end, f"{words} not seen in:\n{self.drawn}"
            if not self.read(0.5) and self.ended():
                raise AssertionError(f"the program ended; it had drawn:\n{self.drawn}")
        return self.drawn

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that what is drawn brings about."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"not so after:\n{self.drawn}"
            self.read(0.2)

    def find(self, pattern: str) -> re.Match[str]:
        """Wait until something drawn since the last keys fits a pattern."""
        end = time.monotonic() + PATIENCE
        while not (found := re.search(pattern, self.drawn)):
            assert time.monotonic() < end, f"{pattern} not seen in:\n{self.drawn}"
            self.read(0.5)
        return found

    def read(self, patience: float) -> bool:
        """Take in what has been drawn; False when the terminal is closed."""
        while select.select([self.master], [], [], patience)[0]:
            try:
                data = os.read(self.master, 1 << 16)
            except OSError:
                return False
            if not data:
                return False
            self._drawn += self._decoder.decode(data)
            patience = 0.0
        return True

    def ended(self) -> bool:
        """True when the process is gone; its exit status is kept."""
        if self.pid:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid, self.status = 0, os.waitstatus_to_exitcode(status)
        return not self.pid

    def wait(self) -> None:
        """Wait for the end, taking in what is drawn meanwhile."""
        end = time.monotonic() + PATIENCE
        while not self.ended():
            assert time.monotonic() < end, "the program does not end"
            if self.master < 0 or not self.read(0.1):
                time.sleep(0.05)

    def hang_up(self) -> None:
        """Close the terminal, as its window is closed."""
        os.close(self.master)
        self.master = -1

    @contextmanager
    def closing(self) -> Iterator[Terminal]:
        """The terminal, closed afterwards."""
        try:
            yield self
        finally:
            self.close()

    def close(self) -> None:
        """Nothing stays behind."""
        if not self.ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.master >= 0:
            self.hang_up()


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """The variables of a learner's terminal, with a data folder of its own."""
    left_out = ("NO_COLOR", "TEXTUAL", "COLUMNS", "LINES")
    if "LANG" in more:
        left_out += ("LANGUAGE", "LC_ALL", "LC_MESSAGES")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    own = {"QUIZRNN_HOME": str(home), "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    # Nothing blinks, and the app is never deaf for the moment that a double tap takes: tests type at once.
    return environment | own | {"TEXTUAL_ANIMATIONS": "none"} | more


@contextmanager
def product(home: Path, bank: Path, lang: str | None, **more: str) -> Iterator[Terminal]:
    """``python -m quizrnn`` over a bank, with a data folder of its own; ``more``: further variables."""
    spoken = ["--lang", lang] if lang else []
    arguments = ("-m", "quizrnn", *spoken, "--bank", str(bank))
    with Terminal(*arguments, environment=surroundings(home, **more)).closing() as terminal:
        yield terminal


def descendants(pid: int) -> set[tuple[int, str]]:
    """All processes below one, each with its start time, so that a number used again is not mistaken."""
    parents: dict[int, list[tuple[int, str]]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (fields := facts(int(folder.name))):
            parents.setdefault(int(fields[1]), []).append((int(folder.name), fields[19]))
    found: set[tuple[int, str]] = set()
    waiting = [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found.update(children)
        waiting += [child for child, _ in children]
    return found


def facts(pid: int) -> list[str]:
    """State, parent and so on of a process; empty when it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []


def alive(process: tuple[int, str]) -> bool:
    """True while that very process runs."""
    fields = facts(process[0])
    return bool(fields) and fields[19] == process[1] and fields[0] not in "ZX"


def gone(processes: set[tuple[int, str]]) -> bool:
    """Wait until none of them runs."""
    end = time.monotonic() + PATIENCE
    while any(alive(process) for process in processes):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
