"""A training is watched while it goes on: curves, pictures, words, keys, and what came of the prediction."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from app.studio import Studio, drive
from app.trainings import (
    Scripted,
    begin,
    end,
    key,
    opened,
    order,
    over,
    picture,
    report,
    start,
    training,
    until,
)

from quizrnn.app.screens import watching
from quizrnn.app.screens.formlist import ROW, VARIANT
from quizrnn.app.screens.training import TrainingScreen
from quizrnn.app.widgets.charts import Charts
from quizrnn.app.widgets.menu import Menu
from quizrnn.demos import Text
from quizrnn.demos.events import End, Event, Failed, Metric, Note, Saved
from quizrnn.demos.runs import read_run


def test_a_prediction_is_asked_for_and_answered_by_a_real_run_and_the_next_lies_over_it(
    tmp_path: Path,
) -> None:
    async def act(studio: Studio) -> None:
        screen = await opened(studio, "logistic")
        menu = screen.query_one(Menu)
        menu.put_cursor(ROW + "steps")
        await studio.press("6", "0", "enter", "s")
        assert "What will the loss do?" in studio.text() and "Steps:\xa060" in studio.text()
        await key(studio, "1")
        await over(studio)
        text = studio.text()
        assert training(studio).followed.state == "done", text
        assert "You said: The loss goes towards 0." in text and "It came differently" in text
        assert "60 / 60" in text and "class 1" in text and "the run before" not in text
        folder = training(studio).folder
        assert folder is not None and folder.parent == tmp_path / "runs" and read_run(folder).state == "done"
        await key(studio, "r")
        await over(studio)
        training(studio)
        await studio.pilot.pause()
        assert "the run before" in studio.text() and "seed 1" in studio.text()
        await key(studio, "o")
        assert "the run before" not in studio.text()
        await key(studio, "enter")
        assert studio.app.screen is screen and menu.here == VARIANT + "newton"

    drive(tmp_path, act, size=(100, 40))


def test_curves_pictures_words_and_keys_follow_the_events(tmp_path: Path, scripted: None) -> None:
    async def act(studio: Studio) -> None:
        process = await begin(studio, method="newton", steps=12)
        process.say(start(), Metric(6, {"loss": 7.25, "accuracy": 0.5}), picture("one"), picture("two"))
        process.say(Note(6, Text("The weights overflow.", "重みがあふれる。")))
        await until(studio, lambda: training(studio).followed.notes and "overflow" in studio.text())
        assert "loss 7.25" in studio.text() and "Sums one" in studio.text() and "60" in studio.text()
        await key(studio, "m", "n")
        assert "accuracy 0.5" in studio.text() and "Sums two" in studio.text()
        await key(studio, "z")
        assert "accuracy" not in studio.text() and "Sums two" in studio.text()
        await key(studio, "p")
        assert process.told == ["pause"] and "pausing" in studio.text()
        process.say(Saved(6))
        await until(studio, lambda: training(studio).followed.state == "paused")
        await key(studio, "p", "x")
        assert process.told == ["pause", "go on", "stop"]
        process.say(End(6, "stopped", 1.0))
        await until(studio, lambda: training(studio).followed.over and process.ended)
        await key(studio, "z", "z")
        training(studio)
        await studio.pilot.pause()
        assert "It can go on from here" in studio.text()
        await key(studio, "p")
        await until(studio, lambda: Scripted.now is not process)
        assert Scripted.now.folder == process.folder
        Scripted.now.say(
            start(6),
            Metric(12, {"loss": float("nan"), "accuracy": 0.5}),
            report("diverges"),
            End(12, "done", 2),
        )
        await over(studio)
        assert training(studio).followed.curves["loss"][0] == [6, 12]
        assert "It came differently: The loss grows" in studio.text() and "3.623" in studio.text()

    drive(tmp_path, act, size=(100, 40))


def test_a_failure_is_told_in_the_learners_language_and_can_be_left(tmp_path: Path, scripted: None) -> None:
    async def act(studio: Studio) -> None:
        process = await begin(studio)
        process.say(start(), Failed(Text("The training broke: x.", "学習が壊れました: x。")))
        await until(studio, lambda: "学習が壊れました" in studio.text())
        await key(studio, "l")
        assert "The training broke: x." in studio.text()
        await key(studio, "escape")
        assert not isinstance(studio.app.screen, TrainingScreen)

    drive(tmp_path, act, lang="ja")


def test_runs_that_cannot_be_kept_are_told(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file where the folder should be")

    async def act(studio: Studio) -> None:
        await studio.app.push_screen(TrainingScreen(order()))
        await over(studio)
        failure = training(studio).followed.failure
        assert failure is not None and "cannot be written" in failure.en and "書き込めません" in failure.ja

    drive(tmp_path, act)


def test_keys_are_answered_in_the_midst_of_a_flood_of_events(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Flood(Scripted):
        async def events(self) -> AsyncIterator[Event]:
            yield start(total=10**6)
            for step in range(1, 2_000_000):  # never waits: everything is there already
                if self.told:
                    break
                yield Metric(step, {"loss": 1.0})
            yield End(step, "stopped", 1.0)

    monkeypatch.setattr(watching, "Training", Flood)

    async def act(studio: Studio) -> None:
        studio.app.push_screen(TrainingScreen(order()))
        await studio.pilot.pause()
        await until(studio, lambda: training(studio).followed.step)
        await key(studio, "x")
        assert training(studio).followed.step < 1_999_999

    drive(tmp_path, act)


def test_a_small_screen_shows_one_of_curve_and_picture(tmp_path: Path, scripted: None) -> None:
    async def act(studio: Studio) -> None:
        process = await begin(studio)
        process.say(start(), Metric(6, {"loss": 7.25}), picture())
        await until(studio, lambda: "7.25" in studio.text())
        charts = studio.app.screen.query_one(Charts)
        assert charts.query_one("#curve").display and not charts.query_one("#picture").display
        await key(studio, "z")
        assert "Sums" in studio.text() and "7.25" not in studio.text()
        await end(studio, process)

    drive(tmp_path, act, size=(60, 20))


def test_the_rest_of_a_long_picture_is_a_page_away(tmp_path: Path, scripted: None) -> None:
    async def act(studio: Studio) -> None:
        process = await begin(studio)
        process.say(start(), Metric(6, {"loss": 7.25}), picture(rows=30))
        await until(studio, lambda: "row 1" in studio.text())
        await key(studio, "z")
        assert "row 9" in studio.text() and "row 29" not in studio.text()
        assert "..." in [line.strip() for line in studio.text().splitlines()]
        await key(studio, "space", "pagedown", "space")
        assert "row 29" in studio.text() and "Sums" not in studio.text()
        await key(studio, "b", "pageup", "b")
        assert "Sums" in studio.text()
        await end(studio, process)

    drive(tmp_path, act)


def test_the_number_of_pictures_follows_and_nothing_is_left_empty_without_a_curve(
    tmp_path: Path, scripted: None
) -> None:
    async def act(studio: Studio) -> None:
        process = await begin(studio)
        process.say(start(), picture("one"))
        await until(studio, lambda: "Sums one" in studio.text())
        charts = studio.app.screen.query_one(Charts)
        assert not charts.query_one("#curve").display
        process.say(picture("two"))
        await until(studio, lambda: "(1/2) Sums one" in studio.text())
        process.say(Metric(6, {"loss": 7.25}))
        await until(studio, lambda: charts.query_one("#curve").display)
        await end(studio, process)

    drive(tmp_path, act, size=(100, 40))
