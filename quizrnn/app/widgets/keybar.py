"""The line at the bottom: what can be done here and by which key."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.speaking import Speaking

LINES = 2


class KeyBar(Speaking, Block):
    """Keys with a word each, as many as fit into two lines."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys: list[tuple[str, str]] = []
        self._spare: list[tuple[str, str]] = []

    def set(self, keys: Sequence[tuple[str, str]], spare: Sequence[tuple[str, str]] = ()) -> None:
        """Show pairs of key and word; those of ``spare`` give way first where there is no room for all."""
        if (list(keys), list(spare)) != (self._keys, self._spare):
            self._keys, self._spare = list(keys), list(spare)
            self.redraw()

    def relabel(self) -> None:
        """The screen sets the words."""

    def lines(self, width: int) -> list[Content]:
        """Pairs side by side, two lines at most."""
        keys = list(self._keys)
        lines = _side_by_side(keys, width)
        for pair in self._spare:
            if len(lines) <= LINES:
                break
            keys.remove(pair)
            lines = _side_by_side(keys, width)
        return lines[:LINES]


def _side_by_side(keys: Sequence[tuple[str, str]], width: int) -> list[Content]:
    out = [Content("")]
    for key, word in keys:
        pair = Content.assemble((key, "bold $text-accent"), " ", word)
        gap = 2 if out[-1].cell_length else 0
        if out[-1].cell_length + gap + pair.cell_length <= width:
            out[-1] = out[-1] + " " * gap + pair
        else:
            out.append(pair)
    return out
