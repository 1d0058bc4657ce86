"""First load of a large bank, validated and with its solutions, against CSafeLoader on the same files.

    python benchmarks/bank_load.py [--questions 10000] [--pairs 7]

Prints both medians, the ratio of each pair, and the median ratio. At most 1.5 is the goal.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import tempfile
import time
from pathlib import Path

import yaml
from bank_maker import make_bank

from quizrnn.bank import Bank


def floor(root: Path) -> float:
    """Seconds in which CSafeLoader turns the question files into dicts, with the cyclic collector off."""
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    for path in sorted((root / "questions").glob("*.yaml")):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    seconds = time.perf_counter() - start
    gc.enable()
    return seconds


def ours(root: Path, count: int) -> float:
    """Seconds in which the bank opens without an index: read, validated, linked and indexed."""
    gc.collect()
    with tempfile.TemporaryDirectory() as cache:
        start = time.perf_counter()
        bank = Bank.open(root, Path(cache))
        seconds = time.perf_counter() - start
        assert not bank.problems, bank.problems[0]
        assert len(bank.rows()) == count
        bank.close()
    return seconds


def main() -> None:
    """Measure interleaved pairs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files, solutions = make_bank(root, options.questions)
        size = sum(path.stat().st_size for path in (root / "questions").glob("*.yaml")) / 2**20
        print(
            f"{options.questions} questions, {files} files ({size:.1f} MiB), {solutions} solution files",
            flush=True,
        )
        pairs = [(floor(root), ours(root, options.questions)) for _ in range(options.pairs)]
    ratios = sorted(b / a for a, b in pairs)
    print(f"CSafeLoader, collector off  {statistics.median(a for a, _ in pairs):7.3f} s")
    print(f"bank, first load            {statistics.median(b for _, b in pairs):7.3f} s")
    print(
        f"ratio {statistics.median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f}); goal: at most 1.5"
    )


if __name__ == "__main__":
    main()
