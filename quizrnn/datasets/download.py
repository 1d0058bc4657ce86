"""Downloads that resume, are checked, and never leave half a file under its real name.

While a file is on its way it is called ``NAME.part``. A second call asks for the rest (HTTP Range); a server that
sends everything again is taken at its word.
"""

from __future__ import annotations

import hashlib
import http.client
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from quizrnn.datasets.catalogue import DataSet, Remote, folder_of
from quizrnn.datasets.error import DataError

PIECE = 1 << 16
PATIENCE = 30.0
"""Seconds without a byte until a connection counts as lost."""
PARTIAL = 206
NOT_SATISFIABLE = 416

Progress = Callable[[Remote, int, int], None]
"""Called with the file, the bytes that are there and the bytes in all (0: not known)."""


def get(data_set: DataSet, home: Path, progress: Progress = lambda *_: None) -> tuple[Path, bool]:
    """The folder with all files of a data set, and whether anything had to be fetched; raises DataError."""
    folder = folder_of(data_set, home)
    fetched = False
    for remote in data_set.files:
        if not is_right(folder / remote.name, remote):
            _fetch(remote, folder, progress)
            fetched = True
    return folder, fetched


def is_right(file: Path, remote: Remote) -> bool:
    """Whether the file is there and is the one that was meant."""
    if not file.is_file():
        return False
    if remote.members:
        return members_digest(file) == remote.members
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == remote.sha256


def members_digest(archive: Path) -> str:
    """SHA-256 over the wav files of a zip, by name: each one's name, a zero byte and its own SHA-256."""
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(archive) as opened:
            names = [name for name in opened.namelist() if name.endswith(".wav")]
            for name in sorted(names, key=lambda name: name.rsplit("/", 1)[-1]):
                content = hashlib.sha256(opened.read(name)).digest()
                digest.update(name.rsplit("/", 1)[-1].encode() + b"\0" + content)
    except (zipfile.BadZipFile, OSError):
        return ""
    return digest.hexdigest()


def _fetch(remote: Remote, folder: Path, progress: Progress) -> None:
    part = folder / f"{remote.name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _append(remote, part, progress)
        if not is_right(part, remote):
            part.unlink()
            raise DataError("wrong-checksum", file=remote.name)
        part.replace(folder / remote.name)
    except OSError as error:
        raise DataError("not-written", path=part, why=error) from error


def _append(remote: Remote, part: Path, progress: Progress) -> None:
    """Bring the rest of a file, or all of it where the server begins anew."""
    have = part.stat().st_size if part.is_file() else 0
    if remote.size and have == remote.size:
        return
    request = urllib.request.Request(remote.url, headers={"User-Agent": "quizrnn"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            if answer.status != PARTIAL:
                have = 0
            size = have + int(answer.headers.get("Content-Length") or 0) or remote.size
            with part.open("ab" if have else "wb") as stream:
                have = _copy(answer, stream, have, lambda here: progress(remote, here, size))
    except urllib.error.HTTPError as error:
        if error.code != NOT_SATISFIABLE:  # that one says: nothing is missing
            raise DataError("refused", url=remote.url, status=f"{error.code} {error.reason}") from error
        return
    except urllib.error.URLError as error:
        raise DataError("no-network", url=remote.url, why=error.reason) from error
    except (http.client.HTTPException, TimeoutError, ConnectionError) as error:
        raise _broken_off(remote, part) from error
    if size and have < size:
        raise _broken_off(remote, part)


def _copy(answer: http.client.HTTPResponse, stream: IO[bytes], have: int, told: Callable[[int], None]) -> int:
    while piece := answer.read1(PIECE):
        stream.write(piece)
        have += len(piece)
        told(have)
    return have


def _broken_off(remote: Remote, part: Path) -> DataError:
    got = part.stat().st_size if part.is_file() else 0
    return DataError("broken-off", file=remote.name, got=got, size=remote.size or "?")
