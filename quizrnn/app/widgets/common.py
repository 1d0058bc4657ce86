"""The text that the questions of a set share, in view while each of them is answered."""

from __future__ import annotations

from textual.content import Content

from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.prose import prose
from quizrnn.app.widgets.speaking import Speaking
from quizrnn.app.widgets.wrap import fit

FOLDED = 2
"""Lines of a folded text, with its title."""
LONGEST = 10
"""Lines of an unfolded one: the question needs its room."""


class CommonText(Speaking, Block):
    """Title and text; folded to two lines where there is little room. Hidden outside of sets."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.title = self.text = ""
        self.unfolded: bool | None = None
        """The learner's choice; None follows the width of the screen."""

    def on_mount(self) -> None:
        """There is no set yet."""
        self.display = False

    def set(self, title: str, text: str) -> None:
        """Show the text of a set; "" hides it."""
        self.title, self.text = title, text
        self.display = bool(text)
        self.redraw()

    def fold(self) -> None:
        """Unfold it, or fold it again."""
        self.unfolded = not self._open
        self.redraw()

    @property
    def _open(self) -> bool:
        return self.screen.has_class("-wide") if self.unfolded is None else self.unfolded

    def relabel(self) -> None:
        """The screen sets the words."""

    def lines(self, width: int) -> list[Content]:
        """The title, then as much as is unfolded; what is cut says by which key more is shown."""
        body = prose(self.text, width - 2)
        room = LONGEST if self._open else FOLDED - 1
        shown = [line.pad_left(2) for line in body[:room]]
        if len(body) > room:
            more = " ... " + self.study.key_of("common", "sitting")
            shown[-1] = Content(fit(shown[-1].plain, width - len(more))).rstrip() + Content.styled(
                more, "bold $text-accent"
            )
        return [Content.styled(self.title, "bold $text-accent"), *shown]
