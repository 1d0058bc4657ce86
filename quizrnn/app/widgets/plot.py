"""A title and, below it, lines drawn to whatever room there is; what is longer can be paged through."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.widget import Widget

from quizrnn.app.widgets.wrap import fit

Draw = Callable[[int, int], Sequence[Content]]
"""Width and height in cells to lines."""
MORE = Content.styled("...", "bold $text-accent")


class Plot(Widget):
    """Draws anew when it is shown something else or its size changes, not at each refresh."""

    DEFAULT_CSS = "Plot { width: 1fr; height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = ""
        self._draw: Draw | None = None
        self._drawn: tuple[tuple[int, int], list[Content]] | None = None
        self._top = 0

    def show(self, title: str, draw: Draw | None) -> None:
        """Show another picture, or none."""
        self._title, self._draw, self._drawn = title, draw, None
        self.refresh()

    def page(self, direction: int) -> None:
        """Down (1) or up (-1) in what is longer than the room."""
        self._top += direction * max(self.content_size.height - 2, 1)
        self.refresh()

    def render(self) -> Content:
        """As many lines as fit; three dots stand where there are more."""
        width, height = self.content_size
        if self._draw is None or width < 4 or height < 2:
            return Content("")
        if self._drawn is None or self._drawn[0] != (width, height):
            head = [Content.styled(fit(self._title, width), "bold")] if self._title else []
            self._drawn = (width, height), [*head, *self._draw(width, height - len(head))]
        lines = self._drawn[1]
        self._top = max(min(self._top, len(lines) - height), 0)
        shown = lines[self._top : self._top + height]
        if self._top + height < len(lines):
            shown[-1] = MORE
        return Content("\n").join(shown)
