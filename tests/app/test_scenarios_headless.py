"""Evenings with the app, without a terminal but with the real judge: what a learner sees, step by step.

The same evenings in a real terminal: ``test_scenarios_terminal.py``.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from app.studio import Studio, drive

from quizrnn.app.screens.demo import DemoScreen
from quizrnn.app.screens.home import HomeScreen
from quizrnn.app.widgets.codepad import CodePad
from quizrnn.app.widgets.editor import CodeEditor
from quizrnn.app.widgets.options import OptionsList
from quizrnn.grading import Coded
from quizrnn.judge.client import Judge

SHIPPED = Path(__file__).parents[2]
"""The bank that a user sees."""
EVENING = Path(__file__).parent / "evening"
"""A bank for what the other has no question for: a note on values that were not asked for."""
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
        for word in ("続きから", "今日の復習", "新しい問題", "再帰型", "デモ", "検索"):
            assert word in text
        await studio.press("l")
        assert "Continue" in studio.text() and "続きから" not in studio.text()

    drive(tmp_path, act, lang=None, bank_at=SHIPPED)


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
        assert re.search(r"正解 \d", said)
        await studio.press("a")
        assert "いつも 1 の割合" in studio.feedback() or "古い状態の重みが 1 のまま" in studio.feedback()
        assert studio.outcomes() == ["wrong"]
        await studio.press("y")
        assert "コピーしました" in studio.text()
        shows_the_difference(studio)
        await studio.press("d")
        await until(studio, lambda: isinstance(studio.app.screen, DemoScreen))
        assert "D15" in studio.text()
        await studio.press("escape")
        assert "(1 - z) * h + z * h_tilde" in studio.feedback()

    drive(tmp_path, act, lang="ja", ids=["gru.state-update"], judge=Judge(), bank_at=SHIPPED)


def shows_the_difference(studio: Studio) -> None:
    """The copied line, run in Python with the worked solution, gives what was expected."""
    program = (SHIPPED / "solutions" / "gru" / "state_update.py").read_text(encoding="utf-8")
    printed: list[Any] = []
    names: dict[str, Any] = {"print": printed.append}
    exec(program, names)
    (attempt,) = studio.app.store.attempts()
    assert attempt.verdict is not None and attempt.verdict.counterexample is not None
    assert studio.app.clipboard.startswith("print(gru_step(")
    exec(studio.app.clipboard, names)
    (value,), shown = printed, attempt.verdict.counterexample
    assert np.allclose(value, shown.expected["array"], atol=1e-4)
    assert not np.allclose(value, shown.got["array"], atol=1e-4)


def test_a_function_wrong_in_shape_then_in_value_then_right(tmp_path: Path) -> None:
    async def first(studio: Studio) -> None:
        write(studio, TRANSPOSED)
        said = await check(studio)
        assert "shape" in said and "N" in said
        write(studio, COLUMNS)
        said = await check(studio)
        assert "softmax over the batch axis" in said and "Smallest input" in said

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


GRU = """H = h.shape[1]
xr, xz, xn = np.split(x @ Wx, 3, axis=1)
Ur, Uz, Un = Wh[:, :H], Wh[:, H : 2 * H], Wh[:, 2 * H :]
r = sigmoid(xr + h @ Ur)
z = sigmoid(xz + h @ Uz)
n = np.tanh(xn + {inner})
{end}"""
AFTER, BEFORE = "r * (h @ Un)", "(r * h) @ Un"
END = "return (1 - z) * h + z * n"


def test_a_step_of_the_shipped_bank_until_it_is_right(tmp_path: Path) -> None:
    async def act(studio: Studio) -> None:
        write(studio, GRU.format(inner=BEFORE, end=f"return ({END.removeprefix('return ')}).T"))
        said = await check(studio)
        assert "shape" in said and "N" in said
        write(studio, GRU.format(inner=AFTER, end=END))
        said = await check(studio)
        assert "a GRU that resets after the product" in said and "Smallest input" in said
        write(studio, GRU.format(inner=BEFORE, end="return z * h + (1 - z) * n"))
        said = await check(studio)
        assert studio.screen.over
        for word in ("Right", "Your z is the share of the old state", "return (1 - z) * h + z * n"):
            assert word in said
        assert studio.outcomes() == ["wrong", "wrong", "right"]

    drive(tmp_path, act, ids=["gru.step"], judge=Judge(), bank_at=SHIPPED, size=(120, 40))
