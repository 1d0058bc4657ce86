"""The base of everything that is read: a widget that is as high as its wrapped lines."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class Block(Widget):
    """Draws ``lines(width)``; subclasses say which lines."""

    DEFAULT_CSS = "Block { height: auto; width: 1fr; }"

    def lines(self, width: int) -> list[Content]:
        """What to draw, wrapped to ``width`` cells."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines at that width."""
        return len(self.lines(width))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All the width there is."""
        return container.width

    def render(self) -> Content:
        """The lines at the present width."""
        return Content("\n").join(self.lines(self.content_size.width or 80))

    def redraw(self) -> None:
        """Draw anew, with whatever height is needed now."""
        self.refresh(layout=True)
