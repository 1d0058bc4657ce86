"""Replies made of a runner's words, none of which is believed beyond its form, and of what is not even sent."""

from __future__ import annotations

import json

from quizrnn.judge.contract import Reply
from quizrnn.judge.inside.tree import WireError

MAX_SOURCE = 1 << 20
_FAULT_KINDS = ("raised", "memory", "blocked")


def refuse(source: bytes) -> Reply | None:
    """Why a source is not even sent, or None."""
    if len(source) > MAX_SOURCE:
        return Reply(kind="raised", code="too-large", limit=MAX_SOURCE)
    if b"\0" in source:
        line = source[: source.index(b"\0")].count(b"\n") + 1
        return Reply(kind="raised", code="nul", exception="SyntaxError", message="null byte", line=line)
    if not source.strip(b" \t\r\n\f\xef\xbb\xbf"):
        return Reply(kind="raised", code="empty")
    return None


def fault(payload: bytes, seconds: float) -> Reply:
    """The reply in an X frame; raises ``WireError``."""
    try:
        fact = json.loads(payload[: 1 << 16])
        kind = fact.get("kind")
        if kind not in _FAULT_KINDS:
            raise ValueError
        trace = tuple((int(line), str(text)[:200]) for line, text in list(fact.get("trace", ()))[:3])
        return Reply(
            kind=kind,
            exception=str(fact.get("exception", ""))[:80],
            message=str(fact.get("message", ""))[:500],
            trace=trace,
            line=_whole(fact.get("line")),
            column=_whole(fact.get("column")),
            code=str(fact.get("code", ""))[:40],
            name=str(fact.get("name", ""))[:100],
            seconds=seconds,
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise WireError("a fault of the wrong form") from error


def _whole(value: object) -> int | None:
    return value if type(value) is int and 0 <= value < 1 << 31 else None
