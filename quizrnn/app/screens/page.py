"""The frame of every screen: a heading line, the content, the key bar."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from quizrnn.app.commands import Place, commands, shown_key
from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.keybar import KeyBar
from quizrnn.app.widgets.speaking import Speaking, Words
from quizrnn.app.widgets.wrap import fit

SPARE = ("leave", "language", "external", "copy")
"""Commands that the key bar leaves out first; the list of keys names them."""
LEAST = 8
"""Cells that the left of a heading keeps."""


class Heading(Block):
    """One line: what this is at the left, where we are at the right."""

    left = ""
    right = ""

    def set(self, left: str, right: str = "") -> None:
        """Show both."""
        self.left, self.right = left, right
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """The left gives way when both do not fit, but not all of its room."""
        room = width - cell_len(self.right) - 1
        if not self.right or room < LEAST:
            return [Content.styled(fit(self.left, width), "bold")]
        return [
            Content.styled(fit(self.left, room), "bold") + Content.styled(" " + self.right, "$text-muted")
        ]


def takes_letters(widget: Widget) -> bool:
    """True for a line or a field to write in."""
    # Not at the top: these bring the parsers of the editor, which the start page does without.
    from textual.widgets import Input, TextArea

    return isinstance(widget, Input) or (isinstance(widget, TextArea) and not widget.read_only)


class Page(Speaking, Screen[None]):
    """A screen with heading and key bar; ``PLACE`` names its commands in the registry."""

    PLACE: ClassVar[Place] = "app"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    AUTO_FOCUS = None

    _covered = False

    def compose(self) -> ComposeResult:
        """Heading, content, key bar."""
        # The screen learns its size after its first layout: without this the other layout would flash up.
        width = self.app.size.width
        self.add_class(max((least, name) for least, name in self.HORIZONTAL_BREAKPOINTS if least <= width)[1])
        yield Heading(id="heading")
        yield from self.content()
        yield KeyBar(id="keybar")

    def content(self) -> ComposeResult:
        """What lies between heading and key bar."""
        raise NotImplementedError

    # Textual calls the handler of every class in turn, the subclass's first: none of them calls another's.

    def on_mount(self) -> None:
        """Write all words, and follow the focus in the key bar."""
        self.watch(self, "focused", self.refresh_keys, init=False)
        self.relabel()

    def on_resize(self) -> None:
        """Another width may have another layout, and with it other commands."""
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        if self.is_attached:
            self.resized()
            self.refresh_keys()

    def resized(self) -> None:
        """The layout is that of another size of the terminal."""

    def on_screen_suspend(self) -> None:
        """Another screen is shown above this one."""
        self._covered = True

    def on_screen_resume(self) -> None:
        """Shown: for the first time, just after ``on_mount``, or again."""
        if self._covered:
            self._covered = False
            self.returned()

    def returned(self) -> None:
        """Shown again after another screen."""

    def tell_trouble(self, words: Words) -> None:
        """Something has befallen the progress file, or its trouble is over; the start page says so in any case."""

    def relabel(self) -> None:
        """All words of this screen anew."""
        self.refresh_keys()

    def action_back(self) -> None:
        """Back to the screen below."""
        self.study.pop_screen()

    def heading(self, left: str, right: str = "") -> None:
        """Set the heading line."""
        self.query_one("#heading", Heading).set(left, right)

    @property
    def typing(self) -> bool:
        """True while letters are text."""
        return self.focused is not None and takes_letters(self.focused)

    def key(self, name: str) -> str:
        """The key of one of this screen's commands, or of those that hold everywhere."""
        place = self.PLACE if any(command.id == name for command in commands(self.PLACE)) else "app"
        return self.study.key_of(name, place, typing=self.typing)

    def before_key(self, key: str) -> None:
        """A key was pressed, and goes to where it is meant for next."""

    def own_keys(self) -> list[tuple[str, str]]:
        """Keys of the focused widget, with their words; they come first in the bar."""
        return []

    def in_bar(self, name: str) -> bool:
        """Whether the key bar names a command that can be done; the start page alone names the settings."""
        return name != "settings"

    def word(self, name: str) -> str:
        """The word for a command in the key bar."""
        return self.say("do.leave_editor" if name == "back" and self.typing else f"do.{name}")

    def refresh_keys(self, *_: Any) -> None:
        """Show what can be done now."""
        if not self.query("#keybar"):
            return  # there is nothing to write on yet
        keys, named = self.own_keys(), dict[str, tuple[str, str]]()
        for command in commands(self.PLACE, "app"):
            key = shown_key(self.study.keymap.keys(command), self.typing)
            if command.bar and key and self.in_bar(command.id) and self.check_action(command.id, ()):
                named[command.id] = (key, self.word(command.id))
        spare = [named[name] for name in SPARE if name in named]
        self.query_one("#keybar", KeyBar).set([*keys, *named.values()], spare)
