"""Numbers as people type them."""

import math

import pytest
from grading.make import NUMBER, PAIR
from hypothesis import given
from hypothesis import strategies as st

from quizrnn.bank import draw
from quizrnn.bank.model import Number, Text
from quizrnn.grading.number import expected_text, grade_number, parse_number, parse_numbers
from quizrnn.grading.unclear import AnswerUnclear

FULL_WIDTH = str.maketrans("0123456789.-+/,=()", "０１２３４５６７８９．－＋／，＝（）")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", 0.25), (".25", 0.25), ("1.", 1.0), ("3/8", 0.375), ("-3 / 8", -0.375), ("３／８", 0.375),
        ("ー1.5", -1.5), ("−1.5", -1.5), ("1e-3", 1e-3), ("1E-3", 1e-3), ("10^-3", 1e-3), ("10**-3", 1e-3),
        ("2×10^-3", 2e-3), ("-10^2", -100.0), ("50%", 0.5), ("５０％", 0.5), ("+7", 7.0), ("０．５", 0.5),
    ],
)  # fmt: skip
def test_one_number_in_its_usual_spellings(text, value):
    assert parse_number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.7*0.2", 0.14), ("0.7 × 0.9 ÷ 2", 0.315), ("(1+2)*(3-1)", 6.0), ("（１＋２）×３", 9.0), ("2^3", 8.0),
        ("1 - 0.2^2", 0.96), ("exp(-1)", math.exp(-1)), ("-log(1/4)", math.log(4)), ("max(0.1, 0.3)", 0.3),
        ("sigmoid(0)", 0.5), ("1/(1+exp(-2))", 1 / (1 + math.exp(-2))), ("2*pi", 2 * math.pi), ("sqrt(2)/2", 0.5**0.5),
    ],
)  # fmt: skip
def test_what_is_to_be_calculated_is_calculated(text, value):
    assert parse_numbers(text, ("",))[""] == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.9tanh(-1)", 0.9 * math.tanh(-1)), ("2(3+1)", 8), ("２（３＋１）", 8), ("2pi", 2 * math.pi), ("2π", 2 * math.pi),
        ("3 σ(0)", 1.5), ("3 sigmoid(0)", 1.5), ("(1+2)(3)", 9), ("2log2(8)", 6), ("2e", 2 * math.e), ("2e-3", 0.002),
        ("2exp(1)", 2 * math.e), ("1e3(2)", 2000), ("2(3)/4", 1.5), ("2(3)^2", 18), ("1/2-3(4)", -11.5), ("pi exp(0)", math.pi),
        ("-2(3)", -6), ("4/(2(3))", 2 / 3), ("2tanh(3(0.1))", 2 * math.tanh(0.3)), ("2ln(4)", 2 * math.log(4)), ("1_000", 1000),
        ("exp(-1)(2)", 2 / math.e), ("2(1/2)", 1), ("2/pi-4(3)", 2 / math.pi - 12),
    ],
)  # fmt: skip
def test_a_product_needs_no_sign(text, value):
    assert parse_numbers(text, ("",))[""] == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    ["1/2(3)", "1/2pi", "3/4tanh(1)", "2^3(4)", "e^-2(3)", "1/exp(2)(3)", "1/(2)(3)", "1/-2(3)", "7%2(3)"],
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_product_without_a_sign_behind_a_division_or_power_asks_for_brackets(text, lang):
    with pytest.raises(AnswerUnclear) as caught:
        parse_numbers(text, ("",))
    assert caught.value.key == "number-product"
    assert text in caught.value.message(lang) and "1/(2*3)" in caught.value.message(lang)


FACTORS = st.one_of(
    st.integers(1, 99).map(str),
    st.floats(0.5, 99).map(repr),
    st.just("pi"),
    st.integers(1, 9).map("({}+1)".format),
)


@given(
    FACTORS,
    st.sampled_from(["tanh(2)", "(0.5-3)", "pi", "sqrt(2)*3", "exp(-1)(2)"]),
    st.sampled_from(["", "-", "1+", "2*"]),
)
def test_with_and_without_the_sign_is_the_same(left, right, head):
    blank = " " if left[-1].isalpha() and right[0].isalpha() else ""
    assert parse_number(f"{head}{left}{blank}{right}") == parse_number(f"{head}{left}*{right}")


def test_one_number_was_typed_and_two_were():
    with pytest.raises(AnswerUnclear, match="1 was typed"):
        parse_numbers("0.65", ("c", "h"))
    with pytest.raises(AnswerUnclear, match="3 were typed"):
        parse_numbers("1, 2, 3", ("c", "h"))


def test_a_bracket_holds_its_commas_together():
    assert parse_numbers("max(1, 2), -log(1)", ("c", "h")) == {"c": 2.0, "h": 0.0}
    assert parse_numbers("h = (1)*(2); c = min(3, 4)", ("c", "h")) == {"c": 3.0, "h": 2.0}


