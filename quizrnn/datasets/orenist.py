"""ORENIST: 90 drawings of 28x28 pixels, 30 each of a vertical bar, a horizontal bar and a cross.

Two forms are read: an npz with ``images`` and ``labels``, and the original file, a pickle. A pickle can name any
function to be called, so only the three names that an array needs are let through.

Source: Nakai, the notebooks of "TensorFlow で学ぶディープラーニング入門" (Apache-2.0).
"""

from __future__ import annotations

import pickle
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.error import DataError

ALLOWED: dict[tuple[str, str], Any] = {
    ("numpy.core.multiarray", "_reconstruct"): np._core.multiarray._reconstruct,  # type: ignore[attr-defined]
    ("numpy._core.multiarray", "_reconstruct"): np._core.multiarray._reconstruct,  # type: ignore[attr-defined]
    ("numpy", "ndarray"): np.ndarray,
    ("numpy", "dtype"): np.dtype,
}
KINDS = 3


class Strokes(NamedTuple):
    """Pictures (90, 28, 28) from 0 to 1 and labels (90,): 0 vertical bar, 1 horizontal bar, 2 cross."""

    x: NDArray[np.float64]
    t: NDArray[np.int64]


def load_orenist(path: Path) -> Strokes:
    """The drawings of a file, or of the file ORENIST.data or orenist.npz of a folder; raises DataError."""
    file = path
    try:
        if path.is_dir():
            found = [path / name for name in ("orenist.npz", "ORENIST.data") if (path / name).is_file()]
            if not found:
                raise DataError("missing-file", path=path / "ORENIST.data", folder=path)
            file = found[0]
        images, labels = _from_npz(file) if zipfile.is_zipfile(file) else _from_pickle(file)
    except OSError as error:
        raise DataError("unreadable", path=file, why=error) from error
    x, t = np.asarray(images), np.asarray(labels)
    if x.dtype.kind not in "uif" or t.dtype.kind not in "uif":
        raise DataError("no-orenist", path=file)
    if x.ndim < 2 or x.size != 784 * len(x) or t.shape != (len(x), KINDS):
        raise DataError("no-pairs", path=file, pictures=x.shape, labels=t.shape)
    kinds = t.argmax(axis=1).astype(np.int64)
    if not np.isfinite(x).all() or len(np.unique(kinds)) < KINDS:
        raise DataError("kinds-missing", path=file)
    scale = 255.0 if x.dtype.kind in "ui" else 1.0
    return Strokes(x.reshape(-1, 28, 28) / scale, kinds)


def _from_npz(file: Path) -> tuple[Any, Any]:
    try:
        with np.load(file, allow_pickle=False) as arrays:
            return arrays["images"], arrays["labels"]
    except OSError:
        raise
    except Exception as error:  # a broken npz can raise anything
        raise DataError("no-orenist", path=file) from error


class _ArraysOnly(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str, /) -> Any:
        try:
            return ALLOWED[module_name, global_name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is no part of an array") from None


def _from_pickle(file: Path) -> tuple[Any, Any]:
    with file.open("rb") as stream:
        try:
            images, labels = _ArraysOnly(stream, encoding="latin1").load()
        except OSError:
            raise
        except Exception as error:  # a broken pickle can raise anything
            raise DataError("no-orenist", path=file) from error
    return np.asarray(images, dtype=np.float64), np.asarray(labels, dtype=np.float64)
