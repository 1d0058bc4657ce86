"""One rule for keys: while one types, letters are text, and what can be done has a key that is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import Studio, drive
from textual import events
from textual.widgets import Input, TextArea

from quizrnn.app.commands import commands, is_text, shown_key
from quizrnn.progress import ASIDE, BOOKMARK

WRONG: dict[str, tuple[str, ...]] = {
    "small.number": ("5", "enter"),
    "small.text": ("x", "enter"),
    "small.type": ("x", "f5"),
    "small.essay": ("x",),
}
"""What leaves each place to write in with an answer that is not right yet."""
ELSEWHERE = {"edit", "next"}
"""What is done by leaving the text: Esc is the way there."""


@pytest.mark.parametrize("question", WRONG)
def test_what_can_be_done_while_typing_has_a_key_that_is_not_swallowed(tmp_path: Path, question: str) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*WRONG[question])
        screen = studio.screen
        assert screen.typing and screen.focused is not None
        own = set(screen.focused._bindings.key_to_bindings)
        for command in commands("sitting"):
            if command.id in ELSEWHERE or not screen.check_action(command.id, ()):
                continue
            free = [key for key in command.keys if not is_text(key) and key not in own]
            # An editor scrolls by itself; what is read beside it scrolls after Esc.
            scrolls = isinstance(screen.focused, TextArea) and command.id.startswith("scroll")
            assert free or scrolls, f"{command.id} cannot be reached"
            if command.bar and screen.in_bar(command.id):
                assert f"{shown_key(command.keys, True)} {screen.word(command.id)}" in studio.text()

    drive(tmp_path, act, ids=[question], size=(120, 40))


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("question", WRONG)
def test_on_the_smallest_screen_the_bar_names_the_way_out_and_the_help(
    tmp_path: Path, question: str, lang: str
) -> None:
    async def act(studio: Studio) -> None:
        screen = studio.screen
        for keys in ((), WRONG[question], ("escape",)):
            await studio.press(*keys)
            for name in ("back", "help"):
                assert f"{screen.key(name)} {screen.word(name)}" in studio.text()

    drive(tmp_path, act, ids=[question], size=(60, 20), lang=lang)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
@pytest.mark.parametrize("question", ["small.number", "small.text"])
def test_a_slip_in_a_field_is_taken_back_without_leaving_it(
    tmp_path: Path, question: str, size: tuple[int, int], lang: str
) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*WRONG[question])
        assert studio.outcomes() == ["wrong"]
        await studio.press("u")
        assert studio.outcomes() == ["wrong"] and studio.screen.query_one(Input).value.endswith("u")
        assert f"Ctrl+T {studio.screen.say('do.undo')}" in studio.text()
        await studio.press("ctrl+t")
        assert studio.outcomes() == [] and studio.screen.typing

    drive(tmp_path, act, ids=[question], size=size, lang=lang)


def test_outside_of_a_field_the_bar_says_what_enter_does(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("escape")
        assert "Enter answer" not in studio.text() and "e edit" in studio.text()
        await studio.press("e", "5", "enter", "escape")
        assert "Enter next" in studio.text() and "u undo" in studio.text()
        await studio.press("enter")
        assert studio.screen.question.id == "small.choice"

    drive(tmp_path, act, ids=["small.number", "small.choice"])


def test_the_summary_names_its_keys_at_once(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("1", "enter")
        assert "Enter back" in studio.text() and "Esc back" in studio.text()

    drive(tmp_path, act, ids=["small.choice"])


def test_a_bookmark_and_a_report_are_made_from_within_a_field(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("ctrl+n")
        assert "small.number" in studio.app.store.marks(BOOKMARK)
        await studio.press("f12")
        assert "F12 again" in studio.text() and not studio.app.store.marks(ASIDE)
        await studio.press("7", "f12")
        assert not studio.app.store.marks(ASIDE), "what is written meanwhile takes it back"
        await studio.press("f12")
        assert "small.number" in studio.app.store.marks(ASIDE) and "F12 takes it up" in studio.text()
        await studio.press("f12", "ctrl+n")
        assert not studio.app.store.marks(ASIDE) and not studio.app.store.marks(BOOKMARK)

    drive(tmp_path, act, ids=["small.number"])


@pytest.mark.parametrize(
    "question", ["small.choice", "small.several", "small.match", "small.order", "small.choose", "small.essay"]
)
def test_a_raised_digit_is_no_digit(tmp_path: Path, question: str) -> None:
    async def act(studio: Studio) -> None:
        if question == "small.essay":
            await studio.press("x", "f5")
        await studio.pilot.pause()
        assert studio.screen.focused is not None
        studio.screen.focused.post_message(events.Key("superscript_two", "²"))
        await studio.settle()
        assert studio.outcomes() == []

    drive(tmp_path, act, ids=[question])


def test_a_full_width_digit_chooses(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("２")
        assert studio.outcomes() == ["wrong"]

    drive(tmp_path, act, ids=["small.choice"])
