"""The one list of what can be done: keys, palette, key bar and help are all made from it.

A command's texts are ``do.<id>`` (a word or two) and ``help.<id>`` (a line) in ``quizrnn.i18n.app.commands``;
what it does is the method ``action_<id>`` of the app or of the screen where it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType
from textual.keys import key_to_character

Place = Literal["app", "home", "list", "due", "sitting", "reference", "setup", "form", "drawing", "training"]


@dataclass(frozen=True)
class Command:
    """One thing a learner can do.

    ``keys`` in order of preference. While one types, letters are text: what can be done then too has a
    further key that is none, which the key bar names there.
    """

    id: str
    keys: tuple[str, ...]
    place: Place
    bar: bool = True
    """Named in the key bar at the bottom."""

    @property
    def name(self) -> str:
        """Names it among all: ``sitting.hint``."""
        return f"{self.place}.{self.id}"


COMMANDS: tuple[Command, ...] = (
    Command("resume", ("c",), "home"),
    Command("review", ("r",), "home"),
    Command("fresh", ("n",), "home"),
    Command("today", ("t",), "home"),
    Command("search", ("slash", "f3"), "home"),
    Command("demos", ("d",), "home"),
    Command("problems", ("b",), "home", bar=False),
    Command("search", ("slash", "f3"), "list"),
    Command("practise", ("p",), "list"),
    Command("bookmark", ("m",), "list"),
    Command("review", ("r",), "due"),
    Command("bookmark", ("m",), "due"),
    Command("twin", ("t",), "reference"),
    Command("reset", ("r",), "setup"),
    Command("reset_all", ("R",), "setup"),
    Command("start", ("s", "f5"), "form"),
    Command("draw", ("d",), "form"),
    Command("questions", ("g",), "form"),
    Command("reset", ("r",), "form"),
    Command("defaults", ("R",), "form", bar=False),
    Command("clear", ("c",), "drawing"),
    Command("hold", ("p",), "training"),
    Command("stop", ("x",), "training"),
    Command("rerun", ("r",), "training"),
    Command("variants", ("v",), "training"),
    Command("overlay", ("o",), "training"),
    Command("picture", ("n",), "training"),
    Command("curve", ("m",), "training"),
    Command("zoom", ("z",), "training"),
    Command("scroll_down", ("pagedown", "space"), "training", bar=False),
    Command("scroll_up", ("pageup", "b"), "training", bar=False),
    Command("next", ("enter", "n"), "sitting", bar=False),
    Command("submit", ("f5", "ctrl+j"), "sitting"),
    Command("run", ("f4",), "sitting"),
    Command("edit", ("e", "f6"), "sitting"),
    Command("external", ("o", "ctrl+o"), "sitting"),
    Command("copy", ("y", "f10"), "sitting"),
    Command("others", ("a",), "sitting"),
    Command("see", ("g",), "sitting"),
    Command("demo", ("d",), "sitting"),
    Command("code", ("v",), "sitting"),
    Command("common", ("t", "ctrl+g"), "sitting"),
    Command("undo", ("u", "ctrl+t"), "sitting"),
    Command("rate", ("r",), "sitting"),
    Command("hint", ("h", "f2"), "sitting"),
    Command("skip", ("s", "f9"), "sitting"),
    Command("dont_know", ("i", "f8"), "sitting"),
    Command("region", ("f3",), "sitting"),
    Command("restart", ("ctrl+r",), "sitting", bar=False),
    Command("bookmark", ("m", "ctrl+n"), "sitting", bar=False),
    Command("report", ("w", "f12"), "sitting", bar=False),
    Command("scroll_down", ("pagedown", "space"), "sitting", bar=False),
    Command("scroll_up", ("pageup", "b"), "sitting", bar=False),
    Command("language", ("l", "ctrl+l"), "app"),
    Command("help", ("question_mark", "f1"), "app"),
    Command("palette", ("ctrl+p",), "app", bar=False),
    Command("settings", ("comma",), "app"),
    Command("back", ("escape",), "app"),
    Command("leave", ("q", "ctrl+q"), "app"),
)

SIGNS = {"slash": "/", "backslash": "\\", "at": "@", "minus": "-", "plus": "+", "underscore": "_"}
"""Signs that Textual calls by a name of its own."""
KEY_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "up": "Up",
    "down": "Down",
}


def bindings(place: Place) -> list[BindingType]:
    """Textual's bindings of one place; the id lets a user's keymap change the key."""
    return [
        Binding(",".join(command.keys), command.id, command.id, show=False, id=command.name)
        for command in COMMANDS
        if command.place == place
    ]


def commands(*places: Place) -> list[Command]:
    """The commands of some places, in the order of the list."""
    return [command for command in COMMANDS if command.place in places]


def key_name(key: str) -> str:
    """How a key is written for people: ``F5``, ``Esc``, ``Ctrl+J``, ``y``."""
    if key in KEY_NAMES:
        return KEY_NAMES[key]
    if is_text(key):
        return _character(key)
    *held, last = key.split("+")
    return "+".join([*(word.capitalize() for word in held), last.upper()])


def is_text(key: str) -> bool:
    """True for a key that writes something where one types."""
    character = _character(key)
    return bool(character) and character.isprintable()


def _character(key: str) -> str:
    return SIGNS.get(key) or key_to_character(key) or ""


def shown_key(keys: Sequence[str], typing: bool) -> str:
    """The key to name: while typing, one that the text does not swallow; "" where there is none."""
    return next((key_name(key) for key in keys if not typing or not is_text(key)), "")
