"""Spare runners without a zygote, one process by exec each: for macOS, where forking after numpy is unsafe.

The same interface as ``Zygote``. Time, output and source limits hold; files, network and memory are open.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
from collections import deque
from typing import Any

from quizrnn.judge.places import INSIDE, places
from quizrnn.judge.zygotes import ENVIRONMENT, Limits, Spare, ZygoteError

_READY_SECONDS = 120.0
NOTES = (
    "No isolation on this system: code can read your files, use the network and take memory.",
    "Time, output and file size are limited. Run your own code only; this path is not tested on macOS.",
)


class ExecSpare(Spare):
    """A runner that is a child of this process."""

    def __init__(self, process: subprocess.Popen[bytes], *rest: Any) -> None:
        super().__init__(*rest)
        self.process = process

    def signal(self, number: int) -> None:
        """Send a signal to the process."""
        with contextlib.suppress(OSError):
            self.process.send_signal(number)

    def ended(self, seconds: float) -> bool:
        """Whether it ends by itself within ``seconds``."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        return self.process.returncode is not None

    def close(self) -> None:
        """Kill it and give back the descriptors."""
        self.signal(signal.SIGKILL)
        self.process.wait()
        self.stream.close()
        for fd in (self.output, self.trace, self.bell):
            os.close(fd)


class ExecRunners:
    """Keeps one spare process ready; what ``Runners`` and ``Session`` need of a ``Zygote``."""

    namespaces = False
    pidfd = -1
    base = 1

    def __init__(self, *, torch: bool, trusted: bool) -> None:
        self.torch, self.trusted = torch, trusted
        self.places = places(torch=torch, trusted=trusted)
        self.layers = {
            "limits": False,
            "no_new_privs": False,
            "landlock": False,
            "seccomp": False,
            "uid": os.getuid() != 0,
        }
        self.notes = list(NOTES)
        self.spares: deque[ExecSpare] = deque()
        self.used: dict[int, ExecSpare] = {}
        self.number = 0

    def wait_ready(self) -> None:
        """Nothing to wait for: each spare warms up by itself."""

    def ask(self, limits: Limits) -> None:
        """Start one more spare, without waiting."""
        self.number += 1
        ours, theirs = socket.socketpair()
        out_read, out_write = os.pipe()
        trace_read, trace_write = os.pipe()
        bell_read, bell_write = os.pipe()
        python = [self.places.python, "-s", "-S", "-P", "-B", "-X", "utf8"]
        try:
            process = subprocess.Popen(
                [*python, str(INSIDE / "boot.py"), str(theirs.fileno()), "alone"],
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=out_write,
                stderr=out_write,
                pass_fds=[theirs.fileno(), trace_write, bell_write],
                start_new_session=True,
            )
        except OSError as error:
            raise ZygoteError(f"cannot start {self.places.python}: {error.strerror}") from error
        finally:
            theirs.close()
            os.close(out_write)
            os.close(trace_write)
            os.close(bell_write)
        settings = {
            "paths": self.places.paths,
            "imports": ["numpy", *["torch"] * self.torch, *["quizrnn.reference"] * self.trusted],
            "allowed": self.places.names,
            "cpu": limits.cpu,
            "trace": trace_write,
            "bell": bell_write,
        }
        text = json.dumps(settings).encode()
        ours.sendall(len(text).to_bytes(4, "little") + text)
        ours.setblocking(False)
        for fd in (out_read, trace_read, bell_read):
            os.set_blocking(fd, False)
        self.spares.append(ExecSpare(process, self.number, limits, ours, out_read, trace_read, bell_read, -1))

    def take(self, limits: Limits) -> Spare:
        """A spare for ``limits``."""
        while self.spares:
            spare = self.spares.popleft()
            if spare.limits == limits and spare.process.poll() is None:
                break
            spare.close()
        else:
            self.ask(limits)
            spare = self.spares.popleft()
        self.used = {spare.number: spare}
        poll = select.poll()
        poll.register(spare.stream, select.POLLIN)
        if not poll.poll(_READY_SECONDS * 1000):  # its first frame says that it waits
            spare.close()
            raise ZygoteError("a runner did not get ready")
        return spare

    def status(self, number: int) -> int | None:
        """How that child ended, as a wait status."""
        spare = self.used.get(number)
        code = spare.process.returncode if spare else None
        if code is None:
            return None
        return -code if code < 0 else code << 8

    def close(self) -> None:
        """Kill the spares."""
        while self.spares:
            self.spares.popleft().close()
