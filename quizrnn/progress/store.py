"""The store of attempts, drafts, sittings, marks and settings: SQLite, durable on every call."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from quizrnn.i18n import tr
from quizrnn.progress import cards, rows, transfer
from quizrnn.progress.day import study_day
from quizrnn.progress.deeds import (
    Chosen,
    Deed,
    Drafted,
    Made,
    Marked,
    Rated,
    Renamed,
    Sat,
    Undone,
    Undrafted,
    do,
    do_all,
    stamped,
)
from quizrnn.progress.faults import trouble_of
from quizrnn.progress.files import (
    PATIENCE,
    connect,
    drop_stale_log,
    expect_sound,
    in_memory,
    rescued,
    together,
)
from quizrnn.progress.place import data_file
from quizrnn.progress.records import ASIDE, Attempt, Card, Due, Latest, Trouble
from quizrnn.progress.schema import ForeignFile, NewerFile
from quizrnn.progress.waiting import Waiting, all_left, left, others_wait, unreadable

T = TypeVar("T")
NOTHING: Mapping[str, str] = {}


class Store:
    """One connection.

    When the file fails, what is known moves to memory, ``trouble`` says why, and study goes on. What is
    written from then on waits beside the file, and goes there once that is possible (``settle``).
    """

    def __init__(
        self, db: sqlite3.Connection, path: Path, trouble: Trouble | None = None, patience: float = PATIENCE
    ) -> None:
        self._db = db
        self.path = path
        self._place = str(path)
        self.trouble: Trouble | None = None
        self._patience = patience
        self.unread: dict[int, str] = {}
        """Damaged attempts that were met so far and left out: id -> what is wrong."""
        self._waiting: Waiting | None = None
        self._known = _state(path)
        if trouble is not None:
            self._wait(trouble)

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

    def given(self, sitting: str, at: float) -> Attempt | None:
        """The attempt of a moment of a sitting, on whatever machine it was made; None where there is none."""
        found = self._do(lambda db: self._select(db, " WHERE sitting = ? AND at = ?", sitting, at))
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

    def others_wait(self) -> bool:
        """Whether other sessions have kept answers beside the file that are not known here yet."""
        return self._waiting is None and others_wait(self.path)

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

    def close(self) -> None:
        """Close the file; everything has been written already, or waits beside it for the next start."""
        if not self.settle() and self._waiting is not None:
            self._waiting.close(done=False)
        self._db.close()

    # -- when the file fails ----------------------------------------------------------------------

    def settle(self) -> bool:
        """Write what waits, if the file can be written by now; False while it cannot. Waits for nobody."""
        if self._waiting is None or self.trouble is None:
            return True
        if self.trouble.code == "corrupt" and _state(self.path) == self._known:
            return False  # a damaged file is not written to
        try:
            db = connect(self.path, patience=0.0)
        except (sqlite3.Error, OSError, NewerFile, ForeignFile):
            return False
        try:
            self._write_all(db, self._waiting)
        except sqlite3.Error:
            db.close()
            return False
        db.execute(f"PRAGMA busy_timeout = {round(self._patience * 1000)}")
        self._waiting.close(done=True)
        self._db.close()
        self._db, self._waiting, self.trouble = db, None, None
        self._known = _state(self.path)
        return True

    def _write_all(self, db: sqlite3.Connection, waiting: Waiting) -> None:
        """Everything that waits, in the order in which it was done; raises sqlite3.Error."""
        assert self.trouble is not None
        if self.trouble.code == "corrupt":
            expect_sound(db)
        if self.trouble.code == "gone":  # whatever file is there now shall know what the one before it did
            known = list(transfer.lines(self._db, self.unread))
            together(db, lambda db: transfer.merge(db, known, NOTHING))
        _take_in_left(db, self.path, waiting)
        together(db, partial(do_all, deeds=waiting.deeds))

    def take_in_left(self) -> None:
        """Write what waited when earlier sessions ended; raises sqlite3.DatabaseError where the file is damaged."""
        if others_wait(self.path):
            expect_sound(self._db)
            _take_in_left(self._db, self.path)

    def left_out(self, lang: str) -> list[str]:
        """For the learner: the files beside the progress file that cannot be taken in, why, and the fix."""
        found = unreadable(self.path)
        return [tr("progress", "unreadable-waiting", lang, path=path, line=line) for path, line in found]

    def _write(self, deed: Deed) -> int:
        """Do a deed for good; returns the id of an attempt that it makes."""
        if self.settle():
            try:
                if not self._in_place():
                    self._fall_back(Trouble("gone", str(self.path)))
                else:
                    return together(self._db, lambda db: do(db, stamped(db, deed)))
            except sqlite3.DatabaseError as error:
                self._fail(error)
        if self._waiting is not None and isinstance(deed, Made):
            deed = Made(deed.attempt, self._waiting.next_id)
        deed = stamped(self._db, deed)
        made = together(self._db, partial(do, deed=deed))
        if self._waiting is not None and self.trouble is not None:
            self._waiting.add(deed)
            if self.trouble.beside is bool(self._waiting.fault):
                self.trouble = msgspec.structs.replace(self.trouble, beside=not self._waiting.fault)
        return made

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run some statements; when the file fails, run them in memory."""
        try:
            return work(self._db)
        except sqlite3.DatabaseError as error:
            self._fail(error)
            return work(self._db)

    def _fail(self, error: sqlite3.DatabaseError) -> None:
        """Go on in memory; raises the error again where it did not come from the file."""
        if self.trouble is not None or isinstance(error, sqlite3.ProgrammingError):
            raise error
        self._fall_back(trouble_of(error, self.path))

    def _fall_back(self, trouble: Trouble) -> None:
        self._db = rescued(self._db)
        if trouble.code == "gone":
            drop_stale_log(self.path)
        self._known = _state(self.path)
        self._wait(trouble)

    def _in_place(self) -> bool:
        """Whether the file that is open is the one that is found at its place."""
        try:
            there = os.stat(self._place)  # noqa: PTH116 - with every answer, and twice as fast
        except OSError:
            return False
        return self._known is None or self._known[:2] == (there.st_dev, there.st_ino)

    def _wait(self, trouble: Trouble) -> None:
        """Put in line from now on what is written; what others have put in line is known here too."""
        before = all_left(self.path)
        with suppress(sqlite3.DatabaseError):  # it is all in their files
            together(self._db, partial(do_all, deeds=before, own_ids=True))
        self._waiting = Waiting(self.path, before)
        self.trouble = msgspec.structs.replace(trouble, beside=not self._waiting.fault)


def open_store(path: str | Path | None = None, patience: float = PATIENCE) -> Store:
    """The store at ``path`` (a folder or file), in the user's data folder otherwise;
    never raises for a bad file. ``patience``: seconds to wait while another program writes.
    """
    file = data_file(path)
    try:
        store = Store(connect(file, patience), file, patience=patience)
        try:
            store.take_in_left()
        except sqlite3.DatabaseError as error:
            store._fail(error)
        return store
    except NewerFile:
        trouble = Trouble("newer", str(file))
    except ForeignFile:
        trouble = Trouble("corrupt", str(file), "not a progress file of quizrnn")
    except (sqlite3.Error, OSError) as error:
        trouble = trouble_of(error, file)
    return Store(in_memory(file, patience), file, trouble, patience)


def _take_in_left(db: sqlite3.Connection, path: Path, own: Waiting | None = None) -> None:
    """Write what waited when earlier sessions ended, file by file."""
    for one in left(path, own):
        done = False
        try:
            together(db, partial(do_all, deeds=one.deeds))
            done = True
        except sqlite3.Error:
            continue  # it waits on
        finally:
            one.close(done=done)


def _state(path: Path) -> tuple[int, ...] | None:
    """Which file lies there, and how it was last written; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size
