"""Today's review at 1,000,000 attempts against 10,000 attempts, both at the same number of questions.

    python benchmarks/due_list.py [--many 1000000] [--few 10000] [--questions 10000] [--pairs 21]

At most 1.5 is the goal, for what the learner waits for: what is due is read and planned over the rows of a bank.
Beside it the reading alone, and what the start page also reads: the newest outcome of every question.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bank_maker import make_bank
from progress_store import BEGIN, DAY

from quizrnn.bank import Bank
from quizrnn.bank.model import Row
from quizrnn.progress import Attempt, Store, open_store, study_day
from quizrnn.progress.cards import renew_all
from quizrnn.progress.rows import dated, insert
from quizrnn.quiz import plan
from quizrnn.verdict import Verdict


def filled(folder: Path, attempts: int, rows: list[Row]) -> Store:
    """A store with so many attempts, the last ones at the same moments whatever their number."""
    store, questions = open_store(folder), len(rows)
    first = -(-attempts // questions)
    store._db.execute("BEGIN")
    for number in range(attempts):
        turn, question = divmod(number, questions)
        at = BEGIN - (first - turn) * 3 * DAY + question
        made = Attempt(rows[question].id, "r", at, verdict=Verdict("right"), rating=1 + question % 4)
        insert(store._db, dated(made))
    renew_all(store._db)
    store._db.execute("COMMIT")
    return store


def clock(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=1_000_000)
    parser.add_argument("--few", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=21)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make_bank(Path(folder) / "bank", options.questions)
        rows = Bank.open(Path(folder) / "bank", Path(folder) / "cache").rows()
        few = filled(Path(folder) / "few", options.few, rows)
        many = filled(Path(folder) / "many", options.many, rows)
        today = study_day(BEGIN) + 365  # everything is due in both
        assert len(plan(rows, few.due(today))) == len(plan(rows, many.due(today))) == len(rows)
        print("| what | many ms | few ms | ratio | quartiles | limit | |\n|---|---|---|---|---|---|---|")
        for name, limit, read in (
            ("due list, planned", 1.5, lambda store: plan(rows, store.due(today))),
            ("due list, read", None, lambda store: store.due(today)),
            ("newest outcomes", None, lambda store: store.latest()),
        ):
            pairs = [(clock(lambda: read(many)), clock(lambda: read(few))) for _ in range(options.pairs)]  # noqa: B023
            ours, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
            ratios = sorted(a / b for a, b in pairs)
            quartiles = f"{ratios[len(ratios) // 4]:.2f}-{ratios[3 * len(ratios) // 4]:.2f}"
            verdict = "" if limit is None else "met" if ours / floor <= limit else "MISSED"
            print(
                f"| {name} | {ours * 1e3:.1f} | {floor * 1e3:.1f} | {ours / floor:.2f} | {quartiles} "
                f"| {limit or '-'} | {verdict} |"
            )
        few.close()
        many.close()


if __name__ == "__main__":
    main()
