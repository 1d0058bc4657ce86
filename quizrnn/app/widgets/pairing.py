"""Pairs to join and lines to put in order, by keys."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content

from quizrnn.app.widgets.answer import AnswerPlace, Changed, Submitted, digit
from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.prose import inline
from quizrnn.app.widgets.reading import keep_in_view
from quizrnn.app.widgets.wrap import wrap
from quizrnn.bank.model import Question
from quizrnn.grading.answer import Answer, Matched
from quizrnn.quiz import Presented

GAP = 2
"""Between partners that stand beside each other."""
BESIDE = 8
"""Cells for mark, number and spaces where a partner stands beside its left."""


class _Lines(AnswerPlace, Block, can_focus=True):
    """A column of lines with a cursor."""

    def __init__(self, shown: Presented, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0
        self.revealed = False
        self.wrong: tuple[int, ...] = ()
        self.order = [option.index for option in shown.options]
        """Author's positions in shown order."""
        self.texts: dict[int, str] = {}
        self.translate(shown)

    def translate(self, shown: Presented) -> None:
        """The texts in the language of ``shown``."""
        self.shown = shown
        self.texts = {option.index: option.text for option in shown.options}
        if self.is_attached:
            self.redraw()

    def relabel(self) -> None:
        """The screen gives the texts anew."""
        self.redraw()

    def reveal(self, question: Question, wrong: tuple[int, ...]) -> None:
        """Mark the lines that were wrong."""
        self.revealed, self.wrong = True, wrong
        self.redraw()

    def _changed(self) -> None:
        self._moved()
        self.post_message(Changed())

    def _moved(self) -> None:
        self.redraw()
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        if not self.revealed:
            heights = self._heights(self.content_size.width or 80)
            first = sum(heights[: self.cursor])
            keep_in_view(self, first, self._last_to_see(first + heights[self.cursor] - 1))

    def _last_to_see(self, last: int) -> int:
        """The last line that is needed with the one under the cursor, which ends at ``last``."""
        return last

    def _heights(self, width: int) -> list[int]:
        """How many lines each line under the cursor takes, from the top of the widget."""
        raise NotImplementedError


