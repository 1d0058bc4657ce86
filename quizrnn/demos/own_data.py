"""Data that a user names for a demo: a path, or a data set that ``quizrnn data get`` brought. No NumPy here."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from quizrnn.datasets.catalogue import DATA_SETS, complete, find_data_set, place_of
from quizrnn.demos.demo import Demo
from quizrnn.demos.texts import DemoError, names


def find_data(demo: Demo, asked: str, home: Path) -> Path:
    """The file or folder that is meant, data sets being kept under ``home``; raises DemoError with what is possible.

    A path that is there comes before a data set of the same name.
    """
    if not any(kind.path for kind in demo.data):
        raise DemoError("no-data", demo=demo.name)
    try:
        return _at(Path(asked).expanduser()) or _named(demo, asked, home)
    except (OSError, RuntimeError) as error:  # may not be looked at, too long, of no known user
        raise DemoError("data-closed", path=asked, detail=error) from error


def _at(path: Path) -> Path | None:
    """The path if a file or folder is there; raises OSError when it may not be read."""
    if not (path.is_dir() or path.is_file()):
        return None
    if not os.access(path, os.R_OK | os.X_OK if path.is_dir() else os.R_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return path


def _named(demo: Demo, asked: str, home: Path) -> Path:
    """Where the data set of that name lies."""
    known, name = {data_set.name for data_set in DATA_SETS}, asked.lower()
    fitting = [found for kind in demo.data for found in kind.sets]
    if name not in known:
        raise DemoError("data-neither", path=asked, demo=demo.name, right=names(fitting))
    if name not in fitting:
        raise DemoError("data-other", name=name, demo=demo.name, right=names(fitting))
    data_set = find_data_set(name)
    if not complete(data_set, home):
        raise DemoError("data-not-fetched", name=name)
    return place_of(data_set, home)
