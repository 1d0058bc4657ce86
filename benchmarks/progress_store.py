"""One stored attempt with its schedule, synchronous=FULL, against appending the same as a line and fdatasync.

    python benchmarks/progress_store.py [--pairs 400] [--folder DIR]

DIR should lie on the disk that progress lies on; a file system in memory syncs for nothing. At most 2 is the goal.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from quizrnn.progress import Attempt, open_store
from quizrnn.verdict import Counterexample, Fault, Verdict

QUESTIONS = 300
BEGIN = 1_767_268_800.0
DAY = 86_400.0
WRONG = Verdict(
    "wrong",
    Fault("value"),
    Counterexample(
        {"x": [[1.0, 2.0], [3.0, 4.0]]}, [[2.0, 4.0], [6.0, 8.0]], [[1.0, 4.0], [9.0, 16.0]], cell=(0, 0)
    ),
    mistake=1,
    inputs=100,
)
CODE = '{"type":"coded","regions":{"body":"' + "h = np.tanh(x @ Wx + h @ Wh + b)\\n    " * 6 + '"}}'


def attempt(number: int) -> Attempt:
    """The ``number``-th answer: day after day through all questions, one in four not right."""
    right = number % 4 != 0
    return Attempt(
        f"topic.question-{number % QUESTIONS}",
        "5f3c9a1b",
        BEGIN + number // QUESTIONS * DAY + number % QUESTIONS,
        topic="topic",
        answer=CODE,
        verdict=Verdict("right", score=1.0, inputs=100) if right else WRONG,
        seconds=42.0,
        seed=number,
        sitting=f"s{number // 20}",
        way="app",
        rating=3 if right else 1,
    )


def clock(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=400)
    parser.add_argument("--folder", default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        store = open_store(Path(folder))
        assert store.trouble is None
        assert store._db.execute("PRAGMA synchronous").fetchone()[0] == 2, "FULL"
        filled = 2 * QUESTIONS
        for number in range(filled):
            store.add(attempt(number))
        pairs = []
        with (Path(folder) / "lines").open("ab", buffering=0) as lines:
            for number in range(filled, filled + options.pairs):
                made = attempt(number)

                def append(made: Attempt = made) -> None:
                    lines.write(msgspec.json.encode(made) + b"\n")
                    os.fdatasync(lines.fileno())

                pairs.append((clock(partial(store.add, made)), clock(append)))
        store.close()
    ours, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratios = sorted(a / b for a, b in pairs)
    quartiles = f"{ratios[len(ratios) // 4]:.2f}-{ratios[3 * len(ratios) // 4]:.2f}"
    print("| what | ours ms | floor ms | ratio | quartiles | limit | |\n|---|---|---|---|---|---|---|")
    verdict = "met" if ours / floor <= 2 else "MISSED"
    print(
        f"| one attempt stored with its schedule | {ours * 1e3:.2f} | {floor * 1e3:.2f} | {ours / floor:.2f} "
        f"| {quartiles} | 2 | {verdict} |"
    )


if __name__ == "__main__":
    main()
