"""Colours of code. Brings the lexers, which the start page does without: imported when code is drawn."""

from __future__ import annotations

from pygments.token import Token  # type: ignore[import-untyped]
from textual.content import Content
from textual.highlight import HighlightTheme, highlight


class CodeTheme(HighlightTheme):
    """Textual's colours without underlined names."""

    STYLES = {  # noqa: RUF012
        **HighlightTheme.STYLES,
        Token.Name.Function: "$text-warning",
        Token.Name.Function.Magic: "$text-warning",
    }


def python(text: str) -> Content:
    """Python in the colours of the theme."""
    return highlight(text, language="python", theme=CodeTheme)
