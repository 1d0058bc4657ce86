"""A region's text put into a program: indented like the region, one expression where one belongs."""

from __future__ import annotations

import ast
import io
import textwrap
import tokenize


def place_lines(text: str, indent: str) -> list[str]:
    """The lines of a whole-line region; an empty text is one empty line."""
    body = dedent(text).rstrip()
    inside = _inside_strings(body)
    return [
        row if not row.strip() or number in inside else indent + row
        for number, row in enumerate(body.strip("\n").split("\n"), 1)
    ] or [""]


def place_value(text: str, indent: str, *, header: bool = False) -> list[str]:
    """The lines of a right-hand side, in parentheses where it would not be one expression otherwise.

    ``header`` is True where more follows on the line, as in ``if value:``.
    """
    body = dedent(text).strip()
    rows = body.split("\n")
    comment = "#" in rows[-1] and _ends_in_comment(body)
    if (len(rows) > 1 and not _closed(body)) or (comment and header):
        rows = ["(" + rows[0], *rows[1:]]
        if comment:
            rows.append(")")
        else:
            rows[-1] += ")"
    return [rows[0], *(indent + row if row.strip() else row for row in rows[1:])]


def dedent(text: str) -> str:
    """The text without common indentation, Unix line ends and blank first and last lines."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while rows and not rows[0].strip():
        rows.pop(0)
    while rows and not rows[-1].strip():
        rows.pop()
    body = "\n".join(rows)
    inside = _inside_strings(body)
    if not inside:
        return textwrap.dedent(body)
    margin = _margin([row for number, row in enumerate(rows, 1) if number not in inside])
    return "\n".join(
        row if number in inside else row.removeprefix(margin) for number, row in enumerate(rows, 1)
    )


def _margin(rows: list[str]) -> str:
    kept = textwrap.dedent("\n".join(rows)).split("\n")
    for row, short in zip(rows, kept, strict=True):
        if row.strip():
            return row[: len(row) - len(short)]
    return ""


def _closed(text: str) -> bool:
    """True when the lines are one expression without parentheses around them."""
    try:
        ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _ends_in_comment(text: str) -> bool:
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(f"({text}\n)").readline))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return False
    last = text.count("\n") + 1
    return any(token.type == tokenize.COMMENT and token.start[0] == last for token in tokens)


def _inside_strings(text: str) -> frozenset[int]:
    """Lines (from 1) that begin inside a string of several lines: their spaces are part of a value."""
    if '"""' not in text and "'''" not in text:
        return frozenset()
    inside: set[int] = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(textwrap.dedent(text) + "\n").readline):
            if token.type == tokenize.STRING and token.end[0] > token.start[0]:
                inside.update(range(token.start[0] + 1, token.end[0] + 1))
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass
    return frozenset(inside)
