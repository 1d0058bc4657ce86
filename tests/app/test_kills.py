"""The app in a real terminal, killed at random points of an answer: no verdict that was shown is lost."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest
from app.terminal import PATIENCE, Terminal, product

from quizrnn.progress import open_store
from quizrnn.progress.cards import renew_all

KILLS = 15
COUNT = 20
"""Questions of a sitting."""
ITEM = """  - id: kill.q{n:02}
    kind: choice
    level: 1
    title: {{en: Item {n:02}, ja: 項目 {n:02}}}
    ask: {{en: Take the first., ja: 一つ目を選べ。}}
    shuffle: false
    options: [{{text: yes indeed, right: true}}, {{text: never, why: {{en: not the first, ja: 一つ目でない}}}}]
    hints: [{{en: the first, ja: 一つ目}}]
    explain: {{en: So it is., ja: そのとおり。}}
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="opens a pseudo-terminal")


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Twenty questions, each right with 1."""
    root = tmp_path / "bank"
    (root / "questions").mkdir(parents=True)
    head = "topic: kill\ntitle: {en: Kills, ja: 中断}\ngroup: recurrent\nquestions:\n"
    items = "".join(ITEM.format(n=n) for n in range(1, COUNT + 1))
    (root / "questions" / "kill.yaml").write_text(head + items, encoding="utf-8")
    return root


def at_hand(terminal: Terminal, key: str) -> str:
    """Begin or go on with the sitting; returns the question that it stands at."""
    terminal.see("Kills")
    terminal.keys(key)
    name = terminal.find(r"Item (\d\d) ")[1]
    terminal.see("yes indeed", "1-2 choose")
    return f"kill.q{name}"


def answered(home: Path) -> list[str]:
    """The questions with a stored answer; the file is whole, and the schedule is what the answers say."""
    store = open_store(home)
    assert store.trouble is None
    assert store._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    cards = "SELECT * FROM cards ORDER BY question"
    before = store._db.execute(cards).fetchall()
    renew_all(store._db)
    assert store._db.execute(cards).fetchall() == before
    found = [one.question for one in store.attempts()]
    assert len(store.unfinished()) == 1, "the sitting can be gone on with"
    store.close()
    return found


def test_killed_at_any_point_of_an_answer_the_app_keeps_what_it_has_shown(tmp_path: Path, bank: Path) -> None:
    rng = random.Random(11)
    home = tmp_path / "home"
    with product(home, bank, "en") as terminal:
        shown = {at_hand(terminal, "n")}
        began = time.monotonic()
        terminal.keys("1")
        terminal.see("Right")
        whole = time.monotonic() - began  # how long an answer takes on this machine
        terminal.keys("q")
        terminal.wait()
    # From the key to twice that time, and some surely after the verdict.
    points = [2 * whole * (number + rng.random()) / KILLS for number in range(KILLS)]
    late = set(rng.sample(range(KILLS), 4))
    for number, point in enumerate(points):
        with product(home, bank, "en") as terminal:
            question = at_hand(terminal, "c")
            assert question not in shown, "a verdict that was shown is behind"
            terminal.keys("1")
            if number in late:
                terminal.see("Right")
            else:
                read_for(terminal, point)
            os.kill(terminal.pid, signal.SIGKILL)
            read_to_the_end(terminal)
            if "Right" in terminal.drawn:
                shown.add(question)
        assert shown <= set(answered(home))


def read_for(terminal: Terminal, seconds: float) -> None:
    """Take in what is drawn for a while."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        terminal.read(left)


def read_to_the_end(terminal: Terminal) -> None:
    """What had been drawn when the process was killed."""
    until = time.monotonic() + PATIENCE
    while terminal.read(0.1):
        assert time.monotonic() < until, "somebody holds the terminal open"
