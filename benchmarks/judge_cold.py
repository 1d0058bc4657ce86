"""``quizrnn check ID FILE``, cold, against python importing numpy and running the same checks; interleaved.

    python benchmarks/judge_cold.py [--pairs 9]

Index and inputs are cached by a first run that is not counted.
"""

from __future__ import annotations

import argparse
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from quizrnn.bank import Bank
from quizrnn.judge.check import Core
from quizrnn.judge.client import make
from quizrnn.judge.inside import wire

QUESTION = "gru.state-update"
FLOOR = """
import pickle, sys
import numpy as np
source, data = sys.argv[1:]
arguments, expected, name = pickle.load(open(data, "rb"))
space = {}
exec(compile(open(source).read(), source, "exec"), space)
for case, want in zip(arguments, expected):
    assert np.allclose(space[name](*case), want, rtol=1e-6, atol=1e-8)
"""


def seconds(command: list[str]) -> float:
    # As installed, where modules are compiled once; numpy's are in any case.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["OPENBLAS_NUM_THREADS"] = "1"
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=9)
    options = parser.parse_args()
    bank = Bank.open(Path(__file__).resolve().parents[1])
    task = make(bank.get(QUESTION))
    core = Core()
    oracle = core._oracle(task)
    cases = [wire.give(data) for data in oracle.stored.packed]
    payload = [tuple(case.values()) for case in cases], [v.numpy() for v in oracle.values], task.check.call
    core.close()
    with tempfile.TemporaryDirectory() as folder:
        source, data, floor_file = (Path(folder) / name for name in ("answer.py", "data", "floor.py"))
        source.write_text(task.key)
        data.write_bytes(pickle.dumps(payload))
        floor_file.write_text(FLOOR)
        root = str(Path(__file__).resolve().parents[1])
        command = [sys.executable, "-m", "quizrnn", "check", "--bank", root, QUESTION, str(source)]
        bare = [sys.executable, str(floor_file), str(source), str(data)]
        seconds(command)
        pairs = [(seconds(command), seconds(bare)) for _ in range(options.pairs)]
    ours, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratios = sorted(a / b for a, b in pairs)
    quartiles = f"{ratios[len(ratios) // 4]:.2f}-{ratios[3 * len(ratios) // 4]:.2f}"
    print("| what | ours ms | floor ms | ratio | quartiles | limit | |\n|---|---|---|---|---|---|---|")
    verdict = "met" if ours / floor <= 2 else "MISSED"
    print(
        f"| check FILE, cold | {ours * 1e3:.0f} | {floor * 1e3:.0f} | {ours / floor:.2f} | {quartiles} "
        f"| 2 | {verdict} |"
    )


if __name__ == "__main__":
    main()
