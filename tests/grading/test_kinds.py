"""choice, match, text and essay; code through a judge that is passed in."""

import asyncio

import pytest
from grading.make import CHOICE, CODE, ESSAY, MATCH, NUMBER, ORDER, SEVERAL, SHORT, question
from hypothesis import given
from hypothesis import strategies as st

from quizrnn.bank.forms import fold
from quizrnn.errors import QuizrnnError
from quizrnn.grading import AnswerUnclear, Coded, Essayed, Matched, Picked, Typed, grade, grade_now
from quizrnn.verdict import Verdict


class FakeJudge:
    """Calls right what doubles; keeps what it was sent."""

    def __init__(self, verdict=None):
        self.verdict = verdict
        self.sources = []

    def check(self, question, source):
        self.sources.append(source)
        if isinstance(self.verdict, Exception):
            raise self.verdict
        return self.verdict or Verdict("right" if b"2 * x" in source else "wrong", inputs=26)

    def compute(self, program, function, case):
        return case["n"] / 4


class AsyncJudge(FakeJudge):
    async def check(self, question, source):
        return FakeJudge.check(self, question, source)

    async def compute(self, program, function, case):
        return FakeJudge.compute(self, program, function, case)


def outcome(body, answer):
    return grade_now(question(body), answer).outcome


def test_choice():
    assert outcome(CHOICE, Picked((1,))) == "right"
    wrong = grade_now(question(CHOICE), Picked((2,)))
    assert (wrong.outcome, wrong.mistake) == ("wrong", 2)


def test_several_options_must_all_be_picked():
    assert outcome(SEVERAL, Picked((0, 1))) == "right"
    half = grade_now(question(SEVERAL), Picked((0,)))
    assert (half.outcome, half.picked) == ("wrong", (1,)) and 0 < half.score < 1
    assert outcome(SEVERAL, Picked((0, 1, 2))) == "wrong"


@pytest.mark.parametrize("picks", [(), (7,), (-1,), (0, 1)])
def test_picks_that_make_no_answer_are_unclear(picks):
    with pytest.raises(AnswerUnclear):
        grade_now(question(CHOICE), Picked(picks))


def test_match_and_order():
    assert outcome(MATCH, Matched((0, 1))) == "right"
    assert grade_now(question(MATCH), Matched((2, 1))).picked == (0,)
    assert outcome(MATCH, Matched((-1, 1))) == "wrong"
    assert outcome(ORDER, Matched((0, 1, 2))) == "right"
    assert grade_now(question(ORDER), Matched((1, 0, 2))).picked == (0, 1)
    with pytest.raises(AnswerUnclear):
        grade_now(question(ORDER), Matched((0, 0, 1)))


@pytest.mark.parametrize(
    "text",
    [
        "exposure bias",
        "Exposure  Bias",
        "EXPOSURE-BIAS",
        "ｅｘｐｏｓｕｒｅ　ｂｉａｓ",
        "露出 バイアス",
        "ﾛ出",
        "露出バイアス\n",
    ],
)
def test_short_answers_are_folded(text):
    assert outcome(SHORT, Typed(text)) == ("wrong" if text == "ﾛ出" else "right")


def test_a_known_wrong_term_is_recognised():
    assert grade_now(question(SHORT), Typed("Over-fitting")).mistake == 0


@given(st.text(max_size=40))
def test_folding_is_stable_and_blind_to_case_and_space(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(f" {text}\t") == folded
    assert not any(char.isspace() for char in folded)


@given(st.text(alphabet=st.characters(codec="ascii", categories=["L", "Nd"]), max_size=20))
def test_folding_is_blind_to_width(text):
    assert fold("".join(chr(ord(char) + 0xFEE0) for char in text)) == fold(text.upper())


def test_essay_counts_ticks():
    assert outcome(ESSAY, Essayed("words", (0, 2))) == "right"
    verdict = grade_now(question(ESSAY), Essayed("words", (1,)))
    assert (verdict.outcome, verdict.picked) == ("wrong", (0, 2))
    with pytest.raises(AnswerUnclear):
        grade_now(question(ESSAY), Essayed("  ", (0, 1)))


def test_code_regions_are_spliced_and_files_go_as_they_stand():
    judge = FakeJudge()
    assert grade_now(question(CODE), Coded({"y": "2 * x"}), judge).outcome == "right"
    assert b"y = 2 * x" in judge.sources[0] and b"<-" not in judge.sources[0]
    grade_now(question(CODE), Coded(source=b"\xff raw"), judge)
    assert judge.sources[1] == b"\xff raw"


def test_a_chosen_wrong_option_is_run_and_stays_wrong():
    judge = FakeJudge(Verdict("error", inputs=1))
    verdict = grade_now(question(CODE), Picked((0,)), judge)
    assert b"x * x" in judge.sources[0]
    assert (verdict.outcome, verdict.mistake) == ("wrong", 0)


def test_the_key_as_an_option_is_run_too_and_its_failure_is_ours():
    code = question(CODE)
    judge = FakeJudge(Verdict("right", inputs=7))
    assert grade_now(code, Picked((-1,)), judge) == Verdict("right", inputs=7)
    assert judge.sources
    assert grade_now(code, Picked((-1,)), FakeJudge(Verdict("error"))).outcome == "broken"
    assert grade_now(code, Picked((-1,)), FakeJudge(Verdict("broken"))).outcome == "right"


def test_a_wrong_option_that_agrees_with_the_key_is_not_called_wrong():
    assert grade_now(question(CODE), Picked((0,)), FakeJudge(Verdict("right"))).outcome == "right"


def test_a_judge_that_fails_is_broken_and_not_the_learners_fault():
    verdict = grade_now(question(CODE), Coded({"y": "x"}), FakeJudge(QuizrnnError("it died")))
    assert (verdict.outcome, verdict.detail) == ("broken", "it died")
    assert grade_now(question(CODE), Coded({"y": "x"})).outcome == "broken"


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (CHOICE, Picked((0,))),
        (MATCH, Matched((1, 0))),
        (NUMBER, Typed("3", 5)),
        (SHORT, Typed("x")),
        (ESSAY, Essayed("t", (0,))),
        (CODE, Coded({"y": "2 * x"})),
        (CODE, Coded({"y": "x"})),
        (CODE, Picked((1,))),
    ],
)
def test_the_awaited_and_the_plain_grading_agree(body, answer):
    awaited = asyncio.run(grade(question(body), answer, AsyncJudge()))
    assert awaited == grade_now(question(body), answer, FakeJudge())


def test_an_answer_of_another_kind_is_refused():
    with pytest.raises(QuizrnnError, match="number"):
        grade_now(question(NUMBER), Picked((0,)))
