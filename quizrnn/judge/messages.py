"""What passes between the client and the judge process: a JSON line each way, and signs of life."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from quizrnn.judge.task import Task
from quizrnn.verdict import Ran, Verdict


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to do; ``warm`` has no answer."""

    id: int
    do: Literal["check", "check-each", "run", "compute", "warm"]
    task: Task | None = None
    source: bytes = b""
    sources: tuple[bytes, ...] = ()
    """Of ``check-each``."""
    function: str = ""
    case: bytes = b""
    """msgpack of the case of ``compute``: JSON has no NaN."""
    torch: bool = False


class Response(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answer to the request of that id, or, with ``alive``, the news that it is still being worked on."""

    id: int
    alive: bool = False
    verdict: Verdict | None = None
    verdicts: tuple[Verdict, ...] = ()
    """Of ``check-each``."""
    ran: Ran | None = None
    value: bytes | None = None
    error: str = ""
    """What a QuizrnnError said."""
    broken: str = ""
    """What else went wrong inside."""


def pack(value: Any) -> bytes:
    """Plain values as msgpack."""
    return msgspec.msgpack.encode(value)


def unpack(data: bytes) -> Any:
    """Values packed by ``pack``."""
    return msgspec.msgpack.decode(data)
