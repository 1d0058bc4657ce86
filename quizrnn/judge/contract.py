"""What passes between the judge's two halves: programs in, replies out, the measured isolation."""

from __future__ import annotations

from typing import Any, Literal

import msgspec


class Program(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one runner executes.

    With ``call`` the learner's function of that name gets ``args`` from each case, by position (and
    ``after`` names
    arguments whose state after the call is returned too: the reply is then ``{"result": .., "after":
    {..}}``).
    With ``drive`` the function of that name in ``driver`` gets ``(module, case)``; ``case`` is a dict
    whose keys are attributes too.
    """

    source: bytes
    filename: str = "answer.py"
    call: str = ""
    args: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    driver: str = ""
    drive: str = ""
    watch: bool = False
    """With ``drive``: each reply's value is ``{"result": .. or "fault": .., "calls": [..], "more": ..}``."""


ReplyKind = Literal["value", "raised", "memory", "timeout", "blocked", "ended", "protocol", "broken"]


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came back for the load, or for one case.

    ``value`` is a decoded value tree (None, bool, int, float, complex, str, bytes, list, tuple, dict,
    ``wire.Array``,
    ``wire.Opaque`` for what cannot travel). ``raised`` carries type, message and the trace in the
    learner's own
    lines; ``ended`` says how (exit code, signal); ``blocked`` names the refused action; ``timeout`` the
    last line.
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
    name: str = ""
    """Of the missing module or function, or the refused call as the learner wrote it (``os.fork``)."""
    limit: float | None = None
    """Seconds, MiB or bytes of the limit that ended it."""


class Isolation(msgspec.Struct, frozen=True):
    """The measured level. ``level``: "full", "full-without-namespaces", "partial", "none". ``layers`` name
    → held?"""

    level: str
    layers: dict[str, bool]
    probes: dict[str, str]
    """Self-test: probe → "held" or what got through."""
    notes: tuple[str, ...] = ()
