"""After an answer: what is in view, where one can go on, marks and reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import Studio, drive
from textual import events

from quizrnn.app.screens.links import links, reference_code
from quizrnn.app.screens.questions import QuestionsScreen
from quizrnn.app.screens.reference import ReferenceScreen
from quizrnn.app.widgets.editor import CodeEditor
from quizrnn.app.widgets.options import OptionsList
from quizrnn.bank import Bank


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


def test_see_opens_the_code_of_a_reference_model(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("1", "2")
        assert isinstance(studio.app.screen, ReferenceScreen)
        await studio.press("end")
        assert "d_tanh_from_output" in studio.text()
        await studio.press("t")
        assert "PyTorch" in studio.text()
        await studio.press("escape", "3")
        assert studio.screen.question.id == "small.choice", "what does not exist has no number"

    drive(tmp_path, act, ids=["small.choice"])


def test_only_what_exists_is_offered() -> None:
    bank = Bank.open(Path(__file__).parent / "bank")
    found = links(bank, bank.get("small.choice"), "ja")
    assert [(link.id, link.reference) for link in found] == [("small.several", ""), ("", "tanh")]
    assert reference_code("../errors") == ""
    assert "def gru_step" in reference_code("gru") and "import torch" in reference_code("gru", torch=True)
    assert "def relu" not in reference_code("tanh")
    bank.close()


def test_every_reference_of_the_shipped_bank_opens() -> None:
    bank = Bank.open(None)
    for row in bank.rows():
        question = bank.get(row.id)
        named = [see.partition(":")[2] for see in question.see if see.startswith("reference:")]
        assert [link.reference for link in links(bank, question, "ja") if link.reference] == named, row.id
        assert all(reference_code(name) for name in named), row.id
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
        await studio.press("2", "w")
        (report,) = (tmp_path / "reports").glob("small.choice-*.md")
        text = report.read_text(encoding="utf-8")
        assert "largest slope" in text and "Last verdict: wrong" in text and "small.yaml" in text
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
        await studio.press("w")
        assert "could not be written" in studio.text()
        assert studio.app.store.marks("set-aside") == set()

    drive(tmp_path, act, ids=["small.choice"])


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
