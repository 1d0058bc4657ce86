"""What a learner may do in haste or by accident: storms of keys and sizes, large pastes, odd characters."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from app.studio import Studio, drive
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events

from quizrnn.app.commands import COMMANDS
from quizrnn.app.screens.page import Heading
from quizrnn.app.widgets.wrap import fit

SIZES = ((60, 20), (80, 24), (120, 40), (20, 5), (200, 60), (40, 10), (1, 1), (100, 30))
PASTES = ("１２．５", "－0.5", "x = [1]\n    y[/red]\n", "[b]$x$`a`", "\x00\x1b[31m", "a" * 3000)
ELSEWHERE = ("form", "training")
KEYS = [
    *(
        key
        for c in COMMANDS
        if c.place not in ELSEWHERE and c.id not in ("leave", "demos", "demo")
        for key in c.keys
    ),
    *("up", "down", "left", "right", "enter", "escape", "tab", "shift+tab", "backspace", "delete") * 4,
    *"0123456789" * 2,
    *("J", "K", "ctrl+a", "ctrl+x", "ctrl+z", "ctrl+y", "ctrl+c", "あ", "－", "²", "[", "$"),
]


@given(st.text("aあ。x", max_size=30), st.integers(0, 30))
def test_a_text_is_fitted_to_any_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@given(st.text("aあ", max_size=30), st.text("bい", max_size=30), st.integers(1, 80))
def test_a_heading_is_as_wide_as_its_line(left: str, right: str, width: int) -> None:
    heading = Heading()
    heading.left, heading.right = left, right
    assert [line.cell_length for line in heading.lines(width)] == [width]


@pytest.mark.parametrize(("seed", "lang"), [(1, "en"), (2, "ja"), (3, "en"), (4, "ja")])
def test_a_storm_of_keys_pastes_clicks_and_sizes_is_survived(tmp_path: Path, seed: int, lang: str) -> None:
    rng = random.Random(seed)

    async def act(studio: Studio) -> None:
        for _ in range(120):
            chance = rng.random()
            if chance < 0.06:
                await studio.pilot.resize_terminal(*rng.choice(SIZES))
            elif chance < 0.1:
                target = studio.app.focused or studio.app.screen
                target.post_message(events.Paste(rng.choice(PASTES)))
            else:
                await studio.pilot.press(rng.choice(KEYS))
        await studio.settle()
        width, _ = studio.app.size
        assert all(cell_len(row) == width for row in studio.text().split("\n"))

    drive(tmp_path, act, lang=lang)
