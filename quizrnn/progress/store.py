"""The store of attempts, drafts, sittings, marks and settings: SQLite, durable on every call."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from quizrnn.progress import cards, rows, transfer
from quizrnn.progress.day import study_day
from quizrnn.progress.deeds import Chosen, Drafted, Made, Marked, Rated, Renamed, Sat, Undone, Undrafted
from quizrnn.progress.faults import trouble_of
from quizrnn.progress.files import PATIENCE, connect, in_memory, together
from quizrnn.progress.keeping import NOTHING, Keeper
from quizrnn.progress.place import data_file
from quizrnn.progress.records import ASIDE, Attempt, Card, Due, Latest, Trouble
from quizrnn.progress.schema import ForeignFile, NewerFile


class Store(Keeper):
    """What is kept, by its name; ``Keeper`` sees to it that it lasts."""

    # -- attempts ---------------------------------------------------------------------------------

    def add(self, attempt: Attempt) -> int:
        """Keep an attempt and what it does to the schedule, in one commit; returns its id."""
        return self._write(Made(attempt))

    def undo(self, attempt_id: int) -> None:
        """Mark an attempt as a slip: kept, not counted; the schedule is as it was before it."""
        self._write(Undone(attempt_id))

    def rate(self, attempt_id: int, rating: int) -> None:
        """The learner's own rating of an attempt, 1 to 4: it counts, whatever was inferred."""
        self._write(Rated(attempt_id, rating, time.time()))

    def attempt(self, attempt_id: int) -> Attempt | None:
        """One attempt, also one that was taken back; None where there is none of that id."""
        found = self._do(lambda db: self._select(db, " WHERE id = ?", rows.present(db, attempt_id)))
        return found[0] if found else None

    def given(self, question: str, sitting: str, at: float) -> Attempt | None:
        """The attempt of a moment of a sitting, on whatever machine it was made; None where there is none."""
        where = " WHERE question = ? AND at = ? AND sitting = ?"
        found = self._do(lambda db: self._select(db, where, question, at, sitting))
        return found[0] if found else None

    def attempts(self, questions: Sequence[str] = (), *, undone: bool = False) -> list[Attempt]:
        """Attempts at these questions (none named: all), oldest first."""
        where = "" if undone else " WHERE undone = 0"
        if questions:
            where += f"{' AND' if where else ' WHERE'} question IN ({', '.join('?' * len(questions))})"
        return self._do(lambda db: self._select(db, where, *questions))

    def _select(self, db: sqlite3.Connection, where: str, *values: object) -> list[Attempt]:
        return rows.select(db, where, values, unread=self.unread)

    def latest(self) -> dict[str, Latest]:
        """The newest attempt at each question."""
        found = self._do(
            lambda db: db.execute(
                "SELECT question, outcome, revision, at, tries, hints, due FROM cards"
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

    def coming(self, day: int | None = None, among: Collection[str] | None = None) -> tuple[int, int] | None:
        """The next study day after this one (today) with something due, and how many questions that is;
        ``among``: of these questions only.
        """
        when = study_day(time.time()) if day is None else day
        return self._do(lambda db: cards.coming(db, when, ASIDE, among))

    def rename(self, renamed: Mapping[str, str]) -> None:
        """Questions have got other ids (older id -> present one): everything follows."""
        old = self._do(lambda db: cards.known(db, renamed)) if renamed else []
        if old:
            self._write(Renamed({name: renamed[name] for name in old}))

    # -- a second machine -------------------------------------------------------------------------

    def export(self) -> Iterable[bytes]:
        """Everything as lines of JSON, without line ends; without what ``others_wait`` speaks of."""
        return self._do(partial(transfer.lines, unread=self.unread))

    def take_in(self, lines: Iterable[bytes], renamed: Mapping[str, str] = NOTHING) -> transfer.Taken:
        """Merge what another store exported, in one commit; what is known already is not doubled.

        ``renamed`` as for ``rename``: the other machine may still go by older ids.
        Raises UnreadableExportError for what is no export or a newer one, and changes nothing then.
        """
        return self._do(lambda db: together(db, lambda db: transfer.merge(db, lines, renamed)))

    # -- drafts -----------------------------------------------------------------------------------

    def save_draft(self, question: str, revision: str, text: str) -> None:
        """Keep an unfinished answer (for code: JSON of the regions)."""
        self._write(Drafted(question, revision, time.time(), text))

    def draft(self, question: str, revision: str) -> str | None:
        """The unfinished answer, or None."""
        row = self._do(
            lambda db: db.execute(
                "SELECT text FROM drafts WHERE question = ? AND revision = ? AND gone = 0",
                (question, revision),
            ).fetchone()
        )
        return row[0] if row else None

    def drop_draft(self, question: str) -> None:
        """Forget the drafts of a question."""
        self._write(Undrafted(question, time.time()))

    # -- sittings ---------------------------------------------------------------------------------

    def save_sitting(self, sitting: str, data: bytes, *, finished: bool = False) -> None:
        """Keep the state of a sitting, to resume it."""
        self._write(Sat(sitting, time.time(), finished, data))

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
        self._write(Marked(question, mark, time.time(), note, on))

    def marks(self, mark: str) -> set[str]:
        """The questions that carry a mark."""
        rows = self._do(
            lambda db: db.execute(
                "SELECT question FROM marks WHERE mark = ? AND gone = 0", (mark,)
            ).fetchall()
        )
        return {row[0] for row in rows}

    def setting(self, name: str) -> str | None:
        """A saved setting, or None."""
        row = self._do(lambda db: db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone())
        return row[0] if row else None

    def set_setting(self, name: str, value: str) -> None:
        """Save a setting."""
        self._write(Chosen(name, value))


def open_store(path: str | Path | None = None, patience: float = PATIENCE) -> Store:
    """The store at ``path`` (a folder or file), in the user's data folder otherwise;
    never raises for a bad file. ``patience``: seconds to wait while another program writes.

    Raises QuizrnnError where it is not known whose data folder that is.
    """
    file = data_file(path)
    try:
        store = Store(connect(file, patience), file, patience=patience)
        store.take_in_left()
        return store
    except NewerFile:
        trouble = Trouble("newer", str(file))
    except ForeignFile:
        trouble = Trouble("corrupt", str(file), "not a progress file of quizrnn")
    except (sqlite3.Error, OSError) as error:
        trouble = trouble_of(error, file)
    return Store(in_memory(file, patience), file, trouble, patience)
