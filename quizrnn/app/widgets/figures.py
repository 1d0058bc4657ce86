"""The figures of a report: measured beside what the sources say and beside the spread over seeds."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.speaking import Speaking
from quizrnn.app.widgets.wrap import wrap
from quizrnn.demos.events import Row
from quizrnn.i18n import tr

LEAST = 18
"""Cells that a label needs in a table; with less, each figure takes lines of its own."""
GAP = 2


class FigureTable(Speaking, Block):
    """A table where there is room, otherwise a figure below its label."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()

    def set(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self._rows = rows
        self.display = bool(rows)
        self.redraw()

    def relabel(self) -> None:
        """The labels are in both languages."""
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """Figures that were not measured and of which nothing is known are left out."""
        rows = [row for row in self._rows if row.measured is not None or row.reported.en]
        if not rows:
            return []
        cells = [(row.shown(), row.reported.get(self.lang), row.spread.get(self.lang)) for row in rows]
        heads = tuple(
            tr("gallery", f"report.{name}", self.lang) for name in ("measured", "reported", "spread")
        )
        used = [i for i in range(3) if any(line[i] for line in cells)]
        widths = [max(cell_len(line[i]) for line in [heads, *cells]) for i in used]
        room = width - sum(widths) - GAP * len(widths)
        if room < LEAST:
            return self._stacked(rows, heads, width)
        labels = [row.label.get(self.lang) for row in rows]
        room = min(room, max(LEAST, *(cell_len(label) for label in labels)))
        out = [Content.styled(" " * room + _columns([heads[i] for i in used], widths), "$text-muted")]
        for label, line in zip(labels, cells, strict=True):
            first, *rest = wrap(Content(label), room, 2)
            figures = Content(_columns([line[i] for i in used], widths))
            out += [
                first.pad_right(room - first.cell_length) + figures.stylize("bold", GAP, GAP + widths[0]),
                *rest,
            ]
        return out

    def _stacked(self, rows: Sequence[Row], heads: Sequence[str], width: int) -> list[Content]:
        out: list[Content] = []
        for row in rows:
            out += wrap(Content.assemble(row.label.get(self.lang), "  ", (row.shown(), "bold")), width, 2)
            beside = [(heads[1], row.reported.get(self.lang)), (heads[2], row.spread.get(self.lang))]
            said = "   ".join(f"{head} {text}" for head, text in beside if text)
            if said:
                out += wrap(Content.styled(f"  {said}", "$text-muted"), width, 2)
        return out


def _columns(texts: Sequence[str], widths: Sequence[int]) -> str:
    """Right-aligned, each behind a gap."""
    return "".join(
        " " * (GAP + size - cell_len(text)) + text for text, size in zip(texts, widths, strict=True)
    )
