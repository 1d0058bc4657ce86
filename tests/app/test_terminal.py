"""The whole product from key press to verdict, in a real terminal with the real judge."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from app.terminal import PATIENCE, descendants, gone, product

from quizrnn.progress import open_store

BANK = Path(__file__).parent / "bank"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and opens a pseudo-terminal")


SKIP = "\x1b[20~"
CHECK = "\x1b[15~"


def test_answers_are_judged_explained_and_kept(tmp_path: Path) -> None:
    with product(tmp_path, BANK, "ja") as terminal:
        terminal.see("新しい問題", "小さな分野")
        terminal.keys("n")
        terminal.see("傾きの最大", "1 / 9")
        for number in range(2, 9):
            terminal.keys(SKIP)
            terminal.see(f"{number} / 9")
        drawn = terminal.see("行を選ぶ", "-x")
        wrong, right = re.search(r"(\d)  x \* x", drawn), re.search(r"(\d)  x \* 2", drawn)
        assert wrong and right, drawn
        terminal.keys(wrong[1])
        terminal.see(f"あなたの答え {wrong[1]}", f"正解 {right[1]}", "最小の反例")
        family = descendants(terminal.pid)
        assert family, "the judge is a process of its own"
        terminal.keys("\r")
        terminal.see("行を書く", "9 / 9", "判定")
        terminal.keys("x * x" + CHECK)
        terminal.see("まだ正解ではありません")
        terminal.keys("\x7f" * 5 + "x + x\n")
        terminal.see("正解です")
        family |= descendants(terminal.pid)
        terminal.keys("q")
        terminal.wait()
    assert gone(family)
    store = open_store(tmp_path)
    assert [a.outcome for a in store.attempts() if a.kind != "skip"] == ["wrong", "wrong", "right"]
    store.close()


@pytest.mark.parametrize("end", ["hang up", "kill"])
def test_nothing_runs_on_when_the_app_is_ended_from_outside(tmp_path: Path, end: str) -> None:
    with product(tmp_path, BANK, "ja") as terminal:
        terminal.see("新しい問題")
        family = wait_for(lambda: descendants(terminal.pid), at_least=2)
        if end == "kill":
            os.kill(terminal.pid, signal.SIGKILL)
        else:
            terminal.hang_up()
        terminal.wait()
    assert gone(family)


def wait_for(count: Callable[[], set[tuple[int, str]]], at_least: int) -> set[tuple[int, str]]:
    """The judge and its zygote, once both are there."""
    until = time.monotonic() + PATIENCE
    while len(found := count()) < at_least:
        assert time.monotonic() < until, found
        time.sleep(0.05)
    return found


def test_a_training_neither_stalls_the_keys_nor_outlives_the_app(tmp_path: Path) -> None:
    with product(tmp_path, BANK, "ja") as terminal:
        terminal.see("新しい問題")
        terminal.keys("d")
        terminal.see("デモ: 目の前で学習する", "ロジスティック回帰")
        terminal.keys("\x1b")
        terminal.see("新しい問題")
        terminal.keys("n")
        terminal.see("傾きの最大")
        terminal.keys("1")
        terminal.see("デモ D07")
        terminal.keys("d")
        terminal.see("試せる変種", "ステップ数")
        terminal.keys("\x1b[B" * 5 + "200000\r")
        terminal.see("200,000")
        terminal.keys("s")
        terminal.see("損失はどうなるか")
        before = descendants(terminal.pid)
        terminal.keys("2")
        terminal.see("残り", "一時停止", "あなたの予想")
        terminal.keys("?")
        terminal.see("どこでも")
        terminal.keys("\x1b")
        terminal.see("残り", "停止", "(1/2) 損失")
        terminal.keys("m")
        terminal.see("正解率")
        terminal.keys("p")
        terminal.see("一時停止中", "再開")
        family = descendants(terminal.pid) - before
        assert family, "the training is a process of its own"
        terminal.keys("q")
        terminal.wait()
    assert gone(family)
