"""What a session writes, as values: done at once, or put in line while another program holds the file.

Doing a deed a second time changes nothing: a line of them that was cut off halfway is simply done again.
"""

from __future__ import annotations

import sqlite3
import time

import msgspec

from quizrnn.progress import cards, facts, rows
from quizrnn.progress.records import Attempt


class Made(msgspec.Struct, frozen=True, tag="made"):
    """An attempt, with the id that it shall have (0: the next one)."""

    attempt: Attempt
    id: int = 0


class Undone(msgspec.Struct, frozen=True, tag="undone"):
    """An attempt was a slip."""

    id: int


class Rated(msgspec.Struct, frozen=True, tag="rated"):
    """The learner's own rating of an attempt."""

    id: int
    rating: int
    at: float


class Drafted(msgspec.Struct, frozen=True, tag="drafted"):
    """An unfinished answer as it stood at a moment."""

    question: str
    revision: str
    at: float
    text: str


class Undrafted(msgspec.Struct, frozen=True, tag="undrafted"):
    """The drafts of a question are no longer needed."""

    question: str
    at: float = 0.0


class Sat(msgspec.Struct, frozen=True, tag="sat"):
    """The state of a sitting at a moment."""

    id: str
    at: float
    finished: bool
    data: bytes


class Marked(msgspec.Struct, frozen=True, tag="marked"):
    """A mark was set on a question or taken away."""

    question: str
    mark: str
    at: float
    note: str
    on: bool


class Renamed(msgspec.Struct, frozen=True, tag="renamed"):
    """Questions have got other ids: older id -> present one."""

    ids: dict[str, str]


class Chosen(msgspec.Struct, frozen=True, tag="chosen"):
    """A setting."""

    name: str
    value: str


Deed = Made | Undone | Rated | Drafted | Undrafted | Sat | Marked | Renamed | Chosen

_LATEST = {
    Rated: "SELECT corrected FROM attempts WHERE id = ?",
    Drafted: "SELECT at FROM drafts WHERE question = ? AND revision = ?",
    Undrafted: "SELECT max(at) FROM drafts WHERE question = ?",
    Sat: "SELECT max(at) FROM sittings WHERE id = ? OR finished = 0",  # it becomes the newest of those left
    Marked: "SELECT at FROM marks WHERE question = ? AND mark = ?",
}
"""The moment of what a deed replaces."""
_WAITED = "INSERT OR REPLACE INTO waited (id, attempt) VALUES (?, ?)"


def stamped(db: sqlite3.Connection, deed: Deed) -> Deed:
    """The deed of now: later than what it replaces, also where the clock has been put back since."""
    query = _LATEST.get(type(deed))
    if query is None:
        return deed
    match deed:
        case Rated(id=number):
            key: tuple[object, ...] = (rows.present(db, number),)
        case Drafted(question=question, revision=revision):
            key = (question, revision)
        case Undrafted(question=question):
            key = (question,)
        case Sat(id=name):
            key = (name,)
        case Marked(question=question, mark=mark):
            key = (question, mark)
        case _:
            return deed
    row = db.execute(query, key).fetchone()
    latest = (row and row[0]) or 0.0
    return deed if deed.at > latest else msgspec.structs.replace(deed, at=latest + facts.STEP)


def do(db: sqlite3.Connection, deed: Deed) -> int:
    """Do one, unless something later is known; returns the id of an attempt that was made, otherwise 0.

    Within a transaction of the caller's.
    """
    match deed:
        case Made(attempt=attempt, id=number):
            return _make(db, attempt, number)
        case Undone(id=number):
            _alter(db, number, "undone = 1")
        case Rated(id=number, rating=rating, at=at):
            _alter(db, number, "rating = ?2, corrected = ?3", rating, at, where=" AND corrected <= ?3")
        case Drafted(question=question, revision=revision, at=at, text=text):
            facts.put_draft(db, question, revision, at, text, gone=False)
        case Undrafted(question=question, at=at):
            facts.drop_drafts(db, question, at or time.time())  # an older program's line has no moment
        case Sat(id=name, at=at, finished=finished, data=data):
            facts.put_sitting(db, name, at, finished, data)
        case Marked(question=question, mark=mark, at=at, note=note, on=on):
            facts.put_mark(db, question, mark, at, note, gone=not on)
        case Renamed(ids=ids):
            cards.rename(db, ids)
        case Chosen(name=name, value=value):
            db.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value))
    return 0


def do_all(db: sqlite3.Connection, deeds: list[Deed], *, own_ids: bool = False) -> None:
    """Do what has waited, in order. Its attempts are found by the ids that they went by, whatever they get:
    the next ones, or ``own_ids`` where they go on waiting.
    """
    for deed in deeds:
        match deed:
            case Made(attempt=attempt, id=number):
                there = rows.number(db, attempt) or _make(db, attempt, number if own_ids else 0)
                db.execute(_WAITED, (number, there))
            case _:
                do(db, deed)


def _make(db: sqlite3.Connection, attempt: Attempt, number: int) -> int:
    dated = rows.dated(attempt)
    made = rows.insert(db, dated, number)
    cards.follow(db, dated)
    return made


def _alter(db: sqlite3.Connection, number: int, what: str, *values: object, where: str = "") -> None:
    number = rows.present(db, number)
    db.execute(f"UPDATE attempts SET {what} WHERE id = ?1{where}", (number, *values))
    row = db.execute("SELECT question FROM attempts WHERE id = ?", (number,)).fetchone()
    if row:
        cards.renew(db, row[0])
