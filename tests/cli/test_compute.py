"""Numbers that bank code computes, and proofs by bank code: from the file to the verdict."""

import json

import pytest

YAML = """
topic: made
title: {en: Made, ja: 計算}
group: recurrent
questions:
  - id: made.sum
    kind: number
    level: 1
    title: {en: A sum, ja: 和}
    ask: {en: "The sum of 1 to {=n}?", ja: "1 から {=n} までの和は。"}
    params: {n: {of: [4]}}
    compute: made/total.py
    wrong: [{answer: "n * n", why: {en: that is the square, ja: それは平方}}]
    explain: {en: Add them., ja: 足す。}
  - id: made.two
    kind: number
    level: 1
    title: {en: Two values, ja: 二つの値}
    ask: {en: "Half and double of {=n}?", ja: "{=n} の半分と倍は。"}
    params: {n: {of: [4]}}
    compute: made/both.py
    labels: [half, double]
    explain: {en: Two of them., ja: 二つ。}
  - id: made.proven
    kind: choice
    level: 1
    title: {en: Proven, ja: 証明つき}
    ask: {en: Which is even?, ja: 偶数は。}
    shuffle: false
    options:
      - {text: "3", why: {en: odd, ja: 奇数}}
      - {text: "4", right: true}
    proof: made/even.py
    explain: {en: Four is., ja: 四。}
"""
FILES = {
    "total.py": "def answer(n):\n    return sum(range(1, n + 1))\n",
    "both.py": "import numpy as np\n\n\ndef answer(n):\n    return {'half': n / 2, 'double': np.float64(2 * n)}\n",
    "even.py": "def prove():\n    return [n % 2 == 0 for n in (3, 4)]\n",
}


@pytest.fixture
def made(shell):
    (shell.bank / "questions" / "made.yaml").write_text(YAML, "utf-8")
    (shell.bank / "solutions" / "made").mkdir()
    for name, text in FILES.items():
        (shell.bank / "solutions" / "made" / name).write_text(text, "utf-8")
    return shell


def test_computed_numbers_are_judged_named_and_shown(made):
    answers = "16\n10\n2, 8\nhalf=2 double=8.001\n:a\n"
    transcript = made.quiz("made.sum", "made.two", "made.two", "--lang", "en", input=answers)
    assert "that is the square" in transcript
    assert transcript.count("○ Right") == 2, transcript


def test_the_right_number_is_shown_when_bank_code_computed_it(made):
    transcript = made.quiz("made.sum", "made.two", "--lang", "en", input="16\n:a\n:?\n")
    assert "Answer: 10" in transcript and "Answer: half = 2, double = 8" in transcript


def test_a_computation_that_fails_is_ours_and_not_the_learners(made):
    (made.bank / "solutions" / "made" / "total.py").write_text("def answer(n):\n    return n / 0\n")
    transcript = made.quiz("made.sum", "--lang", "en", input="10\n:n\n")
    assert "does not count" in transcript and "ZeroDivisionError" in transcript


def test_the_bank_is_proven_with_them_and_a_false_claim_is_found(made):
    assert json.loads(made.text("bank", "check", "made", "--json", "--bank", str(made.bank)))
    (made.bank / "solutions" / "made" / "even.py").write_text("def prove():\n    return [True, False]\n")
    done = made.run("bank", "check", "made.proven", "--bank", str(made.bank))
    assert done.returncode == 1 and b"made.yaml" in done.stdout
