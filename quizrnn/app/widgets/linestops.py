"""Home and End where long lines are broken: from stop to stop, to the ends of the line itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widgets import TextArea as Area
else:
    Area = object


class LineStops(Area):
    """Mixed into places to write in: Home and End go to the ends of the row on the screen, pressed again on.

    To the left these are the row's beginning, the line's first character and its column 0 (and from there its
    first character again); to the right the ends of row and line. Within the editable part of a line its own
    beginning and end are the last ones: beyond them nothing could be written.
    """

    def editable_parts(self, row: int) -> list[tuple[int, int]]:
        """The columns ``(start, end)`` of what may be changed in a line of which other parts may not."""
        return []

    def action_cursor_line_start(self, select: bool = False) -> None:
        """Move the cursor to the next stop on its left; what has no cursor scrolls."""
        if not self._has_cursor:
            super().action_cursor_line_start(select)
            return
        row, column = self.cursor_location
        line = self.document.get_line(row)
        first = len(line) - len(line.lstrip())
        stops = [0, first]
        stops += [offset for offset in self.wrapped_document.get_offsets(row) if offset <= column][-1:]
        least = max((start for start, end in self.editable_parts(row) if start <= column <= end), default=0)
        stops = [stop for stop in [*stops, least] if least <= stop < column]
        target = max(stops, default=max(first, least))
        self.move_cursor((row, target), select=select)

    def action_cursor_line_end(self, select: bool = False) -> None:
        """Move the cursor to the next stop on its right; what has no cursor scrolls."""
        if not self._has_cursor:
            super().action_cursor_line_end(select)
            return
        row, column = self.cursor_location
        last = len(self.document.get_line(row))
        stops = [last]
        # The place behind a row's last character is drawn at the beginning of the next row.
        stops += [offset - 1 for offset in self.wrapped_document.get_offsets(row) if offset > column][:1]
        most = min((end for start, end in self.editable_parts(row) if start <= column <= end), default=last)
        target = min((stop for stop in [*stops, most] if column < stop <= most), default=most)
        self.move_cursor((row, target), select=select)

    def get_cursor_line_start_location(self, smart_home: bool = False) -> tuple[int, int]:
        """The beginning of the line itself: what is deleted "to the start of the line"."""
        return self.cursor_location[0], 0

    def get_cursor_line_end_location(self) -> tuple[int, int]:
        """The end of the line itself: what is deleted "to the end of the line"."""
        row = self.cursor_location[0]
        return row, len(self.document.get_line(row))
