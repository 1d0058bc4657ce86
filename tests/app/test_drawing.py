"""A digit drawn in the terminal becomes the data of a run."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import Studio, drive
from app.trainings import opened
from textual.widgets import Input

from quizrnn.app.screens.demo import DemoScreen
from quizrnn.app.screens.drawing import DrawingScreen
from quizrnn.app.screens.form import DATA
from quizrnn.app.screens.formlist import ROW
from quizrnn.app.widgets.canvas import ACROSS, Canvas
from quizrnn.app.widgets.menu import Menu

SIZES = [(80, 24), (120, 40), (60, 20)]


@pytest.mark.parametrize("size", SIZES)
def test_a_stroke_by_keys_becomes_the_data(tmp_path: Path, size: tuple[int, int]) -> None:
    async def act(studio: Studio) -> None:
        form = (await opened(studio, "D13")).form
        await studio.press("d")
        assert isinstance(studio.app.screen, DrawingScreen)
        await studio.press("enter")
        assert isinstance(studio.app.screen, DrawingScreen), "an empty sheet is not read"
        await studio.press("space", *["down"] * 10)
        assert "lift the pen" in studio.text() and "have it read" in studio.text()
        await studio.press("enter")
        assert isinstance(studio.app.screen, DemoScreen)
        rows = Path(form.data).read_text().splitlines()
        assert sum(row.count("##") for row in rows) == 11 and all(len(row) == 2 * ACROSS for row in rows)
        assert form.order().data == Path(form.data)
        assert studio.app.screen.query_one(Menu).here == ROW + DATA, "where one sees what will be read"

    drive(tmp_path, act, size=size)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_drawing_that_cannot_be_written_stays_on_the_sheet(tmp_path: Path, lang: str) -> None:
    said = {"en": ["cannot be kept", "it is there already"], "ja": ["保存できません", "すでにあります"]}[lang]

    async def act(studio: Studio) -> None:
        form = (await opened(studio, "D13")).form
        in_the_way = tmp_path / "drawings"
        in_the_way.write_text("a file where the folder would be")
        await studio.press("d", "space", "right", "enter")
        assert isinstance(studio.app.screen, DrawingScreen)
        told = "".join(studio.text().split())
        assert all("".join(words.split()) in told for words in said), told
        assert len(studio.app.screen.query_one(Canvas).ink) == 2
        in_the_way.unlink()
        await studio.press("enter")
        assert isinstance(studio.app.screen, DemoScreen) and "####" in Path(form.data).read_text()

    drive(tmp_path, act, lang=lang, size=(120, 40))


def test_what_was_drawn_can_be_rubbed_out_and_wiped_off(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await opened(studio, "D13")
        await studio.press("d", "space", "right", "right")
        ink = studio.app.screen.query_one(Canvas).ink
        assert len(ink) == 3
        await studio.press("backspace", "left")
        assert len(ink) == 2, "rubbing out lifts the pen"
        await studio.press("c")
        assert not ink and "have it read" not in studio.text()
        await studio.press("escape")
        assert isinstance(studio.app.screen, DemoScreen) and studio.app.screen.form.data == ""

    drive(tmp_path, act)


def test_the_mouse_draws_and_its_right_button_rubs_out(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await opened(studio, "D13")
        await studio.press("d")
        canvas = studio.app.screen.query_one(Canvas)
        await studio.pilot.mouse_down(Canvas, offset=(4, 3))
        await studio.pilot.hover(Canvas, offset=(8, 3))
        await studio.pilot.mouse_up(Canvas, offset=(8, 3))
        await studio.pilot.hover(Canvas, offset=(8, 9))
        assert canvas.ink == {(2, 3), (3, 3), (4, 3)}, "only while the button is held"
        await studio.pilot.mouse_down(Canvas, offset=(4, 3), button=3)
        await studio.pilot.mouse_up(Canvas, offset=(4, 3))
        assert canvas.ink == {(3, 3), (4, 3)}

    drive(tmp_path, act)


def test_only_a_demo_that_reads_drawings_offers_a_sheet(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await opened(studio, "D07")
        await studio.press("d")
        assert isinstance(studio.app.screen, DemoScreen) and "draw a digit" not in studio.text()
        assert not studio.app.screen.query_one("#value", Input).display

    drive(tmp_path, act)
