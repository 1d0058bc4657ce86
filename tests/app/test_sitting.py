"""Every kind of question is answered by the keyboard alone, and every attempt is stored when it is made."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from app.studio import PASTE, Studio, drive
from textual.widgets import Input

from quizrnn.app.app import QuizrnnApp
from quizrnn.app.commands import key_name
from quizrnn.app.screens.home import HomeScreen
from quizrnn.app.screens.session import Session
from quizrnn.app.screens.summary import SummaryScreen
from quizrnn.app.widgets.editor import CodeEditor
from quizrnn.app.widgets.pairing import OrderList, PairList
from quizrnn.app.widgets.prose import Prose
from quizrnn.bank import Bank
from quizrnn.judge.client import Judge
from quizrnn.progress import open_store
from quizrnn.quiz import begin, choose


def test_a_digit_answers_a_choice_and_enter_goes_on(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("2")
        assert studio.outcomes() == ["wrong"]
        assert "That is the value at 0." in studio.feedback()
        assert "slope of tanh" not in studio.feedback()
        await studio.press("a")
        assert "slope of tanh" in studio.feedback()
        await studio.press("9")
        assert studio.outcomes() == ["wrong"], "a question that is over takes no further answer"
        await studio.press("enter")
        assert studio.screen.question.id == "small.several"

    drive(tmp_path, act, ids=["small.choice", "small.several"])


def test_several_options_are_ticked_and_handed_in(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("enter")
        assert "Nothing is chosen yet" in studio.text()
        await studio.press("1", "2", "2", "3")
        assert studio.outcomes() == []
        await studio.press("enter")
        assert studio.outcomes() == ["right"]

    drive(tmp_path, act, ids=["small.several"])


def test_pairs_are_joined_by_digits(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        place = studio.screen.place
        assert isinstance(place, PairList)
        await studio.press("enter")
        assert studio.outcomes() == []
        for left in range(2):
            await studio.press(str(place.order.index(left) + 1))
        await studio.press("enter")
        assert studio.outcomes() == ["right"]

    drive(tmp_path, act, ids=["small.match"])


def test_pairs_and_numbers_that_are_taken_back_stand_there_to_be_mended(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        order = studio.screen.place.order
        await studio.press(str(order.index(0) + 1), str(order.index(2) + 1), "enter", "u")
        assert studio.screen.place.partner == [0, 2]
        await studio.press("down", str(order.index(1) + 1), "enter", "enter")
        await studio.press("5", "enter", "ctrl+t")
        assert studio.screen.query_one(Input).value == "5"
        assert studio.outcomes() == ["right"]

    drive(tmp_path, act, ids=["small.match", "small.number"])


def test_lines_are_moved_into_order(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        place = studio.screen.place
        assert isinstance(place, OrderList)
        assert "order  level" in studio.text()
        for target in range(3):
            await studio.press(*["up"] * 3, *["down"] * place.order.index(target), str(target + 1))
        before = list(place.order)
        await studio.press("up", "up", "J", "K")
        assert place.order == before == [0, 1, 2]
        await studio.press("enter")
        assert studio.outcomes() == ["right"]

    drive(tmp_path, act, ids=["small.order"])


def test_a_number_may_be_tried_again(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("x", "enter")
        assert studio.outcomes() == [], "what cannot be read is no attempt"
        await studio.press("backspace", "5", "enter")
        assert studio.outcomes() == ["wrong"]
        assert "That is a sum." in studio.feedback()
        await studio.press("backspace", "６", "enter")  # full-width, as an input method leaves it
        assert studio.outcomes() == ["wrong", "right"]
        assert studio.screen.query_one(Input).disabled

    drive(tmp_path, act, ids=["small.number"])


def test_letters_are_text_while_typing_and_commands_after_esc(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("s", "i")
        assert studio.outcomes() == []
        await studio.press("escape", "i")
        assert studio.outcomes() == ["unknown"]
        assert "GRU" in studio.feedback()

    drive(tmp_path, act, ids=["small.text"])


def test_an_essay_is_compared_and_ticked(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"a product", "f5")
        assert studio.outcomes() == []
        assert "Many factors below one" in studio.text()
        await studio.press("1", "2", "enter")
        assert studio.outcomes() == ["right"]

    drive(tmp_path, act, ids=["small.essay"])


def test_an_option_of_code_is_shown_in_its_place_and_executed(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        preview = studio.screen.query_one("#preview", CodeEditor)
        assert "return ____" in preview.text and "with ____ left open" in studio.text()
        await studio.press("down")
        assert "return x * 2" in preview.text and "With option 1 in place" in studio.text()
        await studio.press("down")
        assert "return x * x" in preview.text
        await studio.press("2")
        assert studio.outcomes() == ["wrong"]
        assert "That squares." in studio.feedback()
        await studio.press("y")
        assert studio.app.clipboard == PASTE

    judge = drive(tmp_path, act, ids=["small.choose"])
    assert "return x * x" in judge.sources[0]
    assert judge.closed


def test_code_is_typed_judged_and_judged_again(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("x", "f5")
        assert studio.outcomes() == ["wrong"]
        await studio.press(*" * 2", "f4")
        assert "hello from inside" in studio.feedback()
        assert studio.outcomes() == ["wrong"], "a run is no attempt"
        await studio.press("ctrl+j")
        assert studio.outcomes() == ["wrong", "right"]
        assert "return x * 2" in studio.feedback(), "the worked solution stands beside one's own"
        await studio.press("enter")
        assert isinstance(studio.app.screen, SummaryScreen)
        await studio.press("enter")
        assert isinstance(studio.app.screen, HomeScreen)

    judge = drive(tmp_path, act, ids=["small.type"])
    assert "return x * 2" in judge.sources[1]


def test_a_check_can_be_stopped_and_counts_for_nothing(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        studio.judge.hold = True
        await studio.pilot.press("x", "f5")
        await studio.pilot.pause()
        assert studio.screen.busy and "Esc stop" in studio.text() and "stop typing" not in studio.text()
        await studio.pilot.press("f5", "f9", "escape")
        await studio.pilot.pause()
        assert not studio.screen.busy
        assert studio.outcomes() == []
        assert "Stopped" in studio.text()
        studio.judge.hold = False
        await studio.press("f5")
        assert studio.outcomes() == ["wrong"]

    drive(tmp_path, act, ids=["small.type"])


def test_a_broken_judge_is_said_and_the_question_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZRNN_HOME", str(tmp_path / "elsewhere"))  # the log lies beside the progress file

    async def act(studio: Studio) -> None:
        studio.judge.fail = True
        await studio.press("x", "f5")
        assert "RuntimeError" in studio.feedback()
        assert not studio.screen.over
        studio.judge.fail = False
        await studio.press(*" * 2", "f5")
        assert studio.outcomes()[-1] == "right"

    drive(tmp_path, act, ids=["small.type"])
    assert "the judge is gone" in (tmp_path / "errors.log").read_text()


def test_a_draft_survives_leaving_and_the_sitting_is_resumed_from_home(tmp_path: Path) -> None:
    async def leave(studio: Studio) -> None:
        await studio.press("1", "enter", *"np.add(x", "escape", "escape")
        assert isinstance(studio.app.screen, HomeScreen)

    async def come_back(studio: Studio) -> None:
        await studio.press("c")
        assert studio.screen.question.id == "small.type"
        editor = studio.screen.query_one(CodeEditor)
        assert editor.region_texts() == {"out": "np.add(x"}

    drive(tmp_path, leave, ids=["small.choice", "small.type"])
    drive(tmp_path, come_back)


def test_a_draft_is_saved_while_one_writes(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"abc")
        for _ in range(200):
            if studio.app.store.draft("small.type", studio.screen.question.revision):
                return
            await studio.pilot.pause(0.05)
        raise AssertionError("no draft was saved")

    drive(tmp_path, act, ids=["small.type"])


def test_leaving_the_app_in_the_middle_of_a_line_saves_it(tmp_path: Path) -> None:
    async def leave(studio: Studio) -> None:
        await studio.pilot.press(*"x -", "ctrl+q")

    async def come_back(studio: Studio) -> None:
        assert studio.screen.query_one(CodeEditor).region_texts() == {"out": "x -"}

    drive(tmp_path, leave, ids=["small.type"])
    drive(tmp_path, come_back, ids=["small.type"])


def test_hints_come_step_by_step(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("h")
        assert "A first nudge." in studio.text() and "The method." not in studio.text()
        await studio.press("f2", "f2")
        assert "The method." in studio.text() and "no further hints" in studio.text()
        await studio.press("1")
        assert studio.app.store.attempts()[0].hints == 2

    drive(tmp_path, act, ids=["small.choice"])


def test_skip_and_undo_are_recorded(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("s", "2", "enter")
        assert studio.outcomes() == ["skip", "wrong"]
        await studio.press("u")
        assert studio.outcomes() == ["skip"]
        assert not studio.screen.over
        await studio.press("1", "3", "enter")
        assert studio.outcomes() == ["skip", "right"]

    drive(tmp_path, act, ids=["small.choice", "small.several"])


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
def test_the_language_changes_everything_at_once_and_keeps_what_was_written(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("x", "ctrl+l")
        editor = studio.screen.query_one(CodeEditor)
        assert "どんな形の配列でもよい" in editor.text and editor.region_texts() == {"out": "x"}
        for word in ("2 倍せよ。", "行を書く", "判定"):
            assert word in studio.text()
        await studio.press("f5", "escape", "l")
        assert "Not right yet" in studio.feedback() and "any shape" in editor.text
        await studio.press("escape")
        assert "A small topic" in studio.text()
        await studio.press("l")
        assert "小さな分野" in studio.text()
        assert studio.app.store.setting("lang") == "ja"

    drive(tmp_path, act, size=size, ids=["small.type"])


def test_the_judge_of_the_product_judges_what_is_typed(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"x * x", "f5")
        assert studio.outcomes() == ["wrong"], studio.feedback()
        assert "That squares." in studio.feedback()
        await studio.press(*["backspace"] * 5, *"x + x", "f5")
        assert studio.outcomes() == ["wrong", "right"], studio.feedback()

    drive(tmp_path, act, ids=["small.type"], judge=Judge())


def test_what_takes_long_to_start_is_started_ahead(tmp_path: Path) -> None:
    bank = Bank.open()
    store = open_store(tmp_path)
    rows = bank.rows()
    torch = next(row.id for row in rows if "torch" in row.needs)
    plain = [row.id for row in rows if not row.needs][:4]

    def near(*ids: str) -> bool:
        sitting = begin(choose(rows, ids=ids), random.Random(0), 0.0)
        return Session(sitting, bank, store).near("torch")

    assert near(torch) and near(*plain[:2], torch)
    assert not near(*plain[:3], torch) and not near(*plain)
    store.close()
    bank.close()


def test_a_draft_that_comes_back_loses_nothing_to_the_next_key(tmp_path: Path) -> None:
    async def write(studio: Studio) -> None:
        await studio.press(*"return", "escape", "escape")

    async def go_on(studio: Studio) -> None:
        await studio.press("enter", "z")
        assert studio.screen.place.editor.region_texts() == {"out": "returnz"}
        await studio.press("ctrl+l", "y")
        assert studio.screen.place.editor.region_texts() == {"out": "returnzy"}

    drive(tmp_path, write, ids=["small.type"])
    drive(tmp_path, go_on)


@pytest.mark.parametrize("key", ["f8", "f9"])
def test_what_was_written_is_there_again_when_giving_up_or_skipping_is_taken_back(
    tmp_path: Path, key: str
) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"half", key)
        assert key == "f8" or "Skipped. Ctrl+T goes back to it." in studio.text()
        await studio.press("u" if key == "f8" else "ctrl+t")
        assert studio.screen.question.id == "small.type"
        assert studio.screen.place.editor.region_texts() == {"out": "half"}
        assert studio.outcomes() == []

    drive(tmp_path, act, ids=["small.type", "small.number"])


def test_the_answer_before_can_be_taken_back_too(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("2", "enter")
        assert studio.screen.question.id == "small.several" and studio.outcomes() == ["wrong"]
        await studio.press("u")
        assert studio.screen.question.id == "small.choice" and studio.outcomes() == []

    drive(tmp_path, act, ids=["small.choice", "small.several"])


def test_starting_the_code_anew_can_be_undone(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        editor = studio.screen.place.editor
        await studio.press(*"mine", "ctrl+r")
        assert editor.region_texts() == {"out": "..."}
        await studio.press("ctrl+z")
        assert editor.region_texts() == {"out": "mine"}

    drive(tmp_path, act, ids=["small.type"])


def test_taking_back_keeps_what_was_written_since(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"x", "f5")
        assert studio.outcomes() == ["wrong"]
        await studio.press(*"yz", "ctrl+t")
        assert studio.outcomes() == []
        assert studio.screen.place.editor.region_texts() == {"out": "xyz"}

    drive(tmp_path, act, ids=["small.type"])


def test_going_back_keeps_what_was_written_to_this_question(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("2", "enter", *"half", "ctrl+t")
        assert studio.screen.question.id == "small.choice"
        await studio.press("1", "enter")
        assert studio.screen.place.editor.region_texts() == {"out": "half"}

    drive(tmp_path, act, ids=["small.choice", "small.type"])


def test_what_was_written_to_a_question_that_was_given_up_does_not_come_again(tmp_path: Path) -> None:
    async def give_up(studio: Studio) -> None:
        await studio.press(*"half", "f8", "escape")

    async def go_on(studio: Studio) -> None:
        await studio.press("enter")
        revision = studio.app.bank.get("small.type").revision
        assert studio.app.store.draft("small.type", revision) is None

    drive(tmp_path, give_up, ids=["small.type", "small.number"])
    drive(tmp_path, go_on)


@pytest.mark.parametrize(("following", "key"), [("small.type", "ctrl+t"), ("small.several", "u")])
def test_what_is_skipped_is_gone_back_to_by_the_key_that_is_named(
    tmp_path: Path, following: str, key: str
) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("s")
        assert f"Skipped. {key_name(key)} goes back to it." in studio.text()
        await studio.press(key)
        assert studio.screen.question.id == "small.choice"

    drive(tmp_path, act, ids=["small.choice", following])


def test_partners_that_are_corrected_lead_from_row_to_row(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        place = studio.screen.place
        assert isinstance(place, PairList)
        await studio.press("1", "1")
        assert place.cursor == 1, "each row has a partner"
        await studio.press("up", "2")
        assert place.cursor == 1
        await studio.press("3")
        assert place.cursor == 1 and place.partner == [place.order[1], place.order[2]]

    drive(tmp_path, act, ids=["small.match"])


def test_while_a_check_runs_one_key_has_one_meaning(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        studio.judge.hold = True
        await studio.press(*"x * 3")
        await studio.pilot.press("f5")
        await studio.pilot.pause()
        assert studio.screen.busy and "Esc stop" in studio.text() and "stop typing" not in studio.text()
        await studio.press("escape")
        assert not studio.screen.busy

    drive(tmp_path, act, ids=["small.type"])


def test_what_was_typed_can_be_undone_in_another_language_and_after_a_check_was_taken_back(
    tmp_path: Path,
) -> None:
    async def act(studio: Studio) -> None:
        editor = studio.screen.query_one(CodeEditor)
        before = editor.region_texts()
        await studio.press(*"x * 3", "ctrl+l", "f5", "ctrl+t")
        assert studio.outcomes() == []
        editor = studio.screen.query_one(CodeEditor)
        assert editor.region_texts() == {"out": "x * 3"}
        for _ in range(8):
            await studio.press("ctrl+z")
        assert editor.region_texts() == before

    drive(tmp_path, act, ids=["small.type"])


def test_what_is_said_below_follows_the_language(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"1, 2, 3", "enter")
        english = studio.screen.query_one("#state", Prose).lines(200)[0].plain
        await studio.press("ctrl+l")
        japanese = studio.screen.query_one("#state", Prose).lines(200)[0].plain
        assert english.isascii() and not japanese.isascii()

    drive(tmp_path, act, ids=["small.number"])


@pytest.mark.parametrize(
    ("question", "keys", "again"),
    [("small.choice", "2", "2"), ("small.choice", "2", "enter"), ("small.number", "5 enter", "enter")],
)
def test_a_double_tap_does_not_pass_over_the_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: str, keys: str, again: str
) -> None:
    monkeypatch.setattr(QuizrnnApp, "lively", True)
    now = 100.0

    async def act(studio: Studio) -> None:
        nonlocal now
        screen = studio.screen
        screen.deaf.clock = lambda: now
        await studio.press(*keys.split())
        now += 0.15
        await studio.press(again)
        assert studio.app.screen is screen and screen.question.id == question
        assert studio.outcomes() == ["wrong"]
        now += 1.0
        await studio.press(again)
        on = studio.app.screen is not screen or screen.question.id != question
        assert on or len(studio.outcomes()) == 2

    drive(tmp_path, act, ids=[question, "small.several"])


def test_another_size_brings_its_keys_and_no_code_twice(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        async def sized(width: int, lines: int) -> str:
            await studio.pilot.resize_terminal(width, lines)
            for _ in range(4):
                await studio.settle()
            return studio.text()

        await studio.press(*"x * 2", "f5")
        assert studio.outcomes() == ["right"]
        assert "v code" in studio.text() and studio.feedback().count("Your code") == 1
        assert "v code" not in await sized(120, 40)
        assert "Your code" not in studio.feedback() and "Your code" in studio.text()
        assert "v code" in await sized(80, 24)
        assert studio.feedback().count("Your code") == 1
        await studio.press("v")
        marked = [row for row in studio.text().split("\n") if " |" in row and "x * 2" in row]
        assert marked, "the code is shown where it was written"

    drive(tmp_path, act, ids=["small.type"])


def test_the_code_of_a_chosen_option_is_shown_at_its_place_after_a_resize(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("1")
        for size in ((120, 40), (80, 24)):
            await studio.pilot.resize_terminal(*size)
            await studio.settle()
        await studio.press("v")
        await studio.settle()
        rows = studio.text().split("\n")
        assert any(row.split()[1:2] == ["|"] for row in rows), studio.text()

    drive(tmp_path, act, ids=["gru.state-update"], bank_at=Path(__file__).parents[2])
