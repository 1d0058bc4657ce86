"""What references returned, kept on disk between sessions; trouble with the disk is never an error."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import msgspec

from quizrnn.errors import QuizrnnError
from quizrnn.home import own_cache
from quizrnn.judge.task import Task

FORMAT = 1
DRAWING = 2
"""Goes up when the same seed draws other inputs."""
KEEP = 4000
"""Files kept; the oldest half goes when there are more."""


class Expected(msgspec.Struct, frozen=True, array_like=True):
    """The encoded inputs of a task and the encoded results of its key (and for the stress inputs)."""

    format: int
    kept: tuple[int, ...]
    """Which of the drawn cases these are: inputs on which the key raises, and repeated ones, are left out."""
    packed: tuple[bytes, ...]
    values: tuple[bytes, ...]
    stress: tuple[bytes, ...] = ()
    stress_values: tuple[bytes, ...] = ()
    example: int = -1
    """Which of the inputs a run without judging shows; -1 as long as none was chosen."""


def key(task: Task) -> str:
    """Names a task's results: everything that they depend on, which the limits of an answer are not."""
    check = msgspec.structs.replace(task.check, seconds=0, memory=0)
    parts = (FORMAT, DRAWING, task.id, task.revision, check, task.key, task.driver, task.torch)
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def folder() -> Path:
    """Where results are kept; ``QUIZRNN_CACHE`` overrides the user's cache folder. Raises QuizrnnError."""
    chosen = os.environ.get("QUIZRNN_CACHE")
    return (Path(chosen) if chosen else own_cache()) / "expected"


def load(name: str) -> Expected | None:
    """The stored results, or None."""
    try:
        found = msgspec.msgpack.decode((folder() / name).read_bytes(), type=Expected)
    except (OSError, msgspec.DecodeError, QuizrnnError):
        return None
    return found if found.format == FORMAT and len(found.packed) == len(found.values) else None


def save(name: str, expected: Expected) -> None:
    """Store results by replacing the file at once, so that two sessions never read half of one."""
    try:
        place = folder()
        place.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.msgpack.encode(expected))
        Path(temporary).replace(place / name)
        _tidy(place)
    except (OSError, QuizrnnError):
        return


def _tidy(place: Path) -> None:
    files = list(place.iterdir())
    if len(files) > KEEP:
        files.sort(key=lambda path: path.stat().st_mtime)
        for path in files[: KEEP // 2]:
            path.unlink(missing_ok=True)
