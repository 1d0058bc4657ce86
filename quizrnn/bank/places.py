"""Where banks and their index lie."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from quizrnn.errors import KeyedError
from quizrnn.home import own_cache, user_path

SUFFIXES = (".yaml", ".yml")


def bank_root(path: Path | None) -> Path:
    """The folder that holds ``questions/``: given, shipped, or the repository's; raises QuizrnnError."""
    if path is not None:
        root = user_path(path)
        if (root / "questions").is_dir():
            return root.resolve()
        if not root.exists():
            raise KeyedError("no-bank-folder", path=root)
        if not root.is_dir():
            raise KeyedError("no-bank-file", path=root)
        inside = ", ".join(sorted(entry.name for entry in root.iterdir())[:5])
        raise KeyedError(
            "no-bank" if inside else "no-bank-empty", path=root, **({"inside": inside} if inside else {})
        )
    package = Path(__file__).resolve().parents[1]
    for shipped in (package / "_bank", package.parent):
        if (shipped / "questions").is_dir():
            return shipped
    raise KeyedError("bank-missing")


def index_path(root: Path, cache: Path | None) -> Path:
    """The index file of a bank in the cache folder."""
    return (cache or own_cache()) / f"bank-{hashlib.sha256(os.fsencode(root)).hexdigest()[:16]}.sqlite"


def question_files(root: Path) -> list[tuple[str, int, int]]:
    """Path below the bank, mtime in ns and size of every question file, sorted by path."""
    return sorted(_scan(f"{root}/questions", "questions", SUFFIXES))


def solution_files(root: Path) -> dict[str, tuple[int, int]]:
    """Path below ``solutions/`` → mtime in ns and size of every Python file."""
    return {path: (mtime, size) for path, mtime, size in _scan(f"{root}/solutions", "", (".py",))}


def _scan(folder: str, name: str, suffixes: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            inner = f"{name}/{entry.name}" if name else entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and entry.name.endswith(suffixes):
                try:
                    status = entry.stat()
                except OSError:
                    yield inner, 0, -1
                    continue
                yield inner, status.st_mtime_ns, status.st_size
            elif is_folder and not entry.name.startswith((".", "__")):
                yield from _scan(entry.path, inner, suffixes)


def code_stamp() -> str:
    """Changes when the code that reads banks changes: an index made by other code is not used."""
    folder = Path(__file__).parent
    stamp = hashlib.sha256()
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            status = entry.stat()
            stamp.update(f"{entry.name} {status.st_mtime_ns} {status.st_size};".encode())
    return stamp.hexdigest()[:16]
