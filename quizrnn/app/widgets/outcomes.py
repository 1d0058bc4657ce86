"""The ways in which a run can end, to choose one as a prediction."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.wrap import wrap


class Outcomes(Block, can_focus=True):
    """Numbered lines and a last one, number 0, for none of them; digits choose at once."""

    class Chosen(Message):
        """One was chosen: its position from 0, or None."""

        def __init__(self, index: int | None) -> None:
            super().__init__()
            self.index = index

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._texts: list[str] = []
        self.cursor = 0
        self._rows: list[int] = []

    def set(self, texts: Sequence[str], none: str) -> None:
        """Show these."""
        self._texts = [*texts, none]
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        """Move and choose."""
        last = len(self._texts) - 1
        if event.key in ("down", "j", "up", "k"):
            self.cursor = (self.cursor + (1 if event.key in ("down", "j") else -1)) % (last + 1)
            self.refresh()
        elif event.key == "enter":
            self._choose(self.cursor)
        elif event.character and event.character in "0123456789" and int(event.character) <= last:
            self._choose((int(event.character) - 1) % (last + 1))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        if 0 <= event.y < len(self._rows):
            self._choose(self._rows[event.y])

    def _choose(self, index: int) -> None:
        self.post_message(self.Chosen(index if index < len(self._texts) - 1 else None))

    def lines(self, width: int) -> list[Content]:
        """Each with its digit."""
        out: list[Content] = []
        self._rows = []
        for index, text in enumerate(self._texts):
            number = (index + 1) % len(self._texts)
            here = ">" if index == self.cursor else " "
            head = Content.assemble(f"{here} ", (str(number), "bold $text-accent"), "  ")
            lines = wrap(head + text, width, 5)
            if index == self.cursor and self.has_focus:
                lines = [line.pad_right(width - line.cell_length).stylize("bold on $boost") for line in lines]
            out += lines
            self._rows += [index] * len(lines)
        return out
