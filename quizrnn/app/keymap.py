"""Which keys do what: those of the registry, as far as the learner has not chosen others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from quizrnn.app.commands import COMMANDS, Command, is_text, shown_key

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
        """As this one, without the key that is named first.

        A command's last key stays, and of one that is needed while one types, the last that is no text.
        """
        rest = self.keys(command)[1:]
        return self._with(command, rest) if is_enough(command, rest) else self

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
    known = {command.name: command for command in COMMANDS}
    return Keymap(
        {name: _completed(known[name], keys) for name, keys in own.items() if name in known and keys}
    )


def _completed(command: Command, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Keys as an older program may have left them, with those of the registry that work while one types."""
    return keys if is_enough(command, keys) else (*keys, *(key for key in command.keys if not is_text(key)))


def is_enough(command: Command, keys: Sequence[str]) -> bool:
    """True for keys that a command can be done with, also while letters are text if its own keys allow that."""
    return bool(keys) and (not shown_key(command.keys, typing=True) or bool(shown_key(keys, typing=True)))


def is_fixed(command: Command, key: str) -> bool:
    """True for keys that move or edit: only the registry itself may give them to a command."""
    return key in MOVING | EDITING and key not in command.keys


def _meet(one: Command, other: Command) -> bool:
    """True when both hold on the same screen."""
    return one.place == other.place or "app" in (one.place, other.place)
