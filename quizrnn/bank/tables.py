"""The tables of the index, what is kept in them, and the connection to its file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec

from quizrnn.bank.model import Question, QuestionSet, Row, Topic
from quizrnn.errors import Problem

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE files (path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, uses BLOB, content BLOB);
CREATE TABLE lists (
    file TEXT, line INTEGER, id TEXT, topic TEXT, kind TEXT, mode TEXT, level INTEGER, tags TEXT,
    shown INTEGER, row BLOB, PRIMARY KEY (file, line)
) WITHOUT ROWID;
CREATE INDEX by_id ON lists (id, shown);
CREATE TABLE questions (file TEXT, line INTEGER, head TEXT, search TEXT, question BLOB);
CREATE UNIQUE INDEX by_place ON questions (file, line);
CREATE TABLE shared (key TEXT PRIMARY KEY, value BLOB);
"""
PATIENCE = 10.0
"""Seconds to wait for another process that brings the index up to date."""

ENCODE = msgspec.msgpack.Encoder()
QUESTION = msgspec.msgpack.Decoder(Question)
_ROWS = msgspec.msgpack.Decoder(list[Row])


class Shared(msgspec.Struct, frozen=True, omit_defaults=True):
    """What belongs to the bank as a whole."""

    topics: tuple[Topic, ...] = ()
    sets: tuple[QuestionSet, ...] = ()
    problems: tuple[Problem, ...] = ()
    renamed: dict[str, str] = {}
    left_out: tuple[str, ...] = ()


def decode_rows(rows: list[bytes]) -> list[Row]:
    """All rows in one go: their records as one msgpack array."""
    return _ROWS.decode(b"\xdd" + len(rows).to_bytes(4, "big") + b"".join(rows))


def connect(path: Path) -> sqlite3.Connection | None:
    """A connection to the index file, made new when it is damaged; None where nothing can be written."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False)
            connection.isolation_level = None
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA user_version = 1")
            return connection
        except sqlite3.DatabaseError as error:
            if "locked" in str(error) or "unable to open" in str(error) or "readonly" in str(error):
                return None
            try:
                path.unlink()
            except OSError:
                return None
        except OSError:
            return None
    return None
