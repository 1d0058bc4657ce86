"""A bank with all six kinds, and a way to run the command line as a user does."""

import os
import subprocess
import sys

YAML = """
topic: six
title: {en: Six kinds, ja: 六種}
group: recurrent
questions:
  - id: six.choice
    kind: choice
    level: 1
    title: {en: A choice, ja: 選択}
    ask: {en: Which one?, ja: どれか。}
    shuffle: false
    options:
      - {text: "0.5", why: {en: that is half, ja: それは半分}}
      - {text: "0.25", right: true}
    hints: [{en: a nudge, ja: 手がかり}]
    explain: {en: A quarter., ja: 四分の一。}
  - id: six.match
    kind: match
    level: 1
    title: {en: An order, ja: 順序}
    ask: {en: Which order?, ja: 順序は。}
    order: [first, second]
    why: {en: the other way, ja: 逆の順}
    explain: {en: In turn., ja: 順に。}
  - id: six.number
    kind: number
    level: 1
    title: {en: A number, ja: 数}
    ask: {en: "A quarter of {=n}?", ja: "{=n} の四分の一は。"}
    params: {n: {of: [8]}}
    answer: n / 4
    wrong: [{answer: 4 * n, why: {en: four times too much, ja: 四倍している}}]
    explain: {en: Divide by four., ja: 四で割る。}
  - id: six.text
    kind: text
    level: 1
    title: {en: A term, ja: 用語}
    ask: {en: Its name?, ja: 名前は。}
    accept: [exposure bias, 露出バイアス]
    explain: {en: So it is called., ja: そう呼ぶ。}
  - id: six.essay
    kind: essay
    level: 1
    title: {en: An essay, ja: 記述}
    ask: {en: In your words?, ja: 自分の言葉で。}
    answer: {en: the model text, ja: 模範の文}
    rubric: [{en: point one, ja: 第一の点}, {en: point two, ja: 第二の点}]
    need: 1
    explain: {en: Both points., ja: 両方の点。}
  - id: six.code
    kind: code
    mode: type
    level: 1
    title: {en: Doubling, ja: 倍にする}
    ask: {en: Double it., ja: 倍にせよ。}
    solution: six/double.py
    hints: [{en: add it to itself, ja: 自分に足す}]
    check:
      call: double
      given: {x: "float[N, H]"}
      returns: float[N, H]
    wrong:
      - {code: x * x, name: {en: the square, ja: 二乗}, why: {en: squared, ja: 二乗している}}
      - {code: x, name: {en: the identity, ja: 恒等}, why: {en: unchanged, ja: そのまま}}
      - {code: 3 * x, name: {en: tripling, ja: 三倍}, why: {en: thrice, ja: 三倍している}}
      - {code: -x, name: {en: the negative, ja: 反数}, why: {en: negated, ja: 符号が逆}}
    explain: {en: Twice., ja: 二倍。}
"""

SOLUTION = """import numpy as np


def double(x):
    #en: rows are examples
    #ja: 行が例
    y = 2 * x  # <- y
    return y
"""


def write_bank(root):
    (root / "questions").mkdir(parents=True)
    (root / "solutions" / "six").mkdir(parents=True)
    (root / "questions" / "six.yaml").write_text(YAML, "utf-8")
    (root / "solutions" / "six" / "double.py").write_text(SOLUTION, "utf-8")
    return root


class Shell:
    """Runs ``quizrnn`` in a folder of its own, with a home of its own."""

    def __init__(self, folder):
        self.bank = write_bank(folder / "bank")
        self.work = folder / "work"
        self.work.mkdir()
        self.home = folder / "home"
        self.env = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("LANG", "LC_", "QUIZRNN"))
            },
            "LANG": "C.UTF-8",
            "QUIZRNN_HOME": str(self.home),
            "XDG_CACHE_HOME": str(folder / "cache"),
        }

    def command(self, *arguments):
        return [sys.executable, "-m", "quizrnn", *arguments]

    def run(self, *arguments, input="", **env):
        return subprocess.run(
            self.command(*arguments),
            input=input.encode() if isinstance(input, str) else input,
            capture_output=True,
            cwd=self.work,
            env={**self.env, **env},
            timeout=120,
            check=False,
        )

    def text(self, *arguments, input="", code=0, **env):
        done = self.run(*arguments, input=input, **env)
        out, err = done.stdout.decode(), done.stderr.decode()
        assert done.returncode == code, (out, err)
        assert "Traceback" not in out + err
        return out

    def quiz(self, *arguments, input="", **env):
        return self.text("quiz", "--plain", "--bank", str(self.bank), *arguments, input=input, **env)
