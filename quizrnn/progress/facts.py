"""Facts with a moment of their own: drafts, marks and sittings.

Of two states of one the later holds, in whatever order they come. What was taken away stays as a row that
says so: otherwise an older export would bring it back.
"""

from __future__ import annotations

import sqlite3

STEP = 0.001
"""Seconds between a fact and the one that takes its place, where the clock has gone back."""

_DRAFT = (
    "INTO drafts (question, revision, at, text, gone) {rows} ON CONFLICT (question, revision) DO UPDATE"
    " SET at = excluded.at, text = excluded.text, gone = excluded.gone"
    " WHERE (excluded.at, excluded.gone, excluded.text) > (at, gone, text)"
)
_MARK = (
    "INTO marks (question, mark, at, note, gone) {rows} ON CONFLICT (question, mark) DO UPDATE"
    " SET at = excluded.at, note = excluded.note, gone = excluded.gone"
    " WHERE (excluded.at, excluded.gone, excluded.note) > (at, gone, note)"
)
_SITTING = (
    "INSERT INTO sittings (id, at, finished, data) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
    " SET at = excluded.at, finished = excluded.finished, data = excluded.data"
    " WHERE (excluded.at, excluded.finished) > (at, finished)"
    " OR (at = excluded.at AND finished = 0 AND excluded.finished = 0 AND excluded.data > data)"
)
_PUT_DRAFT, _PUT_MARK = ("INSERT " + sql.format(rows="VALUES (?, ?, ?, ?, ?)") for sql in (_DRAFT, _MARK))
_RENAME = (
    "INSERT " + _DRAFT.format(rows="SELECT ?, revision, at, text, gone FROM drafts WHERE question = ?"),
    "INSERT " + _MARK.format(rows="SELECT ?, mark, at, note, gone FROM marks WHERE question = ?"),
)


def put_draft(
    db: sqlite3.Connection, question: str, revision: str, at: float, text: str, *, gone: bool
) -> bool:
    """A draft as it stood at a moment; False where a later one is known."""
    return bool(db.execute(_PUT_DRAFT, (question, revision, at, text, gone)).rowcount)


def drop_drafts(db: sqlite3.Connection, question: str, at: float) -> None:
    """At a moment the drafts of a question were no longer needed."""
    db.execute(
        "UPDATE drafts SET at = ?1, text = '', gone = 1 WHERE question = ?2 AND at <= ?1 AND gone = 0",
        (at, question),
    )


def put_mark(db: sqlite3.Connection, question: str, mark: str, at: float, note: str, *, gone: bool) -> bool:
    """A mark that was set or taken away at a moment; False where something later is known."""
    return bool(db.execute(_PUT_MARK, (question, mark, at, note, gone)).rowcount)


def put_sitting(db: sqlite3.Connection, name: str, at: float, finished: bool, data: bytes) -> bool:
    """A sitting as it stood at a moment; False where something later is known."""
    return bool(db.execute(_SITTING, (name, at, finished, data)).rowcount)


def rename(db: sqlite3.Connection, old: str, new: str) -> None:
    """Drafts and marks under an older id go to the present one."""
    for table, sql in zip(("drafts", "marks"), _RENAME, strict=True):
        db.execute(sql, (new, old))
        db.execute(f"DELETE FROM {table} WHERE question = ?", (old,))


def known(db: sqlite3.Connection, table: str, **key: str) -> bool:
    """Whether something is there that has not been taken away."""
    alive = "finished" if table == "sittings" else "gone"
    where = " AND ".join(f"{name} = ?" for name in key)
    return bool(
        db.execute(f"SELECT 1 FROM {table} WHERE {where} AND {alive} = 0", (*key.values(),)).fetchone()
    )
