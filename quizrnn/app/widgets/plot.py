"""A title and, below it, lines drawn to whatever room there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.widget import Widget

from quizrnn.app.widgets.wrap import fit

Draw = Callable[[int, int], Sequence[Content]]
"""Width and height in cells to lines."""


class Plot(Widget):
    """Draws anew when it is shown something else or its size changes, not at each refresh."""

    DEFAULT_CSS = "Plot { width: 1fr; height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = ""
        self._draw: Draw | None = None
        self._drawn: tuple[tuple[int, int], Content] | None = None

    def show(self, title: str, draw: Draw | None) -> None:
        """Show another picture, or none."""
        self._title, self._draw, self._drawn = title, draw, None
        self.refresh()

    def render(self) -> Content:
        """The title and as many lines as fit."""
        width, height = self.content_size
        if self._draw is None or width < 4 or height < 2:
            return Content("")
        if self._drawn is None or self._drawn[0] != (width, height):
            head = [Content.styled(fit(self._title, width), "bold")] if self._title else []
            lines = [*head, *self._draw(width, height - len(head))]
            self._drawn = (width, height), Content("\n").join(lines[:height])
        return self._drawn[1]
