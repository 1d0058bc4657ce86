"""Landlock by ctypes: which files may be read; nothing may be written, no TCP, no signals or sockets to
others."""

from __future__ import annotations

import ctypes
import os
import stat

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same numbers on every architecture
_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _WRITE_FILE, _READ_DIR = 1 << 2, 1 << 1, 1 << 3
_FS_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
"""ABI: number of file rights (16 from ABI 5 on)."""


class _Attributes(ctypes.Structure):
    _fields_ = [("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _Path(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = [("allowed", ctypes.c_uint64), ("fd", ctypes.c_int32)]


_libc = ctypes.CDLL(None, use_errno=True)


def abi() -> int:
    """The kernel's Landlock version; 0 when there is none."""
    return max(0, int(_libc.syscall(_CREATE, None, ctypes.c_size_t(0), _VERSION)))


def ruleset(read: list[str], write: list[str]) -> int:
    """A ruleset descriptor: ``read`` may be read (folders wholly), ``write`` (devices) written too; raises
    OSError."""
    version = abi()
    attributes = _Attributes(
        (1 << _FS_RIGHTS.get(version, 16)) - 1, 3 if version >= 4 else 0, 3 if version >= 6 else 0
    )
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    fd = int(_libc.syscall(_CREATE, ctypes.byref(attributes), ctypes.c_size_t(size), 0))
    if fd < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset")
    for path in read:
        _allow(fd, path, _READ_FILE | _READ_DIR)
    for path in write:
        _allow(fd, path, _READ_FILE | _WRITE_FILE)
    return fd


def _allow(ruleset_fd: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no permission
    try:
        if not stat.S_ISDIR(os.fstat(fd).st_mode):
            rights &= ~_READ_DIR
        rule = _Path(rights, fd)
        if _libc.syscall(_ADD, ruleset_fd, _PATH_BENEATH, ctypes.byref(rule), 0):
            raise OSError(ctypes.get_errno(), "landlock_add_rule", path)
    finally:
        os.close(fd)


def restrict(ruleset_fd: int) -> None:
    """Bind this process to the ruleset, for ever; raises OSError."""
    if _libc.syscall(_RESTRICT, ruleset_fd, 0):
        raise OSError(ctypes.get_errno(), "landlock_restrict_self")
