"""code: the program that an answer stands for, ready for the judge."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizrnn.bank import solution
from quizrnn.bank.model import Code, Number, Question
from quizrnn.grading.answer import Coded, Picked
from quizrnn.grading.unclear import AnswerUnclear


def source_of(code: Code, answer: Picked | Coded) -> bytes:
    """The whole program: a file as it stands, or the regions spliced into the solution;
    raises AnswerUnclear.
    """
    if isinstance(answer, Picked):
        return solution.program(code.solution, option_regions(code, answer)).encode()
    if answer.source is not None:
        return answer.source
    names = [region.name for region in code.solution.regions]
    if unknown := [name for name in answer.regions if name not in names]:
        raise AnswerUnclear("region-unknown", name=unknown[0], names=", ".join(names))
    regions = {**solution.starter(code), **answer.regions}
    return solution.program(code.solution, regions).encode("utf-8", "surrogatepass")


def option_regions(code: Code, answer: Picked) -> dict[str, str]:
    """The regions' texts of a picked option (-1: the key)."""
    if len(answer.picks) != 1:
        raise AnswerUnclear("pick-one" if answer.picks else "pick-none")
    pick = answer.picks[0]
    if not -1 <= pick < len(code.wrong):
        raise AnswerUnclear("pick-range", count=len(code.wrong) + 1)
    return {} if pick < 0 else code.wrong[pick].regions


def computing(question: Question, files: Sequence[Path]) -> str:
    """The text of the file that computes a number's answer; ``files`` are ``Bank.sources(question)``.

    "" for others.
    """
    if not isinstance(question.body, Number) or not question.body.compute:
        return ""
    name = question.body.compute
    for file in files:
        if file.as_posix().endswith(name):
            return file.read_text("utf-8")
    return ""
