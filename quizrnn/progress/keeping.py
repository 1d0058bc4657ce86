"""One connection to the progress file that outlasts its failures: nothing that was written is ever lost."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from quizrnn.i18n import tr
from quizrnn.progress import transfer
from quizrnn.progress.cards import renew_all
from quizrnn.progress.deeds import Deed, Made, do, do_all, stamped
from quizrnn.progress.faults import trouble_of
from quizrnn.progress.files import (
    PATIENCE,
    connect,
    copy_rows,
    drop_stale_log,
    expect_sound,
    rescued,
    together,
)
from quizrnn.progress.filesystem import on_network
from quizrnn.progress.records import Trouble
from quizrnn.progress.schema import ForeignFile, NewerFile
from quizrnn.progress.waiting import IDS, Waiting, all_left, left, others_wait, unreadable

T = TypeVar("T")
NOTHING: Mapping[str, str] = {}


class Keeper:
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
        self._number = _number(path)
        if trouble is not None:
            self._wait(trouble)

    def close(self) -> None:
        """Close the file; everything has been written already, or waits beside it for the next start."""
        if not self.settle() and self._waiting is not None:
            self._waiting.close(done=False)
        self._db.close()

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
        self._number = _number(self.path)
        return True

    def _write_all(self, db: sqlite3.Connection, waiting: Waiting) -> None:
        """Everything that waits, in the order in which it was done; raises sqlite3.Error."""
        assert self.trouble is not None
        if self.trouble.code == "corrupt":
            expect_sound(db)
        if self.trouble.code == "gone":  # whatever file is there now shall know what the one before it did
            together(db, self._know_all)
        _take_in_left(db, self.path, waiting)
        together(db, partial(do_all, deeds=waiting.deeds))

    def _know_all(self, db: sqlite3.Connection) -> None:
        """Tell another file everything; the ids of attempts stay, unless it has attempts of its own."""
        if db.execute("SELECT 1 FROM attempts").fetchone() is None:
            copy_rows(self._db, db)
            db.execute(
                "DELETE FROM attempts WHERE id >= ?", (IDS,)
            )  # they wait, and come by the ids that they get
            renew_all(db)
        else:
            transfer.merge(db, list(transfer.lines(self._db, self.unread)), NOTHING)

    def take_in_left(self) -> None:
        """Write what waited when earlier sessions ended; a file that is damaged is left for memory first."""
        if not others_wait(self.path):
            return
        try:
            expect_sound(self._db)
        except sqlite3.DatabaseError as error:
            self._fail(error)
        else:
            _take_in_left(self._db, self.path)

    def others_wait(self) -> bool:
        """Whether other sessions have kept answers beside the file that are not known here yet."""
        return self._waiting is None and others_wait(self.path)

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
        return self._number in (None, (there.st_dev, there.st_ino))

    def _wait(self, trouble: Trouble) -> None:
        """Put in line from now on what is written; what others have put in line is known here too."""
        before = all_left(self.path)
        with suppress(sqlite3.DatabaseError):  # it is all in their files
            together(self._db, partial(do_all, deeds=before, own_ids=True))
        self._waiting = Waiting(self.path, before)
        self.trouble = msgspec.structs.replace(trouble, beside=not self._waiting.fault)


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


def _number(path: Path) -> tuple[int, int] | None:
    """Which file lies there; None on a network, where the number of a file may change."""
    state = _state(path)
    return None if state is None or on_network(path.parent) else state[:2]


def _state(path: Path) -> tuple[int, int, int, int] | None:
    """Which file lies there, and how it was last written; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size
