"""A drawing made of characters: what a terminal or any editor can draw."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.error import DataError

PAPER = " .·0_\t"
"""Characters that leave the paper as it is; all others are ink."""
MOST = 400
"""Lines, and characters in a line."""


def load_sketch(path: Path) -> NDArray[np.float64]:
    """Grey values (2 * lines, characters), 0 for ink and 1 for paper; raises DataError.

    A character is about twice as high as wide, so that each line becomes two rows of pixels.
    """
    try:
        lines = path.read_text(encoding="utf-8").expandtabs().splitlines()
    except OSError as error:
        raise DataError("unreadable", path=path, why=error) from error
    except UnicodeDecodeError as error:
        raise DataError("no-sketch", path=path) from error
    size = (max(map(len, lines), default=0), len(lines))
    if max(size) > MOST:
        raise DataError("too-many-pixels", path=path, size=size, most=MOST)
    grey = np.ones((size[1] or 1, size[0] or 1))
    for row, line in enumerate(lines):
        for column, sign in enumerate(line):
            grey[row, column] = float(sign in PAPER)
    return np.repeat(grey, 2, axis=0)
