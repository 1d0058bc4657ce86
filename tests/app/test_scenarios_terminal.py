"""The evenings of ``test_scenarios_headless.py`` in a real pseudo-terminal, and one with one's own editor."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from app.terminal import Terminal, product, surroundings

from quizrnn.bank import Bank
from quizrnn.progress import open_store

EVENING = Path(__file__).parent / "evening"
CHECK = "\x1b[15~"
RESTART = "\x12"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="opens a pseudo-terminal")


def outcomes(home: Path) -> list[str]:
    store = open_store(home)
    found = [attempt.outcome for attempt in store.attempts()]
    store.close()
    return found


def test_the_first_start_in_a_japanese_locale_asks_nothing(tmp_path: Path) -> None:
    with product(tmp_path, EVENING, None, LANG="ja_JP.UTF-8") as terminal:
        terminal.see("続きから", "今日の復習", "新しい問題", "ある晩", "検索")
        terminal.keys("l")
        terminal.see("Continue", "Review", "An evening")
        terminal.keys("q")
        terminal.wait()


def test_a_wrong_option_has_been_run_and_shows_what_it_does(tmp_path: Path) -> None:
    with product(tmp_path, EVENING, "ja") as terminal:
        terminal.see("新しい問題")
        terminal.keys("n")
        terminal.see("新しい隠れ状態", "1 / 2")
        wrong = terminal.find(r"(\d)  z \* h_tilde")
        terminal.keys(wrong[1])
        terminal.see(f"あなたの答え {wrong[1]}", "正解", "最小の反例")
        terminal.keys("q")
        terminal.wait()
    assert outcomes(tmp_path) == ["wrong"]


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
        terminal.see("softmax over the batch axis", "smallest input")
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
    where = ("--bank", str(EVENING), "--lang", "ja")
    start = ("-m", "quizrnn", "start", "evening.softmax", "--dir", str(work), *where)
    with Terminal(*start, environment=home).closing() as terminal:
        terminal.see("evening.softmax.py")
        terminal.wait()
    file = work / "evening.softmax.py"
    begun = file.read_text(encoding="utf-8")
    assert "行ごとのソフトマックスを書け" in begun and "..." in begun
    with Terminal("-m", "quizrnn", "watch", str(work), *where, environment=home).closing() as terminal:
        terminal.see("保存を待っています", "ヒント")
        for answer, words in (
            (
                "e = np.exp(x - x.max())\n    return e / e.sum(axis=0, keepdims=True)",
                "バッチ方向のソフトマックス",
            ),
            ("e = np.exp(x)\n    return e / e.sum(axis=1, keepdims=True)", "710 を超えると桁あふれする"),
        ):
            terminal.keys("")
            file.write_text(begun.replace("...", answer), encoding="utf-8")
            terminal.see(words)
        terminal.keys("h")
        terminal.see("各行の和は 1 である")
        terminal.keys("s")
        terminal.see("y")
        terminal.keys("y")
        terminal.see("x.max(axis=1, keepdims=True)")
        terminal.keys("n")
        terminal.see("この分野の問題はこれで全部です")
        terminal.keys("q")
        terminal.wait()
    assert outcomes(tmp_path / "home")[:2] == ["wrong", "right"]
    bank = Bank.open(EVENING, tmp_path / "cache")
    assert bank.get("evening.softmax").mode == "write"
    bank.close()
