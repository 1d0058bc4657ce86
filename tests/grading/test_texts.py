"""A short answer is taken for what it says, whatever stands around it."""

import pytest
from grading.make import SHORT, both, question
from hypothesis import given
from hypothesis import strategies as st

from quizrnn.bank import Bank
from quizrnn.bank.model import ShortText, TextWrong
from quizrnn.grading import AnswerUnclear, Typed, grade_now

GRU = ShortText(
    ("GRU", "gated recurrent unit", "ゲート付き回帰型ユニット"),
    (
        TextWrong(("LSTM", "長短期記憶"), both("another cell")),
        TextWrong(("gate", "the unit", "recurrent unit (RNN)"), both("a part")),
    ),
)
DECORATIONS = (
    "{}", "  {} ", "A {}", "an {}", "The {}", "{}.", "{}。", "{}．", "{}｡", "{}..", '"{}"', "'{}'", "`{}`", "“{}”",
    "‘{}’", "「{}」", "『{}』", "({})", "（{}）", "[{}]", "【{}】", "「{}。」", "the `{}`.", "{} (so called)", "{}（別名）",
    "{} [so called].", "the {} (so called)", "「{}（別名）」", "so called ({})", "別名（{}）", "別名（「{}」）。", "{}((x))",
)  # fmt: skip


def graded(short, text):
    verdict = grade_now(question(short), Typed(text))
    return verdict.outcome, verdict.mistake


def shipped():
    bank = Bank.open(None)
    return [bank.get(row.id) for row in bank.rows() if row.kind == "text"]


@pytest.mark.parametrize("decoration", DECORATIONS)
def test_every_form_of_the_bank_is_what_it_is_however_it_is_decorated(decoration):
    questions = shipped()
    assert questions
    for one in questions:
        for form in one.body.accept:
            assert graded(one.body, decoration.format(form)) == ("right", None), (one.id, form)
        for number, wrong in enumerate(one.body.wrong):
            for form in wrong.forms:
                assert graded(one.body, decoration.format(form)) == ("wrong", number), (one.id, form)


def test_a_mistake_of_the_bank_that_is_glossed_with_the_answer_is_that_mistake():
    for one in shipped():
        for number, wrong in enumerate(one.body.wrong):
            for form in wrong.forms:
                typed = f"{form} ({one.body.accept[0]})"
                assert graded(one.body, typed) == ("wrong", number), (one.id, typed)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("GRU (gated recurrent unit)", ("right", None)),
        ("ゲート付き回帰型ユニット（GRU）", ("right", None)),
        ("ゲート付き再帰ユニット（GRU）", ("right", None)),
        ("GRU (Cho et al. (2014))", ("right", None)),
        ("GRU (LSTM)", ("right", None)),
        ("LSTM (GRU)", ("wrong", 0)),
        ("cell (LSTM)", ("wrong", 0)),
        ("ゲート・付き回帰型ユニット", ("right", None)),
        ("unit", ("wrong", 1)),
        ("recurrent unit (RNN)", ("wrong", 1)),
        ("the recurrent unit (RNN)", ("wrong", 1)),
        ("not a GRU", ("wrong", None)),
        ("GRU or LSTM", ("wrong", None)),
        ("no brackets at all)", ("wrong", None)),
        ("(GRU", ("wrong", None)),
        ("theGRU", ("wrong", None)),
        ("()", ("wrong", None)),
    ],
)
def test_what_stands_before_a_gloss_counts_first(text, wanted):
    assert graded(GRU, text) == wanted


@given(st.lists(st.sampled_from(DECORATIONS), max_size=4), st.sampled_from(["accept", "wrong"]))
def test_decorations_may_come_together(decorations, what):
    form = SHORT.accept[1] if what == "accept" else SHORT.wrong[0].forms[0]
    for decoration in decorations:
        form = decoration.format(form)
    assert graded(SHORT, form) == (("right", None) if what == "accept" else ("wrong", 0))


@given(st.text(alphabet="a(（)）[]「」\"'`。. the", max_size=40))
def test_whatever_is_typed_is_judged(text):
    try:
        assert graded(GRU, text)[0] == "wrong"
    except AnswerUnclear as unclear:
        assert unclear.key == "text-empty"


def test_a_long_nest_of_brackets_is_judged():
    assert graded(GRU, "(" * 900 + "GRU" + ")" * 900) == ("right", None)