class PairList(_Lines):
    """Lefts with the number of their partner; the partners stand below."""

    def __init__(self, shown: Presented, *, id: str | None = None) -> None:
        super().__init__(shown, id=id)
        self.partner: list[int | None] = [None] * len(shown.lefts)
        """For each left the author's position of its right, -1 for none, None while open."""

    @property
    def lefts(self) -> tuple[str, ...]:
        """The left sides."""
        return self.shown.lefts

    def answer(self) -> Answer | str:
        """The partners, when every left has one (or none on purpose)."""
        if any(partner is None for partner in self.partner):
            return "answer.unpaired"
        return Matched(tuple(-1 if p is None else p for p in self.partner))

    def restore(self, answer: Answer) -> None:
        """Show an earlier pairing."""
        if isinstance(answer, Matched) and len(answer.pairs) == len(self.lefts):
            self.partner = list(answer.pairs)
            self.redraw()

    def on_key(self, event: events.Key) -> None:
        """Up, Down, digits, left and right, Enter."""
        if self.revealed:
            return
        number = digit(event)
        if event.key in ("down", "j", "up", "k"):
            self.cursor = (self.cursor + (1 if event.key in ("down", "j") else -1)) % len(self.lefts)
            self._moved()
        elif number is not None and number <= len(self.order):
            self.partner[self.cursor] = self.order[number - 1] if number else -1
            self._go_on()
            self._changed()
        elif event.key in ("left", "right"):
            self._cycle(1 if event.key == "right" else -1)
            self._changed()
        elif event.key in ("delete", "backspace"):
            self.partner[self.cursor] = None
            self._changed()
        elif event.key == "enter":
            self.post_message(Submitted())
        else:
            return
        event.stop()
        event.prevent_default()

    def _go_on(self) -> None:
        """To the next left without a partner; where each has one, to the next, and at the last one stays."""
        count = len(self.lefts)
        following = [(self.cursor + step) % count for step in range(1, count)]
        rows = [index for index in following if self.partner[index] is None]
        self.cursor = rows[0] if rows else min(self.cursor + 1, count - 1)

    def _cycle(self, step: int) -> None:
        partner = self.partner[self.cursor]
        shown = self.order.index(partner) if partner in self.order else (-1 if step > 0 else 0)
        self.partner[self.cursor] = self.order[(shown + step) % len(self.order)]

    def lines(self, width: int) -> list[Content]:
        """Lefts with their partners, then all partners by number."""
        out = [line for index in range(len(self.lefts)) for line in self._left(index, width)]
        return [
            *out,
            Content(""),
            Content.styled(self.say("answer.partners"), "bold"),
            *self._partners(width),
        ]

    def _last_to_see(self, last: int) -> int:
        """The partners are chosen from at every left."""
        return self.size.height - 1

    def _partners(self, width: int) -> list[Content]:
        """All partners with their numbers, several to a line where they are short."""
        cells = [self._partner(number, position) for number, position in enumerate(self.order, 1)]
        widest = max(cell.cell_length for cell in cells)
        count = max(1, (width + GAP) // (widest + GAP))
        if count == 1:
            return [line for cell in cells for line in wrap(cell, width, 5)]
        rows = [cells[start : start + count] for start in range(0, len(cells), count)]
        return [
            Content(" " * GAP).join(cell.pad_right(widest - cell.cell_length) for cell in row) for row in rows
        ]

    def _partner(self, number: int, position: int) -> Content:
        cell = Content(f"  {number}  ") + inline(self.texts[position])
        return cell.stylize("dim") if position in self.partner and not self.revealed else cell

    def _heights(self, width: int) -> list[int]:
        return [len(self._left(index, width)) for index in range(len(self.lefts))]

    def _left(self, index: int, width: int) -> list[Content]:
        """A left with its partner; while one answers the partner's number alone, where both are too long for
        a line: the partners have to stay in view.
        """
        widest = max(inline(left).cell_length for left in self.lefts)
        longest = max(inline(text).cell_length for text in self.texts.values())
        fits = widest + longest + BESIDE <= width
        if fits or self.revealed:
            lines = self._side_by_side(index, width, widest if fits else min(widest, width // 2 - BESIDE))
        else:
            number = self._chosen(index)
            lines = wrap(
                Content(f"{self._mark(index)} ") + number + " " + inline(self.lefts[index]), width, 6
            )
        style = self._style(index)
        return [line.stylize(style) for line in lines] if style else lines

    def _side_by_side(self, index: int, width: int, room: int) -> list[Content]:
        lefts = wrap(inline(self.lefts[index]), room)
        partner = self.partner[index]
        text = "" if partner is None else "-" if partner < 0 else self.texts[partner]
        rights = wrap(self._chosen(index) + " " + inline(text), width - room - 4, 4)
        out = []
        for row in range(max(len(lefts), len(rights))):
            left = lefts[row] if row < len(lefts) else Content("")
            mark = self._mark(index) if row == 0 else " "
            line = Content(f"{mark} ") + left.pad_right(room - left.cell_length + 2)
            out.append(line + (rights[row] if row < len(rights) else ""))
        return out

    def _chosen(self, index: int) -> Content:
        """The number of the partner, 0 for none."""
        partner = self.partner[index]
        if partner is None:
            return Content.styled("[ ]", "dim")
        return Content(f"[{self.order.index(partner) + 1 if partner >= 0 else 0}]")

    def _mark(self, index: int) -> str:
        if self.revealed:
            return "✗" if index in self.wrong else "✓"
        return ">" if index == self.cursor else " "

    def _style(self, index: int) -> str:
        if self.revealed:
            return "$text-error" if index in self.wrong else "$text-success"
        return "bold on $boost" if index == self.cursor and self.has_focus else ""


class OrderList(_Lines):
    """Lines to put in order; ``order`` holds the author's positions as shown."""

    def answer(self) -> Answer | str:
        """The order as it stands; the one shown first is never the right one, so it is no answer yet."""
        if len(self.order) > 1 and self.order == [option.index for option in self.shown.options]:
            return "answer.unmoved"
        return Matched(tuple(self.order))

    def restore(self, answer: Answer) -> None:
        """Show an earlier order."""
        if isinstance(answer, Matched) and sorted(answer.pairs) == sorted(self.order):
            self.order = list(answer.pairs)
            self.redraw()

    def on_key(self, event: events.Key) -> None:
        """Up and Down move the cursor, J, K or Shift with the arrows the line, digits put it at a place."""
        if self.revealed:
            return
        number, last = digit(event), len(self.order) - 1
        if event.key in ("down", "j"):
            self.cursor = min(self.cursor + 1, last)
            self._moved()
        elif event.key in ("up", "k"):
            self.cursor = max(self.cursor - 1, 0)
            self._moved()
        elif event.key in ("J", "upper_j", "shift+down"):
            self._move_to(self.cursor + 1)
        elif event.key in ("K", "upper_k", "shift+up"):
            self._move_to(self.cursor - 1)
        elif number:
            self._move_to(number - 1)
        elif event.key == "enter":
            self.post_message(Submitted())
        else:
            return
        event.stop()
        event.prevent_default()

    def _move_to(self, place: int) -> None:
        if 0 <= place < len(self.order):
            self.order.insert(place, self.order.pop(self.cursor))
            self.cursor = place
            self._changed()

    def lines(self, width: int) -> list[Content]:
        """The lines as they stand, numbered."""
        return [line for index in range(len(self.order)) for line in self._line(index, width)]

    def _heights(self, width: int) -> list[int]:
        return [len(self._line(index, width)) for index in range(len(self.order))]

    def _line(self, index: int, width: int) -> list[Content]:
        head = f"{self._mark(index)} {index + 1}  "
        lines = wrap(Content(head) + inline(self.texts[self.order[index]]), width, cell_len(head))
        if self.revealed:
            style = "$text-success" if self.order[index] == index else "$text-error"
        else:
            style = "bold on $boost" if index == self.cursor and self.has_focus else ""
        return [line.stylize(style) for line in lines] if style else lines

    def _mark(self, index: int) -> str:
        if self.revealed:
            return "✓" if self.order[index] == index else "✗"
        return ">" if index == self.cursor else " "
