"""A list to move through with the keys, with headings between; redrawn to whatever width there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual

from quizrnn.app.widgets.block import Block


@dataclass(frozen=True)
class Entry:
    """A line of a menu: ``left`` and ``right`` are set apart; no ``id`` makes it a heading."""

    id: str
    left: Content
    right: Content


class MenuScroll(VerticalScroll, can_focus=False):
    """What a menu lies in: its cursor stays in view when the room changes, as by a longer explanation below."""

    def on_resize(self) -> None:
        """Scroll where that is needed."""
        for menu in self.query(Menu):
            menu.show_cursor()


class Menu(Block, can_focus=True):
    """Entries; Up and Down move, Enter opens. However many there are, only those in view are drawn."""

    ALLOW_SELECT = False

    class Opened(Message):
        """An entry was opened."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class Moved(Message):
        """The cursor stands on another entry."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries: list[Entry] = []
        self.cursor = 0

    def set(self, entries: Sequence[Entry]) -> None:
        """Show entries; the cursor stays on the same one where it still exists."""
        here = self.here
        self.entries = list(entries)
        known = [index for index, entry in enumerate(entries) if entry.id]
        self.cursor = next((i for i in known if entries[i].id == here), known[0] if known else 0)
        self.redraw()

    @property
    def here(self) -> str:
        """The id of the entry under the cursor, or ""."""
        return self.entries[self.cursor].id if self.entries else ""

    def put_cursor(self, id: str) -> None:
        """Move to an entry, if it is there."""
        self.cursor = next((i for i, entry in enumerate(self.entries) if entry.id == id), self.cursor)
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        """Move and open."""
        steps = {
            "down": 1,
            "j": 1,
            "up": -1,
            "k": -1,
            "pagedown": 10,
            "pageup": -10,
            "home": -9999,
            "end": 9999,
        }
        if event.key in steps:
            self._move(steps[event.key])
        elif event.key == "enter" and self.entries and self.entries[self.cursor].id:
            self.post_message(self.Opened(self.entries[self.cursor].id))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """A click opens."""
        if 0 <= event.y < len(self.entries) and self.entries[event.y].id:
            self.cursor = event.y
            self.redraw()
            self.post_message(self.Opened(self.entries[event.y].id))

    def _move(self, step: int) -> None:
        known = [index for index, entry in enumerate(self.entries) if entry.id]
        if not known:
            return
        place = known.index(self.cursor) if self.cursor in known else 0
        target = (place + step) % len(known) if abs(step) == 1 else min(max(place + step, 0), len(known) - 1)
        self.cursor = known[target]
        self.post_message(self.Moved())
        self.refresh()
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scroll to the cursor, if it is out of view."""
        # What stands above the first entries is shown with them.
        top = 0 if self.cursor <= 2 else self.cursor
        region = Region(0, top, 1, self.cursor - top + 1).translate(self.virtual_region.offset)
        if isinstance(self.parent, VerticalScroll):
            self.parent.scroll_to_region(region, animate=False, force=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line for each entry, at any width."""
        return len(self.entries)

    def render_line(self, y: int) -> Strip:
        """The line of one entry."""
        width, style = self.size.width, self.visual_style
        if not 0 <= y < len(self.entries):
            return Strip.blank(width, style.rich_style)
        line = self._line(y, self.entries[y], width)
        return Visual.to_strips(self, line, width, 1, style, apply_selection=False)[0]

    def lines(self, width: int) -> list[Content]:
        """One line for each entry."""
        return [self._line(index, entry, width) for index, entry in enumerate(self.entries)]

    def _line(self, index: int, entry: Entry, width: int) -> Content:
        if not entry.id:
            return entry.left
        here = index == self.cursor
        room = width - 2 - entry.right.cell_length - (1 if entry.right else 0)
        left = entry.left.truncate(room, ellipsis=True).pad_right(max(room - entry.left.cell_length, 0))
        line = Content("> " if here else "  ") + left + (" " if entry.right else "") + entry.right
        return line.stylize("bold on $boost") if here and self.has_focus else line
