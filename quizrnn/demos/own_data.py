"""Data that a user names for a demo: a path, or a data set that ``quizrnn data get`` brought. No NumPy here."""

from __future__ import annotations

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
        path = Path(asked).expanduser()
        if path.exists():
            return path
    except (OSError, RuntimeError) as error:  # may not be looked at, too long, of no known user
        raise DemoError(
            "data-closed", path=asked, detail=getattr(error, "strerror", None) or error
        ) from error
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
