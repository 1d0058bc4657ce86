"""What the places for long texts have in common: the editor of code and the pad of an essay."""

from __future__ import annotations

from collections.abc import Sequence

from textual.document._document import EditResult, Selection
from textual.document._edit import Edit
from textual.message import Message
from textual.widgets import TextArea

from quizrnn.app.widgets.inorder import KeysInOrder
from quizrnn.app.widgets.linestops import LineStops
from quizrnn.app.widgets.plaintext import plain_text
from quizrnn.app.widgets.regions import offset_of, too_long


class WritingArea(KeysInOrder, LineStops, TextArea):
    """A text area whose cursor is never where there is no text, and that takes in plain text of a sane size."""

    class TooLong(Message):
        """An edit that would make the text, or a line of it, too long was refused."""

    def put_in(self, character: str) -> None:
        """Put in a character as Textual does with those that it counts as text."""
        self._replace_via_keyboard(character, *self.selection)

    def edit(self, edit: Edit) -> EditResult:
        """Perform an edit, unless the text becomes too long (``TooLong``)."""
        edit.text = plain_text(edit.text)
        text = self.text
        start, end = offset_of(text, edit.top), offset_of(text, edit.bottom)
        if len(edit.text) > end - start and too_long(text[:start] + edit.text + text[end:]):
            self.post_message(self.TooLong())
            return EditResult(self.selection.end, "")
        return super().edit(edit)

    def validate_selection(self, selection: Selection) -> Selection:
        """Every place of a selection lies in the text."""
        return Selection(self.clamp_visitable(selection.start), self.clamp_visitable(selection.end))

    # Textual 8.2.8 computes the size of a text that has been undone, redone or loaded before it moves the
    # cursor. Where that takes the scrollbar away, the text is laid out anew at once, and a cursor on a line
    # that is gone ends the app with a ValueError: it has to stand on a line that stays beforehand.

    def load_text(self, text: str) -> None:
        """Load a text; the cursor goes to its beginning."""
        self.set_reactive(TextArea.selection, Selection())
        super().load_text(text)

    def _undo_batch(self, edits: Sequence[Edit]) -> None:
        self._stand_before(edits)
        super()._undo_batch(edits)

    def _redo_batch(self, edits: Sequence[Edit]) -> None:
        self._stand_before(edits)
        super()._redo_batch(edits)

    def _stand_before(self, edits: Sequence[Edit]) -> None:
        """Put the cursor where none of the edits changes anything before it."""
        if edits:
            first = min(edit.top for edit in edits)
            self.set_reactive(TextArea.selection, Selection.cursor(first))
