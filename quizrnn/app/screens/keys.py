"""The list of keys, made from the registry."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from quizrnn.app.commands import Command, Place, commands, key_name
from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.prose import prose
from quizrnn.app.widgets.speaking import Speaking
from quizrnn.app.widgets.wrap import fit, wrap

PLACES: tuple[Place, ...] = (
    "app",
    "home",
    "list",
    "due",
    "sitting",
    "reference",
    "setup",
    "form",
    "drawing",
    "training",
)


class KeyList(Speaking, Block):
    """Every command with its keys and what it does."""

    def relabel(self) -> None:
        """All words anew."""
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """Place by place."""
        keys = {name: self.study.key_of(name, "sitting", typing=True) for name in ("submit", "run", "edit")}
        out = prose(self.say("help.answers", back=self.study.key_of("back", "app"), **keys), width)
        for place in PLACES:
            out += [Content(""), Content.styled(self.say(f"help.{place}"), "bold $text-accent")]
            for command in commands(place):
                out += self._command(command, width)
        return [
            *out,
            Content(""),
            Content.styled(self.say("help.close", letter=self.study.key_of("back", "app")), "dim"),
        ]

    def _command(self, command: Command, width: int) -> list[Content]:
        keys = " ".join(key_name(key) for key in self.study.keymap.keys(command))
        head = Content.styled(fit(keys, 14), "bold")
        return wrap(head + self.say(f"help.{command.id}"), width, 14)


class KeysScreen(Page):
    """Read and close."""

    def content(self) -> ComposeResult:
        """A page that scrolls."""
        with VerticalScroll(id="keys"):
            yield KeyList()

    def on_mount(self) -> None:
        """Scroll with the arrows at once."""
        self.query_one("#keys").focus()

    def relabel(self) -> None:
        """The heading too."""
        self.heading(f" {self.say('help.title')}")
        super().relabel()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """This page is open already."""
        return action != "help"
