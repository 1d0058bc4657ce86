"""The store of attempts, drafts, sittings, marks and settings: SQLite, durable on every call."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from quizrnn.progress import cards, rows, transfer
from quizrnn.progress.day import study_day
from quizrnn.progress.files import connect, in_memory, rescued, trouble_code
from quizrnn.progress.place import data_file
from quizrnn.progress.records import ASIDE, Attempt, Card, Due, Latest, Trouble
from quizrnn.progress.schema import ForeignFile, NewerFile

T = TypeVar("T")


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
        """Keep an attempt and what it does to the schedule, in one commit; returns its id."""

        def work(db: sqlite3.Connection) -> int:
            dated = rows.dated(attempt)
            number = rows.insert(db, dated)
            cards.follow(db, dated)
            return number

        return self._change(work)

    def undo(self, attempt_id: int) -> None:
        """Mark an attempt as a slip: kept, not counted; the schedule is as it was before it."""
        self._alter(attempt_id, "undone = 1")

    def rate(self, attempt_id: int, rating: int) -> None:
        """The learner's own rating of an attempt, 1 to 4: it counts, whatever was inferred."""
        self._alter(attempt_id, "rating = ?, corrected = ?", rating, time.time())

    def _alter(self, attempt_id: int, what: str, *values: object) -> None:
        def work(db: sqlite3.Connection) -> None:
            db.execute(f"UPDATE attempts SET {what} WHERE id = ?", (*values, attempt_id))
            row = db.execute("SELECT question FROM attempts WHERE id = ?", (attempt_id,)).fetchone()
            if row:
                cards.renew(db, row[0])

        self._change(work)

    def attempt(self, attempt_id: int) -> Attempt | None:
        """One attempt, also one that was taken back; None where there is none of that id."""
        found = self._do(lambda db: rows.select(db, " WHERE id = ?", (attempt_id,)))
        return found[0] if found else None

    def attempts(self, questions: Sequence[str] = (), *, undone: bool = False) -> list[Attempt]:
        """Attempts at these questions (none named: all), oldest first."""
        where = "" if undone else " WHERE undone = 0"
        if questions:
            where += f"{' AND' if where else ' WHERE'} question IN ({', '.join('?' * len(questions))})"
        return self._do(lambda db: rows.select(db, where, tuple(questions)))

    def latest(self) -> dict[str, Latest]:
        """The newest attempt at each question."""
        found = self._do(
            lambda db: db.execute(
                "SELECT question, outcome, revision, at, tries, hints FROM cards"
            ).fetchall()
        )
        return {question: Latest(*rest) for question, *rest in found}

    # -- the schedule -----------------------------------------------------------------------------

    def card(self, question: str) -> Card | None:
        """Where a question stands; None before its first attempt."""
        return self._do(lambda db: cards.read(db, question))

    def due(self, day: int | None = None) -> list[Due]:
        """What is to be reviewed on a study day (today), without what was set aside; longest overdue first."""
        when = study_day(time.time()) if day is None else day
        return self._do(lambda db: cards.due(db, when, ASIDE))

    def coming(self, day: int | None = None) -> tuple[int, int] | None:
        """The next study day after this one (today) with something due, and how many questions that is."""
        when = study_day(time.time()) if day is None else day
        return self._do(lambda db: cards.coming(db, when, ASIDE))

    def rename(self, renamed: Mapping[str, str]) -> None:
        """Questions have got other ids (older id -> present one): everything follows."""
        old = self._do(lambda db: cards.known(db, renamed)) if renamed else []
        if old:
            self._change(lambda db: cards.rename(db, {name: renamed[name] for name in old}))

    # -- a second machine -------------------------------------------------------------------------

    def export(self) -> Iterable[bytes]:
        """Everything as lines of JSON, without line ends."""
        return self._do(transfer.lines)

    def take_in(self, lines: Iterable[bytes]) -> transfer.Taken:
        """Merge what another store exported, in one commit; what is known already is not doubled.

        Raises UnreadableExportError for what is no export or a newer one, and changes nothing then.
        """
        return self._change(lambda db: transfer.merge(db, lines))

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
        """Run some statements; when the file fails, move to memory once and run them there."""
        try:
            return work(self._db)
        except sqlite3.DatabaseError as error:
            if self.trouble is not None or isinstance(error, sqlite3.ProgrammingError):
                raise
            self.trouble = Trouble(trouble_code(error), str(self.path), str(error))
            self._db = rescued(self._db)
            return work(self._db)

    def _change(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Several statements that are kept all together or not at all."""

        def together(db: sqlite3.Connection) -> T:
            db.execute("BEGIN IMMEDIATE")
            try:
                result = work(db)
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
            return result

        return self._do(together)


def open_store(path: str | Path | None = None) -> Store:
    """The store at ``path`` (a folder or file), in the user's data folder otherwise;
    never raises for a bad file.
    """
    file = data_file(path)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return Store(connect(file), file)
    except NewerFile:
        trouble = Trouble("newer", str(file))
    except ForeignFile:
        trouble = Trouble("corrupt", str(file), "not a progress file of quizrnn")
    except sqlite3.Error as error:
        trouble = Trouble(trouble_code(error), str(file), str(error))
    except OSError as error:
        trouble = Trouble("read-only", str(file), error.strerror or str(error))
    return Store(in_memory(file), file, trouble)
