"""Export and import: the whole store as lines of JSON, merged into another one without doubles.

The first line says what it is, the last one how many lines there are: a file that was cut is noticed. An
attempt is the same one when question, moment and sitting are the same; ids are a machine's own and stay at
home. Of two ratings by the learner the later one holds, what was taken back on one machine is taken back; of
drafts, marks and sittings the later state stays, and what was removed or finished is one too.

Format 2 added the marks and drafts that were removed, as lines that say so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import msgspec

from quizrnn.errors import KeyedError
from quizrnn.progress import cards, facts, rows
from quizrnn.progress.records import Attempt, Moment

VERSION = 2
UNDECODED = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class UnreadableExportError(KeyedError):
    """A file that cannot be taken in; ``message(lang)`` says why, ``str`` in English."""

    area = "progress"


class Head(msgspec.Struct, frozen=True, tag="quizrnn-progress"):
    """The first line."""

    version: int


class Draft(msgspec.Struct, frozen=True, tag="draft"):
    """An unfinished answer."""

    question: str
    revision: str
    at: Moment
    text: str
    gone: bool = False


class Left(msgspec.Struct, frozen=True, tag="sitting"):
    """A sitting that was left; ``data`` is its state. Of one that is finished only that is said."""

    id: str
    at: Moment
    finished: bool
    data: str


class Mark(msgspec.Struct, frozen=True, tag="mark"):
    """A bookmark, or a question that was set aside."""

    question: str
    mark: str
    at: Moment
    note: str
    gone: bool = False


class Made(msgspec.Struct, frozen=True, tag="attempt"):
    """An attempt."""

    attempt: Attempt


class Setting(msgspec.Struct, frozen=True, tag="setting"):
    """A setting; it is taken over only where there is none."""

    name: str
    value: str


class End(msgspec.Struct, frozen=True, tag="end"):
    """The last line: how many there were before it, the first one counted."""

    lines: int


Line = Head | Made | Mark | Draft | Left | Setting | End


class Taken(msgspec.Struct, frozen=True):
    """What an import brought."""

    attempts: int
    """New ones."""
    known: int
    """Attempts that were there already."""
    changed: int
    """Of those, how many were taken back or rated on the other machine."""
    other: int
    """Marks, drafts, sittings and settings."""


_SET = "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING"
_TABLES: tuple[tuple[type[Line], str], ...] = (
    (Mark, "SELECT question, mark, at, note, gone FROM marks"),
    (Draft, "SELECT question, revision, at, text, gone FROM drafts"),
    (Left, "SELECT id, at, finished, CASE WHEN finished THEN '' ELSE data END FROM sittings"),
    (Setting, "SELECT name, value FROM settings"),
)


def lines(db: sqlite3.Connection, unread: dict[int, str]) -> Iterator[bytes]:
    """Everything that is kept, line by line, without damaged rows; of attempts such go to ``unread``."""
    # Read now, in one piece: another session may write while the lines are consumed.
    db.execute("BEGIN")
    try:
        found: list[Line] = [Head(VERSION)]
        found += [Made(msgspec.structs.replace(one, id=0)) for one in rows.select(db, unread=unread)]
        for kind, query in _TABLES:
            names = kind.__struct_fields__
            for row in db.execute(query):
                values = [one.decode("utf-8", "replace") if isinstance(one, bytes) else one for one in row]
                with suppress(msgspec.ValidationError):
                    found.append(msgspec.convert(dict(zip(names, values, strict=True)), kind, strict=False))
    finally:
        db.execute("ROLLBACK")
    found.append(End(len(found)))
    return (msgspec.json.encode(line) for line in found)


def merge(db: sqlite3.Connection, lines: Iterable[bytes], renamed: Mapping[str, str]) -> Taken:
    """Take in the lines of an export; within a transaction of the caller's.

    ``renamed``: older ids of questions, which the other machine may still go by -> the present ones.
    Raises UnreadableExportError that names the line.
    """
    counts = {"new": 0, "known": 0, "changed": 0, "other": 0}
    touched: set[str] = set()
    last: Line | None = None
    number = 0
    for number, text in enumerate(lines, 1):
        line = _present(_decoded(text, number), renamed)
        if isinstance(last, End):
            raise UnreadableExportError("export-more", line=number)
        last = line
        match line:
            case Made(attempt=attempt):
                what, said = _attempt(db, attempt)
                counts[what] += 1
                if said:
                    touched.add(attempt.question)
            case End(lines=count):
                if count != number - 1:
                    raise UnreadableExportError("export-count", line=number, written=count, there=number - 1)
            case Head():
                pass
            case _:
                counts["other"] += _other(db, line)
    if not isinstance(last, End):
        raise UnreadableExportError("export-cut", line=number)
    for question in touched:
        cards.renew(db, question)
    return Taken(counts["new"], counts["known"] + counts["changed"], counts["changed"], counts["other"])


def _decoded(text: bytes, number: int) -> Line:
    if number == 1:
        _check_head(text)
    try:
        line: Line = msgspec.json.decode(text, type=Line)
    except UNDECODED as error:
        raise UnreadableExportError("export-line", line=number, detail=error) from None
    if isinstance(line, Head) is not (number == 1):
        raise UnreadableExportError("export-head", line=number)
    return line


def _present(line: Line, renamed: Mapping[str, str]) -> Line:
    """The line under the present id of its question."""
    match line:
        case Made(attempt=attempt) if attempt.question in renamed:
            return Made(msgspec.structs.replace(attempt, question=renamed[attempt.question]))
        case Mark() | Draft() if line.question in renamed:
            return msgspec.structs.replace(line, question=renamed[line.question])
    return line


def _check_head(text: bytes) -> None:
    try:
        head: Any = msgspec.json.decode(text)
    except UNDECODED:
        head = None
    if not isinstance(head, dict) or head.get("type") != "quizrnn-progress":
        raise UnreadableExportError("export-none")
    version = head.get("version")
    if isinstance(version, int) and version > VERSION:
        raise UnreadableExportError("export-newer", version=version, known=VERSION)


def _attempt(db: sqlite3.Connection, attempt: Attempt) -> tuple[str, bool]:
    """What it is called in the counts, and whether it says something new about its question."""
    attempt = rows.dated(attempt)
    row = db.execute(
        "SELECT id, undone, rating, corrected, day FROM attempts WHERE question = ? AND at = ? AND sitting = ?",
        (attempt.question, attempt.at, attempt.sitting),
    ).fetchone()
    if row is None:
        rows.insert(db, attempt)
        return "new", True
    number, undone, rating, corrected, day = row
    later = (attempt.corrected, attempt.rating) > (corrected, rating)
    if later:
        values = (attempt.rating, attempt.corrected, number)
        db.execute("UPDATE attempts SET rating = ?, corrected = ? WHERE id = ?", values)
    slip = attempt.undone and not undone
    if slip:
        db.execute("UPDATE attempts SET undone = 1 WHERE id = ?", (number,))
    earlier = attempt.day < day  # there it was found that it cannot have been made as late as it says
    if earlier:
        db.execute("UPDATE attempts SET day = ? WHERE id = ?", (attempt.day, number))
    return ("changed" if later or slip else "known"), later or slip or earlier


def _other(db: sqlite3.Connection, line: Line) -> int:
    """Marks, drafts, sittings, settings: 1 where something changed that the learner sees."""
    match line:
        case Mark(question=question, mark=mark):
            seen = not line.gone or facts.known(db, "marks", question=question, mark=mark)
            return int(facts.put_mark(db, question, mark, line.at, line.note, gone=line.gone) and seen)
        case Draft(question=question, revision=revision):
            seen = not line.gone or facts.known(db, "drafts", question=question, revision=revision)
            return int(facts.put_draft(db, question, revision, line.at, line.text, gone=line.gone) and seen)
        case Left(id=name):
            seen = not line.finished or facts.known(db, "sittings", id=name)
            return int(facts.put_sitting(db, name, line.at, line.finished, line.data.encode()) and seen)
        case Setting(name=name, value=value):
            return db.execute(_SET, (name, value)).rowcount
    return 0
