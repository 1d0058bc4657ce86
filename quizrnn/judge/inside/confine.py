"""The layers around a runner: another user, limits, no_new_privs, Landlock, seccomp. Built in the zygote,
applied in the child.

A layer that the kernel does not offer is left out and reported; a layer that was promised and fails ends
the child.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import resource
import signal
import sys
from typing import Any

from . import bpf, landlock

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
_SECCOMP_FILTER = 2
_HIGH = 200
_FILES, _STACK, _PROCESSES = 64, 8 << 20, 256
_libc = ctypes.CDLL(None, use_errno=True)


class _Filter(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("program", ctypes.c_void_p)]


def _prctl(option: int, *values: int | ctypes.c_void_p) -> None:
    padded = [ctypes.c_ulong(value) if isinstance(value, int) else value for value in values]
    padded += [ctypes.c_ulong(0)] * (4 - len(padded))
    if _libc.prctl(option, *padded):
        raise OSError(ctypes.get_errno(), f"prctl {option}")


class Level:
    """What holds for the children of this zygote. ``settings``: ``user``, ``without``, ``read``,
    ``write``, ``counts``."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.without = set(settings["without"])
        self.layers = {"uid": os.getuid() != 0, "limits": True, "no_new_privs": False, "landlock": False}
        self.layers.update(landlock_net=False, landlock_scope=False, seccomp=False)
        self.notes: list[str] = []
        self.ruleset = -1
        self.filter = bytearray()
        self.filter_pid = 0

    def report(self) -> dict[str, Any]:
        """Layers and notes for the judge."""
        return {"layers": self.layers, "notes": self.notes}

    def drop_user(self) -> None:
        """Leave root behind for good: for ``settings["user"]``, or at least for a root without
        capabilities."""
        if os.getuid() != 0:
            return
        user = self.settings["user"]
        if user:
            try:
                os.setgroups([])
                os.setresgid(user, user, user)
                os.setresuid(user, user, user)
                self.layers["uid"] = True
            except OSError as error:
                self.notes.append(f"could not leave root for user {user}: {error.strerror}")
        if not self.layers["uid"]:
            _drop_capabilities()
            self.notes.append("runs as root without capabilities")

    def prepare(self) -> None:
        """Build once what every child applies."""
        _prctl(_PR_SET_DUMPABLE, 0)
        version = 0 if "landlock" in self.without else landlock.abi()
        if version:
            self.ruleset = fcntl.fcntl(
                landlock.ruleset(self.settings["read"], self.settings["write"]), fcntl.F_DUPFD_CLOEXEC, _HIGH
            )
            self.layers.update(landlock=True, landlock_net=version >= 4, landlock_scope=version >= 6)
        else:
            self.notes.append(self._missing("landlock", "Landlock"))
        self.layers["no_new_privs"] = True
        machine = platform.machine()
        if "seccomp" not in self.without and bpf.supported(machine) and sys.maxsize > 1 << 32:
            self.filter = bytearray(bpf.program(machine, 0))
            self.filter_pid = bpf.pid_offset(machine)
            self.layers["seccomp"] = _seccomp_works()
        if not self.layers["seccomp"]:
            self.notes.append(self._missing("seccomp", "seccomp"))

    def _missing(self, layer: str, name: str) -> str:
        return f"{name} was switched off" if layer in self.without else f"this kernel does not offer {name}"

    def keep(self) -> int:
        """The descriptor that a child must not close before ``apply``; 0 when there is none."""
        return max(0, self.ruleset)

    @staticmethod
    def dup_high(fd: int) -> int:
        """A copy of ``fd`` out of the way of the low numbers."""
        return fcntl.fcntl(fd, fcntl.F_DUPFD, _HIGH + 50)

    @staticmethod
    def die_with(parent: int) -> None:
        """Die when the zygote does, also when it already has; default signals."""
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(71)

    def apply(self, request: dict[str, Any]) -> None:
        """Confine this process for ever; raises OSError when a promised layer fails."""
        self.limit(request)
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        if self.layers["landlock"]:
            landlock.restrict(self.ruleset)
            os.close(self.ruleset)
        if self.layers["seccomp"]:
            self.filter[self.filter_pid : self.filter_pid + 4] = os.getpid().to_bytes(4, sys.byteorder)
            _install(self.filter)

    def limit(self, request: dict[str, Any]) -> None:
        """All rlimits; memory is an absolute size, the CPU limit a back-stop."""
        hard = {
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_NOFILE: _FILES,
            resource.RLIMIT_MEMLOCK: 0,
            resource.RLIMIT_CPU: request["cpu"],
            resource.RLIMIT_STACK: _STACK,
        }
        if hasattr(resource, "RLIMIT_MSGQUEUE"):
            hard[resource.RLIMIT_MSGQUEUE] = 0
        if request["memory"]:
            hard[resource.RLIMIT_AS] = request["memory"]
        if self.settings["counts"]:
            hard[resource.RLIMIT_NPROC] = _PROCESSES
        for name, value in hard.items():
            most = resource.getrlimit(name)[1]
            limit = value if most == resource.RLIM_INFINITY else min(value, most)
            resource.setrlimit(name, (limit, limit))


def _install(code: bytearray) -> None:
    buffer = (ctypes.c_char * len(code)).from_buffer(code)
    program = _Filter(len(code) // 8, ctypes.addressof(buffer))
    _prctl(_PR_SET_SECCOMP, _SECCOMP_FILTER, ctypes.cast(ctypes.byref(program), ctypes.c_void_p))


def _seccomp_works() -> bool:
    """Try a filter that allows everything, in a child."""
    pid = os.fork()
    if pid == 0:
        try:
            _prctl(_PR_SET_NO_NEW_PRIVS, 1)
            _install(bytearray(b"\x06\x00\x00\x00\x00\x00\xff\x7f"))
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0


def _drop_capabilities() -> None:
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    if _libc.capset(header, (ctypes.c_uint32 * 6)()):
        raise OSError(ctypes.get_errno(), "capset")
