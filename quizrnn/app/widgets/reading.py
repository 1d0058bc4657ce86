"""What is read: question, hints, the place for the answer, feedback; scrolled to what matters now."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Static

from quizrnn.app.widgets.feedback import FeedbackPanel
from quizrnn.app.widgets.prose import Prose


class Reading(VerticalScroll, can_focus=False, inherit_bindings=False):
    """One column. ``look_at`` keeps a part in view through changes of layout until the learner scrolls.

    Its keys are the screen's: it has none of its own.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._anchor: Widget | None = None
        self._above: Widget | None = None
        self._first = self._last = False

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Prose(id="ask")
        yield Prose(id="hints")
        yield Vertical(id="answer")
        yield FeedbackPanel(id="feedback")
        yield Prose(id="links")
        yield Static(id="rest")

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

    def links(self, title: str, names: Sequence[str]) -> None:
        """Show where to go on, numbered from 1."""
        links = self.query_one("#links", Prose)
        links.display = bool(names)
        links.set(f"**{title}**\n" + "\n".join(f"{i}. {name}" for i, name in enumerate(names, 1)))

    def look_at(
        self, part: Widget | None, *, first: bool = False, last: bool = False, above: Widget | None = None
    ) -> None:
        """Keep a part in view, ``first`` as the first line of the page; None lets go and goes to the top.

        ``last``: rather its end than its beginning; ``above``: a part before it that is needed with it, such as
        the field to write in.
        """
        self._anchor, self._first, self._last, self._above = part, first, last, above
        if part is None:
            self.query_one("#rest").styles.height = 0
            self.scroll_home(animate=False)
        else:
            self.call_after_refresh(self._follow)

    def show_lines(self, part: Widget, first: int, last: int) -> None:
        """Bring these lines of a part into view, by the smallest step."""
        top = self._span(part)[0]
        self.scroll_to_region(Region(0, top + first, 1, last - first + 1), animate=False, force=True)

    def page(self, direction: int) -> None:
        """Scroll by a page, down (1) or up (-1)."""
        self._anchor = None
        (self.scroll_page_down if direction > 0 else self.scroll_page_up)(animate=False)

    def line(self, direction: int) -> None:
        """Scroll by a line, down (1) or up (-1)."""
        self._anchor = None
        self.scroll_relative(y=direction, animate=False)

    def _follow(self) -> None:
        """As little as is needed: the whole part where it fits, with what stands above it; otherwise its
        beginning.

        A part that is to come first does so unless everything fits; what is missing below it is left empty.
        """
        if self._anchor is None or not self._anchor.is_attached:
            return
        top, bottom = self._span(self._anchor)
        height = self.scrollable_content_region.height
        end = max(self._span(part)[1] for part in self.children if part.display and part.id != "rest")
        first = self._first and end > height
        self.query_one("#rest").styles.height = max(0, top + height - end) if first else 0
        begin = bottom if self._last else self._begin(top, bottom, height)
        line = top if first else max(0, min(begin, bottom - height + 1))
        self.scroll_to(y=line, animate=False, force=True)

    def _begin(self, top: int, bottom: int, height: int) -> int:
        """The line to begin with where a part does not fit together with what is needed above it."""
        if self._above is None or not self._above.is_attached:
            return top
        above = self._span(self._above)[0]
        enough = top + min(bottom - top, height // 2)
        return max(above, enough - height)

    def _span(self, part: Widget) -> tuple[int, int]:
        """First and last line of a part, counted from the top of all that is read."""
        region = part.region.translate(-self.content_region.offset)
        return region.y + self.scroll_offset.y, region.bottom + self.scroll_offset.y


def keep_in_view(part: Widget, first: int, last: int) -> None:
    """Bring these lines of a part into view where it stands in what is read."""
    for node in part.ancestors:
        if isinstance(node, Reading):
            node.show_lines(part, first, last)
