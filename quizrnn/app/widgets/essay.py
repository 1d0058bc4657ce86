"""A text to write, then a model answer to compare it with and rubric lines to tick."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from quizrnn.app.widgets.answer import AnswerPlace, Changed, Submitted, digit
from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.prose import Prose, inline
from quizrnn.app.widgets.wrap import wrap
from quizrnn.app.widgets.writing import WritingArea
from quizrnn.bank.model import Question
from quizrnn.grading.answer import Answer, Essayed
from quizrnn.quiz import Presented


class EssayText(WritingArea):
    """A text area whose Esc gives the keys of the screen back."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            return  # bubbles to the screen
        await super()._on_key(event)


class Rubric(Block, can_focus=True):
    """Lines to tick."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.texts: list[str] = []
        self.ticked: set[int] = set()
        self.cursor = 0
        self.revealed = False

    def on_key(self, event: events.Key) -> None:
        """Digits and space tick, Enter hands in."""
        if self.revealed:
            return
        number = digit(event)
        if event.key in ("down", "j", "up", "k"):
            self.cursor = (self.cursor + (1 if event.key in ("down", "j") else -1)) % len(self.texts)
        elif event.key == "space":
            self.ticked ^= {self.cursor}
        elif number and number <= len(self.texts):
            self.cursor = number - 1
            self.ticked ^= {self.cursor}
        elif event.key == "enter":
            self.post_message(Submitted())
        else:
            return
        event.stop()
        event.prevent_default()
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """Each rubric line with its box."""
        out: list[Content] = []
        for index, text in enumerate(self.texts):
            here = ">" if index == self.cursor and not self.revealed else " "
            head = f"{here}[{'x' if index in self.ticked else ' '}] {index + 1}  "
            lines = wrap(Content(head) + inline(text), width, len(head))
            if here == ">" and self.has_focus:
                lines = [line.stylize("bold on $boost") for line in lines]
            out += lines
        return out


class EssayPad(AnswerPlace, Vertical):
    """First writing, then comparing: the same place in two steps."""

    def __init__(self, shown: Presented, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.shown = shown
        self.comparing = False

    def compose(self) -> ComposeResult:
        """The text area; model answer and rubric stay hidden until it is handed in."""
        yield EssayText(soft_wrap=True, tab_behavior="focus", id="essay-text")
        yield Prose(id="essay-note", classes="note")
        with Vertical(id="essay-compare"):
            yield Prose(id="essay-model")
            yield Rubric(id="essay-rubric")

    def on_mount(self) -> None:
        """Begin with writing."""
        self.relabel()
        self.query_one("#essay-compare").display = False

    def translate(self, shown: Presented) -> None:
        """Model answer and rubric in another language."""
        self.shown = shown
        self.relabel()

    def relabel(self) -> None:
        """All words anew."""
        letter = self.study.key_of("submit", "sitting", typing=True)
        note = self.say("answer.rubric") if self.comparing else self.say("answer.essay", letter=letter)
        self.query_one("#essay-note", Prose).set(note)
        self.query_one("#essay-model", Prose).set(f"**{self.say('answer.model')}**\n\n{self.shown.model}")
        rubric = self.query_one("#essay-rubric", Rubric)
        rubric.texts = list(self.shown.rubric)
        rubric.redraw()

    @property
    def area(self) -> EssayText:
        """Where the text is written."""
        return self.query_one("#essay-text", EssayText)

    def answer(self) -> Answer | str:
        """The text and the ticks."""
        if not self.area.text.strip():
            return "answer.empty"
        return Essayed(self.area.text, tuple(sorted(self.query_one("#essay-rubric", Rubric).ticked)))

    def restore(self, answer: Answer) -> None:
        """Show an earlier text."""
        if isinstance(answer, Essayed):
            self.area.text = answer.text

    def compare(self) -> None:
        """The text is finished: show the model answer and the rubric."""
        self.comparing = True
        self.area.read_only = True
        self.area.add_class("finished")
        self.query_one("#essay-compare").display = True
        self.relabel()
        self.begin()

    def reveal(self, question: Question, wrong: tuple[int, ...]) -> None:
        """No further ticks."""
        self.area.read_only = True
        rubric = self.query_one("#essay-rubric", Rubric)
        rubric.revealed = True
        rubric.redraw()

    def begin(self) -> None:
        """Take the focus."""
        (self.query_one("#essay-rubric", Rubric) if self.comparing else self.area).focus()

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(Changed())
