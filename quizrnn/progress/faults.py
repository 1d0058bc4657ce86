"""What an error of the progress file means for the learner: which file or folder, and what would help."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

from quizrnn.progress.records import Trouble, TroubleCode

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

ROOM = 1 << 18
"""Bytes without which SQLite cannot even begin: its log, and the memory that sessions share."""
INCOMPLETE = "a table is missing"
_MISSING = ("no such table", "no such column", "table ")
_CODES: tuple[tuple[TroubleCode, tuple[str, ...]], ...] = (
    ("locked", ("SQLITE_BUSY", "SQLITE_LOCKED")),
    ("read-only", ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")),
    ("full", ("SQLITE_FULL",)),
    ("corrupt", ("SQLITE_CORRUPT", "SQLITE_NOTADB")),
)


def trouble_of(error: Exception, file: Path) -> Trouble:
    """The trouble behind an error of SQLite or of the system."""
    if isinstance(error, OSError):
        full = error.errno in (errno.ENOSPC, errno.EDQUOT) or not _room(file.parent)
        blocked = str(error.filename or file.parent)
        return Trouble(
            "full" if full else "read-only", str(file), error.strerror or str(error), blocked=blocked
        )
    code = _code(error)
    if code in ("read-only", "failed") and not _room(file.parent):
        code = "full"
    elif code == "locked" and not _locks_work(file.parent):
        code = "lockless"
    detail = INCOMPLETE if str(error).startswith(_MISSING) else str(error)
    return Trouble(code, str(file), detail, blocked=str(_blocked(file)))


def is_locked(error: sqlite3.Error) -> bool:
    """Whether another program has to be waited for."""
    return _code(error) == "locked"


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is at fault."""
    return _code(error) == "corrupt"


def sides(file: Path) -> tuple[Path, Path]:
    """The files that SQLite keeps beside one: the log, and the memory that sessions share."""
    return file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")


def _code(error: Exception) -> TroubleCode:
    name = getattr(error, "sqlite_errorname", "") or ""
    for code, begins in _CODES:
        if name.startswith(begins):
            return code
    said = str(error)
    if "not a database" in said or "malformed" in said or said.startswith(_MISSING):
        return "corrupt"
    return "failed"


def _room(folder: Path) -> bool:
    import shutil  # only where something has failed

    try:
        return shutil.disk_usage(_there(folder)).free >= ROOM
    except OSError:
        return True


def _locks_work(folder: Path) -> bool:
    """Whether files can be locked there; SQLite calls it busy where they cannot."""
    if fcntl is None:
        return True
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
    return True


def _blocked(file: Path) -> Path:
    """What may not be written: the file, one of those beside it, or the folder."""
    for path in (file, *sides(file)):
        if path.exists() and not os.access(path, os.W_OK):
            return path
    return _there(file.parent)


def _there(folder: Path) -> Path:
    """The folder, or the nearest one above that exists."""
    return next((one for one in (folder, *folder.parents) if one.exists()), folder)
