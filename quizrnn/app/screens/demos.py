"""A demo that a question names: how to run it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.prose import Prose


class DemoScreen(Page):
    """Opened by the name that ``see: demo:NAME`` gives."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.demo = name

    def content(self) -> ComposeResult:
        """The words."""
        with VerticalScroll(id="demo"):
            yield Prose(id="how")

    def on_mount(self) -> None:
        """Scroll with the arrows at once."""
        super().on_mount()
        self.query_one("#demo").focus()

    def relabel(self) -> None:
        """The heading and the command."""
        self.heading(f" {self.say('link.demo', name=self.demo)}")
        self.query_one("#how", Prose).set(f"{self.say('demo.how')}\n\n```\nquizrnn demo {self.demo}\n```")
        super().relabel()
