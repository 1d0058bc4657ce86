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
from textual.command import CommandList
from textual.keys import _character_to_key

from quizrnn.app.commands import COMMANDS
from quizrnn.app.screens.page import Heading
from quizrnn.app.widgets.editor import CodeEditor
from quizrnn.app.widgets.entry import Line
from quizrnn.app.widgets.essay import EssayPad
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
                studio.app.post_message(events.Paste(rng.choice(PASTES)))
            else:
                await studio.pilot.press(rng.choice(KEYS))
        await studio.settle()
        width, _ = studio.app.size
        assert all(cell_len(row) == width for row in studio.text().split("\n"))

    drive(tmp_path, act, lang=lang)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("pasted", ["    x = 1\n" * 10_000, "x" * 1_000_000, "x" * 3000])
def test_a_paste_that_no_answer_can_be_is_refused_with_a_word(tmp_path: Path, pasted: str, lang: str) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"x *")
        studio.app.post_message(events.Paste(pasted))
        for _ in range(100):
            await studio.settle()
            if "1000 " in studio.text():
                break
        editor = studio.screen.query_one(CodeEditor)
        assert editor.region_texts() == {"out": "x *"}
        assert all(most in studio.text() for most in ("1000 ", "100000", "2000 "))
        studio.app.post_message(events.Paste(" 2"))
        for _ in range(100):
            await studio.settle()
            if editor.region_texts() == {"out": "x * 2"}:
                break
        await studio.press("f5")
        assert studio.outcomes() == ["right"]

    drive(tmp_path, act, ids=["small.type"], lang=lang)


@pytest.mark.parametrize("question", ["small.number", "small.text", "small.essay"])
def test_a_long_paste_into_other_places_gets_an_answer(tmp_path: Path, question: str) -> None:
    async def act(studio: Studio) -> None:
        studio.app.post_message(events.Paste("word of many\n" * 10_000))
        await studio.settle()
        refused = "1000 " in studio.text() and "100000 " in studio.text()
        assert refused == (question == "small.essay"), "with a word, where lines are kept"
        await studio.press("f5")
        await studio.press("ctrl+l", "ctrl+l")
        assert not studio.screen.over

    drive(tmp_path, act, ids=[question])


@pytest.mark.parametrize(("lang", "words"), [("en", "Ctrl+Q leaves quizrnn"), ("ja", "終了は Ctrl+Q")])
def test_ctrl_c_says_what_leaves(tmp_path: Path, lang: str, words: str) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("ctrl+c")
        await studio.settle()
        assert [note.message[: len(words)] for note in studio.app._notifications] == [words]

    drive(tmp_path, act, lang=lang)


def test_the_palette_moves_over_a_list_that_has_no_room(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("ctrl+p")
        found = studio.app.screen.query_one(CommandList)
        for _ in range(200):
            if found.option_count:
                break
            await studio.pilot.pause(0.05)
        await studio.press("down")
        await studio.pilot.resize_terminal(20, 2)
        await studio.press("pagedown", "pageup", "end", "home")
        assert studio.app._exception is None
        await studio.pilot.resize_terminal(80, 24)
        await studio.press("escape")

    drive(tmp_path, act)


MIDST: dict[str, tuple[str, tuple[str, ...]]] = {
    "search": ("", ("slash", "t")),
    "settings": ("", ("comma", "down")),
    "keys": ("", ("f1", "pagedown")),
    "options": ("small.several", ("1", "3", "down")),
    "pairs": ("small.match", ("1",)),
    "order": ("small.order", ("J",)),
    "number": ("small.number", ("5", "enter")),
    "hints": ("small.choice", ("h", "f2")),
    "ticks": ("small.essay", ("a", "f5", "1")),
    "code": ("small.type", ("x", "+")),
    "reasons": ("small.choice", ("2", "a")),
    "summary": ("small.choice", ("1", "enter")),
}


@pytest.mark.parametrize("name", MIDST)
def test_another_language_in_the_midst_of_anything_and_back_loses_nothing(tmp_path: Path, name: str) -> None:
    question, keys = MIDST[name]

    async def act(studio: Studio) -> None:
        await studio.press(*keys)
        before, focused = studio.text(), studio.app.focused
        await studio.press("ctrl+l")
        assert studio.text() != before and "English" in studio.text()
        await studio.press("ctrl+l")
        assert studio.text() == before and studio.app.focused is focused

    drive(tmp_path, act, ids=[question] if question else [])


PROSE = "GRU　更新👩\u200d💻"


@pytest.mark.parametrize("question", ["small.text", "small.number", "small.essay"])
def test_wide_blanks_and_joined_signs_are_kept_however_they_come(tmp_path: Path, question: str) -> None:
    def written(studio: Studio) -> str:
        place = studio.screen.place
        return place.area.text if isinstance(place, EssayPad) else place.query_one(Line).value

    async def act(studio: Studio) -> None:
        for char in PROSE:
            studio.app.post_message(events.Key(_character_to_key(char), char))
        await studio.settle()
        assert written(studio) == PROSE
        studio.app.post_message(events.Paste(PROSE + "\x07"))
        await studio.settle()
        assert written(studio) == PROSE * 2

    drive(tmp_path, act, ids=[question])


def test_a_wide_blank_parts_the_words_of_a_search(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("slash")
        for char in "傾き　最大":
            studio.app.post_message(events.Key(_character_to_key(char), char))
        await studio.settle()
        assert "傾きの最大" in studio.text()

    drive(tmp_path, act, lang="ja")
