"""A folder of exercise files: which were saved since the last look,
and whether the system tells of saves at all.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

INTERVAL = 1.0
"""Seconds between two looks when polling."""
PROBE_PATIENCE = 3.0
SETTLE = 0.03
"""Editors may empty a file before they write it; a file is read once it has kept still for this long."""
Stamp = tuple[int, int, int]


class Folder:
    """Remembers the stamps of the exercise files of one folder."""

    def __init__(self, path: Path, names: Collection[str]) -> None:
        self.path = path
        self.names = frozenset(names)
        self._stamps = self._read()

    @property
    def files(self) -> list[Path]:
        """The exercise files that are there."""
        return [self.path / name for name in sorted(self._stamps)]

    def saved(self) -> list[Path]:
        """Files that were saved since the last call, in the order of saving;
        raises OSError when the folder is gone.
        """
        now = self._read()
        while now != self._stamps:
            time.sleep(SETTLE)
            again = self._read()
            if again == now:
                break
            now = again
        new = [name for name, stamp in now.items() if self._stamps.get(name) != stamp]
        self._stamps = now
        return [self.path / name for name in sorted(new, key=lambda name: now[name])]

    def _read(self) -> dict[str, Stamp]:
        found: dict[str, Stamp] = {}
        with os.scandir(self.path) as entries:
            for entry in entries:
                if entry.name in self.names:
                    with suppress(OSError):
                        stat = Path(entry.path).stat()
                        if not S_ISREG(stat.st_mode):
                            continue
                        found[entry.name] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        return found


class Events:
    """File events of a folder as wake-up calls: each puts None into the queue.

    ``Folder.saved`` then says what happened.
    """

    def __init__(self, path: Path, wake: queue.Queue[str | None]) -> None:
        self._stop = threading.Event()
        self._wake = wake
        self._path = path
        self.ready = threading.Event()
        self.seen = threading.Event()
        self.error = ""
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            from watchfiles import watch

            changes = watch(
                self._path,
                recursive=False,
                stop_event=self._stop,
                debounce=60,
                step=20,
                rust_timeout=200,
                yield_on_timeout=True,
                raise_interrupt=False,
                watch_filter=None,
                force_polling=False,
            )
            for change in changes:
                self.ready.set()
                if change:
                    self.seen.set()
                    self._wake.put(None)
        except Exception as error:  # a watcher of any platform may fail in its own way: then we poll
            self.error = str(error) or type(error).__name__
            self.ready.set()

    def close(self) -> None:
        """Stop listening."""
        self._stop.set()
        self._thread.join(2)


def silent(path: Path, events: Events) -> bool:
    """Write a small file and see whether its event comes; True when it does not."""
    events.ready.wait(PROBE_PATIENCE)
    probe = path / f".quizrnn-probe-{os.getpid()}"
    try:
        with probe.open("x", encoding="ascii") as stream:
            stream.write("quizrnn watches this folder\n")
    except OSError:
        return False  # a folder that cannot be written raises events all the same
    try:
        return not events.seen.wait(PROBE_PATIENCE)
    finally:
        probe.unlink(missing_ok=True)
