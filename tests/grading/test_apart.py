"""Two mistakes at once: each of the learner's regions is told by itself, and never an unchanged one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from grading.two_regions import write

from quizrnn.bank import Bank
from quizrnn.bank.model import Code, Question, Threshold
from quizrnn.errors import QuizrnnError
from quizrnn.grading import Coded, feedback, grade_now
from quizrnn.grading.blocks import Prose
from quizrnn.judge.client import LocalJudge
from quizrnn.verdict import Apart, Fault, Verdict


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    root = tmp_path_factory.mktemp("pair")
    bank = Bank.open(write(root / "bank"), root / "cache")
    yield bank
    bank.close()


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalJudge]:
    judge = LocalJudge()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUIZRNN_CACHE", str(tmp_path_factory.mktemp("expected")))
        yield judge
    judge.close()


def told(question: Question, answer: Coded, verdict: Verdict, lang: str = "en") -> list[str]:
    """The prose of the feedback, with its labels."""
    blocks = feedback(question, answer, verdict, lang).blocks
    return [f"{one.label}: {one.text}" if one.label else one.text for one in blocks if isinstance(one, Prose)]


BESIDE = "By itself, beside the worked solution's other lines: "
Found = list[tuple[str, str, int | None]]


def found(verdict: Verdict) -> Found:
    return [(one.region, one.outcome, one.mistake) for one in verdict.apart]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("x * x", "x - 3", [("first", "wrong", 0), ("second", "wrong", 2)]),
        ("x * x * x", "x - 3", [("first", "wrong", None), ("second", "wrong", 2)]),
        ("x + x", "x * 5", [("first", "right", None), ("second", "wrong", None)]),
        ("2*x  # mine", "x * 5", [("first", "right", None), ("second", "wrong", None)]),
        ("z * x", "x * 5", [("second", "wrong", None)]),  # a name that another region might give
        ("2 * (x", "x - 3", [("second", "wrong", 2)]),  # said with its line already
        ("x + x", "x - 3", []),  # a named mistake is the whole of it
        ("2 * x", "3 + x", []),  # right
    ],
)
def test_each_region_is_judged_beside_the_keys_others(
    bank: Bank, judge: LocalJudge, first: str, second: str, expected: Found
) -> None:
    verdict = grade_now(bank.get("pair.type"), Coded({"first": first, "second": second}), judge)
    assert found(verdict) == expected


def test_names_come_before_the_counterexample_and_reasons_after_it(bank: Bank, judge: LocalJudge) -> None:
    question, answer = bank.get("pair.type"), Coded({"first": "x * x", "second": "x - 3"})
    verdict = grade_now(question, answer, judge)
    words = told(question, answer, verdict)
    names = words.index(BESIDE + "- Line 3: *a square*\n- Line 5: *a difference*")
    assert words[names + 1 :] == ["Line 3: That squares.", "Line 5: That subtracts."]
    blocks = feedback(question, answer, verdict, "en").blocks
    kinds = [one.__struct_config__.tag for one in blocks]
    assert kinds == ["heading", "prose", "prose", "samples", "prose", "prose", "code"]
    words = told(question, answer, verdict, "ja")
    assert any("- 3 行目: 結果が「二乗」と一致する\n- 5 行目: 結果が「差」と一致する" in one for one in words)
    assert words[-2:] == ["3 行目: 二乗している。", "5 行目: 引いている。"]


def test_of_ones_own_file_the_lines_are_its_own(bank: Bank, judge: LocalJudge) -> None:
    question = bank.get("pair.type")
    text = (
        "# a note\n\ndef scale(x, kind):\n    if kind:\n        by = x * x  # <- first\n    else:\n"
        "        by = (\n            x\n            - 3\n        )  # <- second\n    return by\n"
    )
    answer = Coded(source=text.encode())
    words = told(question, answer, grade_now(question, answer, judge))
    assert BESIDE + "- Line 5: *a square*\n- Lines 7–10: *a difference*" in words
    unfilled = Coded(source=text.replace("x * x", "...").encode())
    assert found(grade_now(question, unfilled, judge)) == [("second", "wrong", 2)]
    changed = Coded(source=text.replace("return by", "return by + 1").encode())
    assert found(grade_now(question, changed, judge)) == [], "the fault may lie in the given lines"
    assert found(grade_now(question, Coded(source=b"\xff\xfe"), judge)) == []


# -- bug hunts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"second": "x - 3"}, ["Line 5 as you changed it: *a difference* (what was there was right)"]),
        ({"second": "x * 5"}, ["Line 5 as you changed it: not right (what was there was right)"]),
        ({"first": "x * 5"}, ["Line 3 as you changed it: not right"]),
        (
            {"first": "-x", "second": "x * 5"},
            [
                "- Line 3 as you changed it: *a sign*\n"
                "- Line 5 as you changed it: not right (what was there was right)"
            ],
        ),
        (
            {"first": "x + x", "second": "x * 5"},
            [
                "- Line 3 as you changed it: right\n"
                "- Line 5 as you changed it: not right (what was there was right)"
            ],
        ),
    ],
)
def test_in_a_bug_hunt_only_changed_lines_are_spoken_of(
    bank: Bank, judge: LocalJudge, changed: dict[str, str], expected: list[str]
) -> None:
    question = bank.get("pair.fix")
    answer = Coded({"first": "x * x", "second": "x + 3", **changed})
    words = told(question, answer, grade_now(question, answer, judge))
    assert [one.removeprefix(BESIDE) for one in words if one.startswith(BESIDE)] == expected


class Stub:
    """Says what it was told to, and remembers what it was asked."""

    def __init__(self, whole: Verdict, *each: Verdict, broken: bool = False) -> None:
        self.whole, self.each, self.broken = whole, each, broken
        self.asked: list[bytes] = []

    def check(self, question: Question, source: bytes) -> Verdict:
        return self.whole

    def check_each(self, question: Question, sources: Any) -> tuple[Verdict, ...]:
        self.asked += sources
        if self.broken:
            raise QuizrnnError("gone")
        return self.each

    def compute(self, program: str, function: str, case: dict[str, Any]) -> Any:
        raise AssertionError


WRONG, RIGHT = Verdict("wrong", Fault("value")), Verdict("right", score=1.0)
RAISED = Verdict("error", Fault("run", exception="ValueError"))


def test_a_line_to_blame_that_is_as_it_was_is_not_told_from_the_others(bank: Bank) -> None:
    question, answer = bank.get("pair.fix"), Coded({"first": "x * x", "second": "3 + x * 1"})
    verdict = grade_now(question, answer, Stub(WRONG, RIGHT))
    en, ja = (told(question, answer, verdict, lang) for lang in ("en", "ja"))
    assert en[-2:] == [BESIDE + "Line 5 as you changed it: right", "A line to blame is still as it was."]
    assert ja[-2].endswith("変更後の 5 行目: 正しい") and ja[-1] == "原因の行が、まだ元のまま残っています。"
    assert not any("3" in line.replace("3 + x", "") for line in en[-2:])


def test_regions_that_are_right_one_by_one_may_not_fit_together(bank: Bank) -> None:
    question, answer = bank.get("pair.type"), Coded({"first": "x + x", "second": "3 + x"})
    stub = Stub(WRONG, RIGHT, RIGHT)
    words = told(question, answer, grade_now(question, answer, stub))
    assert words[-1] == "Each is right by itself, but they do not fit together."
    assert [b"x + x" in one for one in stub.asked] == [True, False]
    assert [b"3 + x" in one for one in stub.asked] == [False, True]


def test_regions_that_run_together_only_are_not_called_wrong_one_by_one(bank: Bank) -> None:
    question, answer = bank.get("pair.type"), Coded({"first": "x.T", "second": "x.T + 3"})
    assert found(grade_now(question, answer, Stub(WRONG, RAISED, RAISED))) == []
    assert found(grade_now(question, answer, Stub(RAISED, RAISED, WRONG))) == [
        ("first", "wrong", None),
        ("second", "wrong", None),
    ]


@pytest.mark.parametrize(
    "ended", [Verdict("timeout"), Verdict("memory"), Verdict("blocked"), Verdict("broken")]
)
def test_what_a_limit_ended_says_nothing(bank: Bank, ended: Verdict) -> None:
    question, answer = bank.get("pair.type"), Coded({"first": "x", "second": "x"})
    assert found(grade_now(question, answer, Stub(WRONG, WRONG, ended))) == [("first", "wrong", None)]
    assert found(grade_now(question, answer, Stub(WRONG, ended))) == [], "the judge stopped there"
    whole = Stub(ended)
    assert grade_now(question, answer, whole) == ended and not whole.asked


def test_when_the_judge_fails_on_the_regions_the_verdict_stands(bank: Bank) -> None:
    question, answer = bank.get("pair.type"), Coded({"first": "x", "second": "x"})
    assert grade_now(question, answer, Stub(WRONG, broken=True)) == WRONG


def test_trainings_and_single_regions_are_judged_once(bank: Bank) -> None:
    question = bank.get("pair.type")
    code = question.body
    assert isinstance(code, Code)
    threshold = Threshold("accuracy", (0,), 1, 0.9)
    check = msgspec.structs.replace(code.check, threshold=threshold)
    training = msgspec.structs.replace(question, body=msgspec.structs.replace(code, check=check))
    one = msgspec.structs.replace(code.solution, regions=code.solution.regions[:1])
    single = msgspec.structs.replace(question, body=msgspec.structs.replace(code, solution=one))
    for other, answer in ((training, {"first": "x", "second": "x"}), (single, {"first": "x"})):
        stub = Stub(WRONG)
        assert grade_now(other, Coded(answer), stub) == WRONG and not stub.asked


def test_what_was_found_is_stored_with_the_verdict(bank: Bank, judge: LocalJudge) -> None:
    question, answer = bank.get("pair.type"), Coded({"first": "x * x", "second": "x - 3"})
    verdict = grade_now(question, answer, judge)
    stored = msgspec.json.decode(msgspec.json.encode(verdict), type=Verdict)
    assert stored.apart == (Apart("first", "wrong", 0), Apart("second", "wrong", 2))
    assert told(question, answer, stored) == told(question, answer, verdict)
