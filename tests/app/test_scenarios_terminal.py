"""The evenings of ``test_scenarios_headless.py`` in a real pseudo-terminal, and one with one's own editor."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from app.terminal import Terminal, product, surroundings
from app.test_scenarios_headless import AFTER, BEFORE, END, EVENING, GRU, SHIPPED

from quizrnn.progress import open_store

CHECK = "\x1b[15~"
RESTART = "\x12"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="opens a pseudo-terminal")


def outcomes(home: Path) -> list[str]:
    store = open_store(home)
    found = [attempt.outcome for attempt in store.attempts()]
    store.close()
    return found


def test_the_first_start_in_a_japanese_locale_asks_nothing(tmp_path: Path) -> None:
    with product(tmp_path, SHIPPED, None, LANG="ja_JP.UTF-8") as terminal:
        terminal.see("続きから", "今日の復習", "新しい問題", "再帰型", "検索")
        terminal.keys("l")
        terminal.see("Continue", "Review", "suggestion")
        terminal.keys("q")
        terminal.wait()


def test_a_wrong_option_has_been_run_and_shows_what_it_does(tmp_path: Path) -> None:
    begin = ("-m", "quizrnn", "--lang", "ja", "quiz", "gru.state-update")
    with Terminal(*begin, environment=surroundings(tmp_path)).closing() as terminal:
        terminal.see("新しい隠れ状態", "1 / 1")
        wrong = terminal.find(r"(\d)  z \* h_tilde")
        terminal.keys(wrong[1])
        terminal.see(f"あなたの答え {wrong[1]}", "正解", "最小の反例", "y コピー")
        terminal.keys("y")
        terminal.see("コピーしました")
        terminal.until(lambda: terminal.copied.startswith("print(gru_step(np.array("))
        terminal.keys("d")
        terminal.see("D15", "時間をさかのぼる勾配", "試せる変種")
        terminal.keys("\x1b")
        terminal.see("最小の反例")
        terminal.keys("q")
        terminal.wait()
    assert outcomes(tmp_path) == ["wrong"]


def test_a_step_of_the_shipped_bank_until_it_is_right(tmp_path: Path) -> None:
    begin = ("-m", "quizrnn", "--lang", "en", "quiz", "gru.step")
    with Terminal(*begin, environment=surroundings(tmp_path), size=(120, 40)).closing() as terminal:
        terminal.see("One GRU step from scratch", "def gru_step")
        terminal.keys(typed(AFTER, END) + CHECK)
        terminal.see("equals that of a GRU that resets after", "Smallest input")
        terminal.keys(RESTART)
        terminal.see("as it was at the start")
        terminal.keys(typed(BEFORE, END) + CHECK)
        terminal.see("Right", "return (1 - z) * h + z * n")
        terminal.keys("q")
        terminal.wait()
    assert outcomes(tmp_path) == ["wrong", "right"]


def typed(inner: str, end: str) -> str:
    """A step of the GRU as it is typed, line by line."""
    return GRU.format(inner=inner, end=end).replace("\n", "\r")


def test_a_function_until_it_is_right_with_a_kill_between(tmp_path: Path) -> None:
    begin = ("-m", "quizrnn", "--lang", "en", "quiz", "--bank", str(EVENING), "evening.softmax")
    home, size = surroundings(tmp_path), (120, 40)
    with Terminal(*begin, environment=home, size=size).closing() as terminal:
        terminal.see("Write the softmax", "def softmax")
        terminal.keys("return (np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)).T" + CHECK)
        terminal.see("shape")
        terminal.keys(RESTART)
        terminal.see("as it was at the start")
        terminal.keys("e = np.exp(x - x.max())\rreturn e / e.sum(axis=0, keepdims=True)" + CHECK)
        terminal.see("softmax over the batch axis", "Smallest input")
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.wait()
    assert outcomes(tmp_path) == ["wrong", "wrong"]
    with Terminal(
        "-m", "quizrnn", "--lang", "en", "--bank", str(EVENING), environment=home, size=size
    ).closing() as (terminal):
        terminal.see("Continue")
        terminal.keys("c")
        terminal.see("axis=0, keepdims=True")
        terminal.keys(RESTART)
        terminal.see("as it was at the start")
        terminal.keys("e = np.exp(x)\rreturn e / e.sum(axis=1, keepdims=True)" + CHECK)
        terminal.see("Right", "overflows beyond 710", "x.max(axis=1, keepdims=True)")
        terminal.keys("q")
        terminal.wait()
    assert outcomes(tmp_path) == ["wrong", "wrong", "right"]


def test_ones_own_editor_and_a_verdict_on_each_save(tmp_path: Path) -> None:
    home, work = surroundings(tmp_path / "home"), tmp_path / "work"
    work.mkdir()
    start = ("-m", "quizrnn", "start", "gru.step", "--dir", str(work), "--lang", "ja")
    with Terminal(*start, environment=home).closing() as terminal:
        terminal.see("gru.step.py")
        terminal.wait()
    file = work / "gru.step.py"
    begun = file.read_text(encoding="utf-8")
    assert "ゲート、候補、新しい状態を求める" in begun and "    ..." in begun
    watch = ("-m", "quizrnn", "watch", str(work), "--lang", "ja")
    with Terminal(*watch, environment=home).closing() as terminal:
        terminal.see("保存を待っています", "ヒント")
        for inner, words in ((AFTER, "積の後でリセットする GRU"), (BEFORE, "正解です")):
            terminal.keys("")
            answer = GRU.format(inner=inner, end=END).replace("\n", "\n    ")
            file.write_text(begun.replace("...", answer), encoding="utf-8")
            terminal.see(words)
        terminal.keys("h")
        terminal.see("ゲートから始める")
        terminal.keys("s")
        terminal.see("y")
        terminal.keys("y")
        terminal.see("まずゲート、次にリセット済みの状態")
        terminal.keys("n")
        terminal.see("gru.")
        terminal.keys("q")
        terminal.wait()
    assert outcomes(tmp_path / "home") == ["wrong", "right", "revealed"]
    assert [one.name for one in work.glob("gru.*.py") if one != file]
