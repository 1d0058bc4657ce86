"""The first steps of a zygote: settings, paths, another user. numpy must not be imported before these."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import sys

from . import confine

_HIGH = 100


def main(fd: int) -> None:
    """Become a zygote that serves the control socket ``fd``; returns when the judge is gone."""
    control = socket.socket(fileno=fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, _HIGH))
    os.close(fd)
    settings = json.loads(control.recv(1 << 20))
    level = confine.Level(settings)
    level.drop_user()
    sys.path.extend(settings["paths"])
    from . import zygote

    zygote.run(control, settings, level)
