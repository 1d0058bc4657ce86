"""One line to type: numbers and short answers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from quizrnn.app.widgets.answer import AnswerPlace, Changed, Submitted
from quizrnn.app.widgets.prose import Prose
from quizrnn.grading.answer import Answer, Typed


class Entry(AnswerPlace, Vertical):
    """An input with a line below it that says what may be typed."""

    typing = True

    def __init__(self, labels: tuple[str, ...], numeric: bool, seed: int, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.labels = labels
        self.numeric = numeric
        self.seed = seed

    def compose(self) -> ComposeResult:
        """The input and the note."""
        yield Input(id="entry")
        yield Prose(id="entry-note", classes="note")

    def on_mount(self) -> None:
        """Write the note."""
        self.relabel()

    def relabel(self) -> None:
        """Say what may be typed."""
        self.query_one("#entry-note", Prose).set(
            ". ".join(self._notes()) if self.lang == "en" else "。".join(self._notes())
        )

    def _notes(self) -> Iterator[str]:
        if not self.numeric:
            yield self.say("answer.text")
            return
        yield self.say("answer.number")
        if len(self.labels) > 1:
            yield self.say("answer.numbers", labels=", ".join(f"`{label}`" for label in self.labels))

    @property
    def input(self) -> Input:
        """The line itself."""
        return self.query_one("#entry", Input)

    def answer(self) -> Answer | str:
        """What was typed, composed characters."""
        text = unicodedata.normalize("NFC", self.input.value).strip()
        return Typed(text, self.seed) if text else "answer.empty"

    def restore(self, answer: Answer) -> None:
        """Show an earlier text."""
        if isinstance(answer, Typed):
            self.input.value = answer.text

    def reveal(self, wrong: tuple[int, ...]) -> None:
        """No further typing."""
        self.input.disabled = True

    def begin(self) -> None:
        """Take the focus."""
        if not self.input.disabled:
            self.input.focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Submitted())

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Changed())
