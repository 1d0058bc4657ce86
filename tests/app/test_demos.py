"""Demos in the app: found by topic, set by a form, predicted, watched while they train, left at any time."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, ClassVar, Self

import pytest
from app.studio import Studio, drive
from app.terminal import alive, descendants
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input

from quizrnn.app.screens import watching
from quizrnn.app.screens.demo import DemoScreen
from quizrnn.app.screens.demos import GalleryScreen, by_group
from quizrnn.app.screens.followed import Followed, Order
from quizrnn.app.screens.form import DATA, DEVICE, SEED, Form
from quizrnn.app.screens.formlist import ROW, VARIANT, meaning
from quizrnn.app.screens.prediction import PredictionScreen
from quizrnn.app.screens.timing import about_seconds
from quizrnn.app.screens.told import as_listed
from quizrnn.app.screens.training import TrainingScreen
from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.charts import Charts
from quizrnn.app.widgets.drawn import MOST, _line
from quizrnn.app.widgets.figures import FigureTable
from quizrnn.app.widgets.menu import Menu
from quizrnn.app.widgets.prose import prose
from quizrnn.bank.model import Text as BankText
from quizrnn.bank.model import Topic
from quizrnn.datasets.catalogue import find_data_set, folder_of
from quizrnn.demos import DEMOS, DemoError, Text, find_demo
from quizrnn.demos.drawing import grouped
from quizrnn.demos.events import End, Event, Failed, Metric, Note, Picture, Report, Row, Saved, Start
from quizrnn.demos.pictures import Table
from quizrnn.demos.runs import WEIGHTS, read_run, unfinished_run
from quizrnn.demos.texts import same
from quizrnn.i18n.gallery import EN, JA

SIZES = [(80, 24), (120, 40), (60, 20)]
SEEN = Text("The loss stayed.", "損失は留まった。")


def order(**values: object) -> Order:
    demo = find_demo("D07")
    return Order(demo, demo.make_params({"steps": 60} | values))


def start(step: int = 0, total: int = 60) -> Start:
    return Start("D07", "logistic", {}, 0, "cpu", total, 3.0, {}, step)


def picture(name: str = "sums", rows: int = 1) -> Picture:
    body = Table([same("a"), same("b")], [[f"row {i}", "2"] for i in range(rows)])
    return Picture(60, name, Text(f"Sums {name}", f"和 {name}"), body)


def report(outcome: str = "floor") -> Report:
    row = Row("loss", Text("Loss at the end", "最後の誤差"), 3.6, same("3.623"), spread=same("3–4"), digits=3)
    return Report([row], SEEN, outcome)


class Scripted:
    """In place of a process: yields what the test puts in, and remembers what it was told."""

    now: ClassVar[Scripted]

    def __init__(self, folder: Path) -> None:
        self.folder, self.told, self.ended = folder, list[str](), False
        self.queue: asyncio.Queue[Event] = asyncio.Queue()
        Scripted.now = self

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *details: object) -> None:
        self.ended = True

    async def events(self) -> AsyncIterator[Event]:
        while True:
            event = await self.queue.get()
            yield event
            if isinstance(event, End | Failed):
                return

    def say(self, *events: Event) -> None:
        for event in events:
            self.queue.put_nowait(event)

    def pause(self) -> None:
        self.told.append("pause")

    def go_on(self) -> None:
        self.told.append("go on")

    def stop(self) -> None:
        self.told.append("stop")


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "Training", Scripted)


async def until(studio: Studio, holds: Callable[[], object]) -> None:
    for _ in range(2000):
        if holds():
            break
        await asyncio.sleep(0.02)
    else:
        raise AssertionError("waited in vain for this:\n" + studio.text())
    await studio.pilot.pause()


def training(studio: Studio) -> TrainingScreen:
    screen = studio.app.screen
    assert isinstance(screen, TrainingScreen), screen
    if screen.is_mounted:
        screen.redraw()
    return screen


async def key(studio: Studio, *keys: str) -> None:
    """Without waiting for a training to end."""
    for one in keys:
        await studio.pilot.press(one)
    await studio.pilot.pause()


async def begin(studio: Studio, **values: object) -> Scripted:
    studio.app.push_screen(TrainingScreen(order(**values), "converges"))
    await studio.pilot.pause()
    await until(studio, lambda: training(studio)._training)
    return Scripted.now


def too_wide(studio: Studio) -> list[str]:
    return [
        f"{type(block).__name__}: {line.plain}"
        for block in studio.app.screen.query(Block)
        if block.display and block.content_size.width
        for line in block.lines(block.content_size.width)
        if line.cell_length > block.content_size.width
    ]


def test_both_languages_have_the_same_strings() -> None:
    assert EN.keys() == JA.keys()


# -- gallery --------------------------------------------------------------------------------------------


def test_demos_stand_under_the_group_of_their_first_topic_the_unknown_last() -> None:
    topics = [
        Topic("rnn", BankText("", ""), "b"),
        Topic("logistic", BankText("", ""), "a"),
        Topic("x", BankText("", "")),
    ]
    found = by_group([find_demo("D07"), find_demo("D16")], topics)
    assert [(group, [demo.id for demo in demos]) for group, demos in found] == [
        ("a", ["D07"]),
        ("other", ["D16"]),
    ]


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Demos: trainings to watch"), ("ja", "デモ: 目の前で学習する")]
)
def test_the_gallery_lists_all_says_what_one_shows_and_opens_it(tmp_path: Path, lang: str, said: str) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("d")
        assert isinstance(studio.app.screen, GalleryScreen) and said in studio.text()
        menu = studio.app.screen.query_one(Menu)
        assert [entry.id for entry in menu.entries if entry.id] == list(DEMOS)
        menu.put_cursor("logistic")
        await studio.press("down", "up", "enter")
        assert isinstance(studio.app.screen, DemoScreen) and "D07" in studio.text()
        await studio.press("escape", "l")
        assert said not in studio.text(), "the other language"

    drive(tmp_path, act, lang=lang)


# -- form -----------------------------------------------------------------------------------------------


def test_a_bad_value_stays_in_its_line_with_what_would_be_right(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        studio.app.push_screen(screen := DemoScreen("D07"))
        await studio.settle()
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
        studio.app.push_screen(screen := DemoScreen("D07"))
        await studio.settle()
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
        studio.app.push_screen(screen := DemoScreen("D12"))
        await studio.settle()
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
        studio.app.push_screen(screen := DemoScreen("D12"))
        await studio.settle()
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


@pytest.mark.parametrize("size", SIZES)
def test_no_row_is_wider_than_the_screen_in_either_language(
    tmp_path: Path, size: tuple[int, int], scripted: None
) -> None:
    async def act(studio: Studio) -> None:
        def check(what: str) -> None:
            for lang in ("en", "ja"):
                studio.app.lang = lang
                assert not too_wide(studio), (what, lang)

        await studio.press("d")
        check("gallery")
        for demo in DEMOS.values():
            await studio.app.push_screen(screen := DemoScreen(demo.name))
            check(demo.id)
            for lang in ("en", "ja"):
                explained = [meaning(screen.form, entry.id, lang) for entry in screen.query_one(Menu).entries]
                width = screen.query_one("#explain").content_size.width
                assert all(line.cell_length <= width for text in explained for line in prose(text, width))
            await studio.app.push_screen(PredictionScreen(Order(demo, demo.make_params())))
            check(f"{demo.id}, prediction")
            studio.app.pop_screen()
            studio.app.pop_screen()
        process = await begin(studio)
        process.say(start(), Metric(30, {"loss": 3.0, "accuracy": 0.5}), picture(), picture("two"), report())
        process.say(Note(30, SEEN), End(60, "done", 1.0))
        await until(studio, lambda: training(studio).followed.over)
        check("training")

    drive(tmp_path, act, size=size)


# -- training -------------------------------------------------------------------------------------------


def test_a_prediction_is_asked_for_and_answered_by_a_real_run_and_the_next_lies_over_it(
    tmp_path: Path,
) -> None:
    async def act(studio: Studio) -> None:
        studio.app.push_screen(screen := DemoScreen("logistic"))
        await studio.settle()
        menu = screen.query_one(Menu)
        menu.put_cursor(ROW + "steps")
        await studio.press("6", "0", "enter", "s")
        assert "What will the loss do?" in studio.text() and "Steps: 60" in studio.text()
        await key(studio, "1")
        await until(studio, lambda: training(studio).followed.over)
        text = studio.text()
        assert training(studio).followed.state == "done", text
        assert "You said: The loss goes towards 0." in text and "It came differently" in text
        assert "60 / 60" in text and "class 1" in text and "the run before" not in text
        folder = training(studio).folder
        assert folder is not None and folder.parent == tmp_path / "runs" and read_run(folder).state == "done"
        await key(studio, "r")
        await until(studio, lambda: training(studio).followed.over)
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
        await until(studio, lambda: training(studio).followed.over)
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
        await until(studio, lambda: training(studio).followed.over)
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


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_leaving_ends_the_process_and_the_run_can_go_on(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        studio.app.push_screen(screen := DemoScreen("D07"))
        await studio.settle()
        before = descendants(os.getpid())
        await studio.app.push_screen(TrainingScreen(order(steps=200_000)))
        await until(studio, lambda: training(studio).followed.curves)
        family = descendants(os.getpid()) - before
        assert family, "a process of its own"
        await key(studio, "escape")
        assert studio.app.screen is screen
        await until(studio, lambda: not any(map(alive, family)))
        await until(studio, lambda: screen._stopped is not None)
        assert "stopped at step" in studio.text()
        menu = screen.query_one(Menu)
        menu.put_cursor("resume")
        await key(studio, "enter")
        await until(studio, lambda: training(studio).followed.state == "running")
        followed = training(studio).followed
        assert followed.step > 0 and followed.curves["loss"][0][0] < followed.step
        await key(studio, "x")
        await until(studio, lambda: training(studio).followed.over)

    drive(tmp_path, act)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_training_that_was_killed_is_offered_and_goes_on(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        studio.app.push_screen(screen := DemoScreen("D07"))
        await studio.settle()
        before = descendants(os.getpid())
        await studio.app.push_screen(TrainingScreen(order(steps=200_000)))
        await until(studio, lambda: training(studio).followed.curves)
        family = descendants(os.getpid()) - before
        folder = training(studio).folder
        assert folder is not None and read_run(folder).state == "running"
        await until(studio, (folder / WEIGHTS).exists)
        for pid, _ in family:
            os.kill(pid, signal.SIGKILL)
        await until(studio, lambda: training(studio).followed.state == "failed")
        assert read_run(folder).state == "cut"
        await key(studio, "escape")
        await until(studio, lambda: screen._stopped is not None)
        assert "with the run that was cut off" in studio.text()
        screen.query_one(Menu).put_cursor("resume")
        await key(studio, "enter")
        await until(studio, lambda: training(studio).followed.state == "running")
        assert training(studio).folder == folder and training(studio).followed.step > 0
        await key(studio, "x")
        await until(studio, lambda: training(studio).followed.over)

    drive(tmp_path, act)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_quitting_in_the_midst_of_a_training_leaves_a_run_that_can_go_on(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.app.push_screen(TrainingScreen(order(steps=200_000)))
        await until(studio, lambda: training(studio).followed.curves)
        await studio.app.action_leave()

    drive(tmp_path, act)
    found = unfinished_run(tmp_path / "runs", find_demo("D07"))
    assert found is not None and found[1].state == "stopped" and 0 < found[1].step < 200_000


# -- questions ------------------------------------------------------------------------------------------


def test_from_a_question_to_its_demo_and_back_to_the_same_place(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("1")
        assert "demo D07: Logistic regression" in studio.text()
        await studio.press("d")
        assert isinstance(studio.app.screen, DemoScreen)
        await studio.press("s", "escape", "escape")
        assert studio.screen.question.id == "small.choice" and studio.screen.over

    drive(tmp_path, act, ids=["small.choice"], size=(80, 40))


# -- what is known of a run -----------------------------------------------------------------------------


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


def test_time_left_follows_the_pace_and_pauses_do_not_count() -> None:
    clock = Clock()
    followed = Followed(100, 3.0, clock)
    followed.take(start(total=100))
    clock.time = 1.0
    assert followed.left() == pytest.approx(2.0), "as expected, before anything is known"
    clock.time = 10.0
    followed.take(Metric(20, {"loss": 1.0}))
    assert followed.left() == pytest.approx(40.0)
    followed.wish("pausing")
    followed.take(Saved(20))
    clock.time = 1000.0
    assert followed.state == "paused" and followed.spent() == pytest.approx(10.0)
    followed.wish("running")
    clock.time = 1010.0
    followed.take(Metric(40, {"loss": 0.5}))
    assert followed.left() == pytest.approx(30.0)


def test_a_run_that_goes_on_forgets_what_comes_once_more() -> None:
    followed = Followed(100, 3.0)
    events: list[Any] = [
        start(total=100),
        *(Metric(step, {"loss": 1.0}) for step in (10, 20, 30)),
        Note(30, SEEN),
    ]
    for event in [*events, Failed(SEEN), start(20, 100)]:
        followed.take(event)
    assert followed.curves["loss"] == ([10, 20], [1.0, 1.0]) and not followed.notes
    assert followed.state == "running" and followed.failure is None


@given(st.integers(1, 5000))
def test_a_long_curve_is_thinned_and_keeps_its_newest_point(count: int) -> None:
    line = _line(same(""), ([float(i) for i in range(count)], [0.0] * count))
    assert 0 < len(line.x) == len(line.y) <= MOST and line.x[-1] == count - 1
    assert count > MOST or len(line.x) == count


@pytest.mark.parametrize("width", [30, 58, 100])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_figures_are_complete_at_every_width(tmp_path: Path, width: int, lang: str) -> None:
    async def act(studio: Studio) -> None:
        table = FigureTable()
        await studio.app.screen.mount(table)
        table.set(report().rows)
        lines = table.lines(width)
        assert all(line.cell_length <= width for line in lines)
        said = "\n".join(line.plain for line in lines)
        assert all(word in said for word in ("3.600", "3.623", "3–4"))

    drive(tmp_path, act, lang=lang)


def test_a_small_screen_shows_one_of_curve_and_picture(tmp_path: Path, scripted: None) -> None:
    async def act(studio: Studio) -> None:
        process = await begin(studio)
        process.say(start(), Metric(6, {"loss": 7.25}), picture())
        await until(studio, lambda: "7.25" in studio.text())
        charts = studio.app.screen.query_one(Charts)
        assert charts.query_one("#curve").display and not charts.query_one("#picture").display
        await key(studio, "z")
        assert "Sums" in studio.text() and "7.25" not in studio.text()
        process.say(End(60, "stopped", 1.0))
        await until(studio, lambda: training(studio).followed.over)

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
        process.say(End(60, "stopped", 1.0))
        await until(studio, lambda: training(studio).followed.over)

    drive(tmp_path, act)


def test_metrics_that_belong_together_share_a_plot() -> None:
    names, together = (
        ("loss", "test loss", "accuracy"),
        (("loss", "test loss"), ("test accuracy", "accuracy")),
    )
    assert grouped(names, together) == [("loss", "test loss"), ("accuracy",)]
    assert grouped(names, ()) == [("loss",), ("test loss",), ("accuracy",)]


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
        process.say(End(60, "stopped", 1.0))
        await until(studio, lambda: training(studio).followed.over)

    drive(tmp_path, act, size=(100, 40))


def test_words_of_a_demo_name_variants_as_the_app_lists_them() -> None:
    demo = find_demo("D07")
    words = "better (--try newton), not --try nobody. Bring --data."
    assert (
        as_listed(words, demo, "en") == "better (“Newton's method”), not --try nobody. Bring “Your own data”."
    )
    assert as_listed("（--try newton）。", demo, "ja") == "（「ニュートン法」）。"
