"""How far a training is, on stderr: one line that is written over on a terminal, a line per tenth otherwise."""

from __future__ import annotations

import os
import shutil
import sys
import time

from rich.cells import cell_len, set_cell_size

from quizrnn.cli import common
from quizrnn.i18n import tr

CELLS = 20
EVERY = 0.1
"""Seconds between two pictures of the line."""
TIME_LEFT = 16
"""Cells that the time left takes at least, so that what follows it stays in its place."""


def duration(seconds: float, lang: str) -> str:
    """A time for people."""
    whole = max(round(seconds), 0)
    if whole < 60:
        return tr("demos", "seconds", lang, s=whole)
    if whole < 3600:
        return tr("demos", "minutes", lang, m=whole // 60, s=f"{whole % 60:02}")
    return tr("demos", "hours", lang, h=whole // 3600, m=f"{whole % 3600 // 60:02}")


class Bar:
    """One progress bar with the time left, as ``expected`` seconds and then the pace so far tell it."""

    def __init__(self, lang: str, expected: float) -> None:
        self.lang, self.expected = lang, expected
        self.live = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self.began = time.monotonic()
        self.first: float | None = None
        self.shown_at, self.tenth = 0.0, 0

    def show(self, share: float, *words: str) -> None:
        """``share`` is done; ``words`` say how it stands, as many of them as there is room for."""
        if self.first is None:
            self.first, self.tenth = share, int(share * 10)
        now = time.monotonic()
        if self.live:
            if now - self.shown_at >= EVERY or share >= 1:
                self.shown_at = now
                room = max(shutil.get_terminal_size().columns - 1, 1)
                shown = next((n for n in range(len(words), 0, -1) if self._fits(share, words[:n], room)), 0)
                text = self._line(share, words[:shown])
                sys.stderr.write(f"\r{text if cell_len(text) <= room else set_cell_size(text, room)}\x1b[K")
                sys.stderr.flush()
        elif int(share * 10) > self.tenth:
            self.tenth = int(share * 10)
            common.note(self._line(share, words).strip())

    def clear(self) -> None:
        """Take the line away, so that others can write."""
        if self.live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _fits(self, share: float, words: tuple[str, ...], room: int) -> bool:
        return cell_len(self._line(share, words)) <= room

    def _line(self, share: float, words: tuple[str, ...]) -> str:
        filled = min(int(share * CELLS), CELLS)
        left = tr("demos", "left", self.lang, time=duration(self._left(share), self.lang))
        bar = f"[{'#' * filled}{'.' * (CELLS - filled)}] " if self.live else ""
        time_left = left if share < 1 else ""
        blank = " " * max(TIME_LEFT - cell_len(time_left), 0)
        return "  ".join([f"{bar}{share:4.0%}", time_left + blank, *words])

    def _left(self, share: float) -> float:
        done, elapsed = share - (self.first or 0.0), time.monotonic() - self.began
        if done < 0.02:
            return max(self.expected * (1 - share) - elapsed, 1.0)
        return elapsed * (1 - share) / done
