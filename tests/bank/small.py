"""Small banks for the tests."""

from __future__ import annotations

from pathlib import Path

CHOICE = """\
topic: gru
title: {en: GRU, ja: GRU}
questions:
  - id: gru.gate
    kind: choice
    level: 1
    title: {en: The gate, ja: ゲート}
    ask: {en: Which gate?, ja: どのゲートか。}
    options:
      - {text: update, right: true}
      - text: reset
        why: {en: Not this one., ja: これではない。}
    explain: {en: Because., ja: そう定義されている。}
"""

STEP = """\
import numpy as np


def step(x, h, W_x, W_h):
    #en: the state
    #ja: 状態
    a = x @ W_x + h @ W_h
    h_new = np.tanh(a)  # <- h_new
    return h_new


# region after
# The slope of tanh is 1 - h_new ** 2.
# endregion
# region hidden
def drive(answer, case):
    return answer.step(case.x, case.h, case.W_x, case.W_h)
# endregion
"""

CODE = """\
topic: gru
title: {en: GRU, ja: GRU}
questions:
  - id: gru.step
    kind: code
    mode: choose
    level: 2
    title: {en: A step, ja: 一歩}
    ask: {en: Complete it., ja: 補え。}
    hints: [{en: Squash it., ja: 値を押し込む。}]
    solution: gru/step.py
    check:
      call: step
      given:
        x: float[N, D]
        h: float[N, H]
        W_x: float[D, H]
        W_h: float[H, H]
      returns: float[N, H]
    wrong:
      - code: a
        name: {en: no tanh, ja: tanh なし}
        why: {en: The tanh is missing., ja: tanh が抜けている。}
      - code: np.tanh(a) * 2
        name: {en: doubled, ja: 二倍}
        why: {en: It is doubled., ja: 二倍になっている。}
    explain: {en: Because., ja: そう定義されている。}
"""

NUMBER = """\
topic: cnn
title: {en: CNN, ja: CNN}
questions:
  - id: cnn.size
    kind: number
    level: 1
    title: {en: Output size, ja: 出力の大きさ}
    ask: {en: "n = {=n}, k = {=k}. How long?", ja: "n = {=n}、k = {=k} のとき長さは。"}
    params:
      n: {from: 4, to: 12}
      k: {of: [1, 3, 5]}
    let: {out: n - k + 1}
    where: ["k <= n"]
    answer: out
    tolerance: 0
    wrong:
      - answer: n - k
        why: {en: "One is missing from {=out}.", ja: "{=out} から一つ抜けている。"}
    explain: {en: "It is {=out:.1f}.", ja: "{=out:.1f} である。"}
"""


def write_bank(root: Path, files: dict[str, str], solutions: dict[str, str] | None = None) -> Path:
    """A bank of these question files (by name) and solution files (by path)."""
    (root / "questions").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (root / "questions" / name).write_text(text, encoding="utf-8")
    for path, text in ({"gru/step.py": STEP} | (solutions or {})).items():
        file = root / "solutions" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root
