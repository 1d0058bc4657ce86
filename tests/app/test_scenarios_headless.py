"""Evenings with the app, without a terminal but with the real judge: what a learner sees, step by step.

The same evenings in a real terminal: ``test_scenarios_terminal.py``.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from app.studio import Studio, drive

from quizrnn.app.screens.home import HomeScreen
from quizrnn.app.widgets.codepad import CodePad
from quizrnn.app.widgets.editor import CodeEditor
from quizrnn.app.widgets.options import OptionsList
from quizrnn.grading import Coded
from quizrnn.judge.client import Judge

EVENING = Path(__file__).parent / "evening"
PATIENCE = 60.0
TRANSPOSED = "return (np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)).T"
COLUMNS = "e = np.exp(x - x.max())\nreturn e / e.sum(axis=0, keepdims=True)"
ROWS = "e = np.exp(x)\nreturn e / e.sum(axis=1, keepdims=True)"


async def until(studio: Studio, seen: Callable[[], bool]) -> None:
    """Wait for something that the judge's process brings about."""
    async with asyncio.timeout(PATIENCE):
        while not seen():
            await studio.pilot.pause(0.05)
    await studio.settle()


def write(studio: Studio, text: str) -> None:
    """What the learner has typed into the editor."""
    pad = studio.screen.query_one(CodePad)
    pad.restore(Coded(dict.fromkeys(pad.editor.regions.names, text)))


async def check(studio: Studio) -> str:
    """F5, and what is said about the answer."""
    await studio.press("f5")
    await until(studio, lambda: not studio.screen.busy)
    return studio.feedback()


def test_the_first_start_speaks_the_language_of_the_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")

    async def act(studio: Studio) -> None:
        assert isinstance(studio.app.screen, HomeScreen)
        text = studio.text()
        for word in ("続きから", "今日の復習", "新しい問題", "ある晩", "0/2", "検索"):
            assert word in text
        await studio.press("l")
        assert "Continue" in studio.text() and "続きから" not in studio.text()

    drive(tmp_path, act, lang=None, bank_at=EVENING)


def test_a_wrong_option_has_been_run_and_shows_what_it_does(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        options = studio.screen.query_one(OptionsList).options
        number = next(n for n, option in enumerate(options, 1) if option.text == "z * h_tilde")
        await studio.press(str(number))
        await until(studio, lambda: bool(studio.feedback()))
        said = studio.feedback()
        for word in (
            f"あなたの答え {number}",
            "最小の反例",
            "前の状態が消えている。",
            "(1 - z) * h + z * h_tilde",
        ):
            assert word in said
        assert re.search(r"正解 \d", said) and "new_state(" in studio.screen.reading.panel.paste
        await studio.press("a")
        assert "ゲートの向きが逆である。" in studio.feedback()
        assert studio.outcomes() == ["wrong"]

    drive(tmp_path, act, lang="ja", ids=["evening.state"], judge=Judge(), bank_at=EVENING)


def test_a_function_wrong_in_shape_then_in_value_then_right(tmp_path: Path) -> None:
    async def first(studio: Studio) -> None:
        write(studio, TRANSPOSED)
        said = await check(studio)
        assert "shape" in said and "N" in said
        write(studio, COLUMNS)
        said = await check(studio)
        assert "softmax over the batch axis" in said and "smallest input" in said

    async def second(studio: Studio) -> None:
        await studio.press("c")
        assert "axis=0" in studio.screen.query_one(CodeEditor).text
        write(studio, ROWS)
        said = await check(studio)
        assert studio.screen.over
        for word in ("Right", "x.max(axis=1, keepdims=True)", "overflows beyond 710"):
            assert word in said
        assert "np.exp(x)\n" in studio.screen.query_one(CodeEditor).text
        assert studio.outcomes() == ["wrong", "wrong", "right"]

    size = (120, 40)
    drive(tmp_path, first, ids=["evening.softmax"], judge=Judge(), bank_at=EVENING, size=size)
    drive(tmp_path, second, judge=Judge(), bank_at=EVENING, size=size)
