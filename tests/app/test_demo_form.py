"""The form of a demo: values that fit, variants, data, and what is said of those that do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import Studio, drive
from app.trainings import opened
from textual.widgets import Input

from quizrnn.app.screens.demo import DemoScreen
from quizrnn.app.screens.form import DATA, DEVICE, SEED, Form
from quizrnn.app.screens.formlist import ROW
from quizrnn.app.screens.prediction import PredictionScreen
from quizrnn.app.screens.timing import about_seconds
from quizrnn.app.widgets.menu import Menu
from quizrnn.datasets.catalogue import find_data_set, folder_of
from quizrnn.demos import DEMOS, DemoError, find_demo


def test_a_bad_value_stays_in_its_line_with_what_would_be_right(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        screen = await opened(studio)
        menu = screen.query_one(Menu)
        menu.put_cursor(ROW + "lr")
        await studio.press("5", "0", "enter")
        assert "out of range" in studio.text() and "Learning rate: 50" in studio.text()
        assert screen.query_one("#value", Input).value == "50" and screen.form.values["lr"] == 0.001
        await studio.press("f5")
        assert studio.app.screen is screen, "nothing starts with a value that does not fit"
        await studio.press("backspace", "enter")
        assert screen.form.values["lr"] == 5.0 and "out of range" not in studio.text()
        await studio.press("enter", "9", "escape")
        assert screen.form.values["lr"] == 5.0, "Esc leaves the line without a change"
        await studio.press("r")
        assert screen.form.values["lr"] == 0.001

    drive(tmp_path, act)


def test_choices_turn_and_values_that_do_not_go_together_are_told(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        screen = await opened(studio)
        menu = screen.query_one(Menu)
        menu.put_cursor(ROW + "method")
        await studio.press("left")
        assert screen.form.values["method"] == "newton"
        await studio.press("s")
        assert studio.app.screen is screen and "ニュートン法では 1000 以下にする" in studio.text()
        assert menu.here == ROW + "steps"
        await studio.press("1", "2", "enter", "s")
        assert isinstance(studio.app.screen, PredictionScreen)
        await studio.press("escape")
        assert screen.form.values["steps"] == 12, "nothing is lost on the way back"
        await studio.press("R")
        assert screen.form.values["method"] == "adam"

    drive(tmp_path, act, lang="ja")


def test_a_variant_sets_its_values_and_keeps_the_seed() -> None:
    form = Form(find_demo("D07"))
    form.set(SEED, " 7 ")
    form.take("newton")
    assert form.order().variant() == "newton" and form.order().seed == 7
    form.set("steps", "１３")
    assert form.order().variant() == "" and form.values["steps"] == 13
    with pytest.raises(DemoError):
        form.set(SEED, "-1")
    assert form.values[SEED] == 7


def test_data_by_path_must_be_there(tmp_path: Path) -> None:
    form = Form(next(demo for demo in DEMOS.values() if any(kind.path for kind in demo.data)))
    with pytest.raises(DemoError):
        form.set(DATA, str(tmp_path / "missing"))
    form.set(DATA, f" {tmp_path} ")
    assert form.takes_data and form.data == str(tmp_path)
    assert not Form(find_demo("D07")).takes_data


def test_the_row_under_the_cursor_stays_in_view_however_long_its_explanation(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        screen = await opened(studio, "D12")
        menu = screen.query_one(Menu)
        await studio.press("end")
        assert menu.here == ROW + DATA
        assert "MNIST:" in studio.text() and "Your own data" in studio.text()
        await studio.press("enter", "x")
        assert "x" in studio.text().split("Your own data")[1].splitlines()[0], "typed where it is seen"

    drive(tmp_path, act)


def test_data_goes_by_the_name_of_a_fetched_set_and_the_time_follows_it(tmp_path: Path) -> None:
    mnist = find_data_set("mnist")
    folder = folder_of(mnist, tmp_path)
    folder.mkdir(parents=True)

    async def act(studio: Studio) -> None:
        screen = await opened(studio, "D12")
        menu = screen.query_one(Menu)
        menu.put_cursor(ROW + DATA)
        await studio.press("down", "up")
        assert "`" not in studio.text() and "mnist" in studio.text(), "what can be named is told"
        await studio.press("enter", *"mnits", "enter")
        assert (
            "no file, folder or data set called 'mnits'" in studio.text()
            and "by name: mnist" in studio.text()
        )
        await studio.press(*["backspace"] * 5, *"mnist", "enter")
        assert "quizrnn data get mnist" in studio.text() and screen.form.place is None
        for remote in mnist.files:
            (folder / remote.name).write_bytes(b"")
        before = screen.form.order().seconds()
        await studio.press("enter")
        assert screen.form.place == folder and screen.form.order().data == folder
        assert screen.form.order().seconds() > 3 * before
        assert about_seconds(screen.form.order().seconds(), "en") in studio.text()
        await studio.press("r")
        assert screen.form.place is None and screen.form.order().seconds() == before

    drive(tmp_path, act, size=(100, 40))


def test_every_variant_of_every_demo_can_be_ordered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizrnn.app.screens.form.has_torch", lambda: True)
    for demo in DEMOS.values():
        for preset in demo.presets:
            form = Form(demo)
            form.take(preset.name)
            assert form.order().params == demo.make_params(preset=preset.name)


@pytest.mark.parametrize("there", [True, False])
def test_cuda_is_offered_where_there_is_one_and_torch_is_used(
    monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    monkeypatch.setattr("quizrnn.app.screens.form.has_torch", lambda: True)
    monkeypatch.setattr("quizrnn.app.screens.form.has_cuda", lambda: there)
    for demo in DEMOS.values():
        form = Form(demo)
        assert (DEVICE in form.rows) is (there and demo.torch)
        assert form.order().device == "cpu"
        if DEVICE in form.rows:
            form.set(DEVICE, "cuda")
            assert form.order().device == "cuda"


def test_a_demo_that_needs_torch_says_how_to_add_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizrnn.app.screens.form.has_torch", lambda: False)
    name = next(demo.name for demo in DEMOS.values() if demo.torch)

    async def act(studio: Studio) -> None:
        studio.app.push_screen(screen := DemoScreen(name))
        await studio.press("enter")
        assert studio.app.screen is screen and "run.py torch" in studio.text()

    drive(tmp_path, act)
