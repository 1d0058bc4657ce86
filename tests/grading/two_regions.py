"""A small bank: the same function with two gaps, and as a bug hunt with two marked lines."""

from __future__ import annotations

from pathlib import Path

SOLUTION = """
def scale(x, kind):
    if kind:
        by = 2 * x  # <- first
    else:
        by = x + 3  # <- second
    return by
"""
QUESTION = """
  - id: pair.{mode}
    kind: code
    mode: {mode}
    level: 1
    title: {{en: Two places, ja: 二か所}}
    ask: {{en: Complete., ja: 補え。}}
    solution: scale.py
    check:
      call: scale
      given: {{x: "float[N]", kind: bool}}
      returns: float[N]
      inputs: 20
    wrong:
      - {{code: {{first: x * x}}, name: {{en: a square, ja: 二乗}}, why: {{en: That squares., ja: 二乗している。}}{start}}}
      - {{code: {{first: -x}}, name: {{en: a sign, ja: 符号}}, why: {{en: That negates., ja: 符号を変えている。}}}}
      - {{code: {{second: x - 3}}, name: {{en: a difference, ja: 差}}, why: {{en: That subtracts., ja: 引いている。}}}}
      - {{code: {{second: 3 * x}}, name: {{en: a product, ja: 積}}, why: {{en: That multiplies., ja: 掛けている。}}}}
    explain: {{en: So it is., ja: この通り。}}
"""


def write(root: Path) -> Path:
    """The bank's folder, written: ``pair.type`` and ``pair.fix`` (where ``first`` is to blame)."""
    for folder in ("questions", "solutions"):
        (root / folder).mkdir(parents=True)
    questions = [
        QUESTION.format(mode=mode, start=", start: true" * (mode == "fix")) for mode in ("type", "fix")
    ]
    head = "topic: pair\ntitle: {en: Pairs, ja: 組}\ngroup: recurrent\nquestions:\n"
    (root / "questions" / "pair.yaml").write_text(head + "".join(questions), "utf-8")
    (root / "solutions" / "scale.py").write_text(SOLUTION.lstrip(), "utf-8")
    return root
