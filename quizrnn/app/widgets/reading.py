"""What is read: question, hints, the place for the answer, feedback; scrolled to what matters now."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget

from quizrnn.app.widgets.feedback import FeedbackPanel
from quizrnn.app.widgets.prose import Prose


class Reading(VerticalScroll, can_focus=False):
    """One column. ``look_at`` keeps a part in view through changes of layout until the learner scrolls."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._anchor: Widget | None = None

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Prose(id="ask")
        yield Prose(id="hints")
        yield Vertical(id="answer")
        yield FeedbackPanel(id="feedback")

    def on_mount(self) -> None:
        """Follow the layout."""
        self.watch(self, "virtual_size", self._follow, init=False)

    @property
    def panel(self) -> FeedbackPanel:
        """The feedback."""
        return self.query_one(FeedbackPanel)

    def ask(self, *parts: str) -> None:
        """Show the question: its parts as paragraphs."""
        self.query_one("#ask", Prose).set("\n\n".join(part for part in parts if part))

    def hints(self, said: Sequence[str]) -> None:
        """Show the hints that are open."""
        hints = self.query_one("#hints", Prose)
        hints.display = bool(said)
        hints.set("\n\n".join(said))

    def look_at(self, part: Widget | None) -> None:
        """Keep a part in view; None lets go and goes to the top."""
        self._anchor = part
        if part is None:
            self.scroll_home(animate=False)
        else:
            self.call_after_refresh(self._follow)

    def page(self, direction: int) -> None:
        """Scroll by a page, down (1) or up (-1)."""
        self._anchor = None
        (self.scroll_page_down if direction > 0 else self.scroll_page_up)(animate=False)

    def _follow(self) -> None:
        """The whole part where it fits, with what stands above it; otherwise its beginning."""
        if self._anchor is None or not self._anchor.is_attached:
            return
        region = self._anchor.region.translate(-self.content_region.offset)
        top = region.y + self.scroll_offset.y
        end = top + region.height - self.scrollable_content_region.height + 1
        self.scroll_to(y=max(0, min(top, end)), animate=False, force=True)
