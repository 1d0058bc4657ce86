"""The end of a sitting says what it did and where Enter goes, and asks again what one wants to look at again."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import Studio, drive

from quizrnn.app.screens.home import HomeScreen
from quizrnn.app.screens.questions import QuestionsScreen
from quizrnn.app.screens.sitting import new_sitting
from quizrnn.app.screens.summary import SummaryScreen
from quizrnn.app.widgets.menu import Menu

WORDS = {
    "en": ("Back to the start page", "1 right, 1 not yet, 1 skipped", "min. 1 question comes back tomorrow, 1 in ", "ask again"),
    "ja": ("最初の画面に戻る", "正解 1", "分。次の復習: 明日 1 問、", "もう一度解く"),
}  # fmt: skip


async def over(studio: Studio) -> None:
    """One right, one wrong, one skipped."""
    await studio.press("1", "enter", "1", "enter", "enter", "escape", "s")
    assert isinstance(studio.app.screen, SummaryScreen)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_counts_the_schedule_and_the_way_back(tmp_path: Path, lang: str, size: tuple[int, int]) -> None:
    async def act(studio: Studio) -> None:
        await over(studio)
        for word in WORDS[lang]:
            assert word in studio.text()
        studio.app.lang = "ja" if lang == "en" else "en"
        await studio.settle()
        assert WORDS[lang][0] not in studio.text() and WORDS[studio.app.lang][0] in studio.text()
        await studio.press("enter")
        assert isinstance(studio.app.screen, HomeScreen)

    drive(tmp_path, act, lang=lang, size=size, ids=["small.choice", "small.several", "small.number"])


def test_a_question_is_asked_again_by_its_digit_or_from_the_menu_and_one_comes_back(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await over(studio)
        menu = studio.app.screen.query_one(Menu)
        assert [entry.id for entry in menu.entries if entry.id] == ["back", "small.several", "small.number"]
        await studio.press("3", "1")
        assert studio.screen.question.id == "small.several"
        await studio.press("1", "3", "enter")
        assert studio.outcomes()[-1] == "right"
        await studio.press("enter")
        assert isinstance(studio.app.screen, SummaryScreen) and "✓ Two gates" in studio.text()
        await studio.press("down", "down")
        assert "Enter ask again" in studio.text()
        await studio.press("enter")
        assert studio.screen.question.id == "small.number"
        await studio.press("escape", "escape")
        assert isinstance(studio.app.screen, SummaryScreen)
        await studio.press("escape")
        assert isinstance(studio.app.screen, HomeScreen)
        assert studio.app.store.unfinished() == []

    drive(tmp_path, act, ids=["small.choice", "small.several", "small.number"])


@pytest.mark.parametrize(("lang", "words"), [("en", "Back to the list"), ("ja", "一覧に戻る")])
def test_from_a_list_one_comes_back_to_the_list(tmp_path: Path, lang: str, words: str) -> None:
    async def act(studio: Studio) -> None:
        studio.app.push_screen(QuestionsScreen("small"))
        await studio.settle()
        await studio.sit("small.choice")
        await studio.press("1", "enter")
        assert words in studio.text()
        await studio.press("enter")
        assert isinstance(studio.app.screen, QuestionsScreen)

    drive(tmp_path, act, lang=lang)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Practice: the schedule was left alone."), ("ja", "練習なので、復習の予定は変わっていません。")],
)
def test_practice_says_that_the_schedule_was_left_alone(tmp_path: Path, lang: str, words: str) -> None:
    async def act(studio: Studio) -> None:
        studio.app.push_screen(new_sitting(studio.app, ["small.choice"], practice=True))
        await studio.settle()
        await studio.press("2", "enter")
        assert words in studio.text()
        await studio.press("1")
        assert studio.screen.session.sitting.practice, "what is asked again after practice is practice"

    drive(tmp_path, act, lang=lang)
