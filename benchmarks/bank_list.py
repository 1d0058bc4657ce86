"""List of all questions of a large bank from its index, against the bare SQLite select of the same columns.

    python benchmarks/bank_list.py [--questions 10000] [--pairs 15]

Two lines: ``rows()`` of an open bank; opening it (which looks at every file's date) and ``rows()``.
At most 2 is the goal. Then searches for words that are rare, in every question, and in none: these have no floor.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from bank_maker import make_bank

from quizrnn.bank import Bank, places
from quizrnn.bank.model import Row

COLUMNS = (
    "id",
    "kind",
    "mode",
    "topic",
    "level",
    "en",
    "ja",
    "tags",
    "languages",
    "needs",
    "sets",
    "revision",
)


def plain_table(path: Path, rows: list[Row]) -> None:
    """The same rows as an ordinary table of columns: what the floor selects."""
    database = sqlite3.connect(path)
    database.execute(f"CREATE TABLE questions ({', '.join(COLUMNS)})")
    values = [
        (
            *(row.id, row.kind, row.mode, row.topic, row.level, row.title.en, row.title.ja),
            *(" ".join(row.tags), " ".join(row.languages), " ".join(row.needs), row.set, row.revision),
        )
        for row in rows
    ]
    database.executemany(f"INSERT INTO questions VALUES ({','.join('?' * len(COLUMNS))})", values)
    database.commit()
    database.close()


def floor(path: Path) -> float:
    """Seconds of connecting and selecting everything."""
    start = time.perf_counter()
    database = sqlite3.connect(path)
    database.execute("SELECT * FROM questions").fetchall()
    seconds = time.perf_counter() - start
    database.close()
    return seconds


def main() -> None:
    """Measure interleaved and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root, cache = Path(folder) / "bank", Path(folder) / "cache"
        make_bank(root, options.questions)
        time.sleep(0.2)  # files that have just been written are not trusted by their date alone
        bank = Bank.open(root, cache)
        plain_table(Path(folder) / "plain.sqlite", bank.rows())
        size = places.index_path(root, cache).stat().st_size / 2**20
        print(f"{len(bank.rows())} questions, index {size:.1f} MiB")
        selects, lists, opens = [], [], []
        for _ in range(options.pairs):
            selects.append(floor(Path(folder) / "plain.sqlite"))
            start = time.perf_counter()
            bank.rows()
            lists.append(time.perf_counter() - start)
            start = time.perf_counter()
            again = Bank.open(root, cache)
            again.rows()
            opens.append(time.perf_counter() - start)
            assert again.read_again == 0
            again.close()
        searches = {word: searched(bank, word, options.pairs) for word in ("q77", "問題 numbers", "nowhere")}
    print(f"bare select             {1000 * statistics.median(selects):7.2f} ms")
    for name, times in (("rows() of an open bank", lists), ("open and rows()", opens)):
        ratios = sorted(b / a for a, b in zip(selects, times, strict=True))
        print(
            f"{name:<23} {1000 * statistics.median(times):7.2f} ms  ratio {statistics.median(ratios):.2f}"
            f" (from {ratios[0]:.2f} to {ratios[-1]:.2f}); goal: at most 2"
        )
    for word, (found, seconds) in searches.items():
        print(f"search {word!r:<15} {1000 * seconds:7.2f} ms  {found} found")


def searched(bank: Bank, word: str, times: int) -> tuple[int, float]:
    """How many questions a search finds, and the median of its seconds."""
    taken, found = [], 0
    for _ in range(times):
        start = time.perf_counter()
        found = len(bank.rows(text=word))
        taken.append(time.perf_counter() - start)
    return found, statistics.median(taken)


if __name__ == "__main__":
    main()
