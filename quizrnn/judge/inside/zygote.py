"""A clean process that imports numpy (and torch), warms up, and forks one confined child for each request.

The judge writes ``{"fork": n, "memory": bytes, "cpu": seconds}`` on a SEQPACKET socket; the answer is
``{"forked": n}`` with five descriptors: socket, output pipe, trace pipe, bell, pidfd. ``{"exited": n, "status":
s}`` follows when the child ends. The end of the socket ends everything.
"""

from __future__ import annotations

import faulthandler
import gc
import importlib
import io
import json
import os
import random
import select
import signal
import socket
import sys
from typing import Any, cast

from . import confine, runner, wire

SOCKET_FD, TRACE_FD, BELL_FD, FIRST_FREE = 3, 4, 5, 6


def run(control: socket.socket, settings: dict[str, Any], level: confine.Level) -> None:
    """Import, warm up, tell the judge, serve."""
    for name in settings["imports"]:
        importlib.import_module(name)
    warm(settings["imports"])
    only(set(settings["allowed"]))
    level.prepare()
    _reserve_low()
    faulthandler.register(signal.SIGUSR1, file=TRACE_FD, all_threads=False)
    faulthandler.enable(file=TRACE_FD, all_threads=False)
    for stream in (sys.stdout, sys.stderr):
        cast(io.TextIOWrapper, stream).reconfigure(encoding="utf-8", errors="backslashreplace")
    gc.freeze()
    me = os.pidfd_open(os.getpid())
    socket.send_fds(control, [json.dumps({"ready": True, **level.report()}).encode()], [me])
    os.close(me)
    serve(control, level)


def _reserve_low() -> None:
    """Keep descriptors 3 to 5 out of everyone's way; the children put theirs there."""
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (SOCKET_FD, TRACE_FD, BELL_FD):
        try:
            os.fstat(fd)
        except OSError:
            os.dup2(null, fd)
    if null >= FIRST_FREE:
        os.close(null)


def warm(imports: list[str]) -> None:
    """Pay the first-use costs once: BLAS, random generators, the torch dispatcher with its backward pass."""
    import numpy as np

    np.random.default_rng(0).normal(size=(8, 8)) @ np.ones((8, 8))
    np.linalg.solve(np.eye(2), np.ones(2))
    for name in ("functools", "itertools", "math", "collections", "typing", "enum", "copy", "re", "abc"):
        importlib.import_module(name)  # not dataclasses: they take as long as ten answers
    wire.give(wire.encode({"x": np.ones((2, 2)), "y": [1, 2.0, "z"]}))
    if "torch" in imports:
        import torch

        torch.set_num_threads(1)
        torch.backends.nnpack.set_flags(False)  # type: ignore[no-untyped-call]  # within the limits it only complains, on the learner's output
        net = torch.nn.LSTM(3, 4, batch_first=True)
        out, _ = net(torch.ones(2, 3, 3))
        out.sum().backward()
        torch.optim.Adam(net.parameters()).step()
        wire.give(wire.encode(torch.ones(2)))
        torch.manual_seed(0)
    # The same answer must get the same verdict: every child starts from this state.
    random.seed(0)
    np.random.seed(0)


class _Only:
    """Refuses imports of packages that a learner does not need, by the same words everywhere."""

    def __init__(self, allowed: set[str]) -> None:
        self.allowed = allowed

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if path is None and name not in self.allowed and not name.startswith("_sysconfigdata"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def only(allowed: set[str]) -> None:
    """From now on only the standard library, ``allowed`` and what is loaded can be imported."""
    allowed |= set(sys.stdlib_module_names) | {name for name in sys.modules if "." not in name}
    sys.meta_path[0] = _Only(allowed - {"inside"})


def serve(control: socket.socket, level: confine.Level) -> None:
    """Fork on request, report ends, until the judge closes its side."""
    poll = select.poll()
    poll.register(control, select.POLLIN)
    children: dict[int, tuple[int, int]] = {}
    try:
        while True:
            for fd, _ in poll.poll():
                if fd == control.fileno():
                    data = control.recv(1 << 16)
                    if not data:
                        return
                    request = json.loads(data)
                    pidfd, pid = fork(control, level, request)
                    children[pidfd] = (request["fork"], pid)
                    poll.register(pidfd, select.POLLIN)
                elif fd in children:
                    number, pid = children.pop(fd)
                    poll.unregister(fd)
                    os.close(fd)
                    _, status = os.waitpid(pid, 0)
                    control.send(json.dumps({"exited": number, "status": status}).encode())
    except (BrokenPipeError, ConnectionError):
        return
    finally:
        for fd in children:
            signal.pidfd_send_signal(fd, signal.SIGKILL)


def fork(control: socket.socket, level: confine.Level, request: dict[str, Any]) -> tuple[int, int]:
    """One child; its ends go to the judge. Returns (pidfd, pid)."""
    ours, theirs = socket.socketpair()
    out_read, out_write = os.pipe()
    trace_read, trace_write = os.pipe()
    bell_read, bell_write = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            _child(level, request, parent, (theirs.fileno(), out_write, trace_write, bell_write))
        finally:  # never back into the zygote's loop
            os._exit(70)
    pidfd = os.pidfd_open(pid)
    socket.send_fds(
        control,
        [json.dumps({"forked": request["fork"]}).encode()],
        [ours.fileno(), out_read, trace_read, bell_read, pidfd],
    )
    for fd in (out_read, out_write, trace_read, trace_write, bell_read, bell_write):
        os.close(fd)
    ours.close()
    theirs.close()
    return pidfd, pid


def _child(level: confine.Level, request: dict[str, Any], parent: int, ends: tuple[int, ...]) -> None:
    """``ends`` are the child's socket, output, trace and bell descriptors."""
    os.setsid()
    level.die_with(parent)
    high = [level.dup_high(fd) for fd in ends]
    null = level.dup_high(os.open(os.devnull, os.O_RDWR))
    places = (high[1], 1), (high[1], 2), (high[0], SOCKET_FD), (high[2], TRACE_FD), (high[3], BELL_FD)
    for fd, low in ((null, 0), *places):
        os.dup2(fd, low)
    keep = level.keep()
    os.closerange(FIRST_FREE, keep) if keep >= FIRST_FREE else None
    os.closerange(max(FIRST_FREE, keep + 1), 4096)
    channel = socket.socket(fileno=SOCKET_FD)
    runner.main(channel, BELL_FD, lambda: level.apply(request))