@pytest.mark.parametrize(
    "text",
    [
        "1<2",
        "not 1",
        "x",
        "1//0",
        "9**9**9**9",
        "2**4000",
        "(1)2",
        "2sqr(2)",
        "1 2(3)",
        "(" * 300,
        "exp(999)",
        "max(1",
        "a if 1 else b",
    ],
)
def test_what_cannot_be_calculated_is_unclear(text):
    with pytest.raises(AnswerUnclear):
        parse_numbers(text, ("",))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1/0",
        "1e999",
        "10^400",
        "2*10^9999",
        "-10**400",
        "nan",
        "inf",
        "--1",
        "1,5",
        "__import__('os')",
        "1 2",
        "3/",
        "١/٠",
        "\x00",
    ],
)
def test_what_is_no_number_is_unclear_and_no_attempt(text):
    with pytest.raises(AnswerUnclear) as caught:
        parse_numbers(text, ("",))
    assert caught.value.message("ja") != caught.value.message("en")


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_every_float_is_read_back_in_either_width(value):
    assert parse_number(repr(value)) == value
    assert parse_number(repr(value).translate(FULL_WIDTH)) == value


@given(st.integers(-999, 999), st.integers(1, 999))
def test_fractions_are_divisions(top, bottom):
    assert math.isclose(parse_number(f"{top}/{bottom}"), top / bottom)
    assert parse_number(f"{top} ／ {bottom}") == parse_number(f"{top}/{bottom}")


@given(st.text(max_size=30), st.sampled_from([("",), ("c", "h")]))
def test_any_text_is_read_or_unclear(text, labels):
    try:
        found = parse_numbers(text, labels)
    except AnswerUnclear as unclear:
        assert unclear.message("en")
    else:
        assert set(found) == set(labels) and all(map(math.isfinite, found.values()))


@pytest.mark.parametrize(
    "text",
    [
        "0.65, 0.34",
        "(0.65, 0.34)",
        "[0.65; 0.34]",
        "0.65 0.34",
        "c=0.65, h=0.34",
        "h = 0.34, C = 0.65",
        "ｈ＝０．３４、ｃ＝０．６５",
    ],
)
def test_several_values_by_place_or_name(text):
    assert parse_numbers(text, ("c", "h")) == {"c": 0.65, "h": 0.34}


@pytest.mark.parametrize("text", ["0.65", "1, 2, 3", "c=1, c=2", "c=1, x=2", "c=1, 2"])
def test_values_that_do_not_fit_the_names_are_unclear(text):
    with pytest.raises(AnswerUnclear):
        parse_numbers(text, ("c", "h"))


def test_thousands_are_one_number_where_one_is_asked_for():
    assert parse_numbers("12,544", ("",)) == {"": 12544.0}


def test_key_accepted_formula_and_known_mistake_are_told_apart():
    values = draw.draw(NUMBER, 1)
    n = values["n"]
    assert grade_number(NUMBER, f"{n}/4", values).outcome == "right"
    assert grade_number(NUMBER, str(n / 4 + 100), values).accepted == 0
    wrong = grade_number(NUMBER, str(4 * n), values)
    assert (wrong.outcome, wrong.mistake) == ("wrong", 0)
    assert grade_number(NUMBER, "12345", values).mistake is None


def test_several_values_share_the_score():
    verdict = grade_number(PAIR, "0.75, 9", draw.draw(PAIR, 1))
    assert (verdict.outcome, verdict.picked, verdict.score) == ("wrong", (1,), 0.5)


def test_a_computed_key_travels_with_the_verdict():
    verdict = grade_number(PAIR, "1, 2", {}, {"c": 1.0, "h": 3.0})
    assert verdict.computed == {"c": 1.0, "h": 3.0}


NAMED = Number(
    {},
    {"enc": "3", "dw": "0.5"},
    names={"enc": Text("encoder", "エンコーダ RNN"), "dw": Text("∂L/∂w", "∂L/∂w")},
)


@pytest.mark.parametrize(
    "text",
    [
        "3, 0.5",
        "3　0.5",
        "∂L/∂w = 0.5, encoder = 3",
        "エンコーダRNN＝3、∂L/∂w＝0.5",
        "エンコーダ　RNN: 3; dw: 0.5",
        "enc=3, dw=0.5",
    ],
)
def test_a_value_goes_by_its_label_or_by_its_name_in_either_language(text):
    assert grade_number(NAMED, text, {}).values == (3.0, 0.5)


def test_names_are_shown_and_asked_for_in_the_language_of_the_reader():
    assert expected_text(NAMED, {"enc": 3, "dw": 0.5}, "ja") == "エンコーダ RNN = 3, ∂L/∂w = 0.5"
    assert expected_text(NAMED, {"enc": 3, "dw": 0.5}, "en") == "encoder = 3, ∂L/∂w = 0.5"
    with pytest.raises(AnswerUnclear) as unclear:
        grade_number(NAMED, "decoder = 3, dw = 0.5", {})
    assert "encoder, ∂L/∂w" in unclear.value.message("en")
    assert "エンコーダ RNN、∂L/∂w" in unclear.value.message("ja")
