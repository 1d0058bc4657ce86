"""The code editor: the whole program is visible, only its regions can be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.document._document import EditResult, Location, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from quizrnn.app.settings import CONTRAST
from quizrnn.app.widgets.editortheme import code_theme
from quizrnn.app.widgets.hanging import HangingDocument
from quizrnn.app.widgets.indented import IndentedArea
from quizrnn.app.widgets.plaintext import code_text, plain_text
from quizrnn.app.widgets.rebase import RegionEdit, rebase
from quizrnn.app.widgets.regions import Piece, Regions, location, offset_of, too_long

INDENT = "    "
PLACEHOLDERS = ("...", "pass")
"""What holds a place in a starter and does nothing."""


class CodeEditor(IndentedArea):
    """A Python editor that lets the cursor go anywhere and keeps every edit inside a region.

    An edit that reaches beyond its region is cut to it; one that touches none is refused (``Refused``).
    All changes of the document pass through ``edit``, ``_undo_batch`` or ``_redo_batch``, so these three
    keep the lengths of the regions true.
    """

    class Refused(Message):
        """An edit outside of the regions was refused."""

    class Left(Message):
        """Esc was pressed: the learner wants the keys of the screen back."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            "",
            language="python",
            soft_wrap=True,
            show_line_numbers=True,
            tab_behavior="indent",
            highlight_cursor_line=True,
            id=id,
        )
        self.regions = Regions([])
        self._spots: dict[int, list[tuple[int, int]]] = {}
        self._given = Style(dim=True)
        """How given code stands back behind that of the regions."""

    def on_mount(self) -> None:
        """Colours that can be read under the app's theme, whichever it becomes."""
        self.watch(self.app, "theme", self._follow_theme)

    def _follow_theme(self) -> None:
        app_theme = self.app.current_theme
        theme = code_theme(app_theme)
        self.register_theme(theme)
        self.theme = theme.name
        self._given = Style() if app_theme.name == CONTRAST.name else Style(dim=True)

    def load(self, pieces: Sequence[Piece]) -> None:
        """Show a program; the cursor goes to its first region and the history starts anew."""
        pieces = [replace(piece, text=plain_text(piece.text)) for piece in pieces]
        self.regions = Regions(pieces)
        text = "".join(piece.text for piece in pieces)
        self.load_text(text)
        self._mark_regions()
        if self.regions.names:
            self._enter(0)
            # The size is known after the next layout only.
            self.call_after_refresh(self._show_first_region)

    def reload(self, pieces: Sequence[Piece]) -> None:
        """Show the same regions amid other given lines (in another language); what can be undone stays so."""
        old, texts, history = self.regions, list(self.region_texts().values()), self.history
        undo, redo = history.undo_stack, history.redo_stack
        self.load(pieces)
        if self.regions.names == old.names and list(self.region_texts().values()) == texts:
            ahead = [edit for batch in reversed(redo) for edit in batch]
            rebase([edit for batch in undo for edit in batch], ahead, texts, old, self.regions)
            history._undo_stack.extend(undo)
            history._redo_stack.extend(redo)

    def inherit(self, former: CodeEditor) -> None:
        """What could be undone in an editor with the same text, now gone, can be undone here."""
        if former.text == self.text and former.regions.lengths == self.regions.lengths:
            self.history = former.history

    def _enter(self, index: int) -> None:
        """Put the cursor where one begins to write; a mere placeholder is selected, to be typed over."""
        text, (start, end) = self.text, self.regions.offsets()[index]
        inside = text[start:end]
        begin = start + len(inside) - len(inside.lstrip())
        stop = end if inside.strip() in PLACEHOLDERS else begin
        self.selection = Selection(location(text, begin), location(text, stop))
        self.scroll_cursor_visible()

    def _show_first_region(self) -> None:
        spans = self.regions.offsets()
        if spans:
            row = self.wrapped_document.location_to_offset(location(self.text, spans[0][0])).y
            self.scroll_to(y=max(0, row - self.size.height // 2), animate=False, force=True)

    def editable_parts(self, row: int) -> list[tuple[int, int]]:
        """The columns of the regions in a line."""
        return self._spots.get(row, [])

    def region_texts(self) -> dict[str, str]:
        """What stands in each region now."""
        return self.regions.texts(self.text)

    # -- edits ----------------------------------------------------------------------------------------

    def edit(self, edit: Edit) -> EditResult:
        """Perform an edit inside one region; anything else is cut or refused."""
        before = self.document.get_line(edit.top[0])[: edit.top[1]]
        text, inserted = self.text, code_text(edit.text, before)
        start, end = offset_of(text, edit.top), offset_of(text, edit.bottom)
        place = self.regions.clip(start, end)
        if place is None or (place[1] == place[2] and (start != end or not inserted)):
            if inserted or start != end:
                self.post_message(self.Refused())
            return EditResult(self.selection.end, "")
        index, start, end = place
        if len(inserted) > end - start and too_long(text[:start] + inserted + text[end:]):
            self.post_message(self.TooLong())
            return EditResult(self.selection.end, "")
        inside = RegionEdit(
            inserted, location(text, start), location(text, end), edit.maintain_selection_offset, region=index
        )
        result = super().edit(inside)
        self._resize(inside, 1)
        return result

    def _undo_batch(self, edits: Sequence[Edit]) -> None:
        super()._undo_batch(edits)
        for edit in edits:
            self._resize(edit, -1)

    def _redo_batch(self, edits: Sequence[Edit]) -> None:
        super()._redo_batch(edits)
        for edit in edits:
            self._resize(edit, 1)

    def _resize(self, edit: Edit, direction: int) -> None:
        assert isinstance(edit, RegionEdit) and edit._edit_result is not None
        change = len(edit.text) - len(edit._edit_result.replaced_text)
        self.regions.resize(edit.region, direction * change)
        self._mark_regions()

    def select_all(self) -> None:
        """Select the region under the cursor, or the first one: nothing else could be changed."""
        text = self.text
        spans = self.regions.offsets()
        if not spans:
            super().select_all()
            return
        cursor = offset_of(text, self.selection.end)
        start, end = next((span for span in spans if span[0] <= cursor <= span[1]), spans[0])
        self.selection = Selection(location(text, start), location(text, end))

    def next_region(self) -> None:
        """Move the cursor to the start of the next region, round and round."""
        if self.regions.names:
            cursor = offset_of(self.text, min(self.selection))
            after = [i for i, (_, end) in enumerate(self.regions.offsets()) if end > cursor]
            here = [i for i, (start, end) in enumerate(self.regions.offsets()) if start <= cursor <= end]
            self._enter(next((i for i in after if i not in here), 0))

    def stand_at(self, place: Location) -> None:
        """Put the cursor at a place; a placeholder there is selected, to be typed over."""
        text = self.text
        offset = offset_of(text, place)
        for index, (start, end) in enumerate(self.regions.offsets()):
            if start <= offset <= end and text[start:end].strip() in PLACEHOLDERS:
                self._enter(index)
                return
        self.selection = Selection.cursor(location(text, offset))

    def go_on(self) -> None:
        """Put the cursor into the first gap, or at the end of what stands in the first region."""
        text, spans = self.text, self.regions.offsets()
        for index, (start, end) in enumerate(spans):
            if text[start:end].strip() in PLACEHOLDERS:
                self._enter(index)
                return
        if spans:
            self._go_behind(0)

    def _go_behind(self, index: int) -> None:
        """Put the cursor at the end of what stands in a region."""
        text, (start, end) = self.text, self.regions.offsets()[index]
        self.selection = Selection.cursor(location(text, start + len(text[start:end].rstrip())))

    def write(self, texts: Mapping[str, str]) -> None:
        """Put other texts into regions, as one step that can be undone."""
        present, done = self.region_texts(), 0
        for name in reversed(self.regions.names):
            if texts.get(name, present[name]) != present[name]:
                whole = self.text
                self.history.checkpoint()
                self._put(name, texts[name])
                done += self.text != whole
        if done:
            stack = self.history._undo_stack
            batches = [stack.pop() for _ in range(done)]
            stack.append([edit for batch in reversed(batches) for edit in batch])
            self.history.checkpoint()
            self._enter(0)

    def _put(self, name: str, text: str) -> None:
        start, end = self.regions.offsets()[self.regions.names.index(name)]
        whole = self.text
        self.replace(text, location(whole, start), location(whole, end), maintain_selection_offset=False)

    def correct(self, region: str, text: str) -> None:
        """Put a corrected text into a region, as an edit that can be undone; the cursor goes behind it."""
        self.write({region: text})
        self._go_behind(self.regions.names.index(region))

    def go_to(self, region: str) -> int:
        """Move the cursor into a region; gives the number of its line."""
        self._enter(self.regions.names.index(region))
        return self.selection.start[0] + 1

    def on_resize(self) -> None:
        """The line that one writes in, or would have, stays in view when feedback takes room."""
        self.call_after_refresh(self.scroll_cursor_visible if self._has_cursor else self._show_first_region)

    # -- keys -----------------------------------------------------------------------------------------

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.post_message(self.Left())
        elif event.key == "enter" and not self.read_only:
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard("\n" + self._next_indent(), *self.selection)
        elif event.key == "shift+tab" and not self.read_only:
            event.stop()
            event.prevent_default()
            self._dedent()
        else:
            await super()._on_key(event)

    def _next_indent(self) -> str:
        row, column = min(self.selection)
        before = self.document.get_line(row)[:column]
        indent = before[: len(before) - len(before.lstrip(" "))]
        code = before.split("#")[0].rstrip()
        return indent + INDENT if code.endswith(":") else indent

    def _dedent(self) -> None:
        row, _ = self.selection.end
        line = self.document.get_line(row)
        spaces = min(len(INDENT), len(line) - len(line.lstrip(" ")))
        if spaces:
            self.edit(Edit("", (row, 0), (row, spaces), maintain_selection_offset=True))

    def action_delete_left(self) -> None:
        """Delete to the left; in the indentation, back to the previous stop."""
        row, column = self.selection.end
        before = self.document.get_line(row)[:column]
        if self.selection.is_empty and before and not before.strip(" ") and not self.read_only:
            width = (column - 1) % len(INDENT) + 1
            self._delete_via_keyboard((row, column - width), (row, column))
        else:
            super().action_delete_left()

    # -- looks ----------------------------------------------------------------------------------------

    def _mark_regions(self) -> None:
        self._spots = self.regions.lines(self.text) if self.regions.names else {}
        self._line_cache.clear()
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """The line with its given parts dimmed and its editable parts tinted."""
        line = super().get_line(line_index)
        if not self.regions.names:
            return line
        spots = self._spots.get(line_index, [])
        if not spots:
            line.stylize(self._given)
            return line
        tint = self.get_component_rich_style("code-editor--region", partial=True)
        position = 0
        for start, end in spots:
            line.stylize(self._given, position, start)
            line.stylize(tint, start, max(end, start + 1))
            position = end
        line.stylize(self._given, position)
        return line

    COMPONENT_CLASSES = TextArea.COMPONENT_CLASSES | {"code-editor--region", "code-editor--mark"}

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.wrapped_document = HangingDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    def _render_line(self, y: int) -> Strip:
        strip = super()._render_line(y)
        row, section = self._row_at(y)
        gutter = self.gutter_width if self.show_line_numbers else 0
        if section:
            strip = self._hung(strip, gutter, row)
        if row not in self._spots or not gutter:
            return strip
        ground = next(iter(strip.crop(gutter - 1, gutter))).style or Style()
        mark = ground + self.get_component_rich_style("code-editor--mark", partial=True)
        return Strip.join(
            [strip.crop(0, gutter - 1), Strip([Segment("|", mark)], 1), strip.crop(gutter, strip.cell_length)]
        )

    def _hung(self, strip: Strip, gutter: int, row: int) -> Strip:
        """A continued line, moved to the right."""
        assert isinstance(self.wrapped_document, HangingDocument)
        hang, width = self.wrapped_document.hang(row), strip.cell_length
        text = strip.crop(gutter, width - hang)
        ground = text._segments[-1].style if text._segments else None
        return Strip.join([strip.crop(0, gutter), Strip([Segment(" " * hang, ground)], hang), text])

    def _row_at(self, y: int) -> tuple[int, int]:
        lines: Any = self.wrapped_document._offset_to_line_info
        place = y + self.scroll_offset.y
        return lines[place] if place < len(lines) else (-1, 0)
