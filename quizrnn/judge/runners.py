"""Hands out confined, single-use runners: owns the zygotes, keeps one spare ready, replaces what dies.

Contract between the judge's trusted half (``check``, ``shrink``, ``compare``) and its process half.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import msgspec


class Program(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one runner executes.

    With ``call`` the learner's function of that name gets ``args`` from each case, by position (and ``after`` names
    arguments whose state after the call is returned too: the reply is then ``{"result": .., "after": {..}}``).
    With ``drive`` the function of that name in ``driver`` gets ``(module, case)``; ``case`` is a dict whose keys
    are attributes too.
    """

    source: bytes
    filename: str = "answer.py"
    call: str = ""
    args: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    driver: str = ""
    drive: str = ""


ReplyKind = Literal["value", "raised", "memory", "timeout", "blocked", "ended", "protocol", "broken"]


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came back for the load, or for one case.

    ``value`` is a decoded value tree (None, bool, int, float, complex, str, bytes, list, tuple, dict, ``wire.Array``,
    ``wire.Opaque`` for what cannot travel). ``raised`` carries type, message and the trace in the learner's own
    lines; ``ended`` says how (exit code, signal); ``blocked`` names the refused action; ``timeout`` the last line.
    """

    kind: ReplyKind
    value: Any = None
    exception: str = ""
    message: str = ""
    trace: tuple[tuple[int, str], ...] = ()
    line: int | None = None
    column: int | None = None
    code: str = ""
    seconds: float = 0.0


class Isolation(msgspec.Struct, frozen=True):
    """The measured level. ``level``: "full", "full-without-namespaces", "partial", "none". ``layers`` name → held?"""

    level: str
    layers: dict[str, bool]
    probes: dict[str, str]
    """Self-test: probe → "held" or what got through."""
    notes: tuple[str, ...] = ()


class Session:
    """One runner for one answer (or for one bank program). Killed on exit, always."""

    output: str
    output_cut: bool

    def load(self, program: Program) -> Reply:
        """Send the source; the reply's kind is "value" when the module loaded and the function is there."""
        raise NotImplementedError

    def run(self, cases: Sequence[bytes], stop: Callable[[int, Reply], bool] | None = None) -> list[Reply]:
        """Run encoded cases (``wire.encode``) as one batch; ``stop(i, reply)`` True ends it early. Never raises."""
        raise NotImplementedError


class Runners:
    """The zygotes of one judge: numpy and torch, trusted (bank code, may import quizrnn.reference) and not."""

    def warm(self, *, torch: bool, trusted: bool) -> None:
        """Start that zygote and its spare without waiting."""
        raise NotImplementedError

    def session(self, *, torch: bool, trusted: bool, seconds: float, memory: int) -> Session:
        """A context manager; waits for the spare when it is not ready yet."""
        raise NotImplementedError

    def isolation(self, *, torch: bool = False) -> Isolation:
        """Run the self-test once (cached) and tell the level."""
        raise NotImplementedError

    def close(self) -> None:
        """Kill everything this object started."""
        raise NotImplementedError
