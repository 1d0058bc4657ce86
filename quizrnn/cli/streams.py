"""The three standard streams: closed ones, full disks behind them, and encodings without Japanese."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

NEEDED = "○日本語"
"""Some of what is shown; what else an encoding lacks can be done without."""


def mend() -> bool:
    """Have streams that take every character; returns whether stdout was closed.

    What was closed leads nowhere from now on, except stdin: ``typed`` says that it is.
    """
    closed = sys.stdout is None
    if closed:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # A locale "C" in which Python does not choose UTF-8 by itself. Terminals have long done so.
        if (getattr(stream, "encoding", None) or "").lower() in ("ascii", "us-ascii", "ansi_x3.4-1968"):
            _reconfigure(stream, encoding="utf-8")
    return closed


def tolerate() -> str:
    """Never fail on a character that an encoding lacks, or on a stray byte in the input.

    Returns the encoding of stdout where it lacks some that are shown, otherwise "".
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _reconfigure(stream, errors="replace")
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        NEEDED.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return str(encoding)
    return ""


def typed() -> TextIO:
    """Standard input; raises QuizrnnError where it is closed."""
    if sys.stdin is None:
        from quizrnn.errors import KeyedError

        raise KeyedError("stdin-closed")
    return sys.stdin


def unwritten(probe: str = "") -> OSError | None:
    """Why what was printed, and ``probe``, do not arrive; None where they do. In the end stdout leads nowhere."""
    try:
        sys.stdout.write(probe)
        sys.stdout.flush()
    except OSError as error:
        lead_nowhere()
        return error
    return None


def lead_nowhere() -> None:
    """Let stdout take everything and keep nothing."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _nowhere() -> TextIO:
    from pathlib import Path  # seldom needed, and every start would wait for it

    return Path(os.devnull).open("w", encoding="utf-8")


def _reconfigure(stream: TextIO | None, **how: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(**how)
