"""How far a training is: a bar with steps, time spent and time left."""

from __future__ import annotations

from textual.content import Content

from quizrnn.app.widgets.block import Block

LEAST = 5
"""Cells below which a bar says nothing."""


class Going(Block):
    """One line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._share, self._words, self._plain = 0.0, "", False

    def set(self, share: float, words: str, *, plain: bool) -> None:
        """Show a share from 0 to 1 and words; ``plain`` draws with ASCII."""
        if (share, words, plain) != (self._share, self._words, self._plain):
            self._share, self._words, self._plain = share, words, plain
            self.refresh()

    def lines(self, width: int) -> list[Content]:
        """The bar takes what the words leave."""
        words = Content(self._words).truncate(width, ellipsis=True)
        room = width - words.cell_length - 8
        if room < LEAST:
            return [words]
        full, empty = ("#", ".") if self._plain else ("█", "░")
        filled = round(self._share * room)
        bar = Content.assemble((full * filled, "$text-success"), (empty * (room - filled), "$text-muted"))
        return [bar + f" {int(self._share * 100):3} %  " + words]
