"""A runner by exec, for systems without a zygote (macOS): imports, warms up, sets limits, waits."""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import io
import json
import os
import resource
import signal
import socket
import sys
from typing import Any, cast


def main(fd: int) -> None:
    """Become one runner on the socket ``fd``; its first message is the settings. Output is already a pipe."""
    channel = socket.socket(fileno=fd)
    size = int.from_bytes(channel.recv(4, socket.MSG_WAITALL), "little")
    settings = json.loads(channel.recv(size, socket.MSG_WAITALL))
    sys.path.extend(settings["paths"])
    for name in settings["imports"]:
        importlib.import_module(name)
    from . import runner, zygote

    zygote.warm(settings["imports"])
    zygote.only(set(settings["allowed"]))
    faulthandler.register(signal.SIGUSR1, file=settings["trace"], all_threads=False)
    for stream in (sys.stdout, sys.stderr):
        cast(io.TextIOWrapper, stream).reconfigure(encoding="utf-8", errors="backslashreplace")
    runner.main(channel, settings["bell"], lambda: _limit(settings))


def _limit(settings: dict[str, Any]) -> None:
    """As many limits as this system takes; the memory limit is not one of them everywhere."""
    os.chdir("/")
    for name, value in (("CORE", 0), ("FSIZE", 0), ("NOFILE", 64), ("CPU", settings["cpu"])):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))
