"""All benchmarks of judge, bank, progress and demos, one after the other, on the terminal.

    python benchmarks/all.py [--quick]

Some minutes on two cores; ``--quick`` takes fewer pairs (never under seven) and a smaller bank.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    pairs = "7" if quick else "21"
    questions = "2000" if quick else "10000"
    runs = [["judge_speed.py", "--pairs", pairs], ["judge_cold.py", "--pairs", pairs]]
    if importlib.util.find_spec("torch") is not None:
        runs.insert(1, ["judge_speed.py", "--torch", "--pairs", pairs])
    runs += [["bank_load.py", "--questions", questions], ["bank_list.py", "--questions", questions]]
    runs += [["progress_store.py"], ["due_list.py", "--many", "100000" if quick else "1000000"]]
    runs += [["demo_adder.py"]]
    if importlib.util.find_spec("torch") is not None:
        runs += [["demo_sin_cos.py"]]
    runs += [["app_home.py", "--questions", questions, "--pairs", pairs], ["app_keys.py"]]
    load = " ".join(f"{value:.1f}" for value in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load before {load}", flush=True)
    failed = 0
    for run in runs:
        print(f"\n## {' '.join(run)}", flush=True)
        failed += subprocess.run([sys.executable, str(HERE / run[0]), *run[1:]], check=False).returncode != 0
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
