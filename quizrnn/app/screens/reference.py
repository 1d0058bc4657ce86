"""The code of a reference model, to be read."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from quizrnn.app.commands import Place, bindings
from quizrnn.app.screens.links import reference_code
from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.feedback import fold
from quizrnn.app.widgets.prose import code


class Listing(Block):
    """Python with colours, as wide as it is."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._lines: list[Content] = []
        self.set(text)

    def set(self, text: str) -> None:
        """Show another text."""
        self._lines = list(code(text).split("\n", allow_blank=True))
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """Long lines are folded."""
        return [part for line in self._lines for part in fold(line, width)]


class ReferenceScreen(Page):
    """Read, scroll, go back; the twin in PyTorch by a key."""

    PLACE: ClassVar[Place] = "reference"
    BINDINGS: ClassVar[list[Any]] = bindings("reference")

    def __init__(self, name: str) -> None:
        super().__init__()
        self.reference = name
        self.torch = False

    def content(self) -> ComposeResult:
        """The code on a page that scrolls."""
        with VerticalScroll(id="reference"):
            yield Listing(reference_code(self.reference))

    def on_mount(self) -> None:
        """Scroll with the arrows at once."""
        self.query_one("#reference").focus()

    def relabel(self) -> None:
        """The heading too."""
        self.heading(f" {self.reference}", "PyTorch " if self.torch else "NumPy ")
        super().relabel()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The twin where there is one."""
        return bool(reference_code(self.reference, torch=True)) if action == "twin" else True

    def action_twin(self) -> None:
        """From NumPy to PyTorch and back."""
        self.torch = not self.torch
        self.query_one(Listing).set(reference_code(self.reference, torch=self.torch))
        self.query_one("#reference").scroll_home(animate=False)
        self.relabel()
