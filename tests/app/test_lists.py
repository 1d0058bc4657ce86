"""Lists say how one studies them, and what kind each question is."""

from __future__ import annotations

from pathlib import Path

import pytest
from app.studio import Studio, drive

from quizrnn.app.screens.questions import QuestionsScreen


@pytest.mark.parametrize(
    ("lang", "enter", "practise", "order"),
    [
        ("en", "Enter from here on", "p practise, unscheduled", "order"),
        ("ja", "Enter ここから解く", "p 練習だけ（予定なし）", "並べ替え"),
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_list_names_both_ways_and_each_kind(
    tmp_path: Path, lang: str, enter: str, practise: str, order: str, size: tuple[int, int]
) -> None:
    async def act(studio: Studio) -> None:
        studio.app.push_screen(QuestionsScreen("small"))
        await studio.settle()
        text = studio.text()
        assert enter in text and practise in text
        row = next(line for line in text.split("\n") if "One step" in line or "1 回の更新" in line)
        assert order in row

    drive(tmp_path, act, lang=lang, size=size)


def test_the_search_line_names_enter_only_where_it_opens_a_question(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        await studio.press("slash", *"order")
        assert "from here on" not in studio.text()
        await studio.press("enter")
        assert "Enter from here on" in studio.text()
        await studio.press("enter")
        assert studio.screen.question.id == "small.order"

    drive(tmp_path, act)


def test_enter_schedules_what_is_answered_and_practising_does_not(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        studio.app.push_screen(QuestionsScreen("small"))
        await studio.settle()
        await studio.press("p", "1")
        practised = studio.screen.question.id
        assert studio.app.store.card(practised).due == 0
        await studio.press("escape", "enter")
        assert studio.screen.question.id == practised
        await studio.press("1")
        assert studio.app.store.card(practised).due > 0

    drive(tmp_path, act)
