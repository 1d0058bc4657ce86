"""Where the progress file lies."""

from __future__ import annotations

import os
from pathlib import Path

from quizrnn.home import own_data, user_path

NAME = "progress.sqlite"


def data_folder() -> Path:
    """The folder of everything that is kept for the user: ``QUIZRNN_HOME``, otherwise the platform's place.

    Raises QuizrnnError where there is none.
    """
    home = os.environ.get("QUIZRNN_HOME")
    return user_path(home) if home else own_data()


def data_file(path: str | Path | None = None) -> Path:
    """The progress file; ``path`` is a folder, or a file that ends in ``.sqlite``."""
    place = user_path(path) if path else data_folder()
    return place if place.suffix == ".sqlite" else place / NAME
