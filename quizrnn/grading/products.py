"""Multiplication that is written without a sign: ``2(3+1)``, ``0.9tanh(-1)``, ``2π``."""

from __future__ import annotations

import re

from quizrnn.bank.formula import CONSTANTS

# Only letters begin a name, so that 1_000 stays whole.
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)|(?P<name>[^\W\d_]\w*)|(?P<sign>\*\*|.))",
    re.DOTALL,
)
_SPELLINGS = {"σ": "sigmoid", "π": "pi", "ln": "log"}
_TIGHT = ("/", "%", "^", "**")
"""A factor behind one of these could end the operand or go on with it: ``1/2(3)``, ``2^3(4)``."""


class TwoReadings(ValueError):  # noqa: N818 - a question to the learner, no fault
    """A product without a sign that could be meant in two ways."""


def with_signs(text: str) -> str:
    """The formula with every ``*`` written: between a number, a constant or a closing bracket and a name or an
    opening bracket. Raises TwoReadings behind a division or a power.
    """
    out: list[str] = []
    heads: list[str] = []
    """What stands before each open bracket."""
    ended, head = False, ""
    """Whether a factor has just ended, and what stands before that factor."""
    for token in _TOKEN.finditer(text):
        kind, word = token.lastgroup, token[0].strip()
        word = _SPELLINGS.get(word, word)
        if ended and (kind == "name" or word == "("):
            if head in _TIGHT:
                raise TwoReadings
            out.append("*")
        elif not ended:
            head = _head(out)
        if word == "(":
            heads.append(head)
        elif word == ")":
            head = heads.pop() if heads else ""
        ended = kind == "number" or word in CONSTANTS or word == ")"
        # The blank before a number stays: "1 2" is not 12.
        out.append(token[0] if kind == "number" else word)
    return "".join(out)


def _head(out: list[str]) -> str:
    """The sign before a factor that begins here; its function's name and its own + or - belong to it."""
    place = len(out) - 1
    while place >= 0 and (_signs(out, place) or out[place][:1].isalpha() or not out[place]):
        place -= 1
    return out[place] if place >= 0 else ""


def _signs(out: list[str], place: int) -> bool:
    """Whether a + or - belongs to the factor behind it and does not join two terms."""
    before = next((token for token in reversed(out[:place]) if token), "")
    return out[place] in ("+", "-") and not (before[-1:].isalnum() or before in (")", "π"))
