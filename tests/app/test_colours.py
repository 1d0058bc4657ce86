"""Under every theme all words can be read: enough contrast, or the terminal's own colours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from app.studio import Studio, drive
from rich.color import Color, ColorType
from rich.style import Style

LEAST = 4.5
"""What WCAG asks for at level AA."""
STATES: dict[str, tuple[str, tuple[str, ...]]] = {
    "home": ("", ()),
    "settings": ("", ("comma",)),
    "typing": ("small.type", (*"x + 1 # a", "f5")),
    "over": ("small.type", ("f8",)),
    "preview": ("small.choose", ()),
    "reasons": ("small.choice", ("2", "a")),
    "number": ("small.number", ("5", "enter")),
}


def words(studio: Studio) -> Iterator[tuple[str, Style]]:
    """The pieces of the screen that say something."""
    for strip in studio.app.screen._compositor.render_strips():
        for segment in strip:
            if any(char.isalnum() or char in "()[]{}:=+*/|" for char in segment.text):
                assert segment.style is not None
                yield segment.text, segment.style


def luminance(color: Color) -> float:
    """As WCAG defines it."""
    parts = [part / 255 for part in color.get_truecolor()]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(style: Style) -> float:
    assert style.color is not None and style.bgcolor is not None
    dark, bright = sorted((luminance(style.color), luminance(style.bgcolor)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
@pytest.mark.parametrize("state", STATES)
def test_all_words_stand_out_from_their_ground(tmp_path: Path, theme: str, state: str) -> None:
    question, keys = STATES[state]

    async def act(studio: Studio) -> None:
        studio.app.change("theme", theme)
        await studio.press(*keys)
        await studio.settle()
        weak = [(round(contrast(style), 2), text) for text, style in words(studio)]
        assert min(weak)[0] >= LEAST, sorted(weak)[:5]

    drive(tmp_path, act, ids=[question] if question else [])


@pytest.mark.parametrize("state", STATES)
def test_the_terminal_keeps_its_own_colours(tmp_path: Path, state: str) -> None:
    question, keys = STATES[state]

    async def act(studio: Studio) -> None:
        studio.app.change("theme", "terminal")
        await studio.press(*keys)
        await studio.settle()
        own = [
            text
            for text, style in words(studio)
            if any(color and color.type == ColorType.TRUECOLOR for color in (style.color, style.bgcolor))
        ]
        assert not own

    drive(tmp_path, act, ids=[question] if question else [])
