"""Which keys do what: those of the registry, as far as the learner has not chosen others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from quizrnn.app.commands import COMMANDS, Command

MOVING = frozenset(
    [
        "up",
        "down",
        "left",
        "right",
        "home",
        "end",
        "enter",
        "space",
        "tab",
        "shift+tab",
        "backspace",
        "delete",
        "shift+up",
        "shift+down",
        "j",
        "k",
        "J",
        "K",
    ]
) | frozenset("0123456789")
"""Keys of lists, options and pairs: they move, tick and hand in, and are nobody else's."""
EDITING = frozenset(f"ctrl+{letter}" for letter in "acdefhikmquvwxyz") | {"f7", "escape"}
"""Keys of the places to write in (and what a terminal sends for Tab, Enter and Backspace)."""


@dataclass(frozen=True)
class Keymap:
    """The keys of every command; ``own`` holds those that the learner has changed, by ``Command.name``."""

    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def keys(self, command: Command) -> tuple[str, ...]:
        """The keys of a command, in order of preference."""
        return self.own.get(command.name, command.keys)

    def with_key(self, command: Command, key: str) -> Keymap:
        """As this one, with a further key, which is named first."""
        rest = tuple(old for old in self.keys(command) if old != key)
        return self._with(command, (key, *rest))

    def without_first(self, command: Command) -> Keymap:
        """As this one, without the key that is named first; the last key of a command stays."""
        keys = self.keys(command)
        return self._with(command, keys[1:]) if len(keys) > 1 else self

    def reset(self, command: Command) -> Keymap:
        """As this one, with the registry's keys for a command."""
        return self._with(command, command.keys)

    def _with(self, command: Command, keys: tuple[str, ...]) -> Keymap:
        own = {name: old for name, old in self.own.items() if name != command.name}
        return Keymap(own if keys == command.keys else own | {command.name: keys})

    def holder(self, command: Command, key: str) -> Command | None:
        """Another command that has the key where ``command`` holds too."""
        others = (other for other in COMMANDS if other is not command and _meet(command, other))
        return next((other for other in others if key in self.keys(other)), None)

    def conflicts(self) -> Iterator[tuple[Command, Command, str]]:
        """Two commands with one key: left by an older program, for new keys are refused where they are taken."""
        for index, first in enumerate(COMMANDS):
            for second in COMMANDS[index + 1 :]:
                if _meet(first, second):
                    for key in self.keys(first):
                        if key in self.keys(second):
                            yield first, second, key

    def bindings(self) -> dict[str, str]:
        """What Textual is told: the changed commands' keys by the id of their binding."""
        return {name: ",".join(keys) for name, keys in self.own.items()}

    def write(self) -> str:
        """As kept in the settings."""
        return msgspec.json.encode(dict(self.own)).decode()


def read_keymap(text: str | None) -> Keymap:
    """From the settings; what is unreadable or unknown is left out."""
    try:
        own = msgspec.json.decode(text or "{}", type=dict[str, tuple[str, ...]])
    except msgspec.MsgspecError:
        return Keymap()
    known = {command.name for command in COMMANDS}
    return Keymap({name: keys for name, keys in own.items() if name in known and keys})


def is_fixed(command: Command, key: str) -> bool:
    """True for keys that move or edit: only the registry itself may give them to a command."""
    return key in MOVING | EDITING and key not in command.keys


def _meet(one: Command, other: Command) -> bool:
    """True when both hold on the same screen."""
    return one.place == other.place or "app" in (one.place, other.place)
