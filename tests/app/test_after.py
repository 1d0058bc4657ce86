"""After an answer: what is in view, where one can go on, marks and reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import FakeJudge, Studio, drive
from textual import events

from quizrnn.app.reference_page import page
from quizrnn.app.screens.links import links, neighbours
from quizrnn.app.screens.questions import QuestionsScreen
from quizrnn.app.screens.reference import ReferenceScreen
from quizrnn.app.screens.sitting import new_sitting
from quizrnn.app.widgets.editor import CodeEditor
from quizrnn.app.widgets.options import OptionsList
from quizrnn.bank import Bank
from quizrnn.bank.model import Question, Row, ShortText, Text
from quizrnn.quiz import summary


@pytest.mark.parametrize("ids", [["small.choice"], ["small.choose"]])
def test_the_verdict_is_the_first_line_with_both_options_below(tmp_path: Path, ids: list[str]) -> None:
    async def act(studio: Studio) -> None:
        place = studio.screen.place
        assert isinstance(place, OptionsList)
        right = {"small.choice": 0, "small.choose": -1}[ids[0]]
        shown = next(i for i, option in enumerate(place.options, 1) if option.index != right)
        await studio.press(str(shown))
        lines = [line.strip() for line in studio.text().split("\n")]
        head = next(i for i, line in enumerate(lines) if line.startswith("×"))
        assert head <= 2, "nothing torn above the verdict"
        text = "\n".join(lines[head : head + 8])
        assert f"あなたの答え {shown}" in text and f"正解 {place.shown.shown_number(right)}" in text

    drive(tmp_path, act, ids=ids, lang="ja", size=(60, 20))


def test_a_short_answer_stays_below_its_question(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*"LSTM", "enter")
        lines = studio.text().split("\n")
        asked = next(i for i, line in enumerate(lines) if "two gates" in line)
        judged = next(i for i, line in enumerate(lines) if line.strip().startswith("×"))
        assert asked < judged <= asked + 8, "no gap between the question and its verdict"
        assert "Enter to try again" in studio.feedback()

    drive(tmp_path, act, ids=["small.text"])


@pytest.mark.parametrize("question", ["small.choice", "small.number"])
def test_arrows_scroll_by_a_line_where_they_move_nothing_else(tmp_path: Path, question: str) -> None:
    async def act(studio: Studio) -> None:
        await studio.press(*(("2", "a") if question == "small.choice" else ("5", "enter")))
        reading = studio.screen.reading
        reading.scroll_home(animate=False)
        await studio.press("down", "down")
        assert reading.scroll_y == 2
        await studio.press("up")
        assert reading.scroll_y == 1
        await studio.press("pagedown")
        assert reading.scroll_y > 2

    drive(tmp_path, act, ids=[question], size=(60, 9))


def test_the_code_gives_way_to_the_feedback_and_comes_back_by_a_key(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        bench = studio.screen.query_one("#bench")
        assert bench.size.height > 0
        await studio.press("2")
        assert not bench.display
        await studio.press("v")
        assert bench.display and "return x" in studio.text()

    async def wide(studio: Studio) -> None:
        await studio.press("2")
        assert studio.screen.query_one("#bench").display

    drive(tmp_path, act, ids=["small.choose"])
    drive(tmp_path, wide, ids=["small.choose"], size=(120, 40))


def test_see_leads_to_a_question_and_back(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        first = studio.screen
        await studio.press("1")
        assert "Two gates" in studio.text()
        await studio.press("1")
        assert studio.screen is not first and studio.screen.question.id == "small.several"
        await studio.press("1", "enter", "enter")
        assert studio.app.screen is first
        await studio.press("1", "escape")
        assert studio.app.screen is first
        await studio.press("enter")
        assert studio.screen.question.id == "small.match"
        await studio.press("escape", "c")
        assert studio.screen.question.id == "small.match", "the look aside is not what is resumed"

    drive(tmp_path, act, ids=["small.choice", "small.match"], size=(80, 40))


def test_what_was_answered_beside_a_sitting_is_not_asked_in_it_again(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        first = studio.screen
        await studio.press("1")
        assert "1 of 3" in studio.text()
        await studio.press("1", "1", "enter", "ctrl+t", "escape")
        assert studio.app.screen is first and "1 of 3" in studio.text(), "taken back there"
        await studio.press("1", "1", "enter", "enter")
        assert studio.app.screen is first and "2 of 3" in studio.text()
        await studio.press("enter")
        assert studio.screen.question.id == "small.match" and "3 of 3" in studio.text()
        asked = [attempt.question for attempt in studio.app.store.attempts()]
        assert asked == ["small.choice", "small.several"]
        await studio.press("1", "2", "0", "enter", "enter")
        assert summary(studio.app.screen.session.sitting).left == 0

    ids = ["small.choice", "small.several", "small.match"]
    drive(tmp_path, act, ids=ids, size=(80, 40))


def test_what_is_beside_a_practice_leaves_the_schedule_alone_too(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.app.push_screen(new_sitting(studio.app, ["small.choice"], practice=True))
        await studio.press("1", "1", "1", "enter")
        assert studio.screen.question.id == "small.several" and studio.screen.over
        assert not studio.app.store.due(10**6) and not studio.app.store.coming(0)

    drive(tmp_path, act, ids=["small.match"], size=(80, 40))


def test_see_opens_the_code_of_a_reference_model(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("1", "2")
        assert isinstance(studio.app.screen, ReferenceScreen)
        await studio.press("end")
        assert "d_tanh_from_output" in studio.text()
        await studio.press("t")
        assert "PyTorch" in studio.text()
        await studio.press("escape", "9")
        assert studio.screen.question.id == "small.choice", "what does not exist has no number"

    drive(tmp_path, act, ids=["small.choice"])


def test_only_what_exists_is_offered() -> None:
    bank = Bank.open(Path(__file__).parent / "bank")
    found = links(bank, bank.get("small.choice"), "ja")
    assert [(link.id, link.reference) for link in found] == [("small.several", ""), ("", "tanh"), ("", "")]
    assert found[-1].demo == "logistic"
    bank.close()


def test_every_reference_of_the_shipped_bank_opens() -> None:
    bank = Bank.open(None)
    for row in bank.rows():
        question = bank.get(row.id)
        named = [see.partition(":")[2] for see in question.see if see.startswith("reference:")]
        assert [link.reference for link in links(bank, question, "ja") if link.reference] == named, row.id
        assert all(page(name, "ja") for name in named), row.id
    bank.close()


def test_a_bookmark_shows_in_lists(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("m")
        assert studio.app.store.marks("bookmark") == {"small.choice"}
        assert "* Peak of a slope" in studio.text()
        studio.app.push_screen(QuestionsScreen("small"))
        await studio.settle()
        assert "*Peak of a slope" in studio.text()
        await studio.press("m")
        assert studio.app.store.marks("bookmark") == set()

    drive(tmp_path, act, ids=["small.choice"])


def test_a_wrong_question_is_reported_and_set_aside(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("2", "w", "w")
        (report,) = (tmp_path / "reports").glob("small.choice-*.md")
        text = report.read_text(encoding="utf-8")
        assert "largest slope" in text and "small.yaml" in text
        assert "Not the right answer" in text and "- 2. " in text
        assert str(report) in "".join(studio.text().split())
        await studio.press("escape")
        assert "nothing due" in studio.text() and "0/8" in studio.text()
        await studio.sit("small.choice")
        await studio.press("w", "escape")
        assert "next tomorrow (1)" in studio.text()

    drive(tmp_path, act, ids=["small.choice"], size=(100, 30))


def test_a_report_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("in the way")

    async def act(studio: Studio) -> None:
        await studio.press("w", "w")
        assert "could not be written" in studio.text() and "Set aside" in studio.text()
        assert studio.app.store.marks("set-aside") == {"small.choice"}

    drive(tmp_path, act, ids=["small.choice"])


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_one_stray_key_takes_no_question_out_of_study(tmp_path: Path, lang: str) -> None:
    again, taken, head = (
        ("w again", "asked again", "1 set aside")
        if lang == "en"
        else ("もう一度 w", "また出題", "除外中 1 問")
    )

    async def act(studio: Studio) -> None:
        await studio.press("w")
        assert again in studio.text()
        for key in ("z", "j", "space"):
            await studio.press(key)
            assert again not in studio.text(), "any other key takes it back"
            await studio.press("w")
            assert again in studio.text() and not studio.app.store.marks("set-aside")
        await studio.press("z")
        for key in ("2", "w", "m", "w", "j"):
            studio.app.post_message(events.Key(key, key))  # typed ahead: all arrive before the first acts
        await studio.settle()
        await studio.press("w", "enter", "escape", "escape")
        assert not studio.app.store.marks("set-aside") and not (tmp_path / "reports").exists()
        assert head not in studio.text()
        await studio.sit("small.choice")
        await studio.press("w", "w")
        assert studio.app.store.marks("set-aside") == {"small.choice"}
        await studio.press("escape")
        assert head in studio.text()
        await studio.sit("small.choice")
        await studio.press("w")
        assert taken in studio.text() and not studio.app.store.marks("set-aside")

    drive(tmp_path, act, ids=["small.choice"], lang=lang)


@pytest.mark.parametrize(("id", "text"), [("small.type", "x + x"), ("small.text", "GRU")])
def test_keys_that_arrive_together_keep_their_order(tmp_path: Path, id: str, text: str) -> None:
    async def act(studio: Studio) -> None:
        for key in [*"abc", "left", *["backspace"] * 2, "delete", *text]:
            name = {" ": "space", "+": "plus"}.get(key, key)
            studio.app.post_message(events.Key(name, key if len(key) == 1 else None))
        await studio.settle()
        await studio.settle()
        if id == "small.type":
            assert studio.screen.query_one(CodeEditor).region_texts() == {"out": text}
        else:
            assert studio.screen.query_one("#entry").value == text  # type: ignore[attr-defined]

    drive(tmp_path, act, ids=[id])


def test_own_pairs_are_in_view_beside_the_right_ones(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        order = studio.screen.place.order  # type: ignore[attr-defined]
        await studio.press(str(order.index(0) + 1), str(order.index(2) + 1), "enter")
        text = studio.text()
        assert "✓ sigmoid → (0, 1)" in text and "✗ tanh → (−1, 1)   (yours: (0, 2))" in text
        assert studio.feedback().count("sigmoid →") == 1

    drive(tmp_path, act, ids=["small.match"])


def test_the_explanation_stands_above_the_worked_solution(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("i" if studio.screen.question.mode == "choose" else "f8")
        said = studio.feedback()
        assert said.index("Explanation") < said.index("Worked solution")

    for id in ("small.choose", "small.type"):
        drive(tmp_path, act, ids=[id])


def test_own_code_is_read_above_the_worked_solution_where_the_editor_is_not_beside_it(tmp_path: Path) -> None:
    async def narrow(studio: Studio) -> None:
        await studio.press(*"x * 2", "f5")
        said = studio.feedback()
        assert said.index("Your code") < said.index("Worked solution")

    async def wide(studio: Studio) -> None:
        await studio.press(*"x * 2", "f5")
        assert "Your code" not in studio.feedback() and "x * 2" in studio.text()

    drive(tmp_path / "a", narrow, ids=["small.type"])
    drive(tmp_path / "b", wide, ids=["small.type"], size=(120, 40))


def test_an_untouched_starter_is_not_judged(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("f5")
        assert "Nothing has been written yet" in studio.text() and studio.outcomes() == []
        await studio.press("x", "f5")
        assert studio.outcomes() == ["wrong"]

    drive(tmp_path, act, ids=["small.type"])


def test_what_is_typed_after_f5_is_not_judged_with_it(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        studio.judge.hold = True
        for key in [*"xx", "f5", *"yy"]:
            studio.app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(200):
            if studio.judge.sources and studio.screen.query_one(CodeEditor).region_texts()["out"] == "xxyy":
                break
            await studio.pilot.pause(0.02)
        assert "return xx\n" in studio.judge.sources[0]
        await studio.pilot.press("escape")

    drive(tmp_path, act, ids=["small.type"])


def test_a_stopped_check_leaves_a_judge_that_starts_again_at_once(tmp_path: Path) -> None:
    warmed: list[bool] = []

    class Warming(FakeJudge):
        async def warm(self, *, torch: bool) -> None:
            warmed.append(torch)

    judge = Warming()
    judge.hold = True

    async def act(studio: Studio) -> None:
        before = len(warmed)
        await studio.pilot.press("x", "f5")
        await studio.pilot.pause()
        await studio.pilot.press("escape")
        await studio.settle()
        assert len(warmed) == before + 1

    drive(tmp_path, act, ids=["small.type"], judge=judge)


def test_neighbours_are_an_easier_and_a_harder_question_with_most_in_common() -> None:
    def row(name: str, level: int, *tags: str, topic: str = "a") -> Row:
        return Row(name, "choice", "", topic, level, Text(name, name), tags, ("en", "ja"), (), "", "r")

    rows = [
        row("a.1", 1),
        row("a.2", 1, "x", "y"),
        row("a.me", 2),
        row("b.1", 3, "x", topic="b"),
        row("a.3", 3, "y"),
        row("a.4", 3, "x", "y", "z"),
    ]
    me = Question("a.me", "a", Text("", ""), 2, Text("", ""), ShortText(()), Text("", ""), tags=("x", "y"))
    assert [(word, one.id) for word, one in neighbours(me, rows)] == [("easier", "a.2"), ("harder", "a.4")]
