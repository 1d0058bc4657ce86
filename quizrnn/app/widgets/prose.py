"""Markdown of the bank (paragraphs, lists, tables, code, mathematics) as lines for the terminal."""

from __future__ import annotations

import re

from rich.cells import cell_len
from textual.content import Content

from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.wrap import wrap
from quizrnn.bank.lines import blocks, items
from quizrnn.bank.render import minus, unicode_math

INLINE = re.compile(
    r"(`+)(?P<code>.+?)\1|\$(?P<math>[^$]+)\$|\*\*(?P<strong>.+?)\*\*|\*(?P<em>[^*\s][^*]*)\*"
)
NARROWEST = 6
"""Cells that a column of a table keeps."""
RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")


class Prose(Block):
    """A text of the bank."""

    def __init__(self, markdown: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._markdown: str | None = markdown
        self._plain = ""

    def set(self, markdown: str) -> None:
        """Show another text."""
        self._markdown = markdown
        self.redraw()

    def set_plain(self, text: str) -> None:
        """Show a text in which no sign is markup: it may hold what the learner typed."""
        self._markdown, self._plain = None, text
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """The text, wrapped."""
        if self._markdown is None:
            return [line for part in self._plain.split("\n") for line in wrap(Content(part), width)]
        return prose(self._markdown, width)


def code(text: str) -> Content:
    """Python with colours of the theme."""
    from quizrnn.app.widgets.codetheme import python

    return python(text.rstrip("\n"))


def inline(text: str) -> Content:
    """One paragraph's emphasis, code and mathematics."""
    out = Content("")
    position = 0
    for match in INLINE.finditer(text):
        out += minus(text[position : match.start()])
        kind, body = match.lastgroup, match.group(match.lastgroup or 0)
        if kind == "math":
            out += Content.styled(unicode_math(body), "italic")
        elif kind == "code":
            out += Content.styled(body, "bold $text-accent")
        elif kind == "strong":
            out += inline(body).stylize("bold")
        else:
            out += inline(body).stylize("italic")
        position = match.end()
    return out + minus(text[position:])


def prose(markdown: str, width: int) -> list[Content]:
    """All lines of a text at ``width`` cells, one empty line between blocks."""
    out: list[Content] = []
    for block in blocks(markdown):
        if out:
            out.append(Content(""))
        out += _block_lines(block, width)
    return out or [Content("")]


def _block_lines(block: list[str], width: int) -> list[Content]:
    first = block[0].strip()
    if first[:3] in ("```", "~~~"):
        lines = code("\n".join(block[1:-1])).split("\n", allow_blank=True)
        return [part.pad_left(2) for line in lines for part in _code_line(line, width - 2)]
    if first.startswith("|"):
        return _table(block, width)
    if first.startswith("#"):
        return wrap(inline(first.lstrip("# ")).stylize("bold"), width)
    if first.startswith("$$"):
        text = unicode_math("\n".join(block).strip().strip("$").strip())
        return [line.pad_left(2) for line in wrap(Content.styled(text, "italic"), width - 2, 2)]
    out: list[Content] = []
    for bullet, text in items(block):
        lines = wrap(Content(bullet) + inline(text), width, cell_len(bullet))
        out += lines
    return out


def _code_line(line: Content, width: int) -> list[Content]:
    """A line of code; what does not fit goes on further in."""
    margin = len(line.plain) - len(line.plain.lstrip()) + 4
    return wrap(line, width, min(margin, width // 2)) if line.cell_length > width else [line]


def _table(block: list[str], width: int) -> list[Content]:
    """Columns as wide as their cells; where they do not all fit, the widest ones are wrapped."""
    rows = [
        [inline(cell.strip()) for cell in line.strip().strip("|").split("|")]
        for line in block
        if not RULE.match(line)
    ]
    count = max(len(row) for row in rows)
    widths = [max((row[i].cell_length for row in rows if i < len(row)), default=0) for i in range(count)]
    while sum(widths) + 2 * count > width and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    out: list[Content] = []
    for index, row in enumerate(rows):
        cells = [wrap(cell, widths[i]) for i, cell in enumerate(row)]
        for n in range(max(len(cell) for cell in cells)):
            parts = [cell[n] if n < len(cell) else Content("") for cell in cells]
            padded = [part.pad_right(max(0, widths[i] - part.cell_length)) for i, part in enumerate(parts)]
            line = Content("  ").join([Content(""), *padded]).rstrip()
            out.append(line.stylize("bold") if index == 0 else line)
        if index == 0:
            out.append(Content("  " + "  ".join("-" * w for w in widths)))
    return out
