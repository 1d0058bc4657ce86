"""The line at the bottom: what can be done here and by which key."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.speaking import Speaking


class KeyBar(Speaking, Block):
    """Keys with a word each, as many as fit into two lines."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys: list[tuple[str, str]] = []

    def set(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show pairs of key and word."""
        if list(keys) != self._keys:
            self._keys = list(keys)
            self.redraw()

    def relabel(self) -> None:
        """The screen sets the words."""

    def lines(self, width: int) -> list[Content]:
        """Pairs side by side, two lines at most."""
        out = [Content("")]
        for key, word in self._keys:
            pair = Content.assemble((key, "bold $text-accent"), " ", word)
            gap = 2 if out[-1].cell_length else 0
            if out[-1].cell_length + gap + pair.cell_length <= width:
                out[-1] = out[-1] + " " * gap + pair
            elif len(out) < 2:
                out.append(pair)
        return out
