"""Attempts as rows of the table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from quizrnn.progress.day import study_day
from quizrnn.progress.records import Attempt
from quizrnn.verdict import Verdict

COLUMNS = (
    "id", "question", "revision", "topic", "at", "kind", "answer", "verdict", "lang", "seconds", "hints",
    "seed", "sitting", "way", "undone", "rating", "corrected", "day",
)  # fmt: skip
_NAMES = (*COLUMNS[1:], "outcome")
_INSERT = f"INSERT INTO attempts (id, {', '.join(_NAMES)}) VALUES (:number, :{', :'.join(_NAMES)})"


def dated(attempt: Attempt) -> Attempt:
    """The attempt with its study day."""
    return attempt if attempt.day else msgspec.structs.replace(attempt, day=study_day(attempt.at))


def number(db: sqlite3.Connection, attempt: Attempt) -> int:
    """The id of this attempt, 0 where it is not there: one of the same question, moment and sitting."""
    same = (attempt.question, attempt.at, attempt.sitting)
    row = db.execute("SELECT id FROM attempts WHERE question = ? AND at = ? AND sitting = ?", same).fetchone()
    return row[0] if row else 0


def present(db: sqlite3.Connection, number: int) -> int:
    """The id that an attempt has now, also where it went by another one while it waited."""
    row = db.execute("SELECT attempt FROM waited WHERE id = ?", (number,)).fetchone()
    return row[0] if row else number


def insert(db: sqlite3.Connection, attempt: Attempt, number: int = 0) -> int:
    """Add a row, with this id or the next one; returns its id."""
    verdict = msgspec.json.encode(attempt.verdict).decode() if attempt.verdict is not None else ""
    row = msgspec.structs.asdict(attempt) | {
        "number": number or None,
        "verdict": verdict,
        "outcome": attempt.outcome,
    }
    return db.execute(_INSERT, row).lastrowid or 0


def select(
    db: sqlite3.Connection, where: str = "", values: Sequence[object] = (), *, unread: dict[int, str]
) -> list[Attempt]:
    """The attempts that meet a condition, oldest first. Damaged ones go to ``unread``: id -> what is wrong."""
    names = ", ".join(COLUMNS)
    found = []
    for row in db.execute(f"SELECT {names} FROM attempts{where} ORDER BY at, id", tuple(values)):
        try:
            found.append(attempt(row))
        except msgspec.MsgspecError as error:
            unread[row[0]] = str(error)
    return found


def attempt(row: Iterable[object]) -> Attempt:
    """A row of ``COLUMNS`` as an attempt; raises msgspec.MsgspecError for one that is damaged."""
    fields = dict(zip(COLUMNS, row, strict=True))
    text = str(fields["verdict"])
    fields["verdict"] = msgspec.json.decode(text, type=Verdict) if text else None
    fields["undone"] = bool(fields["undone"])
    return msgspec.convert(fields, Attempt)
