"""Number, choice and match questions: what the fast pass cannot see is found by running it."""

from __future__ import annotations

import pytest


def errors(proof, level="error"):
    return [(finding.field, finding.message) for finding in proof.findings if finding.level == level]


def number(small, tail: str, params: str = "{n: {from: 2, to: 9}, k: {of: [1, 3]}}") -> str:
    return f"  - id: small.number\n    kind: number\n{small.texts}    params: {params}\n{tail}"


WRONG = "    wrong:\n      - {answer: '%s', why: {en: no, ja: 違う}}\n"


def test_a_sound_number(small):
    _, proof = small.prove(number(small, "    answer: n * k + 10\n" + WRONG % "n * k + 11"))
    assert (proof.status, proof.findings) == ("proven", ())


def test_wrong_formulas_that_give_the_same_or_nothing(small):
    wrong = WRONG % "n * k + 11" + (WRONG % "11 + n * k + 0").split("\n", 1)[1]
    _, proof = small.prove(number(small, "    answer: n * k\n" + wrong))
    assert [field for field, _ in errors(proof)] == ["wrong[1]"]
    assert "same number as wrong[0]" in errors(proof)[0][1]
    _, proof = small.prove(number(small, "    answer: n * k\n" + WRONG % "log(-n)"))
    assert errors(proof) == [("wrong[0]", "gives no number on any draw")]


def test_an_accepted_formula_that_accepts_nothing_new_is_a_warning(small):
    tail = "    answer: n * k\n    accept:\n      - {answer: k * n, note: {en: x, ja: x}}\n"
    _, proof = small.prove(number(small, tail))
    assert proof.status == "proven"
    assert [field for field, _ in errors(proof, "warning")] == ["accept[0]"]


def test_a_computed_answer_is_run_and_kept_apart_from_wrong_formulas(small):
    code = "def answer(n, k):\n    return n * k\n"
    sound = "    compute: count.py\n" + WRONG % "n * k + 5"
    assert small.prove(number(small, sound), count=code)[1].status == "proven"
    _, proof = small.prove(number(small, "    compute: count.py\n" + WRONG % "n ** k"), count=code)
    ((field, message),) = errors(proof)
    assert field == "wrong[0]" and "is right on a draw" in message
    _, proof = small.prove(number(small, sound), count="def answer(n, k):\n    return n / 0\n")
    assert errors(proof)[0][0] == "compute"
    _, proof = small.prove(number(small, sound), count="def answer(n, k):\n    return {'a': n}\n")
    assert "the question asks for one number" in errors(proof)[0][1]


def choice(small, proof: str = "") -> str:
    options = "    options:\n      - {text: '1', right: true}\n      - {text: '2', why: {en: no, ja: 違う}}\n"
    return f"  - id: small.choice\n    kind: choice\n{small.texts}{options}{proof}"


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ("return [True, False]", "proven", ""),
        ("return [False, False]", "failed", "options[0]"),
        ("return [True]", "failed", "proof"),
        ("raise ValueError('no')", "failed", "proof"),
        ("return [1, 0]", "failed", "options[0]"),
    ],
)
def test_the_proof_of_a_choice_is_executed(small, body, status, field):
    _, proof = small.prove(choice(small, "    proof: shown.py\n"), shown=f"def prove():\n    {body}\n")
    assert proof.status == status
    assert [found for found, _ in errors(proof)][:1] == ([field] if field else [])


def test_the_order_of_a_match_is_executed(small):
    text = f"  - id: small.order\n    kind: match\n{small.texts}    order: [a, b, c]\n    proof: shown.py\n"
    assert small.prove(text, shown="def prove():\n    return [0, 1, 2]\n")[1].status == "proven"
    _, proof = small.prove(text, shown="def prove():\n    return [0, 2, 1]\n")
    assert [field for field, _ in errors(proof)] == ["order[1]", "order[2]"]
