"""Nothing is chosen or put in order before the learner has done something: an Enter too many hands in nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import Studio, drive

from quizrnn.app.widgets.editor import CodeEditor
from quizrnn.app.widgets.options import OptionsList

WORDS = {"en": "Choose with a digit, or move", "ja": "数字で選ぶか、上下で選択肢に移って"}


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("question", ["small.choice", "small.choose"])
def test_enter_hands_in_nothing_before_the_learner_has_moved(
    tmp_path: Path, lang: str, question: str
) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("enter", "enter", "space", "enter", "f5")
        assert studio.outcomes() == []
        assert WORDS[lang] in studio.text()
        assert studio.screen.session.draft(code=False) is None
        await studio.press("down")
        assert WORDS[lang] not in studio.text()
        await studio.press("enter")
        assert studio.outcomes() == ["right"]

    drive(tmp_path, act, lang=lang, ids=[question])


def test_an_enter_too_many_after_an_answer_chooses_nothing_in_the_next_question(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("2", *["enter"] * 5)
        assert studio.screen.question.id == "small.choose"
        assert studio.outcomes() == ["wrong"]

    drive(tmp_path, act, ids=["small.choice", "small.choose"])


@pytest.mark.parametrize(
    ("keys", "cursor"), [(("down",), 0), (("up",), -1), (("down", "up"), -1), (("j", "j"), 1)]
)
def test_the_first_move_leads_to_an_end_of_the_options(
    tmp_path: Path, keys: tuple[str, ...], cursor: int
) -> None:
    async def act(studio: Studio) -> None:
        place = studio.screen.place
        assert isinstance(place, OptionsList) and place.cursor is None
        await studio.press(*keys)
        assert place.cursor == cursor % len(place.options)

    drive(tmp_path, act, ids=["small.choice"])


def test_who_does_not_know_sees_the_right_option_in_its_place(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("i")
        preview = studio.screen.query_one("#preview", CodeEditor)
        assert "return x * 2" in preview.text

    drive(tmp_path, act, ids=["small.choose"], size=(120, 40))


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Nothing has been moved yet"), ("ja", "まだ何も動かしていません")]
)
def test_lines_that_nobody_moved_are_no_answer(tmp_path: Path, lang: str, words: str) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("enter", "J", "K", "enter")
        assert studio.outcomes() == []
        assert words in studio.text()
        await studio.press("J", "enter")
        assert len(studio.outcomes()) == 1

    drive(tmp_path, act, lang=lang, ids=["small.order"])
