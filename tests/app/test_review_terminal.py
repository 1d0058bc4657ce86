"""The review in a real terminal that dies; and two apps at once."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from app.terminal import product
from app.test_review import past

from quizrnn.progress import open_store

BANK = Path(__file__).parent / "bank"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and opens a pseudo-terminal")


def answered(folder: Path) -> list[str]:
    store = open_store(folder)
    assert store.trouble is None
    found = [one.question for one in store.attempts() if one.way == "app"]
    store.close()
    return found


def test_a_review_goes_on_where_the_terminal_died(tmp_path: Path) -> None:
    past(tmp_path, "small.choice", "small.text", "small.number", seconds=70.0)
    with product(tmp_path, BANK, "ja") as terminal:
        terminal.see("今日の復習", "3 問", "約 4 分")
        terminal.keys("t")
        terminal.see("3 問、約 4 分", "傾きの最大")
        terminal.keys("r")
        terminal.see("1 / 3")
        terminal.keys("1")
        terminal.see("次の復習: ", "評価")
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.wait()
    assert answered(tmp_path) == ["small.choice"]
    with product(tmp_path, BANK, "ja") as terminal:
        terminal.see("2 問", "続きから")
        terminal.keys("\r")  # in the middle of the review that was left
        terminal.see("2 / 3")
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.wait()
    assert answered(tmp_path) == ["small.choice"]


def test_two_apps_at_once_see_each_others_answers(tmp_path: Path) -> None:
    past(tmp_path, "small.choice", "small.text")
    with product(tmp_path, BANK, "en") as one, product(tmp_path, BANK, "en") as other:
        one.see("2 questions")
        other.see("2 questions")
        one.keys("r")
        one.see("1 of 2")
        one.keys("1")
        one.see("Next review")
        other.keys("t")
        other.see("1 question, about")
        one.keys("q")
        one.wait()
        other.keys("q")
        other.wait()
    assert answered(tmp_path) == ["small.choice"]
