"""Opening the SQLite file: its journal, and what is saved of a file that fails into memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

try:
    import fcntl
except ImportError:  # Windows: what is open there can be neither moved nor deleted
    fcntl = None  # type: ignore[assignment]

from quizrnn.progress.cards import renew_all
from quizrnn.progress.faults import is_damage, is_locked, sides
from quizrnn.progress.filesystem import on_network
from quizrnn.progress.schema import VERSION, ForeignFile, NewerFile, prepare

PATIENCE = 5.0
"""Seconds to wait for another session's write, unless one is asked for less."""
T = TypeVar("T")
_SHARED = (0x40000002, 510)
"""Where in a file SQLite's readers hold their locks, and how many bytes that are."""


def connect(file: Path, patience: float) -> sqlite3.Connection:
    """The file, brought to the present version and ready to be written; ``patience``: seconds to wait for it.

    Raises NewerFile, ForeignFile, sqlite3.Error or OSError.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    new = not file.exists()
    _free_sides(file)
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


def drop_stale_log(file: Path) -> None:
    """Delete the log of a file that is no longer at its place: SQLite would play it into the one that is there.

    Where another program has that one open, the log is taken for its own and stays.
    """
    try:
        with file.open("r+b") as there:
            if fcntl is not None:
                fcntl.lockf(there, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED[1], _SHARED[0])
            for side in sides(file):
                side.unlink(missing_ok=True)
    except OSError:
        return


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


def expect_sound(db: sqlite3.Connection) -> None:
    """Raises sqlite3.DatabaseError for a file that is damaged, as SQLite does where it comes upon it."""
    if not sound(db):
        raise sqlite3.DatabaseError("database disk image is malformed")


def sound(db: sqlite3.Connection) -> bool:
    """Whether a file is whole, by reading all of it."""
    try:
        return bool(db.execute("PRAGMA quick_check").fetchone()[0] == "ok") and _complete(db)
    except sqlite3.DatabaseError:
        return False


def _free_sides(file: Path) -> None:
    """While a file is read-only, SQLite makes those beside it read-only too, and would leave them so for ever."""
    with suppress(OSError):
        mode = file.stat().st_mode
        for side in sides(file):
            if side.exists() and mode & 0o200 and not side.stat().st_mode & 0o200:
                side.chmod(mode & 0o777)


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
        if is_locked(error):
            return
    db.execute("PRAGMA journal_mode = DELETE")


def _copied(old: sqlite3.Connection) -> sqlite3.Connection:
    new = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        # ``backup`` would wait for ever for a lock: have it before, or fail.
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_master").fetchone()
        old.backup(new)
        prepare(new)
    except sqlite3.DatabaseError as error:
        new.close()
        if not is_damage(error):
            raise
        return _salvaged(old)
    except BaseException:
        new.close()
        raise
    if sound(new):
        return new
    new.close()
    return _salvaged(old)


def _salvaged(old: sqlite3.Connection) -> sqlite3.Connection:
    """What can be read of a damaged file."""
    new = _empty()
    copy_rows(old, new)
    renew_all(new)
    return new


def copy_rows(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Row by row what can be read of one file into another one that holds nothing, table by table."""
    for table, columns in _columns(new).items():
        with suppress(sqlite3.Error):
            there = {row[1] for row in old.execute(f"PRAGMA table_info({table})")}
            names = ", ".join(name for name in columns if name in there)
            for row in old.execute(f"SELECT {names} FROM {table}"):
                places = ", ".join("?" * len(row))
                new.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})", row)


def _complete(db: sqlite3.Connection) -> bool:
    """Whether no table or column is missing; a file of an earlier version is brought up first."""
    return all(
        set(columns) <= set(_columns(db).get(table, ())) for table, columns in _columns(_empty()).items()
    )


def _columns(db: sqlite3.Connection) -> dict[str, list[str]]:
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {table: [row[1] for row in db.execute(f"PRAGMA table_info({table})")] for table in tables}


def _empty() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    prepare(db)
    return db
