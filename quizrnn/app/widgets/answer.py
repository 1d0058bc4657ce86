"""What all places for an answer have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from quizrnn.app.widgets.speaking import Speaking
from quizrnn.bank.model import Question
from quizrnn.grading.answer import Answer
from quizrnn.quiz import Presented

if TYPE_CHECKING:
    from textual.widget import Widget as Node
else:
    Node = object


class Submitted(Message):
    """The learner hands in what stands in the place for the answer."""


class Changed(Message):
    """The answer has changed: the draft may be saved."""


def digit(event: events.Key) -> int | None:
    """The digit of a key, full-width too; None for other keys, such as the ² of some keyboards."""
    return int(event.character) if event.character and event.character.isdecimal() else None


class AnswerPlace(Speaking, Node):
    """A place for one kind of answer. Subclasses read and show answers; they judge nothing."""

    def answer(self) -> Answer | str:
        """The answer as it stands, or the key of a sentence that says what is missing."""
        raise NotImplementedError

    def restore(self, answer: Answer) -> None:
        """Show an answer (a draft, or one given before)."""

    def translate(self, shown: Presented) -> None:
        """The same question in another language."""

    def reveal(self, question: Question, wrong: tuple[int, ...]) -> None:
        """Show what was right; from now on nothing changes. ``wrong`` are positions in the author's order."""

    def begin(self) -> None:
        """Take the focus; what is asked stays in view."""
        self.focus(scroll_visible=False)
