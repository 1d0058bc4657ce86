"""Deeds in line while the progress file cannot be written, kept in a file beside it.

Each session has a file of its own and holds it locked: what another one finds unlocked was left by a
session that ended before the progress file could be written, and is taken in at the next start.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from quizrnn.progress.deeds import Deed

try:
    import fcntl
except ImportError:  # Windows: a file that is open there cannot be deleted, which serves as well
    fcntl = None  # type: ignore[assignment]

_LINE: msgspec.json.Decoder[Deed] = msgspec.json.Decoder(Deed)


IDS = 2**52
"""Attempts that wait for the file go by ids from here on, which no attempt in the file has."""


class Waiting:
    """The deeds of this session, in order."""

    def __init__(self, progress: Path) -> None:
        self.deeds: list[Deed] = []
        self._first = IDS + secrets.randbits(51)  # a sitting remembers ids: no two lines share any
        self.fault = ""
        """Why the deeds are in memory only; "" while the file keeps them."""
        self.path = progress.with_name(f"{progress.name}.waiting-{os.urandom(6).hex()}")
        self._file = -1
        try:
            self._file = _created(self.path)
        except OSError as error:
            self.fault = error.strerror or str(error)

    @property
    def next_id(self) -> int:
        """What the next attempt in line goes by."""
        return self._first + len(self.deeds)

    def add(self, deed: Deed) -> None:
        """Put a deed in line: on disk on return, unless ``fault`` says otherwise."""
        self.deeds.append(deed)
        if self.fault:
            return
        try:
            _append(self._file, msgspec.json.encode(deed) + b"\n")
        except OSError as error:
            self.fault = error.strerror or str(error)

    def close(self, *, done: bool) -> None:
        """Let go of the file; delete it when its deeds are ``done``, or there are none."""
        if self._file < 0:
            return
        _let_go(self._file, self.path, delete=done or not self.deeds)
        self._file = -1


class Left:
    """A file that an earlier session has left: its deeds, and its end. Held until it is closed."""

    def __init__(self, path: Path, file: int) -> None:
        self._path = path
        self._file = file
        self.deeds = _read(file)

    def close(self, *, done: bool) -> None:
        """Let go of the file; delete it when its deeds are ``done``."""
        _let_go(self._file, self._path, delete=done)


def left(progress: Path) -> Iterator[Left]:
    """What earlier sessions have left beside a progress file, oldest first.

    A file with a line that this program does not understand stays where it is.
    """
    names = progress.parent.glob(f"{progress.name}.waiting-*")
    for path in sorted(names, key=_age):
        try:
            file = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        except OSError:
            continue
        try:
            _hold(file)
            found = Left(path, file) if os.fstat(file).st_nlink else None
        except (OSError, msgspec.MsgspecError):
            os.close(file)
            continue
        if found is None:  # its deeds were done between the opening and the holding
            os.close(file)
            continue
        yield found


def others_wait(progress: Path, own: Waiting | None) -> bool:
    """Whether beside a progress file there are deeds in line, other than a session's own."""
    names = set(progress.parent.glob(f"{progress.name}.waiting-*"))
    return any(_size(path) for path in names - ({own.path} if own is not None else set()))


def _read(file: int) -> list[Deed]:
    """Raises msgspec.MsgspecError; a last line without an end was never acknowledged and does not count."""
    text = b""
    while part := os.read(file, 1 << 20):
        text += part
    return [_LINE.decode(line) for line in text.split(b"\n")[:-1]]


def _created(path: Path) -> int:
    """A new file, held before it can be found by its name."""
    new = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
    if fcntl is None:
        return os.open(path, new, 0o600)
    hidden = path.with_name(f".{path.name}")
    file = os.open(hidden, new, 0o600)
    try:
        with suppress(OSError):  # a file system without locks: to do deeds twice is harmless
            _hold(file)
        hidden.rename(path)
    except OSError:
        os.close(file)
        raise
    return file


def _hold(file: int) -> None:
    """Raises BlockingIOError while another process holds it."""
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _append(file: int, line: bytes) -> None:
    while line:
        line = line[os.write(file, line) :]
    os.fsync(file)


def _let_go(file: int, path: Path, *, delete: bool) -> None:
    """Deleted before anybody else can hold it, where the system deletes files that are open."""
    if delete:
        _delete(path)
    os.close(file)
    if delete:
        _delete(path)


def _delete(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
