"""The table of cards: where each question stands, kept in step with the attempts in the same transaction.

A card says nothing that the attempts do not say. ``follow`` counts one attempt on top of it, ``renew`` reads
all attempts of the question again; both give the same. Attempts follow each other by study day, then by moment.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from itertools import takewhile
from statistics import median
from typing import NamedTuple

import msgspec

from quizrnn.progress import facts
from quizrnn.progress.day import study_day
from quizrnn.progress.records import Attempt, Card, Count, Due, Moment
from quizrnn.progress.schedule import Memory, fold, reviewed

PACE = 5
"""A median time is that of so many newest sittings with a question."""
_FIELDS = Card.__struct_fields__
_READ = f"SELECT {', '.join(_FIELDS)} FROM cards WHERE question = ?"
_WRITE = f"INSERT OR REPLACE INTO cards ({', '.join(_FIELDS)}) VALUES ({', '.join('?' * len(_FIELDS))})"
_TIMES = msgspec.json.Decoder(list[tuple[str, float]])
_SAID = "SELECT id, day, at, outcome, revision, hints, kind, seconds, sitting, rating FROM attempts"


class _Said(NamedTuple):
    """What an attempt says about its question, in the order of ``_SAID``."""

    id: int
    day: Count
    at: Moment
    outcome: str
    revision: str
    hints: Count
    kind: str
    seconds: Moment
    sitting: str
    rating: Count


def follow(db: sqlite3.Connection, attempt: Attempt) -> None:
    """Count an attempt that has just been added."""
    card = read(db, attempt.question)
    if card is None or attempt.at < card.at or attempt.day < card.day + bool(attempt.rating):
        renew(db, attempt.question)
        return
    memory = Memory(card.stability, card.difficulty, card.day, card.due) if card.due else None
    rating = card.rating
    if attempt.rating:
        memory, rating = reviewed(memory, attempt.day, attempt.rating), attempt.rating
    times = _timed(_TIMES.decode(card.times), attempt.kind, attempt.seconds, attempt.sitting)
    now = Card(attempt.question, attempt.outcome, attempt.revision, attempt.at, card.tries + 1, attempt.hints)
    _write(db, now, memory, rating, times)


def renew(db: sqlite3.Connection, question: str) -> None:
    """Read all attempts of a question again; a question without any has no card."""
    found = _dated(db, _said(db, question))
    if not found:
        db.execute("DELETE FROM cards WHERE question = ?", (question,))
        return
    ratings: dict[int, int] = {}
    times: list[tuple[str, float]] = []
    for one in found:
        times = _timed(times, one.kind, one.seconds, one.sitting)
        if one.rating:
            ratings[one.day] = one.rating
    memory = fold(ratings.items())
    last = found[-1]
    now = Card(question, last.outcome, last.revision, last.at, len(found), last.hints)
    _write(db, now, memory, ratings[memory.day] if memory else 0, times)


def _said(db: sqlite3.Connection, question: str) -> list[_Said]:
    """The attempts that count; a damaged row says nothing."""
    found = []
    for row in db.execute(f"{_SAID} WHERE question = ? AND undone = 0", (question,)):
        with suppress(msgspec.ValidationError):
            found.append(msgspec.convert(row, _Said))
    return found


def _dated(db: sqlite3.Connection, found: list[_Said]) -> list[_Said]:
    """In order. No attempt was made later than today: the clock was ahead then, or it is another time zone.

    Such a one gets the day that its moment is here, and yesterday where that lies ahead as well.
    """
    today = study_day(time.time()) if found else 0
    right = []
    for one in found:
        day = one.day
        if day > today:
            here = study_day(one.at)
            day = here if here <= today else today - 1
            db.execute("UPDATE attempts SET day = ? WHERE id = ?", (day, one.id))
        right.append(one._replace(day=day))
    return sorted(right, key=lambda one: (one.day, one.at, one.id))


def renew_all(db: sqlite3.Connection) -> None:
    """All cards from all attempts."""
    for (question,) in db.execute("SELECT DISTINCT question FROM attempts").fetchall():
        renew(db, question)


def known(db: sqlite3.Connection, questions: Iterable[str]) -> list[str]:
    """Those of these questions about which something is kept."""
    query = " UNION ".join(
        f"SELECT 1 FROM {table} WHERE question = ?1" for table in ("cards", "drafts", "marks")
    )
    return [question for question in questions if db.execute(query, (question,)).fetchone()]


def rename(db: sqlite3.Connection, renamed: Mapping[str, str]) -> None:
    """Attempts, drafts and marks under an older id go to the present one."""
    for old, new in renamed.items():
        db.execute("UPDATE attempts SET question = ? WHERE question = ?", (new, old))
        facts.rename(db, old, new)
        renew(db, old)
        renew(db, new)


def read(db: sqlite3.Connection, question: str) -> Card | None:
    """The card of a question that has been answered."""
    row = db.execute(_READ, (question,)).fetchone()
    return Card(*row) if row else None


def due(db: sqlite3.Connection, day: int, aside: str) -> list[Due]:
    """What is due on a study day or has been before it, longest overdue first; not what carries ``aside``."""
    rows = db.execute(
        "SELECT question, due, seconds FROM cards WHERE due > 0 AND due <= ?"
        " AND question NOT IN (SELECT question FROM marks WHERE mark = ? AND gone = 0) ORDER BY due, question",
        (day, aside),
    )
    return [Due(*row) for row in rows]


def coming(
    db: sqlite3.Connection, day: int, aside: str, among: Collection[str] | None
) -> tuple[int, int] | None:
    """The first study day after ``day`` with something due, and how many of these questions that is."""
    rows = db.execute(
        "SELECT due, question FROM cards WHERE due > ?"
        " AND question NOT IN (SELECT question FROM marks WHERE mark = ? AND gone = 0) ORDER BY due",
        (day, aside),
    )
    days = (due for due, question in rows if among is None or question in among)
    first = next(days, None)
    if first is None:
        return None
    return first, 1 + sum(1 for _ in takewhile(first.__eq__, days))


def _timed(
    times: list[tuple[str, float]], kind: str, seconds: float, sitting: str
) -> list[tuple[str, float]]:
    """The times with one more; a sitting's last try carries the time of all its tries."""
    if kind not in ("answer", "revealed") or not seconds:
        return times
    return [(sitting, seconds), *(one for one in times if one[0] != sitting)][:PACE]


def _write(
    db: sqlite3.Connection, card: Card, memory: Memory | None, rating: int, times: list[tuple[str, float]]
) -> None:
    known = msgspec.structs.asdict(memory) if memory is not None else {}
    card = msgspec.structs.replace(
        card,
        rating=rating,
        seconds=median(seconds for _, seconds in times) if times else 0.0,
        times=msgspec.json.encode(times).decode(),
        **known,
    )
    db.execute(_WRITE, msgspec.structs.astuple(card))
