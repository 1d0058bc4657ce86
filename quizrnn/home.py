"""Where the user's own files lie, and what ``~`` means."""

from __future__ import annotations

from pathlib import Path

from quizrnn.errors import KeyedError

NAME = "quizrnn"


def user_path(text: str | Path) -> Path:
    """A path as a user writes it, ``~`` being a home; raises QuizrnnError where that user is unknown."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise KeyedError("no-user", path=text) from None


def own_data() -> Path:
    """The platform's place for what is kept for the user; raises QuizrnnError where nobody's home is known."""
    import platformdirs

    try:
        return Path(platformdirs.user_data_dir(NAME, appauthor=False))
    except RuntimeError:
        raise KeyedError("no-home") from None


def own_cache() -> Path:
    """The platform's place for what can be made again; raises QuizrnnError as ``own_data`` does."""
    import platformdirs

    try:
        return Path(platformdirs.user_cache_dir(NAME, appauthor=False))
    except RuntimeError:
        raise KeyedError("no-home") from None
