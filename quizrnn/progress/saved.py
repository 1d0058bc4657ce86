"""One saved setting, read without opening the store: no file is made or left behind, and the wait is brief."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from quizrnn.errors import QuizrnnError
from quizrnn.progress.place import data_file

PATIENCE = 0.2
"""Seconds to wait for another program; a setting is not worth more."""


def saved_setting(name: str, progress: str | Path | None = None) -> str | None:
    """The setting as the progress file has it; None where there is no such file or it cannot be read."""
    try:
        file = data_file(progress)
        if not file.is_file():
            return None
        # A reader that may not write would leave the files of the write-ahead log behind.
        place = f"file:{quote(str(file.resolve()))}?mode=rw"
        with closing(sqlite3.connect(place, uri=True, timeout=PATIENCE)) as db:
            row = db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    except (sqlite3.Error, OSError, QuizrnnError):
        return None
    return str(row[0]) if row else None
