"""The text that the questions of a set share, in view while each of them is answered."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.prose import prose
from quizrnn.app.widgets.speaking import Speaking
from quizrnn.bank.lines import break_points

FOLDED = 2
"""Lines of a folded text, with its title."""


class CommonText(Speaking, VerticalScroll, can_focus=False, inherit_bindings=False):
    """Title and text. Hidden outside of sets.

    Whole on the first question of a set and where there is room, afterwards folded to two lines, until the
    learner folds or unfolds it. A text that is longer than its half of the screen is scrolled.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.title = self.text = self.key = ""
        self._set = self._first = self._question = ""
        self._unfolded: bool | None = None
        """The learner's choice for this set."""
        self._cramped = False

    def compose(self) -> ComposeResult:
        """The lines."""
        yield _Lines(self)

    def on_mount(self) -> None:
        """There is no set yet."""
        self.display = False

    def begin(self, group: str, question: str) -> None:
        """A question of a set ("": of none) is asked."""
        if group != self._set:
            self._set, self._first, self._unfolded = group, question, None
        self._question, self._cramped = question, False
        self.scroll_home(animate=False)

    def show(self, title: str, text: str) -> None:
        """Show the text of the set in the learner's language; "" hides it."""
        self.title, self.text = title, text
        self.display = bool(text)
        self.query_one(_Lines).redraw()

    def name_key(self, key: str) -> None:
        """The key that unfolds the text now: another one while letters are text."""
        self.key = key
        self.query_one(_Lines).refresh()

    def fold(self) -> None:
        """Unfold it, or fold it again."""
        self._unfolded = not self.unfolded
        self.scroll_home(animate=False)
        self.query_one(_Lines).redraw()

    @property
    def unfolded(self) -> bool:
        """True while the whole text is shown."""
        if self._unfolded is not None:
            return self._unfolded
        return not self._cramped and (self.screen.has_class("-wide") or self._question == self._first)

    def make_room(self, cramped: bool) -> None:
        """Fold it where what is asked finds no room below it, unless the learner has unfolded it."""
        if cramped != self._cramped:
            self._cramped = cramped
            self.query_one(_Lines).redraw()

    @property
    def goes_on(self) -> bool:
        """True while there is more to read below."""
        return bool(self.display and self.scroll_y < self.max_scroll_y)

    def page(self, direction: int) -> None:
        """Scroll by a page, down (1) or up (-1)."""
        (self.scroll_page_down if direction > 0 else self.scroll_page_up)(animate=False)

    def relabel(self) -> None:
        """The screen sets the words."""


class _Lines(Speaking, Block):
    def __init__(self, common: CommonText) -> None:
        super().__init__()
        self._common = common

    def lines(self, width: int) -> list[Content]:
        """The title, then as much as is unfolded; what is cut says by which key more is shown."""
        common = self._common
        shown = [line.pad_left(2) for line in prose(common.text, width - 2)]
        if not common.unfolded and len(shown) > FOLDED - 1:
            more = Content.styled(f" ... {common.key}", "bold $text-accent")
            shown = [*shown[: FOLDED - 2], _cut(shown[FOLDED - 2], width - more.cell_length) + more]
        return [Content.styled(common.title, "bold $text-accent"), *shown]

    def relabel(self) -> None:
        """The common text is set anew by the screen."""


def _cut(line: Content, width: int) -> Content:
    """As much of a line as fits, up to the end of a word or to where Japanese may be broken."""
    breaks = [at for at in break_points(line.plain, width) if line.plain[:at].strip()]
    return (line[: breaks[0]] if breaks else line).truncate(width).rstrip()
