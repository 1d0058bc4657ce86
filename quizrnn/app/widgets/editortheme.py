"""Colours of code in the editor: one set for each of the app's themes, so that code can be read on all of them."""

from __future__ import annotations

from rich.style import Style
from textual._text_area_theme import TextAreaTheme
from textual.theme import Theme

# Given code stands back by a third of its contrast: these colours leave enough of it.
DARK: dict[str, Style] = {
    "keyword": Style(color="#a6d3ff"),
    "function": Style(color="#ebebc0"),
    "type": Style(color="#6fe0c8"),
    "constant": Style(color="#a6d3ff"),
    "number": Style(color="#c9e0bd"),
    "string": Style(color="#f0b89e"),
    "comment": Style(color="#a5d891"),
}
LIGHT: dict[str, Style] = {
    "keyword": Style(color="#00247a", bold=True),
    "function": Style(color="#45117f"),
    "type": Style(color="#5c2c00"),
    "constant": Style(color="#00247a"),
    "number": Style(color="#5c2c00"),
    "string": Style(color="#00401a"),
    "comment": Style(color="#0a2416", italic=True),
}
TERMINAL: dict[str, Style] = {
    "keyword": Style(bold=True),
    "number": Style(color="magenta"),
    "string": Style(color="green"),
    "comment": Style(italic=True),
}
"""The terminal's own colours, of which only these two can be read on any ground."""
KIN = {
    "include": "keyword",
    "repeat": "keyword",
    "conditional": "keyword",
    "exception": "keyword",
    "method": "function",
    "constructor": "type",
    "class": "type",
    "boolean": "constant",
    "float": "number",
}
"""Names of the highlighter that share a colour."""


def code_theme(theme: Theme) -> TextAreaTheme:
    """The colours of the editor under a theme of the app."""
    known = TextAreaTheme.get_builtin_theme("vscode_dark")
    assert known is not None
    name, palette = ("dark", DARK) if theme.dark else ("light", LIGHT)
    if theme.ansi:
        name, palette = "terminal", TERMINAL
    styles: dict[str, Style] = {}
    for word in known.syntax_styles:
        group = word.split(".")[0]
        if (style := palette.get(KIN.get(group, group))) is not None:
            styles[word] = style
    return TextAreaTheme(f"quizrnn-{name}", syntax_styles=styles)
