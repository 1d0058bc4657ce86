"""The log of unexpected errors; it lies beside the progress file."""

from __future__ import annotations

import time
import traceback
from pathlib import Path

from quizrnn import __version__
from quizrnn.progress.place import data_file

NAME = "errors.log"


def log_error(error: BaseException, progress: str | Path | None = None) -> Path:
    """Add an error to the log beside the progress file (the user's own where none is given); returns its place.

    Raises OSError where the log cannot be written, QuizrnnError where there is no place for it.
    """
    log = data_file(progress).parent / NAME
    head = f"{time.strftime('%Y-%m-%d %H:%M:%S')} quizrnn {__version__}\n"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(head + "".join(traceback.format_exception(error)) + "\n")
    return log
