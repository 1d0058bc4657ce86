"""A right-hand side typed with its whole line: ``c = c + a`` where ``c = `` stands there already.

What is an expression as it stands is never touched: ``c == a`` after ``c = `` stays. Of the rest only a chained
assignment would run, ``c = c = c + a``, and it does the same without the repeated target.
"""

from __future__ import annotations

import ast
import re
from itertools import pairwise

_TOKEN = re.compile(r"\w+|[^\w\s]")


def without_line(text: str, head: str, tail: str) -> str:
    """The text without the given head and tail of its line, where it repeats them and is no expression."""
    rest = _begins(text, head)
    ends = _ends(text if rest is None else rest, tail)
    if (rest is None and ends is None) or _is_expression(text):
        return text
    if rest is None:
        rest = text
    return rest if ends is None or _is_expression(rest) else ends


def _begins(text: str, head: str) -> str | None:
    """What follows the head, or None where the text does not begin with it."""
    tokens = _TOKEN.findall(head)
    found = re.match(rf"\s*{_spaced(tokens)}", text) if tokens else None
    if found is None:
        return None
    rest = text[found.end() :]
    whole = not re.match(r"\w", rest) if re.match(r"\w", tokens[-1]) else not rest.startswith("=")
    return rest.lstrip() if whole else None


def _ends(text: str, tail: str) -> str | None:
    """What stands before the tail, or None where the text does not end with it."""
    tokens, text = _TOKEN.findall(tail), text.rstrip()
    found = re.search(rf"{_spaced(tokens)}\Z", text) if tokens else None
    return None if found is None else text[: found.start()].rstrip()


def _spaced(tokens: list[str]) -> str:
    """A pattern for the tokens with any spaces between them, and some between two words."""
    parts = [re.escape(tokens[0])] if tokens else []
    for one, two in pairwise(tokens):
        both = re.match(r"\w", one) and re.match(r"\w", two)
        parts.append((r"\s+" if both else r"\s*") + re.escape(two))
    return "".join(parts)


def _is_expression(text: str) -> bool:
    try:
        # In brackets a line break ends nothing, as in the line where the text will stand.
        ast.parse(f"({text.strip()}\n)", mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
