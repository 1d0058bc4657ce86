"""One line to type: numbers and short answers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from quizrnn.app.widgets.answer import AnswerPlace, Changed, Submitted
from quizrnn.app.widgets.inorder import KeysInOrder
from quizrnn.app.widgets.plaintext import plain_text
from quizrnn.app.widgets.prose import Prose
from quizrnn.app.widgets.reading import keep_in_view
from quizrnn.bank.model import Question
from quizrnn.grading.answer import Answer, Typed
from quizrnn.quiz import Presented


class Line(KeysInOrder, Input, inherit_bindings=False):
    """One line of text. It takes no key to scroll by: what stands around it is scrolled."""

    BINDINGS: ClassVar[list[BindingType]] = Input.BINDINGS

    def put_in(self, character: str) -> None:
        """Put in a character as Textual does with those that it counts as text."""
        self.replace(character, *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        # Textual's own handler, called next, takes the first line of it.
        event.text = plain_text(event.text)


class Entry(AnswerPlace, Vertical):
    """An input with a line below it that says what may be typed."""

    def __init__(self, shown: Presented, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.shown = shown

    def compose(self) -> ComposeResult:
        """The input and the note."""
        yield Line(id="entry")
        yield Prose(id="entry-note", classes="note")

    def on_mount(self) -> None:
        """Write the note."""
        self.relabel()

    def relabel(self) -> None:
        """Say what may be typed."""
        end = "。" if self.lang == "ja" else ". "
        self.query_one("#entry-note", Prose).set(end.join(self._notes()))

    def _notes(self) -> Iterator[str]:
        if self.shown.kind != "number":
            yield self.say("answer.text")
            return
        yield self.say("answer.number")
        if len(self.shown.labels) > 1:
            yield self.say("answer.numbers", labels=", ".join(f"`{label}`" for label in self.shown.labels))

    @property
    def input(self) -> Input:
        """The line itself."""
        return self.query_one("#entry", Input)

    def answer(self) -> Answer | str:
        """What was typed, composed characters."""
        text = unicodedata.normalize("NFC", self.input.value).strip()
        return self.shown.typed(text) if text else "answer.empty"

    def restore(self, answer: Answer) -> None:
        """Show an earlier text."""
        if isinstance(answer, Typed):
            self.input.value = answer.text

    def reveal(self, question: Question, wrong: tuple[int, ...]) -> None:
        """No further typing."""
        self.input.disabled = True

    def begin(self) -> None:
        """Take the focus."""
        if not self.input.disabled:
            self.input.focus(scroll_visible=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Submitted())

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if not self.input.disabled:
            keep_in_view(self, 0, self.size.height - 1)
        self.post_message(Changed())
