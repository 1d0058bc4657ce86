"""The store of attempts, drafts, sittings, marks and settings: SQLite, durable on every call."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from quizrnn.progress.place import data_file
from quizrnn.progress.records import Attempt, Latest, Trouble, TroubleCode
from quizrnn.progress.schema import ForeignFile, NewerFile, prepare
from quizrnn.verdict import Verdict

PATIENCE = 5.0
"""Seconds to wait for another session's write."""

T = TypeVar("T")
_COLUMNS = (
    "id", "question", "revision", "topic", "at", "kind", "answer", "verdict", "lang", "seconds", "hints",
    "seed", "sitting", "way", "undone",
)  # fmt: skip


class Store:
    """One connection.

    When the file fails, what is known moves to memory, ``trouble`` says why, and study goes on.
    """

    def __init__(self, db: sqlite3.Connection, path: Path, trouble: Trouble | None = None) -> None:
        self._db = db
        self.path = path
        self.trouble = trouble

    # -- attempts ---------------------------------------------------------------------------------

    def add(self, attempt: Attempt) -> int:
        """Keep an attempt; returns its id."""
        verdict = msgspec.json.encode(attempt.verdict).decode() if attempt.verdict is not None else ""
        row = msgspec.structs.asdict(attempt) | {"verdict": verdict, "outcome": attempt.outcome}
        names = [*_COLUMNS[1:], "outcome"]
        statement = f"INSERT INTO attempts ({', '.join(names)}) VALUES (:{', :'.join(names)})"
        return self._do(lambda db: db.execute(statement, row).lastrowid or 0)

    def undo(self, attempt_id: int) -> None:
        """Mark an attempt as a slip: kept, not counted."""
        self._do(lambda db: db.execute("UPDATE attempts SET undone = 1 WHERE id = ?", (attempt_id,)))

    def attempts(self, questions: Sequence[str] = (), *, undone: bool = False) -> list[Attempt]:
        """Attempts at these questions (none named: all), oldest first."""
        where = "" if undone else " WHERE undone = 0"
        if questions:
            where += f"{' AND' if where else ' WHERE'} question IN ({', '.join('?' * len(questions))})"
        rows = self._do(
            lambda db: db.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM attempts{where} ORDER BY at, id", tuple(questions)
            ).fetchall()
        )
        return [_attempt(row) for row in rows]

    def latest(self) -> dict[str, Latest]:
        """The newest attempt at each question."""
        rows = self._do(
            lambda db: db.execute(
                "SELECT question, outcome, revision, max(at), count(*), hints FROM attempts WHERE undone = 0"
                " GROUP BY question"
            ).fetchall()
        )
        return {question: Latest(*rest) for question, *rest in rows}

    # -- drafts -----------------------------------------------------------------------------------

    def save_draft(self, question: str, revision: str, text: str) -> None:
        """Keep an unfinished answer (for code: JSON of the regions)."""
        self._do(
            lambda db: db.execute(
                "INSERT INTO drafts VALUES (?, ?, ?, ?) ON CONFLICT (question, revision)"
                " DO UPDATE SET at = excluded.at, text = excluded.text",
                (question, revision, time.time(), text),
            )
        )

    def draft(self, question: str, revision: str) -> str | None:
        """The unfinished answer, or None."""
        row = self._do(
            lambda db: db.execute(
                "SELECT text FROM drafts WHERE question = ? AND revision = ?", (question, revision)
            ).fetchone()
        )
        return row[0] if row else None

    def drop_draft(self, question: str) -> None:
        """Forget the drafts of a question."""
        self._do(lambda db: db.execute("DELETE FROM drafts WHERE question = ?", (question,)))

    # -- sittings ---------------------------------------------------------------------------------

    def save_sitting(self, sitting: str, data: bytes, *, finished: bool = False) -> None:
        """Keep the state of a sitting, to resume it."""
        self._do(
            lambda db: db.execute(
                "INSERT INTO sittings VALUES (?, ?, ?, ?) ON CONFLICT (id)"
                " DO UPDATE SET at = excluded.at, finished = excluded.finished, data = excluded.data",
                (sitting, time.time(), int(finished), data),
            )
        )

    def unfinished(self) -> list[tuple[str, bytes]]:
        """Sittings that were left, newest first: id and state."""
        return self._do(
            lambda db: db.execute(
                "SELECT id, data FROM sittings WHERE finished = 0 ORDER BY at DESC"
            ).fetchall()
        )

    # -- marks and settings -----------------------------------------------------------------------

    def mark(self, question: str, mark: str, *, on: bool = True, note: str = "") -> None:
        """Set or take away a mark (bookmark, set-aside ...)."""
        if on:
            self._do(
                lambda db: db.execute(
                    "INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?)", (question, mark, time.time(), note)
                )
            )
        else:
            self._do(
                lambda db: db.execute("DELETE FROM marks WHERE question = ? AND mark = ?", (question, mark))
            )

    def marks(self, mark: str) -> set[str]:
        """The questions that carry a mark."""
        rows = self._do(
            lambda db: db.execute("SELECT question FROM marks WHERE mark = ?", (mark,)).fetchall()
        )
        return {row[0] for row in rows}

    def setting(self, name: str) -> str | None:
        """A saved setting, or None."""
        row = self._do(lambda db: db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone())
        return row[0] if row else None

    def set_setting(self, name: str, value: str) -> None:
        """Save a setting."""
        self._do(lambda db: db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value)))

    def close(self) -> None:
        """Close the file; everything has been written already."""
        self._db.close()

    # -- when the file fails ----------------------------------------------------------------------

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run one statement; when the file fails, move to memory once and run it there."""
        try:
            return work(self._db)
        except sqlite3.DatabaseError as error:
            if self.trouble is not None or isinstance(error, sqlite3.ProgrammingError):
                raise
            self.trouble = Trouble(_code(error), str(self.path), str(error))
            self._db = _rescued(self._db)
            return work(self._db)


def open_store(path: str | Path | None = None) -> Store:
    """The store at ``path`` (a folder or file), in the user's data folder otherwise;
    never raises for a bad file.
    """
    file = data_file(path)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return Store(_connect(file), file)
    except NewerFile:
        trouble = Trouble("newer", str(file))
    except ForeignFile:
        trouble = Trouble("corrupt", str(file), "not a progress file of quizrnn")
    except sqlite3.Error as error:
        trouble = Trouble(_code(error), str(file), str(error))
    except OSError as error:
        trouble = Trouble("read-only", str(file), error.strerror or str(error))
    return Store(_memory(), file, trouble)


def _connect(file: Path) -> sqlite3.Connection:
    new = not file.exists()
    db = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        if new:
            with suppress(OSError):
                file.chmod(0o600)
        _check_head(file)
        prepare(db)
        _journal(db)
        db.execute("PRAGMA synchronous = FULL")
        # A file that cannot be written is found out now, not with the first answer.
        db.execute("BEGIN IMMEDIATE")
        db.execute("ROLLBACK")
    except BaseException:
        db.close()
        raise
    return db


def _check_head(file: Path) -> None:
    """Refuse what is no SQLite file before SQLite takes an empty-looking header for a new one."""
    with file.open("rb") as stream:
        head = stream.read(16)
    if head and head != b"SQLite format 3\x00":
        raise sqlite3.DatabaseError("file is not a database")


def _journal(db: sqlite3.Connection) -> None:
    """Write-ahead log, so that two sessions do not wait for each other;
    a rollback journal where that cannot work.
    """
    try:
        mode = db.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    except sqlite3.OperationalError as error:
        if _code(error) != "locked":
            db.execute("PRAGMA journal_mode = DELETE")
        return
    if mode != "wal":
        db.execute("PRAGMA journal_mode = DELETE")


def _memory() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    prepare(db)
    return db


def _rescued(old: sqlite3.Connection) -> sqlite3.Connection:
    """What can still be read, in memory."""
    new = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        old.backup(new)
        prepare(new)
    except (sqlite3.Error, NewerFile, ForeignFile):
        new.close()
        new = _memory()
    with suppress(sqlite3.Error):
        old.close()
    return new


def _code(error: sqlite3.Error) -> TroubleCode:
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


def _attempt(row: Iterable[object]) -> Attempt:
    fields = dict(zip(_COLUMNS, row, strict=True))
    text = str(fields["verdict"])
    fields["verdict"] = msgspec.json.decode(text, type=Verdict) if text else None
    fields["undone"] = bool(fields["undone"])
    return Attempt(**fields)  # type: ignore[arg-type]
