"""Judge against the fork floor, interleaved in one run: one right answer, 200 of them, a wrong one shrunk.

    python benchmarks/judge_speed.py [--torch] [--pairs 15]

Each row: ratio of medians, the spread of the pairs' ratios, the limit. The refill (from verdict to the next
spare being ready) is awaited between answers and reported beside.
"""

from __future__ import annotations

import argparse
import os
import select
import statistics
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from judge_tasks import TASK, TORCH_TASK, WRONG, fork_and_check

from quizrnn.judge.check import Core
from quizrnn.judge.inside import wire


def seconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def await_spare(core: Core, torch: bool) -> float:
    """Wait until every zygote has announced its spare; the seconds that took."""
    begin = time.perf_counter()
    for zygote in list(core.runners._zygotes.values()):
        while not zygote.spares:
            zygote._receive(time.monotonic() + 5.0)
        select.select([zygote.spares[0].stream], [], [], 5.0)
    return time.perf_counter() - begin


def row(name: str, ours: list[float], floor: list[float], limit: float) -> None:
    ratios = sorted(a / b for a, b in zip(ours, floor, strict=True))
    ratio = statistics.median(ours) / statistics.median(floor)
    print(
        f"| {name} | {statistics.median(ours) * 1e3:.2f} | {statistics.median(floor) * 1e3:.2f} "
        f"| {ratio:.2f} "
        f"| {ratios[len(ratios) // 4]:.2f}-{ratios[3 * len(ratios) // 4]:.2f} | {limit} | "
        f"{'met' if ratio <= limit else 'MISSED'} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--torch", action="store_true")
    parser.add_argument("--pairs", type=int, default=15)
    options = parser.parse_args()
    task = TORCH_TASK if options.torch else TASK
    core = Core()
    source = task.key.encode()
    assert core.check(task, source).outcome == "right"
    oracle = core._oracle(task)
    if options.torch:
        import torch

        torch.set_num_threads(1)
    native: list[Any] = [wire.give(data) for data in oracle.stored.packed]
    arguments = [tuple(case.values()) for case in native]
    expected = [value.numpy() for value in oracle.values]
    print("| what | ours ms | floor ms | ratio | quartiles | limit | |\n|---|---|---|---|---|---|---|")
    kind = "torch" if options.torch else "numpy"
    ours, floor, refills = [], [], []
    for _ in range(options.pairs):
        refills.append(await_spare(core, options.torch))
        ours.append(seconds(lambda: core.check(task, source)))
        refills[-1] = await_spare(core, options.torch)
        floor.append(seconds(lambda: fork_and_check(task.key, arguments, expected)))
    row(f"one right answer, {kind}", ours, floor, 0.6)
    print(f"refill afterwards: {statistics.median(refills) * 1e3:.2f} ms")
    ours, floor = [], []
    for _ in range(max(7, options.pairs // 2)):
        ours.append(seconds(lambda: [core.check(task, source) for _ in range(200)]))
        floor.append(seconds(lambda: [fork_and_check(task.key, arguments, expected) for _ in range(200)]))
    row(f"200 in a row, {kind}", ours, floor, 1.5)
    if not options.torch:
        wrong, right = [], []
        core.check(task, WRONG.encode())
        for _ in range(options.pairs):
            await_spare(core, False)
            wrong.append(seconds(lambda: core.check(task, WRONG.encode())))
            await_spare(core, False)
            right.append(seconds(lambda: core.check(task, source)))
        row("a wrong answer, shrunk", wrong, right, 20)
        print("  ", core.check(task, WRONG.encode()).counterexample.paste)  # type: ignore[union-attr]
    core.close()


if __name__ == "__main__":
    main()
