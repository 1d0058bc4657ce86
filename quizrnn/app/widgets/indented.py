"""Writing into a blank region of whole lines: what stands there begins at the region's indentation."""

from __future__ import annotations

import ast

from textual.document._document import EditResult, Location

from quizrnn.app.widgets.plaintext import plain_text
from quizrnn.app.widgets.regions import Regions, location, offset_of
from quizrnn.app.widgets.writing import WritingArea
from quizrnn.bank.splice import dedent, place_lines


class IndentedArea(WritingArea):
    """A text area with regions that keeps their indentation when they are emptied and filled anew."""

    regions: Regions

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        """What is typed or pasted into a blank region of whole lines stands at the region's indentation."""
        blank = self._blank_region(start, end)
        if blank is None or not insert.strip():
            return super()._replace_via_keyboard(insert, start, end)
        index, first, last = blank
        indent, lines = self.regions.indents[index], dedent(plain_text(insert))
        if "\n" in lines and _is_code(lines):
            return super()._replace_via_keyboard("\n".join(place_lines(lines, indent)), first, last)
        if min(start, end)[1] == 0 and "\n" not in lines and insert[0] not in " \t":
            insert = indent + insert
        return super()._replace_via_keyboard(insert, start, end)

    def _delete_via_keyboard(self, start: Location, end: Location) -> EditResult | None:
        """Of a region of whole lines that is emptied the indentation stays."""
        blank = self._blank_region(start, end)
        if blank is None:
            return super()._delete_via_keyboard(start, end)
        index, first, last = blank
        return super()._replace_via_keyboard(self.regions.indents[index], first, last)

    def _blank_region(self, start: Location, end: Location) -> tuple[int, Location, Location] | None:
        """The region of whole lines that is blank without the text between two places, and its ends."""
        text = self.text
        place = self.regions.clip(*sorted((offset_of(text, start), offset_of(text, end))))
        if place is None or not self.regions.indents[place[0]]:
            return None
        first, last = self.regions.offsets()[place[0]]
        if (text[first : place[1]] + text[place[2] : last]).strip():
            return None
        return place[0], location(text, first), location(text, last)

    def action_delete_to_start_of_line(self) -> None:
        """In a region of whole lines first to the start of the code, then its indentation too."""
        row, column = self.selection.end
        line = self.document.get_line(row)
        code = len(line) - len(line.lstrip(" "))
        place = self.regions.clip(*[offset_of(self.text, (row, column))] * 2)
        if column > code and place is not None and self.regions.indents[place[0]]:
            self._delete_via_keyboard((row, code), (row, column))
        else:
            super().action_delete_to_start_of_line()


def _is_code(text: str) -> bool:
    """Whether lines are Python by themselves: their indentation can be changed as a whole."""
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
