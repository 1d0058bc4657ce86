"""The table of cards: where each question stands, kept in step with the attempts in the same transaction.

A card says nothing that the attempts do not say. ``follow`` counts one attempt on top of it, ``renew`` reads
all attempts of the question again; both give the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from statistics import median

import msgspec

from quizrnn.progress.records import Attempt, Card, Due
from quizrnn.progress.schedule import Memory, fold, reviewed

PACE = 5
"""A median time is that of so many newest sittings with a question."""
_FIELDS = Card.__struct_fields__
_READ = f"SELECT {', '.join(_FIELDS)} FROM cards WHERE question = ?"
_WRITE = f"INSERT OR REPLACE INTO cards ({', '.join(_FIELDS)}) VALUES ({', '.join('?' * len(_FIELDS))})"
_TIMES = msgspec.json.Decoder(list[tuple[str, float]])


def follow(db: sqlite3.Connection, attempt: Attempt) -> None:
    """Count an attempt that has just been added."""
    card = read(db, attempt.question)
    if card is None or attempt.at < card.at or (attempt.rating and attempt.day <= card.day):
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
    rows = db.execute(
        "SELECT outcome, revision, at, hints, kind, seconds, sitting, day, rating FROM attempts"
        " WHERE question = ? AND undone = 0 ORDER BY at, id",
        (question,),
    ).fetchall()
    if not rows:
        db.execute("DELETE FROM cards WHERE question = ?", (question,))
        return
    outcome, revision, at, hints = rows[-1][:4]
    ratings: dict[int, int] = {}
    times: list[tuple[str, float]] = []
    for row in rows:
        times = _timed(times, *row[4:7])
        if row[8]:
            ratings[row[7]] = row[8]
    memory = fold(ratings.items())
    now = Card(question, outcome, revision, at, len(rows), hints)
    _write(db, now, memory, ratings[memory.day] if memory else 0, times)


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
        for table in ("drafts", "marks"):
            db.execute(f"UPDATE OR IGNORE {table} SET question = ? WHERE question = ?", (new, old))
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
        " AND question NOT IN (SELECT question FROM marks WHERE mark = ?) ORDER BY due, question",
        (day, aside),
    )
    return [Due(*row) for row in rows]


def coming(db: sqlite3.Connection, day: int, aside: str) -> tuple[int, int] | None:
    """The first study day after ``day`` with something due, and how many questions that is."""
    row = db.execute(
        "SELECT due, count(*) FROM cards WHERE due > ?"
        " AND question NOT IN (SELECT question FROM marks WHERE mark = ?) GROUP BY due ORDER BY due LIMIT 1",
        (day, aside),
    ).fetchone()
    return (row[0], row[1]) if row else None


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
