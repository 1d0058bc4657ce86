"""What the registry knows of one entry of the room."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One model, function or method: where it stands in NumPy, where in PyTorch, and where it comes from.

    ``numpy`` and ``torch`` are module names of this room (``lstm``, ``lstm_torch``); ``torch`` is empty where
    a twin has no sense. ``functions`` are the public names, the same ones on both sides; ``also`` are other
    names under which one may look for the row; ``formulas`` how those lines of formulas at the top of the NumPy
    file begin that are this row's (None: all of them).
    """

    name: str
    title: str
    forms: tuple[str, ...]
    numpy: str
    torch: str
    functions: tuple[str, ...]
    source: str
    also: tuple[str, ...] = ()
    formulas: tuple[str, ...] | None = None
