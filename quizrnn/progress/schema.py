"""The tables, as steps: step ``n`` brings a file from version ``n`` to ``n + 1``.

Steps are only ever added.
"""

from __future__ import annotations

import sqlite3

from quizrnn.progress.cards import renew_all

APPLICATION = 0x51524E4E
"""``PRAGMA application_id``: the letters QRNN."""

STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE attempts (
            id INTEGER PRIMARY KEY,
            question TEXT NOT NULL, revision TEXT NOT NULL, topic TEXT NOT NULL, at REAL NOT NULL,
            kind TEXT NOT NULL, outcome TEXT NOT NULL, answer TEXT NOT NULL, verdict TEXT NOT NULL,
            lang TEXT NOT NULL, seconds REAL NOT NULL, hints INTEGER NOT NULL, seed INTEGER NOT NULL,
            sitting TEXT NOT NULL, way TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0)""",
        "CREATE INDEX attempts_by_question ON attempts (question, at)",
        """CREATE TABLE drafts (
            question TEXT NOT NULL, revision TEXT NOT NULL, at REAL NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (question, revision)) WITHOUT ROWID""",
        """CREATE TABLE sittings (
            id TEXT PRIMARY KEY, at REAL NOT NULL, finished INTEGER NOT NULL, data BLOB NOT NULL
            ) WITHOUT ROWID""",
        """CREATE TABLE marks (
            question TEXT NOT NULL, mark TEXT NOT NULL, at REAL NOT NULL, note TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (question, mark)) WITHOUT ROWID""",
        "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    ),
    (
        "ALTER TABLE attempts ADD COLUMN rating INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE attempts ADD COLUMN corrected REAL NOT NULL DEFAULT 0",
        "ALTER TABLE attempts ADD COLUMN day INTEGER NOT NULL DEFAULT 0",
        # Attempts from before there was a schedule: the study day as date.toordinal, the rating by outcome.
        """UPDATE attempts SET
            day = CAST(julianday(at, 'unixepoch', 'localtime', '-4 hours') - 1721424.5 AS INTEGER),
            rating = CASE WHEN outcome IN ('skip', 'broken') THEN 0 WHEN outcome <> 'right' THEN 1
                WHEN hints > 0 THEN 2 ELSE 3 END""",
        """CREATE TABLE cards (
            question TEXT PRIMARY KEY, outcome TEXT NOT NULL, revision TEXT NOT NULL, at REAL NOT NULL,
            tries INTEGER NOT NULL, hints INTEGER NOT NULL, seconds REAL NOT NULL, due INTEGER NOT NULL,
            day INTEGER NOT NULL, rating INTEGER NOT NULL, stability REAL NOT NULL, difficulty REAL NOT NULL,
            times TEXT NOT NULL) WITHOUT ROWID""",
    ),
    # The id that an attempt went by while it waited for the file -> the one it has. A sitting may know the former.
    ("CREATE TABLE waited (id INTEGER PRIMARY KEY, attempt INTEGER NOT NULL)",),
    (
        # What was taken away stays as a row that says so.
        "ALTER TABLE drafts ADD COLUMN gone INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE marks ADD COLUMN gone INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX sittings_by_moment ON sittings (finished, at)",
    ),
)

VERSION = len(STEPS)


class NewerFile(Exception):  # noqa: N818 - a finding, handled in place
    """The file was written by a later program."""


class ForeignFile(Exception):  # noqa: N818 - a finding, handled in place
    """An SQLite file that is not ours."""


def prepare(db: sqlite3.Connection) -> None:
    """Bring the file to ``VERSION`` in one transaction;
    raises NewerFile or ForeignFile and leaves such a file alone.
    """
    version = _version(db)
    if version == VERSION:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        version = _version(db)  # another session may have been quicker
        for step in STEPS[version:]:
            for statement in step:
                db.execute(statement)
        if version:
            renew_all(db)  # what older attempts say about each question
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _version(db: sqlite3.Connection) -> int:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    application: int = db.execute("PRAGMA application_id").fetchone()[0]
    tables: int = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and (version or tables):
        raise ForeignFile
    if version > VERSION:
        raise NewerFile
    return version
