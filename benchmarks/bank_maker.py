"""Makes a large bank on the real file layout: every kind by topic, each code question with its solution."""

from __future__ import annotations

import re
from pathlib import Path

from quizrnn.bank.scaffold import new

KINDS = ("choice", "choice", "number", "text", "match", "essay", "choose", "type", "write", "fix")
PER_FILE = 50
_ASK = re.compile(r"(  ask:\n    en: )(.*\n)(    ja: )(.*\n)")
_EN = "In this variant number {i} the numbers and names differ, so that no two questions read the same."
_JA = "この {i} 番目の変形では数値と名前が異なり、同じ文面の問題は二つとない。"


def make_bank(root: Path, count: int) -> tuple[int, int]:
    """Write ``count`` questions below ``root``; returns how many question files and solution files."""
    (root / "questions").mkdir(parents=True, exist_ok=True)
    solutions = 0
    files = 0
    for start in range(0, count, PER_FILE):
        topic = f"topic{start // PER_FILE}"
        rows = [
            f"topic: {topic}",
            f"title: {{en: Topic {topic}, ja: 話題 {topic}}}",
            "group: recurrent",
            "questions:",
        ]
        for i in range(start, min(start + PER_FILE, count)):
            skeleton = new(topic, KINDS[i % len(KINDS)], f"q{i}")
            question = _ASK.sub(
                lambda ask, i=i: (
                    f"{ask[1]}|\n      {ask[2]}      {_EN.format(i=i)}\n"
                    f"{ask[3]}|\n      {ask[4]}      {_JA.format(i=i)}\n"
                ),
                skeleton.question,
            )
            rows.extend("  " + row for row in question.strip("\n").split("\n"))
            if skeleton.path:
                path = root / "solutions" / skeleton.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(skeleton.solution, encoding="utf-8")
                solutions += 1
        (root / "questions" / f"{topic}.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")
        files += 1
    return files, solutions
