"""Of every question with several regions: any two of its mistakes at once are told by both names."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec

import pytest

from quizrnn.bank import Bank, solution
from quizrnn.bank.model import Code, Question
from quizrnn.grading import Coded, grade_now
from quizrnn.judge.client import LocalJudge
from quizrnn.verdict import Verdict


def of_several_regions() -> list[str]:
    bank = Bank.open()
    found = [bank.get(row.id) for row in bank.rows() if row.kind == "code"]
    bank.close()
    return [
        one.id
        for one in found
        if isinstance(one.body, Code)
        and len(one.body.solution.regions) > 1
        and one.body.check.threshold is None
    ]


IDS = of_several_regions()


class Brief:
    """The judge without its search for counterexamples, which these mistakes do not need; each program once."""

    def __init__(self, judge: LocalJudge) -> None:
        self.judge = judge
        self.seen: dict[tuple[str, bytes], Verdict] = {}

    def check(self, question: Question, source: bytes) -> Verdict:
        if (question.id, source) not in self.seen:
            self.seen[question.id, source] = self.judge.check_each(question, [source])[0]
        return self.seen[question.id, source]

    def check_each(self, question: Question, sources: Sequence[bytes]) -> tuple[Verdict, ...]:
        return tuple(self.check(question, source) for source in sources)

    def compute(self, program: str, function: str, case: Mapping[str, object]) -> object:
        raise AssertionError


@pytest.fixture(scope="module")
def bank() -> Iterator[Bank]:
    bank = Bank.open()
    yield bank
    bank.close()


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brief]:
    judge = LocalJudge()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUIZRNN_CACHE", str(tmp_path_factory.mktemp("expected")))
        yield Brief(judge)
    judge.close()


def test_there_are_such_questions() -> None:
    assert IDS


@pytest.mark.parametrize("name", IDS)
def test_two_mistakes_at_once_are_told_by_both_names(bank: Bank, judge: Brief, name: str) -> None:
    question = bank.get(name)
    code = question.body
    assert isinstance(code, Code)
    if question.needs and find_spec("torch") is None:
        pytest.skip("torch is not installed")
    first = solution.starter(code)
    alone = [(i, *wrong.regions.items()) for i, wrong in enumerate(code.wrong) if len(wrong.regions) == 1]
    for (i, one), (j, other) in itertools.combinations(alone, 2):
        if one[0] == other[0]:
            continue
        key = solution.key_regions(code.solution)
        verdict = grade_now(question, Coded({**key, **dict([one, other])}), judge)
        if verdict.outcome == "right" or verdict.mistake is not None:
            continue  # two mistakes may undo each other, and the bank may know the pair
        names = {part.region: part.mistake for part in verdict.apart if part.outcome == "wrong"}
        # What is as it was at the start is not spoken of.
        changed = {
            region: index for index, (region, text) in ((i, one), (j, other)) if text != first.get(region)
        }
        assert names == changed, (one, other, verdict)
