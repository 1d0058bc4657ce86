"""``quizrnn quiz NAME`` opens the app on what was named."""

import asyncio
import random
from pathlib import Path

import pytest
from app.studio import BANK, FakeJudge, Studio, drive

from quizrnn.app.app import QuizrnnApp
from quizrnn.app.screens.home import HomeScreen
from quizrnn.app.screens.sitting import SittingScreen
from quizrnn.bank import Bank
from quizrnn.cli.filters import Filters
from quizrnn.errors import QuizrnnError
from quizrnn.progress import open_store


def named(*what: str, kinds: tuple[str, ...] = ()) -> Filters:
    return Filters(what=what, kinds=kinds)


def test_the_app_begins_with_the_sitting_that_was_asked_for(tmp_path: Path) -> None:
    bank, store = Bank.open(BANK, tmp_path / "cache"), open_store(tmp_path)
    wanted = bank.rows()[2].id
    sitting = named(wanted).sitting(bank, store, "en", random.Random(1), new=False)

    async def go() -> None:
        app = QuizrnnApp(bank, store, "en", FakeJudge, first=sitting)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, SittingScreen)
            assert app.screen.question.id == wanted
            assert isinstance(app.screen_stack[1], HomeScreen)

    asyncio.run(go())


def test_a_slip_is_told_before_the_app_opens(tmp_path: Path) -> None:
    bank, store = Bank.open(BANK, tmp_path / "cache"), open_store(tmp_path)
    with pytest.raises(QuizrnnError, match="no"):
        named("nonsense").sitting(bank, store, "en", random.Random(1), new=False)
    with pytest.raises(QuizrnnError, match="No question fits"):
        named(bank.topics()[0].id, kinds=("nothing",)).sitting(bank, store, "en", random.Random(1), new=False)


def test_an_answer_that_comes_before_the_judge_starts_it(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        studio.app.judge = None
        await studio.press("1")
        assert studio.outcomes() in (["right"], ["wrong"])
        assert studio.app.judge is not None

    drive(tmp_path, act, ids=["small.choose"])
