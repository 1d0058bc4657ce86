"""Other keys for the commands."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from quizrnn.app.commands import COMMANDS, Command, Place, bindings, commands, key_name
from quizrnn.app.keymap import Keymap, is_fixed
from quizrnn.app.screens.keys import PLACES
from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.menu import Entry, Menu, MenuScroll
from quizrnn.app.widgets.prose import Prose
from quizrnn.app.widgets.wrap import fit

KEYS = 16
"""Cells for the keys of a command."""
NOTHING = Content("")


class KeyCatcher(Widget, can_focus=True):
    """Takes the next key, whatever it is."""

    DEFAULT_CSS = "KeyCatcher { height: 0; }"

    class Caught(Message):
        """A key was pressed."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def on_key(self, event: events.Key) -> None:
        """Every key."""
        event.stop()
        event.prevent_default()
        self.post_message(self.Caught(event.key))


class RekeyScreen(Page):
    """Every command with its keys: Enter gives it another, Delete takes the first away."""

    PLACE: ClassVar[Place] = "setup"
    BINDINGS: ClassVar[list[Any]] = bindings("setup")

    def content(self) -> ComposeResult:
        """The list, and a line that says what happened."""
        with MenuScroll(id="rekey"):
            yield Menu(id="menu")
        yield KeyCatcher(id="catcher")
        yield Prose(id="state")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Menu).focus()

    def relabel(self) -> None:
        """Names and keys anew."""
        self.heading(f" {self.say('rekey.title')}")
        lines: list[Entry] = []
        for place in PLACES:
            lines += [Entry("", NOTHING, NOTHING)] if lines else []
            lines.append(Entry("", Content.styled(self.say(f"help.{place}"), "bold $text-accent"), NOTHING))
            lines += [self._entry(command) for command in commands(place)]
        self.query_one(Menu).set(lines)
        self._say_conflicts()
        super().relabel()

    def _entry(self, command: Command) -> Entry:
        keymap = self.study.keymap
        keys = " ".join(key_name(key) for key in keymap.keys(command))
        changed = Content.styled("*" if command.name in keymap.own else " ", "bold $text-warning")
        left = changed + Content.styled(fit(keys, KEYS), "bold") + self.say(f"help.{command.id}")
        return Entry(command.name, left, NOTHING)

    def _say(self, key: str, **values: object) -> None:
        self.query_one("#state", Prose).set(self.say(key, **values))

    def _say_conflicts(self) -> None:
        found = next(self.study.keymap.conflicts(), None)
        if found is None:
            self._say("rekey.how")
        else:
            first, second, key = found
            self._say(
                "rekey.conflict", letter=key_name(key), first=self._word(first), second=self._word(second)
            )

    def _word(self, command: Command) -> str:
        return self.say(
            "rekey.word", word=self.say(f"do.{command.id}"), place=self.say(f"help.{command.place}")
        )

    @property
    def _command(self) -> Command:
        name = self.query_one(Menu).here
        return next(command for command in COMMANDS if command.name == name)

    # -- changing -------------------------------------------------------------------------------------

    @property
    def _catching(self) -> bool:
        return isinstance(self.focused, KeyCatcher)

    def own_keys(self) -> list[tuple[str, str]]:
        """What Enter and Delete do here."""
        if self._catching:
            return [("Esc", self.say("do.cancel"))]
        return [("Enter", self.say("do.new_key")), ("Del", self.say("do.drop_key"))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing else while a key is awaited."""
        return not self._catching and action != "settings"

    @on(Menu.Opened)
    def _opened(self) -> None:
        self.query_one(KeyCatcher).focus()
        self._say("rekey.press", command=self._word(self._command))

    @on(KeyCatcher.Caught)
    def _caught(self, event: KeyCatcher.Caught) -> None:
        self.query_one(Menu).focus()
        command, keymap = self._command, self.study.keymap
        holder = keymap.holder(command, event.key)
        if event.key == "escape" and event.key not in command.keys:
            self._say_conflicts()
        elif is_fixed(command, event.key):
            self._say("rekey.fixed", letter=key_name(event.key))
        elif holder is not None:
            self._say("rekey.taken", letter=key_name(event.key), command=self._word(holder))
        else:
            self._use(keymap.with_key(command, event.key))

    def on_key(self, event: events.Key) -> None:
        """Delete takes the first key of a command away."""
        if event.key in ("delete", "backspace"):
            event.stop()
            fewer = self.study.keymap.without_first(self._command)
            if fewer is self.study.keymap:
                several = len(self.study.keymap.keys(self._command)) > 1
                self._say("rekey.last.typing" if several else "rekey.last")
            else:
                self._use(fewer)

    def action_reset(self) -> None:
        """The keys of the registry for the command under the cursor."""
        usual = self.study.keymap.reset(self._command)
        for key in usual.keys(self._command):
            holder = usual.holder(self._command, key)
            if holder is not None:
                self._say("rekey.taken", letter=key_name(key), command=self._word(holder))
                return
        self._use(usual)

    def action_reset_all(self) -> None:
        """The keys of the registry for all commands."""
        self._use(Keymap())

    def _use(self, keymap: Keymap) -> None:
        self.study.change_keys(keymap)
