"""What is read after an answer: the blocks of ``quizrnn.grading`` as lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.prose import code, inline, prose
from quizrnn.app.widgets.speaking import Speaking
from quizrnn.app.widgets.wrap import wrap
from quizrnn.grading import blocks

STYLES: dict[str, str] = {
    "right": "$text-success",
    "wrong": "$text-error",
    "note": "$text-accent",
    "broken": "$text-warning",
    "differs": "bold reverse",
    "muted": "dim",
    "": "",
}
OPENING = re.compile(r"[^\[]*\[+")
CELL = re.compile(r"\S+")
ROW = re.compile(OPENING.pattern + r"[^\[\"']*\]+")
"""A row of an array of numbers, with what names it."""


class FeedbackPanel(Speaking, Block):
    """Blocks of feedback, one under the other; empty and hidden until there is an answer."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks: tuple[blocks.Block, ...] = ()
        self._order: Sequence[int] = ()
        self._others = False

    def on_mount(self) -> None:
        """Nothing to read yet."""
        self.display = False

    def set(self, shown: Sequence[blocks.Block], order: Sequence[int] = (), others: bool = True) -> None:
        """Show blocks; ``order``: author positions of options as shown, ``others`` opens their reasons."""
        self._blocks, self._order, self._others = tuple(shown), order, others
        self.display = bool(self._blocks)
        self.redraw()

    @property
    def paste(self) -> str:
        """The line that repeats the counterexample, or ""."""
        lines = [block.text for block in self._blocks if isinstance(block, blocks.Code) and block.paste]
        return lines[0] if lines else ""

    def lines(self, width: int) -> list[Content]:
        """All blocks with an empty line between them."""
        out: list[Content] = []
        for block in self._blocks:
            lines = self._lines(block, width)
            if out and lines:
                out.append(Content(""))
            out += lines
        return out

    def _lines(self, block: blocks.Block, width: int) -> list[Content]:
        match block:
            case blocks.Heading():
                style = f"bold {STYLES[block.style]}".strip()
                return [line.stylize(style) for line in wrap(Content(f"{block.sign} {block.text}"), width, 2)]
            case blocks.Prose():
                return _prose(block, width)
            case blocks.Code():
                return _code(block, width)
            case blocks.Samples():
                return _samples(block, width)
            case blocks.Options():
                return self._options(block, width) if self._others else self._unopened(block)
            case blocks.Trace():
                return _trace(block, width)
            case blocks.Output():
                return _output(block, width)

    def relabel(self) -> None:
        """The screen gives the blocks anew."""

    @property
    def options(self) -> blocks.Options | None:
        """The block of the options, where there is one."""
        return next((block for block in self._blocks if isinstance(block, blocks.Options)), None)

    def _unopened(self, block: blocks.Options) -> list[Content]:
        rest = [note for note in block.options if not note.right and not note.picked]
        letter = self.study.key_of("others", "sitting")
        words = self.say("feedback.others", count=len(rest), letter=letter)
        return [Content.styled(words, "$text-muted")] if rest else []

    def _options(self, block: blocks.Options, width: int) -> list[Content]:
        by_index = {note.index: note for note in block.options}
        order = [index for index in self._order if index in by_index] or list(by_index)
        out: list[Content] = []
        for number, index in enumerate(order, 1):
            note = by_index[index]
            head = f"{'✓' if note.right else '✗'} {number}  "
            if note.code:
                body = code(note.text).split("\n", allow_blank=True)
                out += [Content(head) + body[0], *(line.pad_left(len(head)) for line in body[1:])]
            else:
                out += wrap(Content(head) + inline(note.text), width, len(head))
            if note.why:
                out += [
                    line.pad_left(len(head)).stylize("dim") for line in prose(note.why, width - len(head))
                ]
        return out


def _prose(block: blocks.Prose, width: int) -> list[Content]:
    """The label carries the colour; a text without one carries it itself."""
    style = STYLES[block.style]
    lines = prose(block.text, width)
    if block.label:
        lines = [line.stylize("dim") for line in lines] if block.style == "muted" else lines
        return [Content.styled(block.label, f"bold {style}".strip()), *lines]
    return [line.stylize(style) for line in lines] if style else lines


def _code(block: blocks.Code, width: int) -> list[Content]:
    caption = wrap(Content.styled(block.caption, "bold"), width) if block.caption else []
    body: list[Content] = []
    for line in code(block.text).split("\n", allow_blank=True):
        margin = len(line.plain) - len(line.plain.lstrip()) + 2
        body += [part.pad_left(2) for part in wrap(line, width - 2, min(margin, width // 2))]
    return [*caption, *body]


def fold(line: Content, width: int) -> list[Content]:
    """A line of code cut into pieces of at most ``width`` cells, without regard to words."""
    breaks, used = [], 0
    for index, char in enumerate(line.plain):
        size = cell_len(char)
        if used + size > width:
            breaks.append(index)
            used = 0
        used += size
    return list(line.divide(breaks)) if breaks else [line]


def cells(line: Content, width: int) -> list[Content]:
    """A row of an array, broken between its cells; what goes on stands below the first cell."""
    plain = line.plain
    found = OPENING.match(plain)
    opening = found.end() if found else 0
    out: list[Content] = []
    start = 0
    while start < len(plain):
        room = width - (opening if start else 0)
        ends = [cell.end() for cell in CELL.finditer(plain, max(start, opening))]
        fitting = [end for end in ends if cell_len(plain[start:end]) <= room]
        if not fitting:
            return fold(line, width)
        part = line[start : fitting[-1]]
        out.append(part.pad_left(opening) if start else part)
        start = fitting[-1] + 1
    return out


def _broken(line: Content, width: int) -> list[Content]:
    return cells(line, width) if ROW.fullmatch(line.plain) else fold(line, width)


def _samples(block: blocks.Samples, width: int) -> list[Content]:
    out = wrap(Content.styled(block.caption, "bold"), width) if block.caption else []
    room = max((cell_len(sample.label) for sample in block.samples), default=0)
    for sample in block.samples:
        for row, line in enumerate(sample.lines):
            label = sample.label if row == 0 else ""
            head = Content("  " + label + " " * (room - cell_len(label)) + "  ")
            body = Content.assemble(*((span.text, STYLES[span.style]) for span in line))
            out += [
                head + part if n == 0 else part.pad_left(room + 4)
                for n, part in enumerate(_broken(body, width - room - 4))
            ]
    return out


def _trace(block: blocks.Trace, width: int) -> list[Content]:
    room = max((len(str(number)) for number, _ in block.lines), default=0)
    out = []
    for number, text in block.lines:
        out += fold(Content.styled(f"  {number:>{room}}  ", "dim") + code(text.strip()), width)
    return out + wrap(Content.styled("  " + block.exception, "$text-error"), width, 4)


def _output(block: blocks.Output, width: int) -> list[Content]:
    out = [Content.styled(block.label, "bold")]
    for line in block.text.rstrip("\n").split("\n"):
        out += [part.pad_left(2) for part in fold(Content(line), width - 2)]
    return [*out, Content.styled("  " + block.note, "dim")] if block.note else out
