"""What is wrong with the bank, to be read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.speaking import Speaking
from quizrnn.app.widgets.wrap import wrap


class ProblemList(Speaking, Block):
    """Every problem with its place and its fix."""

    def relabel(self) -> None:
        """All words anew."""
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """What was left out, then problem by problem."""
        bank = self.study.bank
        out = wrap(Content(self.say("problems.head")), width)
        if bank.left_out:
            out += [
                Content(""),
                *wrap(Content(self.say("problems.out", ids=", ".join(bank.left_out))), width),
            ]
        for problem in bank.problems:
            out.append(Content(""))
            for line in str(problem).split("\n"):
                out += wrap(Content(line), width, 4)
        return out


class ProblemsScreen(Page):
    """Read and close."""

    def content(self) -> ComposeResult:
        """A page that scrolls."""
        with VerticalScroll(id="problems"):
            yield ProblemList()

    def on_mount(self) -> None:
        """Scroll with the arrows at once."""
        self.query_one("#problems").focus()

    def relabel(self) -> None:
        """The heading too."""
        self.heading(f" {self.say('problems.title')}")
        super().relabel()
