"""Opening the SQLite file: its journal, what can be wrong with it, and what is saved of it into memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from quizrnn.progress.filesystem import on_network
from quizrnn.progress.records import TroubleCode
from quizrnn.progress.schema import VERSION, ForeignFile, NewerFile, prepare

PATIENCE = 5.0
"""Seconds to wait for another session's write, unless one is asked for less."""
T = TypeVar("T")


def connect(file: Path, patience: float) -> sqlite3.Connection:
    """The file, brought to the present version and ready to be written; ``patience``: seconds to wait for it.

    Raises NewerFile, ForeignFile, sqlite3.Error or OSError.
    """
    new = not file.exists()
    db = sqlite3.connect(file, timeout=patience, isolation_level=None, check_same_thread=False)
    try:
        if new:
            with suppress(OSError):
                file.chmod(0o600)
        _check_head(file)
        prepare(db)
        _journal(db, file)
        db.execute("PRAGMA synchronous = FULL")
        # A file that cannot be written is found out now, not with the first answer. Of one that is read-only,
        # SQLite begins the transaction all the same and refuses the first change.
        db.execute("BEGIN IMMEDIATE")
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("ROLLBACK")
    except BaseException:
        db.close()
        raise
    return db


def in_memory(file: Path, patience: float) -> sqlite3.Connection:
    """A database in memory, with what can be read of a file that cannot be written."""
    for how in ("mode=ro", "mode=ro&immutable=1"):  # the second where not even a lock can be taken
        with suppress(sqlite3.Error, OSError, ValueError, NewerFile, ForeignFile):
            _check_head(file)
            old = sqlite3.connect(f"{file.resolve().as_uri()}?{how}", uri=True, timeout=patience)
            try:
                return _copied(old)
            finally:
                old.close()
    return _empty()


def rescued(old: sqlite3.Connection) -> sqlite3.Connection:
    """What can still be read of a connection that failed, in memory; the old one is closed."""
    try:
        return _copied(old)
    except (sqlite3.Error, NewerFile, ForeignFile):
        return _empty()
    finally:
        with suppress(sqlite3.Error):
            old.close()


def together(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    """Several statements that are kept all together or not at all."""
    db.execute("BEGIN IMMEDIATE")
    try:
        result = work(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return result


def trouble_code(error: sqlite3.Error) -> TroubleCode:
    """What an error of SQLite means for the learner."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "locked"
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return "read-only"
    if name.startswith("SQLITE_FULL"):
        return "full"
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "not a database" in str(error):
        return "corrupt"
    return "failed"


def _check_head(file: Path) -> None:
    """Refuse what is no SQLite file before SQLite takes an empty-looking header for a new one."""
    with file.open("rb") as stream:
        head = stream.read(16)
    if head and head != b"SQLite format 3\x00":
        raise sqlite3.DatabaseError("file is not a database")


def _journal(db: sqlite3.Connection, file: Path) -> None:
    """Write-ahead log, so that two sessions do not wait for each other.

    A rollback journal where that cannot work: the log needs memory that all sessions share, which machines
    on a network do not have.
    """
    try:
        if not on_network(file.parent) and db.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal":
            return
    except sqlite3.OperationalError as error:
        if trouble_code(error) == "locked":
            return
    db.execute("PRAGMA journal_mode = DELETE")


def _copied(old: sqlite3.Connection) -> sqlite3.Connection:
    new = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        # ``backup`` would wait for ever for a lock: have it before, or fail.
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_master").fetchone()
        old.backup(new)
        if new.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the file is damaged")
        prepare(new)
    except BaseException:
        new.close()
        raise
    return new


def _empty() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    prepare(db)
    return db
