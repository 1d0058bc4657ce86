"""Demos in the app: found by topic or from a question, in both languages and at every width."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import Studio, drive
from app.trainings import SEEN, begin, over, picture, report, start

from quizrnn.app.screens.demo import DemoScreen
from quizrnn.app.screens.demos import GalleryScreen, by_group
from quizrnn.app.screens.followed import Order
from quizrnn.app.screens.formlist import meaning
from quizrnn.app.screens.prediction import PredictionScreen
from quizrnn.app.screens.told import as_listed
from quizrnn.app.widgets.block import Block
from quizrnn.app.widgets.menu import Menu
from quizrnn.app.widgets.prose import prose
from quizrnn.bank.model import Text as BankText
from quizrnn.bank.model import Topic
from quizrnn.demos import DEMOS, find_demo
from quizrnn.demos.events import End, Metric, Note
from quizrnn.i18n.gallery import EN, JA

SIZES = [(80, 24), (120, 40), (60, 20)]


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


def test_from_a_question_to_its_demo_and_back_to_the_same_place(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("1")
        assert "demo D07: Logistic regression" in studio.text()
        await studio.press("d")
        assert isinstance(studio.app.screen, DemoScreen)
        await studio.press("s", "escape", "escape")
        assert studio.screen.question.id == "small.choice" and studio.screen.over

    drive(tmp_path, act, ids=["small.choice"], size=(80, 40))


def test_words_of_a_demo_name_variants_as_the_app_lists_them() -> None:
    demo = find_demo("D07")
    words = "better (--try newton), not --try nobody. Bring --data."
    assert (
        as_listed(words, demo, "en") == "better (“Newton's method”), not --try nobody. Bring “Your own data”."
    )
    assert as_listed("（--try newton）。", demo, "ja") == "（「ニュートン法」）。"


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
        await over(studio)
        check("training")

    drive(tmp_path, act, size=size)
