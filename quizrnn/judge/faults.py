"""From what a runner replied to what a verdict says."""

from __future__ import annotations

from quizrnn.bank.model import Check
from quizrnn.judge.contract import Reply
from quizrnn.verdict import Fault, Outcome, Rung

OUTCOMES: dict[str, Outcome] = {
    "raised": "error",
    "memory": "memory",
    "timeout": "timeout",
    "blocked": "blocked",
    "ended": "error",
    "protocol": "error",
    "broken": "broken",
}
PARSE = frozenset({"syntax", "empty", "too-large", "nul", "encoding"})
NAME = frozenset({"no-function", "not-callable"})

NOTHING = Fault(rung="kind", got="None", code="nothing")
"""A driver found None where the key gives something."""


def outcome_of(reply: Reply) -> Outcome:
    """The outcome of a reply that is no value."""
    return OUTCOMES[reply.kind]


def fault_of(reply: Reply, check: Check) -> Fault:
    """The fault of a reply that is no value."""
    rung: Rung = "run"
    if reply.code in PARSE or (
        reply.exception in ("SyntaxError", "IndentationError", "TabError") and not reply.trace
    ):
        rung = "parse"
    elif reply.code in NAME:
        rung = "name"
    limit = {"timeout": check.seconds, "memory": float(check.memory)}.get(reply.kind)
    return Fault(
        rung=rung,
        exception=reply.exception,
        message=reply.message,
        trace=reply.trace,
        line=reply.line,
        column=reply.column,
        expected=check.call if rung == "name" and check.call else None,
        got=reply.name or None,
        limit=limit,
        code=reply.code or ("protocol" if reply.kind == "protocol" else ""),
    )
