"""What can be set: each line a setting with its value, what it means below."""

from __future__ import annotations

import shlex
import shutil
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from quizrnn.app import settings
from quizrnn.app.commands import Place, bindings
from quizrnn.app.screens.page import Page
from quizrnn.app.widgets.entry import Line
from quizrnn.app.widgets.menu import Entry, Menu, MenuScroll
from quizrnn.app.widgets.prose import Prose
from quizrnn.app.widgets.wrap import fit

NAME = 22
"""Cells for the name of a setting."""
NOTHING = Content("")


class SettingsScreen(Page):
    """Enter or the arrows to the side change a value; everything holds at once."""

    PLACE: ClassVar[Place] = "setup"
    BINDINGS: ClassVar[list[Any]] = bindings("setup")

    def content(self) -> ComposeResult:
        """The lines, a place to type the editor's command, and what the line under the cursor means."""
        with MenuScroll(id="settings"):
            yield Menu(id="menu")
            yield Line(id="command")
            yield Prose(id="about", classes="note")

    def on_mount(self) -> None:
        """Begin with the first line."""
        self.query_one("#command", Input).display = False
        self.query_one(Menu).focus()

    def relabel(self) -> None:
        """Names, values and meanings anew."""
        self.heading(f" {self.say('settings.title')}")
        lines = [self._entry(one.name, self._value(one.name)) for one in settings.SETTINGS]
        lines.append(self._entry(settings.EDITOR, self._editor()))
        lines.append(self._entry(settings.KEYS, self._keys()))
        self.query_one(Menu).set(lines)
        self._about()
        super().relabel()

    def _entry(self, name: str, shown: str) -> Entry:
        return Entry(name, Content.styled(fit(self.say(f"set.{name}"), NAME), "bold") + shown, NOTHING)

    def _here(self, name: str) -> str:
        return self.lang if name == "lang" else settings.value(self.study.store, name)

    def _value(self, name: str) -> str:
        return self.say(f"set.{name}.{self._here(name)}")

    def _editor(self) -> str:
        own = self.study.store.setting(settings.EDITOR)
        if own:
            return own
        try:
            command = settings.editor_command(self.study.store)
        except ValueError:
            command = []
        return (
            self.say("set.editor.found", command=shlex.join(command))
            if command
            else self.say("set.editor.none")
        )

    def _keys(self) -> str:
        keymap = self.study.keymap
        said = self.say("set.keys.own", count=len(keymap.own)) if keymap.own else self.say("set.keys.usual")
        return said + "  " + self.say("set.keys.conflict") if any(keymap.conflicts()) else said

    @on(Menu.Moved)
    def _about(self) -> None:
        self._tell(self.say(f"set.{self.query_one(Menu).here}.about"))

    def _tell(self, text: str) -> None:
        self.query_one("#about", Prose).set(text)

    # -- changing -------------------------------------------------------------------------------------

    def own_keys(self) -> list[tuple[str, str]]:
        """Enter, and the arrows where there are values to go through."""
        return [("Enter", self.say("do.save" if self.typing else "do.change"))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One line can be put back, all lines together cannot."""
        return action not in ("settings", "reset_all")

    @on(Menu.Opened)
    def _opened(self, event: Menu.Opened) -> None:
        if event.id == settings.KEYS:
            from quizrnn.app.screens.rekey import RekeyScreen

            self.study.push_screen(RekeyScreen())
        elif event.id == settings.EDITOR:
            line = self.query_one("#command", Input)
            line.display = True
            line.value = self.study.store.setting(settings.EDITOR) or ""
            line.focus()
        else:
            self._step(event.id, 1)

    def on_key(self, event: events.Key) -> None:
        """Left and right go through the values."""
        name = self.query_one(Menu).here
        if event.key in ("left", "right") and not self.typing and name in _NAMES:
            event.stop()
            self._step(name, 1 if event.key == "right" else -1)

    def _step(self, name: str, step: int) -> None:
        self.study.change(name, settings.following(name, self._here(name), step))

    def action_reset(self) -> None:
        """The value that holds until another is chosen; the language is asked for by its own line."""
        name = self.query_one(Menu).here
        if name == settings.EDITOR:
            self._set_editor("")
        elif name == settings.KEYS:
            self.study.change_keys(type(self.study.keymap)())
        elif name != "lang":
            self.study.change(name, settings.setting(name).values[0])

    @on(Input.Submitted, "#command")
    def _typed(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        try:
            words = shlex.split(text)
        except ValueError:
            self._tell(self.say("set.editor.unclear"))
            return
        if words and shutil.which(words[0]) is None:
            self._tell(self.say("set.editor.missing", command=words[0]))
            return
        self._set_editor(text)
        self._close_line()

    def _set_editor(self, text: str) -> None:
        self.study.store.set_setting(settings.EDITOR, text)
        self.relabel()

    def _close_line(self) -> None:
        self.query_one("#command", Input).display = False
        self.query_one(Menu).focus()
        self._about()

    def action_back(self) -> None:
        """From the line to the list, from the list back."""
        if self.typing:
            self._close_line()
        else:
            self.study.pop_screen()


_NAMES = frozenset(one.name for one in settings.SETTINGS)
