"""Options to choose from: digits choose, arrows move, Enter hands in."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message

from quizrnn.app.widgets.answer import AnswerPlace, Changed, Submitted, digit
from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.prose import code, inline
from quizrnn.app.widgets.reading import keep_in_view
from quizrnn.app.widgets.wrap import wrap
from quizrnn.bank.model import Choice, Question
from quizrnn.grading.answer import Answer, Picked
from quizrnn.quiz import Presented, ShownOption


class OptionsList(AnswerPlace, Block, can_focus=True):
    """The options of a choice. A single choice is handed in by its digit; several are ticked first."""

    class Moved(Message):
        """The cursor stands on another option."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, shown: Presented, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.shown = shown
        self.cursor: int | None = None
        """Nowhere until the learner has moved: a further Enter, meant for the page before, shall choose nothing."""
        self.picked: set[int] = set()
        self.rights: frozenset[int] | None = None
        """Author's positions of the right options, once the question is over."""
        self._rows: list[int] = []

    @property
    def options(self) -> tuple[ShownOption, ...]:
        """The options in shown order."""
        return self.shown.options

    def translate(self, shown: Presented) -> None:
        """The same options in another language."""
        self.shown = shown
        self.redraw()

    def relabel(self) -> None:
        """The screen gives the texts anew."""
        self.redraw()

    # -- the answer -----------------------------------------------------------------------------------

    def answer(self) -> Answer | str:
        """The picks in the author's positions."""
        if not self.picked:
            return "answer.none" if self.shown.several else "answer.choose"
        return self.shown.picked([i + 1 for i in self.picked])

    def restore(self, answer: Answer) -> None:
        """Tick what an answer picked."""
        if isinstance(answer, Picked):
            self.picked = {i for i, option in enumerate(self.options) if option.index in answer.picks}
            self.cursor = min(self.picked, default=None)
            self.redraw()

    def reveal(self, question: Question, wrong: tuple[int, ...]) -> None:
        """Mark the right options and the wrong picks."""
        body = question.body
        rights = (
            {i for i, option in enumerate(body.options) if option.right} if isinstance(body, Choice) else {-1}
        )
        self.rights = frozenset(rights)
        if self.cursor is None:
            self.cursor = next((i for i, option in enumerate(self.options) if option.index in rights), None)
        self.redraw()

    # -- keys -----------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Digits, arrows, space, Enter."""
        if self.rights is not None:
            return
        number = digit(event)
        if event.key in ("down", "j"):
            self._stand(0 if self.cursor is None else self.cursor + 1)
        elif event.key in ("up", "k"):
            self._stand((self.cursor or 0) - 1)
        elif event.key == "space" and self.cursor is not None:
            self._toggle(self.cursor)
        elif event.key == "enter":
            if not self.shown.several and self.cursor is not None:
                self.picked = {self.cursor}
            self.post_message(Submitted())
        elif number and number <= len(self.options):
            self._choose(number - 1)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """A click moves to an option; a click on the option under the cursor chooses it."""
        if self.rights is not None or not 0 <= event.y < len(self._rows):
            return
        index = self._rows[event.y]
        if index == self.cursor:
            self._choose(index)
        else:
            self._stand(index)

    def _stand(self, index: int) -> None:
        self.cursor = index % len(self.options)
        self.redraw()
        self.call_after_refresh(self._show_cursor)
        self.post_message(self.Moved(self.cursor))

    def _show_cursor(self) -> None:
        if self.rights is None and self.cursor is not None and self.cursor in self._rows:
            first = self._rows.index(self.cursor)
            keep_in_view(self, first, first + self._rows.count(self.cursor) - 1)

    def _choose(self, index: int) -> None:
        self._stand(index)
        if self.shown.several:
            self._toggle(index)
        else:
            self.picked = {index}
            self.post_message(Submitted())

    def _toggle(self, index: int) -> None:
        self.picked = self.picked ^ {index} if self.shown.several else {index}
        self.redraw()
        self.post_message(Changed())

    # -- looks ----------------------------------------------------------------------------------------

    def lines(self, width: int) -> list[Content]:
        """Each option with its number and its mark."""
        out: list[Content] = []
        self._rows = []
        for index, option in enumerate(self.options):
            block = self._option(index, option, width)
            if out and any(len(o.text.split("\n")) > 1 for o in self.options):
                out.append(Content(""))
                self._rows.append(index)
            out += block
            self._rows += [index] * len(block)
        return out

    def _option(self, index: int, option: ShownOption, width: int) -> list[Content]:
        head = f"{self._mark(index, option)} {index + 1}  "
        if option.code:
            body = code(option.text).split("\n", allow_blank=True)
            lines = [Content(head) + body[0], *(line.pad_left(len(head)) for line in body[1:])]
        else:
            lines = wrap(Content(head) + inline(option.text), width, len(head))
        style = self._style(index, option)
        return [line.stylize(style) for line in lines] if style else lines

    def _mark(self, index: int, option: ShownOption) -> str:
        if self.rights is not None:
            return "✓" if option.index in self.rights else ("✗" if index in self.picked else " ")
        here = ">" if index == self.cursor else " "
        if not self.shown.several:
            return here
        return here + ("[x]" if index in self.picked else "[ ]")

    def _style(self, index: int, option: ShownOption) -> str:
        if self.rights is None:
            return "bold on $boost" if index == self.cursor and self.has_focus else ""
        if option.index in self.rights:
            return "bold $text-success"
        return "$text-error" if index in self.picked else "dim"
