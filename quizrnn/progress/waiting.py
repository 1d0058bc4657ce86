"""Deeds in line while the progress file cannot be written, kept in a file beside it.

Each session has a file of its own and holds it locked: what another one finds unlocked was left by a
session that ended before the progress file could be written, and is taken in at the next start. Where files
cannot be locked, a file is given another name before it is taken in: a session that was still writing to it
notices and begins a new one, with all its deeds. To do deeds twice is harmless.
"""

from __future__ import annotations

import glob
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from quizrnn.progress.deeds import Deed, Made

try:
    import fcntl
except ImportError:  # Windows: a file that is open there can be neither renamed nor deleted
    fcntl = None  # type: ignore[assignment]

_LINE: msgspec.json.Decoder[Deed] = msgspec.json.Decoder(Deed)
_BINARY = getattr(os, "O_BINARY", 0)

IDS = 2**52
"""Attempts that wait for the file go by ids from here on, which no attempt in the file has."""
APART = 40
"""Bits by which the ids of two sessions lie apart: a sitting remembers ids, and no two lines share any."""


class UnreadableLineError(Exception):
    """A line that this program does not understand, by its number."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line}")


class Waiting:
    """The deeds of this session, in order; ``before``: those of earlier sessions that wait too."""

    def __init__(self, progress: Path, before: Iterable[Deed] = ()) -> None:
        self.deeds: list[Deed] = []
        above = max((deed.id for deed in before if isinstance(deed, Made)), default=0)
        self._first = max(IDS, above) + 1 + secrets.randbits(APART)
        self.fault = ""
        """Why the deeds are in memory only; "" while the file keeps them."""
        self._progress = progress
        self.path = progress
        """Where they lie, once there is a file."""
        self._file = -1
        self._begin()

    @property
    def next_id(self) -> int:
        """What the next attempt in line goes by."""
        return self._first + len(self.deeds)

    def add(self, deed: Deed) -> None:
        """Put a deed in line: on disk on return, unless ``fault`` says otherwise."""
        self.deeds.append(deed)
        if not self.fault:
            try:
                _append(self._file, _lines([deed]))
                if _same(self._file, self.path):
                    return
            except OSError:
                pass  # the line may be there by half: all of them go to a new file
        self._begin()

    def close(self, *, done: bool) -> None:
        """Let go of the file; delete it when its deeds are ``done``, or there are none."""
        if self._file < 0:
            return
        _let_go(self._file, self.path, delete=done or not self.deeds)
        self._file = -1

    def _begin(self) -> None:
        """A new file with all deeds takes the place of the one before; where that fails, it stays."""
        path = _new_name(self._progress)
        try:
            file = _created(path)
            try:
                _append(file, b"\n" + _lines(self.deeds))  # a full disk is found out before the first answer
            except OSError:
                _let_go(file, path, delete=True)
                raise
        except OSError as error:
            self.fault = error.strerror or str(error)
            return
        if self._file >= 0:
            _let_go(self._file, self.path, delete=True)
        self.path, self._file, self.fault = path, file, ""


class Left:
    """A file that an earlier session has left: its deeds, and its end. Held until it is closed."""

    def __init__(self, path: Path, file: int) -> None:
        self._path = path
        self._file = file
        self.deeds = _read(file)

    def close(self, *, done: bool) -> None:
        """Let go of the file; delete it when its deeds are ``done``."""
        _let_go(self._file, self._path, delete=done)


def left(progress: Path, own: Waiting | None = None) -> Iterator[Left]:
    """What earlier sessions have left beside a progress file, oldest first; not a session's ``own``.

    A file with a line that this program does not understand stays where it is: see ``unreadable``.
    """
    for path in _others(progress, own):
        found = _taken(progress, path)
        if found is not None:
            yield found


def all_left(progress: Path) -> list[Deed]:
    """The deeds in line beside a progress file, only read: also those of sessions that still run."""
    found: list[Deed] = []
    for path in _others(progress):
        with suppress(OSError, UnreadableLineError):
            found += _looked_at(path)
    return found


def unreadable(progress: Path) -> list[tuple[Path, int]]:
    """The files beside a progress file that are not taken in, each with the line that is not understood."""
    found = []
    for path in _others(progress):
        try:
            _looked_at(path)
        except UnreadableLineError as error:
            found.append((path, error.line))
        except OSError:
            continue
    return found


def others_wait(progress: Path) -> bool:
    """Whether beside a progress file there are deeds in line."""
    return any(_size(path) > 1 for path in _others(progress))


def _others(progress: Path, own: Waiting | None = None) -> list[Path]:
    names = set(progress.parent.glob(f"{glob.escape(progress.name)}.waiting-*"))
    return sorted(names - ({own.path} if own is not None else set()), key=_age)


def _taken(progress: Path, path: Path) -> Left | None:
    try:
        if fcntl is None:
            path = path.rename(_new_name(progress))
        file = os.open(path, os.O_RDWR | _BINARY)
    except OSError:
        return None
    try:
        if fcntl is not None and not _hold(file):
            path = path.rename(_new_name(progress))
        if os.fstat(file).st_nlink:  # otherwise its deeds were done between the opening and the holding
            return Left(path, file)
    except (OSError, UnreadableLineError):
        pass
    os.close(file)
    return None


def _looked_at(path: Path) -> list[Deed]:
    file = os.open(path, os.O_RDONLY | _BINARY)
    try:
        return _read(file)
    finally:
        os.close(file)


def _read(file: int) -> list[Deed]:
    """Raises UnreadableLineError; a last line without an end was never acknowledged and does not count."""
    text = b""
    while part := os.read(file, 1 << 20):
        text += part
    found = []
    for number, line in enumerate(text.split(b"\n")[:-1], 1):
        try:
            if line:
                found.append(_LINE.decode(line))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            raise UnreadableLineError(number) from None
    return found


def _lines(deeds: list[Deed]) -> bytes:
    return b"".join(msgspec.json.encode(deed) + b"\n" for deed in deeds)


def _new_name(progress: Path) -> Path:
    return progress.with_name(f"{progress.name}.waiting-{os.urandom(6).hex()}")


def _created(path: Path) -> int:
    """A new file, held before it can be found by its name."""
    new = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND | _BINARY
    if fcntl is None:
        return os.open(path, new, 0o600)
    hidden = path.with_name(f".{path.name}")
    file = os.open(hidden, new, 0o600)
    try:
        _hold(file)
        hidden.rename(path)
    except OSError:
        _let_go(file, hidden, delete=True)
        raise
    return file


def _hold(file: int) -> bool:
    """False on a file system without locks. Raises BlockingIOError while another process holds the file."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        return False
    return True


def _same(file: int, path: Path) -> bool:
    """Whether an open file still goes by its name."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except OSError:
        return False


def _append(file: int, text: bytes) -> None:
    while text:
        text = text[os.write(file, text) :]
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
