"""Which characters a place to write in takes, the same whether they are typed or pasted."""

from __future__ import annotations

import re

WIDE_BLANK = "\u3000"
"""What the space bar of a Japanese input method writes."""
JOINER = "\u200d"
"""Holds the parts of an emoji together."""
UNPRINTABLE = frozenset((WIDE_BLANK, JOINER))
"""Parts of a text that Python, and Textual with it, do not count among what can be printed."""
_PROSE = re.compile(r"[#'\"]")
"""Where prose may begin in a line of code."""


def plain_text(text: str) -> str:
    """Text as a document keeps it: ``\\n`` between lines, spaces for tabs, no control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").split("\n")
    return "\n".join(
        "".join(c for c in line.expandtabs(4) if c.isprintable() or c in UNPRINTABLE) for line in lines
    )


def code_text(text: str, before: str = "") -> str:
    """The same for Python behind ``before`` in its line: wide blanks stay in comments and strings alone."""
    first, *rest = plain_text(text).split("\n")
    head = first if _PROSE.search(before) else _narrow(first)
    return "\n".join([head, *map(_narrow, rest)])


def _narrow(line: str) -> str:
    found = _PROSE.search(line)
    end = found.start() if found else len(line)
    return line[:end].replace(WIDE_BLANK, " ") + line[end:]
