"""The judge's end of a zygote: starts it (in bubblewrap where that works), asks for forks, hands out
spares, learns how
children ended. Every wait has a deadline; what does not answer is killed and reported as ``ZygoteError``.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import time
from collections import deque
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any, NamedTuple

from quizrnn.judge import bubblewrap
from quizrnn.judge.places import INSIDE, Places, places

SPARE_USER = 61001
_READY_SECONDS = {False: 30.0, True: 120.0}
_FORK_SECONDS = 10.0
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",  # the same answer must get the same verdict
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "LC_ALL": "C.UTF-8",
}


class ZygoteError(Exception):
    """A zygote that did not start, died, or does not answer; the message is technical."""


class Limits(NamedTuple):
    """What a spare is made for: MiB above the warm zygote, CPU seconds of the back-stop."""

    memory: int
    cpu: int


class Spare:
    """A confined runner that waits: its descriptors on the judge's side. ``bell`` is readable when replies
    are to be read from ``stream``."""

    def __init__(self, number: int, limits: Limits, stream: socket.socket, *ends: int) -> None:
        self.number, self.limits, self.stream = number, limits, stream
        self.output, self.trace, self.bell, self.pidfd = ends

    def signal(self, number: int) -> None:
        """Send a signal to exactly this process."""
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(self.pidfd, number)

    def ended(self, seconds: float) -> bool:
        """Whether it ends by itself within ``seconds``."""
        poll = select.poll()
        poll.register(self.pidfd, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    def close(self) -> None:
        """Kill it and give back the descriptors."""
        self.signal(signal.SIGKILL)
        self.stream.close()
        for fd in (self.output, self.trace, self.bell, self.pidfd):
            os.close(fd)


class Zygote:
    """One zygote process; ``namespaces`` says whether it lives in bubblewrap."""

    def __init__(self, *, torch: bool, trusted: bool, namespaces: bool, without: frozenset[str]) -> None:
        self.torch, self.trusted, self.namespaces, self.without = torch, trusted, namespaces, without
        self.places = places(torch=torch, trusted=trusted)
        self.layers: dict[str, bool] = {}
        self.notes: list[str] = []
        self.spares: deque[Spare] = deque()
        self.asked: deque[Limits] = deque()
        self.exits: dict[int, int] = {}
        self.number = 0
        self.base = 0
        self.pidfd = -1
        self.started = time.monotonic()
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self.process = subprocess.Popen(
                self._command(theirs.fileno()),
                env=ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        except OSError as error:
            self.control.close()
            raise ZygoteError(f"cannot start {self.places.python}: {error.strerror}") from error
        finally:
            theirs.close()
        self.poll = select.poll()
        self.poll.register(self.control, select.POLLIN)
        with contextlib.suppress(OSError):
            self.control.send(json.dumps(self._settings(without)).encode())
        keep_bytecode()

    def _command(self, fd: int) -> list[str]:
        python = [
            self.places.python,
            "-s",
            "-S",
            "-P",
            "-B",
            "-X",
            "utf8",
            str(INSIDE / "boot.py"),
            str(fd),
            "start",
        ]
        return bubblewrap.prefix(bubblewrap.available(), self.places) + python if self.namespaces else python

    def _settings(self, without: frozenset[str]) -> dict[str, Any]:
        root = os.getuid() == 0
        user = SPARE_USER if root and _open_to_all(self.places, namespaces=self.namespaces) else 0
        return {
            "without": sorted(without),
            "user": user,
            "counts": bool(user) or (self.namespaces and not root),
            "paths": list(self.places.paths),
            "imports": ["numpy", *["torch"] * self.torch, *["quizrnn.reference"] * self.trusted],
            "allowed": list(self.places.names),
            "read": self.places.readable(),
            "write": ["/dev/null"],
        }

    def wait_ready(self) -> None:
        """Wait for the end of the warm-up; raises ``ZygoteError``."""
        deadline = self.started + _READY_SECONDS[self.torch]
        while not self.base:
            self._receive(deadline)

    def ask(self, limits: Limits) -> None:
        """Have one more spare made, without waiting."""
        self.number += 1
        self.asked.append(limits)
        memory = (self.base + (limits.memory << 20)) if self.base > 1 else 0
        request = {"fork": self.number, "memory": memory, "cpu": limits.cpu}
        try:
            self.control.send(json.dumps(request).encode(), socket.MSG_DONTWAIT)
        except OSError as error:
            raise ZygoteError(f"zygote gone: {error.strerror}") from error

    def take(self, limits: Limits) -> Spare:
        """A spare made for ``limits``; one that was made for others is thrown away. Raises
        ``ZygoteError``."""
        self.wait_ready()
        deadline = time.monotonic() + _FORK_SECONDS
        while True:
            if not self.spares:
                if not self.asked:
                    self.ask(limits)
                self._receive(deadline)
                continue
            spare = self.spares.popleft()
            if spare.limits == limits and spare.number not in self.exits:
                return spare
            spare.close()

    def status(self, number: int) -> int | None:
        """How child ``number`` ended (a wait status); None when the zygote does not tell within a second."""
        deadline = time.monotonic() + 1.0
        try:
            while number not in self.exits:
                self._receive(deadline)
        except ZygoteError:
            return None
        return self.exits[number]

    def drain(self) -> None:
        """Take the messages that are already there."""
        while self.poll.poll(0):
            self._receive(time.monotonic() + 1.0)

    def _receive(self, deadline: float) -> None:
        if not self.poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            raise ZygoteError("zygote does not answer")
        try:
            data, fds, _, _ = socket.recv_fds(self.control, 1 << 16, 5, socket.MSG_CMSG_CLOEXEC)
        except OSError:
            data = b""
        if not data:
            raise ZygoteError(f"zygote ended: {self._last_words()}")
        message = json.loads(data)
        if "forked" in message:
            for fd in fds[:4]:
                os.set_blocking(fd, False)
            stream = socket.socket(fileno=fds[0])
            self.spares.append(Spare(message["forked"], self.asked.popleft(), stream, *fds[1:]))
        elif "exited" in message:
            self.exits[message["exited"]] = message["status"]
            for old in [number for number in self.exits if number < self.number - 100]:
                del self.exits[old]
        else:
            self.pidfd = fds[0]
            self.layers, self.notes = message["layers"], message["notes"]
            self._measure()

    def _measure(self) -> None:
        """Read size and number of threads of the warm zygote; more than one thread must never be forked."""
        self.base = 1
        try:
            info = Path(f"/proc/self/fdinfo/{self.pidfd}").read_text()
            pid = int(next(line for line in info.splitlines() if line.startswith("Pid:")).split()[1])
            if len(os.listdir(f"/proc/{pid}/task")) != 1:  # noqa: PTH208
                raise ZygoteError("zygote has several threads")
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[0])
            self.base = pages * os.sysconf("SC_PAGESIZE")
        except (OSError, StopIteration, ValueError):
            self.layers["limits"] = False
            self.notes.append("no /proc: the memory limit is not enforced")

    def _last_words(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(1.0)
        if self.process.stderr is None or self.process.stderr.closed:
            return ""
        os.set_blocking(self.process.stderr.fileno(), False)
        text = (self.process.stderr.read() or b"").decode(errors="replace").strip()
        return text[-600:] if text else f"exit code {self.process.returncode}"

    def close(self) -> None:
        """Kill it, its spares and whatever they started."""
        while self.spares:
            self.spares.popleft().close()
        if self.pidfd >= 0:
            with contextlib.suppress(OSError):
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
            os.close(self.pidfd)
            self.pidfd = -1
        self.control.close()
        self.process.kill()
        self.process.wait()
        if self.process.stderr is not None:
            self.process.stderr.close()


def _open_to_all(places: Places, *, namespaces: bool) -> bool:
    """Whether a user without rights can read the interpreter and the packages.

    In bubblewrap the folders above them are new ones, so that only the things themselves count.
    """
    for path in map(Path, (places.python, places.stdlib, *places.packages)):
        inner = path / "__init__.py"
        above = () if namespaces else path.parents
        for part in (path, inner, *above):
            if part.exists():
                need = 0o005 if part.is_dir() else 0o004
                if part.stat().st_mode & need != need:
                    return False
    return True


@cache
def keep_bytecode() -> None:
    """Leave compiled modules for the next zygote, which cannot write; nothing is lost where that fails."""
    for path in INSIDE.glob("*.py"):
        SourceFileLoader(path.stem, str(path)).get_code(path.stem)


def left_out() -> frozenset[str]:
    """The layers that the environment variable QUIZRNN_JUDGE_WITHOUT leaves out."""
    return frozenset(os.environ.get("QUIZRNN_JUDGE_WITHOUT", "").replace(",", " ").split())


def can_have_namespaces(without: frozenset[str]) -> bool:
    """Whether zygotes are started in bubblewrap."""
    return "namespaces" not in without and bool(bubblewrap.available())
