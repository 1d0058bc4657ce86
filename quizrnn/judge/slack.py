"""The learner's setting of how many times a question's seconds an answer may take: more on a slow machine."""

from __future__ import annotations

NAME = "time"
"""What the setting is called in the store."""
VALUES = ("1", "2", "4")


def slack_of(kept: str | None) -> float:
    """The slack of a stored value; that of the first where nothing, or nothing known, is stored."""
    return float(kept if kept in VALUES else VALUES[0])
