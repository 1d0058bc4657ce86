"""MNIST from its four idx files, packed (.gz) or not.

idx: big-endian; two zero bytes, a type (8: unsigned bytes), the number of axes, a 32-bit size for each axis, the
values. Source: LeCun, Cortes & Burges, the MNIST database of handwritten digits.
"""

from __future__ import annotations

import gzip
import math
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.error import DataError

UNSIGNED_BYTES = 8
SIDE = 28
PARTS = {
    "train_x": "train-images-idx3-ubyte",
    "train_t": "train-labels-idx1-ubyte",
    "test_x": "t10k-images-idx3-ubyte",
    "test_t": "t10k-labels-idx1-ubyte",
}


class Digits(NamedTuple):
    """Pictures (N, 28, 28) as floats from 0 (background) to 1 and their labels (N,) from 0 to 9."""

    train_x: NDArray[np.float32]
    train_t: NDArray[np.int64]
    test_x: NDArray[np.float32]
    test_t: NDArray[np.int64]


def load_mnist(folder: Path) -> Digits:
    """All four files of a folder; raises DataError with the file and what is wrong with it."""
    if not folder.is_dir():
        raise DataError("no-folder", path=folder, what=", ".join(PARTS.values()))
    parts = {part: read_idx(_find(folder, name)) for part, name in PARTS.items()}
    for side in ("train", "test"):
        x, t = parts[f"{side}_x"], parts[f"{side}_t"]
        if x.shape[1:] != (SIDE, SIDE) or t.ndim != 1 or len(x) != len(t):
            raise DataError("no-pairs", path=folder, pictures=x.shape, labels=t.shape)
        if set(np.unique(t)) != set(range(10)):
            raise DataError("no-digits", path=folder / PARTS[f"{side}_t"], labels=np.unique(t)[:12].tolist())
    return Digits(
        train_x=(parts["train_x"] / 255).astype(np.float32),
        train_t=parts["train_t"].astype(np.int64),
        test_x=(parts["test_x"] / 255).astype(np.float32),
        test_t=parts["test_t"].astype(np.int64),
    )


def read_idx(path: Path) -> NDArray[np.uint8]:
    """The array of one idx file; raises DataError."""
    try:
        raw = path.read_bytes()
        content = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    except OSError as error:  # BadGzipFile is one too
        raise DataError("unreadable", path=path, why=error) from error
    except (EOFError, zlib.error) as error:
        raise DataError("cut-off", path=path) from error
    if len(content) < 4 or content[:2] != b"\0\0" or content[2] != UNSIGNED_BYTES:
        raise DataError("no-idx", path=path, start=content[:4].hex(" "))
    axes = content[3]
    start = 4 + 4 * axes
    shape = tuple(int.from_bytes(content[4 + 4 * axis : 8 + 4 * axis], "big") for axis in range(axes))
    if len(content) != start + math.prod(shape):
        raise DataError("wrong-size", path=path, expected=start + math.prod(shape), got=len(content))
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape)


def _find(folder: Path, name: str) -> Path:
    for candidate in (folder / f"{name}.gz", folder / name, folder / name.replace("-idx", ".idx")):
        try:
            if candidate.is_file():
                return candidate
        except OSError as error:  # a folder that may not be looked into
            raise DataError("unreadable", path=folder, why=error) from error
    raise DataError("missing-file", path=folder / f"{name}.gz", folder=folder)
