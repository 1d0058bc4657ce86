"""A zygote that starts before the command line is even read: its start is what a cold ``check`` waits for.

Imports next to nothing, as whatever is imported here comes before that start.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizrnn.judge.zygotes import Zygote

_JUDGING = ("check", "run")
_started: list[Zygote] = []


def start(arguments: Sequence[str]) -> bool:
    """Start a zygote when these arguments are going to need one; trouble shows when another is started.

    True for the commands that judge once and end.
    """
    if sys.platform != "linux" or not arguments or arguments[0] not in _JUDGING:
        return False
    gc.disable()  # what these commands make is gone with them
    from quizrnn.judge import zygotes

    without = zygotes.left_out()
    if "zygote" not in without and not {"-h", "--help"} & set(arguments):
        with suppress(zygotes.ZygoteError, OSError):
            namespaces = zygotes.can_have_namespaces(without)
            _started.append(
                zygotes.Zygote(torch=False, trusted=False, namespaces=namespaces, without=without)
            )
    return True


def take(*, torch: bool, trusted: bool, namespaces: bool, without: frozenset[str]) -> Zygote | None:
    """The zygote that was started, once, where it is of this kind; whoever takes it closes it."""
    if not _started:
        return None
    zygote = _started[0]
    kind = (zygote.torch, zygote.trusted, zygote.namespaces, zygote.without)
    return _started.pop() if kind == (torch, trusted, namespaces, without) else None


def close() -> None:
    """Close it when nobody took it."""
    while _started:
        _started.pop().close()
