"""What a module of ``quizrnn.reference`` says of itself in Japanese: read from the file of its name here."""

from __future__ import annotations

import importlib
import importlib.util
from functools import cache
from typing import NamedTuple


class Words(NamedTuple):
    """The Japanese of one module and its twin.

    ``about`` is built like the module's docstring: paragraphs, and formulas in indented lines, as many as there.
    ``functions`` holds what a function or class says, by its name; ``comments`` the notes in the code, by
    their English.
    """

    about: str
    functions: dict[str, str]
    comments: dict[str, str]


@cache
def words(module: str) -> Words | None:
    """The Japanese of a NumPy module (``lstm``); None where it has none yet."""
    name = f"{__package__}.{module}"
    if importlib.util.find_spec(name) is None:
        return None
    file = importlib.import_module(name)
    return Words(file.ABOUT.strip(), file.FUNCTIONS, getattr(file, "COMMENTS", {}))
