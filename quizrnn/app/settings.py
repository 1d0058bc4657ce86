"""What a learner can set, and how the app takes it up. Values are texts in the store's settings."""

from __future__ import annotations

import os
import shlex
import shutil
from dataclasses import dataclass

from textual.theme import Theme

from quizrnn.judge import slack
from quizrnn.progress import Store

EDITOR = "editor"
KEYS = "keys"
EDITORS = ("nano", "vi", "notepad")
"""Tried in this order where neither the setting nor the environment names one."""


@dataclass(frozen=True)
class Setting:
    """A choice between values; the first is what holds until another is chosen."""

    name: str
    values: tuple[str, ...]


SETTINGS = (
    Setting("lang", ("en", "ja")),
    Setting("theme", ("dark", "light", "contrast", "terminal")),
    Setting("animation", ("on", "off")),
    Setting("glyphs", ("unicode", "ascii")),
    Setting(slack.NAME, slack.VALUES),
)

THEMES = {
    "dark": "textual-dark",
    "light": "quizrnn-light",
    "contrast": "quizrnn-contrast",
    "terminal": "ansi-dark",
}
"""Textual's name of each."""

LIGHT = Theme(
    name=THEMES["light"],
    primary="#004578",
    secondary="#0a4f7a",
    accent="#7a4300",
    warning="#6b4a00",
    error="#a3122b",
    success="#14612a",
    foreground="#1a1a1a",
    background="#f5f5f5",
    surface="#ebebeb",
    panel="#dddddd",
    boost="#cfdbe6",
    dark=False,
    variables={
        "text-muted": "#404040",
        "primary-background": "#cfe0ee",
    },
)
CONTRAST = Theme(
    name=THEMES["contrast"],
    primary="#00d7ff",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffd700",
    error="#ff8787",
    success="#5fff5f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#262626",
    boost="#444444",
    dark=True,
    text_alpha=1.0,
    variables={
        "text-muted": "#e4e4e4",
        "primary-background": "#00205f",
        "block-cursor-foreground": "#000000",
    },
)


def setting(name: str) -> Setting:
    """The setting of a name; raises KeyError."""
    return {one.name: one for one in SETTINGS}[name]


def value(store: Store, name: str) -> str:
    """What holds now: the stored value where it is one of the setting's."""
    one = setting(name)
    kept = store.setting(name)
    return kept if kept in one.values else one.values[0]


def following(name: str, here: str, step: int) -> str:
    """The value after (or before) ``here``, round and round."""
    values = setting(name).values
    return values[(values.index(here) + step) % len(values)]


def editor_command(store: Store) -> list[str]:
    """The learner's editor as a command line: the setting, $VISUAL, $EDITOR, or one that is there.

    Empty where there is none; raises ValueError for a text that is no command line.
    """
    for text in (store.setting(EDITOR), os.environ.get("VISUAL"), os.environ.get("EDITOR")):
        if text and text.strip():
            return shlex.split(text)
    return next(([name] for name in EDITORS if shutil.which(name)), [])
