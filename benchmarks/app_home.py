"""The app's start on a terminal, warm: Home with a large bank, the first question, ``--version``.

    python benchmarks/app_home.py [--questions 10000] [--attempts 10000] [--pairs 11]

Home is measured from the start of the process to its last words on the screen, against a Textual app that
shows one ``Static``; the first question from the key that asks for it, against a key that the same app
answers by another text; ``--version`` against ``python -c pass``. Turn by turn, in one run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app_terminal import HEAD, Timed, difference_row, ratio_row
from bank_maker import make_bank

from quizrnn.bank import Bank
from quizrnn.progress import Attempt, open_store
from quizrnn.progress.cards import renew_all
from quizrnn.progress.rows import dated, insert
from quizrnn.verdict import Verdict

FLOOR = """
from textual.app import App
from textual.widgets import Static

class Floor(App):
    def compose(self):
        yield Static("nothing but this")
    def on_key(self):
        self.query_one(Static).update("another text")

Floor().run()
"""
FRAME = 1 / 30


def study(home: Path, bank: Bank, attempts: int) -> None:
    """So many attempts, one in three of them wrong; a tenth of the questions has none, so that some are new."""
    rows = bank.rows()
    answered = rows[: len(rows) * 9 // 10]
    store = open_store(home)
    begin = time.time() - 2 * attempts
    store._db.execute("BEGIN")
    for number in range(attempts):
        row = answered[number % len(answered)]
        verdict = Verdict("wrong" if number % 3 == 0 else "right")
        made = Attempt(
            row.id, row.revision, begin + number, verdict=verdict, rating=1 if number % 3 == 0 else 3
        )
        insert(store._db, dated(made))
    renew_all(store._db)
    store._db.execute("COMMIT")
    store.close()


def seconds(*arguments: str) -> float:
    """A Python process from start to end."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
    return time.perf_counter() - begin


def start_ours(home: Path, root: Path, questions: int) -> tuple[float, float]:
    """Seconds until Home stands there, and from the key to the first question."""
    app = Timed(["-m", "quizrnn", "--lang", "en", "--bank", str(root)], home)
    shown = app.until(f"{questions} questions", "suggestion", "q quit")
    app.rest(1.5)
    app.press("n")
    question = app.until("1 of", "In this variant")
    app.end()
    time.sleep(0.3)  # the judge ends by itself
    return shown, question


def start_floor(home: Path) -> tuple[float, float]:
    """The same two of the floor."""
    app = Timed(["-c", FLOOR], home)
    shown = app.until("nothing but this")
    app.rest(0.5)
    app.press("n")
    another = app.until("another text")
    app.end()
    return shown, another


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--attempts", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=11)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root, home = Path(folder) / "bank", Path(folder) / "home"
        make_bank(root, options.questions)
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")  # the index lies there from now on
        time.sleep(0.2)  # files that have just been written are not trusted by their date alone
        bank = Bank.open(root)
        study(home, bank, options.attempts)
        bank.close()
        start_ours(home, root, options.questions), start_floor(home)
        pairs = [(start_ours(home, root, options.questions), start_floor(home)) for _ in range(options.pairs)]
    quick = [(seconds("-m", "quizrnn", "--version"), seconds("-c", "pass")) for _ in range(options.pairs)]
    print(HEAD)
    print(ratio_row("Home on a terminal", [(a[0], b[0]) for a, b in pairs], 2.2))
    print(difference_row("first question from Home", [(a[1], b[1]) for a, b in pairs], FRAME))
    print(ratio_row("--version", quick, 8))


if __name__ == "__main__":
    main()
