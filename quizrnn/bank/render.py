"""Texts of the bank for a terminal: Markdown whose mathematics is Unicode."""

from __future__ import annotations

import re

from quizrnn.bank.tex import unicode_math

__all__ = ["minus", "plain", "unicode_math"]

_CODE = re.compile(r"(```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|``.+?``|`[^`\n]*`)", re.DOTALL)
_MATH = re.compile(r"(?<!\\)\$\$(.+?)\$\$|(?<!\\)\$([^$\n]+(?:\n[^$\n]+)?)\$", re.DOTALL)
_EMPHASIS = re.compile(  # bold needs no blanks around it: Japanese has none
    r"(\*{2,3})(?=\S)(.+?)(?<=\S)\1|(?<![\w*_])(\*|_{1,2})(?=[^\s*_])(.+?)(?<=[^\s*_])\3(?![\w*_])", re.DOTALL
)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)
_NEGATIVE = re.compile(r"(?<![A-Za-z0-9_)\]}.-])-(?=\.?\d)")


def minus(prose: str) -> str:
    """Negative numbers of prose with the sign that mathematics has; code is not for this."""
    return _NEGATIVE.sub("−", prose)


def plain(text: str) -> str:
    """A text without Markdown: no emphasis marks, backticks or fences; code blocks are indented."""
    pieces: list[str] = []
    for i, part in enumerate(_CODE.split(text)):
        pieces.append(_plain_code(part) if i % 2 else _plain_prose(part))
    return "".join(pieces)


def _plain_prose(part: str) -> str:
    part = _HEADING.sub("", part)
    part = _LINK.sub(r"\1 (\2)", part)
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(unicode_math(match[1] or match[2]))
        return f"\0{len(kept) - 1}\0"

    part = minus(_MATH.sub(keep, part).replace("\\$", "$"))
    part = _EMPHASIS.sub(lambda match: match[2] or match[4], part)
    return re.sub(r"\0(\d+)\0", lambda match: kept[int(match[1])], part)


def _plain_code(part: str) -> str:
    if part.startswith(("```", "~~~")):
        rows = part.rstrip("`~").split("\n")[1:]
        return "\n".join("    " + row if row.strip() else "" for row in rows).rstrip()
    return part.strip("`").strip() if not part.startswith("``") else part[2:-2].strip()
