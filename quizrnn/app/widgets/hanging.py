"""Long lines of code on the screen: what goes on below a line stands further in than the line itself."""

from __future__ import annotations

from rich.cells import cell_len
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import get_tab_widths
from textual.geometry import Offset

from quizrnn.bank.lines import pieces

STEP = 4


class HangingDocument(WrappedDocument):
    """Breaks lines by cells and kinsoku, and indents what follows a break; the text itself stays as it is."""

    def hang(self, line_index: int) -> int:
        """The cells by which the continuations of a line are indented."""
        line = self.document.get_line(line_index)
        return min(len(line) - len(line.lstrip(" ")) + STEP, self._width // 2)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Break every line; exercises are short enough to do so at every edit."""
        self._width = width
        self._tab_width = tab_width or self._tab_width
        lines = [self.document.get_line(i) for i in range(self.document.line_count)]
        self._wrap_offsets = [self._breaks(i, line) if width else [] for i, line in enumerate(lines)]
        self._tab_width_cache = [[w for _, w in get_tab_widths(line, self._tab_width)] for line in lines]
        self._offset_to_line_info, self._line_index_to_offsets = [], []
        for index, breaks in enumerate(self._wrap_offsets):
            start = len(self._offset_to_line_info)
            self._line_index_to_offsets.append(list(range(start, start + len(breaks) + 1)))
            self._offset_to_line_info += [(index, section) for section in range(len(breaks) + 1)]

    def wrap_range(self, start: object, old_end: object, new_end: object) -> None:
        """After an edit."""
        self.wrap(self._width)

    def _breaks(self, index: int, line: str) -> list[int]:
        if cell_len(line) <= self._width:
            return []
        hang, breaks, position, used = self.hang(index), list[int](), 0, 0
        for piece in pieces(line):
            size = cell_len(piece)
            if used and used + size > self._width and hang + size <= self._width:
                breaks.append(position)
                used = hang
            for char in piece:
                size = cell_len(char)
                if used + size > self._width:
                    breaks.append(position)
                    used = hang
                used += size
                position += 1
        return [position for position in breaks if position]

    def location_to_offset(self, location: tuple[int, int]) -> Offset:
        """Where a place of the text stands on the screen."""
        offset = super().location_to_offset(location)
        line_index = min(location[0], len(self._line_index_to_offsets) - 1)
        section = offset.y - self._line_index_to_offsets[line_index][0]
        return offset + Offset(self.hang(line_index), 0) if section else offset

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The column of the text below a place on the screen."""
        if y_offset % (len(self._wrap_offsets[line_index]) + 1):
            x_offset = max(0, x_offset - self.hang(line_index))
        return super().get_target_document_column(line_index, x_offset, y_offset)
