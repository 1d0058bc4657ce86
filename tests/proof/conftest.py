"""A small bank that can be broken in one place, and one prover for all tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quizrnn.bank import Bank
from quizrnn.proof.prover import Prover
from quizrnn.proof.sweep import files_of

HEAD = """\
topic: small
questions:
"""

TEXTS = """\
    title: {en: Title, ja: 題}
    level: 1
    ask: {en: Ask, ja: 問}
    explain: {en: Because, ja: なぜなら}
"""

CODE = (
    """\
  - id: small.mix
    kind: code
    mode: choose
"""
    + TEXTS
    + """\
    solution: mix.py
    check:
      call: mix
      given: {z: "float[N, H] 0..1", h: "float[N, H]", c: "float[N, H]"}
    wrong:
      - code: z * c
        name: {en: no h, ja: h なし}
        why: {en: h is gone, ja: h が消えた}
      - code: (1 - z) * c + z * h
        name: {en: swapped, ja: 逆}
        why: {en: swapped, ja: 逆}
"""
)

MIX = """\
import numpy as np


def mix(z, h, c):
    return (1 - z) * h + z * c  # <- new
"""


class Small:
    """Builds a bank of one file from the text of its questions."""

    code, solution, texts = CODE, MIX, TEXTS

    def __init__(self, root: Path, prover: Prover) -> None:
        self.root, self.prover = root, prover
        (root / "questions").mkdir()
        (root / "solutions").mkdir()

    def write(self, questions: str = CODE, **solutions: str) -> Bank:
        (self.root / "questions" / "small.yaml").write_text(HEAD + questions, "utf-8")
        for name, text in {"mix": MIX, **solutions}.items():
            (self.root / "solutions" / f"{name}.py").write_text(text, "utf-8")
        bank = Bank.open(self.root, cache=self.root / "cache")
        assert not [str(problem) for problem in bank.problems if problem.fatal]
        return bank

    def prove(self, questions: str = CODE, **solutions: str):
        """The question and its proof."""
        bank = self.write(questions, **solutions)
        question = bank.get(bank.rows()[0].id)
        return question, self.prover.prove(question, files_of(bank, question))


@pytest.fixture(scope="session")
def prover(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cache")
    patch = pytest.MonkeyPatch()
    patch.setenv("QUIZRNN_CACHE", str(folder))
    made = Prover()
    yield made
    made.close()
    patch.undo()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def small(tmp_path, prover):
    root = tmp_path / "bank"
    root.mkdir()
    return Small(root, prover)
