"""Draws: the same for the same seed, within the grids, and apart from what wrong formulas give."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizrnn.bank.draw import draw, evaluate_all, expected, fill, grid, nice
from quizrnn.bank.model import Number, NumberAccept, NumberWrong, Param, Text

WHY = Text("Because.", "だから。")
CONV = Number(
    params={
        "n": Param(low=4, high=12),
        "k": Param(values=(1, 3, 5)),
        "p": Param(low=0, high=2),
        "s": Param(low=1, high=3),
    },
    let={"raw": "(n + 2*p - k) / s"},
    where=("raw >= 0",),
    answer={"": "floor(raw) + 1"},
    wrong=(
        NumberWrong({"": "raw + 1"}, WHY),
        NumberWrong({"": "(n - k) / (s - 1)"}, WHY),
        NumberWrong({"": "floor(raw)"}, WHY),
    ),
    tolerance=0.0,
)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**62))
def test_a_draw_keeps_its_grid_its_conditions_and_its_distance(seed):
    values = draw(CONV, seed)
    assert values == draw(CONV, seed)
    for name, param in CONV.params.items():
        assert values[name] in grid(param)
    assert values["raw"] >= 0
    answer = expected(CONV, values)[""]
    for wrong in CONV.wrong:
        with suppress(ValueError):
            assert evaluate_all(wrong.answer, values)[""] != answer


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6))
def test_wrong_formulas_stay_several_tolerances_away(seed):
    number = Number(
        params={"z": Param(low=0.1, high=0.9, step=0.1)},
        answer={"": "z"},
        wrong=(NumberWrong({"": "1 - z"}, WHY), NumberWrong({"": "z * z"}, WHY)),
        accept=(NumberAccept({"": "z + 0.25"}, WHY),),
        tolerance=0.05,
    )
    values = draw(number, seed)
    z = values["z"]
    for wrong in (1 - z, z * z):
        for right in (z, z + 0.25):
            assert abs(wrong - right) > 3 * 0.05 * right


def test_draws_are_the_same_on_every_machine():
    assert draw(CONV, 7) == {"n": 8, "k": 3, "p": 0, "s": 2, "raw": 2.5}


def test_several_values_differ_in_one_at_least():
    number = Number(
        params={"a": Param(low=1, high=5), "b": Param(low=1, high=5)},
        answer={"sum": "a + b", "product": "a * b"},
        wrong=(NumberWrong({"sum": "a + b", "product": "a + b"}, WHY),),
    )
    for seed in range(40):
        values = draw(number, seed)
        assert values["a"] * values["b"] != values["a"] + values["b"]


def test_what_cannot_be_drawn_is_a_value_error():
    with pytest.raises(ValueError, match="does not hold"):
        draw(Number(params={"a": Param(low=1, high=3)}, answer={"": "a"}, where=("a > 5",)), 0)
    with pytest.raises(ValueError, match="is right there"):
        draw(
            Number(
                params={"a": Param(low=1, high=3)}, answer={"": "a"}, wrong=(NumberWrong({"": "a * 1"}, WHY),)
            ),
            0,
        )


def test_steps_of_a_grid_are_tidy():
    assert grid(Param(low=0.1, high=0.9, step=0.1)) == (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
    assert grid(Param(low=4, high=6)) == (4, 5, 6)
    assert isinstance(grid(Param(low=4, high=6))[0], int)


def test_placeholders_show_values():
    values = {"n": 4.0, "x": 1 / 3}
    assert (
        fill("n = {=n}, x = {=x}, {=x:.2f}, {=n*2 + 1}, {=x:d}, {n}", values)
        == "n = 4, x = 0.333333, 0.33, 9, 0, {n}"
    )
    assert nice(2e20) == "2e+20"
    assert nice(-0.5) == "-0.5"
    with pytest.raises(ValueError, match="no number format"):
        fill("{=n:>999999999}", values)


def test_a_factor_stands_in_brackets_only_when_it_is_negative():
    assert fill("2·{=n:()} + {=m:.2f()}", {"n": 3, "m": -0.5}) == "2·3 + (-0.50)"
