"""A reference model, to be read: what it is, its formulas, its code."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from quizrnn.app.commands import Place, bindings
from quizrnn.app.reference_page import Block as Part
from quizrnn.app.reference_page import (
    Code,
    Formulas,
    Prose,
    Title,
    code_breaks,
    code_text,
    formula_lines,
    has_twin,
    page,
)
from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.prose import code, prose
from quizrnn.app.widgets.wrap import wrap


class Reading(Block):
    """The blocks of a page, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()

    def set(self, parts: tuple[Part, ...]) -> None:
        """Show another page."""
        self._parts = parts
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """All blocks with an empty line between them."""
        out: list[Content] = []
        for part in self._parts:
            out += [Content(""), *part_lines(part, width)] if out else part_lines(part, width)
        return out


def part_lines(part: Part, width: int) -> list[Content]:
    """One block, wrapped to ``width`` cells."""
    match part:
        case Title(text):
            return wrap(Content.styled(text, "bold"), width)
        case Prose(text):
            return prose(text, width)
        case Formulas():
            return [Content(line) for line in formula_lines(part, width)]
        case Code():
            lines = code(code_text(part.excerpt, width)).split("\n", allow_blank=True)
            return [piece for line in lines for piece in _code_line(line, width)]


def _code_line(line: Content, width: int) -> list[Content]:
    breaks, indent = code_breaks(line.plain, width)
    first, *rest = (piece.rstrip() for piece in line.divide(breaks))
    return [first, *(piece.pad_left(indent) for piece in rest)]


class ReferenceScreen(Page):
    """Read, scroll, go back; the twin in PyTorch by a key."""

    PLACE: ClassVar[Place] = "reference"
    BINDINGS: ClassVar[list[Any]] = bindings("reference")

    def __init__(self, name: str) -> None:
        super().__init__()
        self.reference = name
        self.torch = False

    def content(self) -> ComposeResult:
        """Prose and code on a page that scrolls."""
        with VerticalScroll(id="reference"):
            yield Reading()

    def on_mount(self) -> None:
        """Scroll with the arrows at once."""
        self.query_one("#reference").focus()

    def relabel(self) -> None:
        """The heading and the page too."""
        self.heading(f" {self.reference}", "PyTorch " if self.torch else "NumPy ")
        self.query_one(Reading).set(page(self.reference, self.study.lang, torch=self.torch))
        super().relabel()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The twin where there is one."""
        return has_twin(self.reference) if action == "twin" else True

    def action_twin(self) -> None:
        """From NumPy to PyTorch and back."""
        self.torch = not self.torch
        self.query_one("#reference").scroll_home(animate=False)
        self.relabel()
