"""The one list of what can be done: keys, palette, key bar and help are all made from it.

A command's texts are ``do.<id>`` (a word or two) and ``help.<id>`` (a line) in ``quizrnn.i18n.app``; what it
does is the method ``action_<id>`` of the app or of the screen where it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

Place = Literal["app", "home", "list", "sitting", "reference"]


@dataclass(frozen=True)
class Command:
    """One thing a learner can do. ``keys`` in order of preference; function keys also work while typing."""

    id: str
    keys: tuple[str, ...]
    place: Place
    bar: bool = True
    """Named in the key bar at the bottom."""


COMMANDS: tuple[Command, ...] = (
    Command("resume", ("c",), "home"),
    Command("review", ("r",), "home"),
    Command("fresh", ("n",), "home"),
    Command("search", ("slash", "f3"), "home"),
    Command("problems", ("b",), "home", bar=False),
    Command("search", ("slash", "f3"), "list"),
    Command("practise", ("p",), "list"),
    Command("bookmark", ("m",), "list"),
    Command("twin", ("t",), "reference"),
    Command("next", ("enter", "n"), "sitting", bar=False),
    Command("submit", ("f5", "ctrl+j"), "sitting"),
    Command("run", ("f4",), "sitting"),
    Command("edit", ("e", "f6"), "sitting"),
    Command("copy", ("y",), "sitting"),
    Command("others", ("a",), "sitting"),
    Command("see", ("g",), "sitting"),
    Command("code", ("v",), "sitting"),
    Command("undo", ("u",), "sitting"),
    Command("hint", ("h", "f2"), "sitting"),
    Command("skip", ("s", "f9"), "sitting"),
    Command("dont_know", ("i", "f8"), "sitting"),
    Command("region", ("f3",), "sitting", bar=False),
    Command("restart", ("ctrl+r",), "sitting", bar=False),
    Command("bookmark", ("m",), "sitting", bar=False),
    Command("report", ("w",), "sitting", bar=False),
    Command("scroll_down", ("pagedown", "space"), "sitting", bar=False),
    Command("scroll_up", ("pageup", "b"), "sitting", bar=False),
    Command("language", ("l", "ctrl+l"), "app"),
    Command("help", ("question_mark", "f1"), "app"),
    Command("palette", ("ctrl+p",), "app", bar=False),
    Command("back", ("escape",), "app"),
    Command("leave", ("q", "ctrl+q"), "app"),
)

KEY_NAMES = {
    "question_mark": "?",
    "slash": "/",
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
        Binding(",".join(command.keys), command.id, command.id, show=False, id=f"{place}.{command.id}")
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
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if len(key) > 1 else key


def shown_key(command: Command, typing: bool) -> str:
    """The key to name: while typing, one that the text does not swallow."""
    free = [
        key
        for key in command.keys
        if not typing or (len(key) > 1 and key not in ("slash", "question_mark", "space"))
    ]
    return key_name(free[0]) if free else ""
