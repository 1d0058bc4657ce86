"""Text files of a folder, or one file."""

from __future__ import annotations

from pathlib import Path

from quizrnn.datasets.error import DataError

LARGEST = 50_000_000
"""Bytes that are read at most, all files together."""


def load_texts(path: Path) -> list[str]:
    """The contents of a text file, or of all .txt files of a folder by name; UTF-8 with or without a mark.

    Raises DataError with the file and the first byte that is not UTF-8.
    """
    files = sorted(path.rglob("*.txt")) if path.is_dir() else [path]
    if not files:
        raise DataError("no-texts", path=path)
    try:
        if (size := sum(file.stat().st_size for file in files)) > LARGEST:
            raise DataError("too-large", path=path, most=LARGEST, size=size)
        texts = [_decoded(file) for file in files]
    except OSError as error:
        raise DataError("unreadable", path=path, why=error) from error
    if not any(text.strip() for text in texts):
        raise DataError("empty", path=path)
    return texts


def _decoded(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("no-utf8", path=file, byte=error.start) from error
