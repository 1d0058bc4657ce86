"""Inputs: valid by their specs, small ones first, the same for the same question."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge.small_tasks import STEP, TRAINING, specs

from quizrnn.bank.model import Check, Given
from quizrnn.bank.spec import parse
from quizrnn.errors import QuizrnnError
from quizrnn.judge.fits import fits
from quizrnn.judge.inputs import cases, literal
from quizrnn.judge.oracle import pack

SPECS = (
    "float[N, D]", "float", "float 0..1", "float[N] 0.1..0.9", "float32[N, H] > 0", "float[4H] -3..-1", "int[N, T] < V",
    "int 1..5", "int[N] 0..9", "bool", "bool[N]", "mask[N, T]", "onehot[N, V]", "prob[N, K]", "perm[N]",
    "torch float[N, D]", "torch int[N] < V", "torch float64[D] 0..0.3", "float[N] >= 2", "float[N] < 1", "int[T] > 3",
)  # fmt: skip
COMPOSITE = (
    Given(type="text", pieces=("a", "bc"), length="0..6"),
    Given(type="choice", values=("adam", "sgd", 3)),
    Given(type="list", of=parse("float[D]"), length="T"),
    Given(type="dict", fields={"W": parse("float[D, H]"), "b": parse("float[H]")}),
)
ANY_GIVEN = st.one_of(st.sampled_from(SPECS).map(parse), st.sampled_from(COMPOSITE))
CHECKS = st.dictionaries(st.sampled_from("abcdef"), ANY_GIVEN, min_size=1, max_size=5).map(
    lambda arguments: Check(given=arguments, call="f", inputs=24)
)


@settings(max_examples=60, deadline=None)
@given(CHECKS, st.text(max_size=4))
def test_drawn_cases_keep_their_specs(check: Check, seed: str) -> None:
    drawn = cases(check, seed)
    assert len(drawn) == 24
    for case in drawn:
        assert list(case.values) == list(check.given)
        assert fits(check, case.values, case.sizes), case
        for name, spec in check.given.items():
            if spec.spec.startswith("torch"):
                assert isinstance(case.values[name], np.ndarray)


@settings(max_examples=20, deadline=None)
@given(CHECKS, st.text(max_size=4))
def test_the_same_seed_draws_the_same(check: Check, seed: str) -> None:
    assert [pack(check, c) for c in cases(check, seed)] == [pack(check, c) for c in cases(check, seed)]
    assert cases(check, seed)[0].sizes == dict.fromkeys(cases(check, seed)[0].sizes, 1)


def test_sizes_are_distinct_and_bounds_kept() -> None:
    drawn = cases(STEP.check, "x")
    assert sum(len(set(case.sizes.values())) == 3 for case in drawn) > len(drawn) // 2
    check = Check(given=specs(x="float[N, T]"), call="f", sizes={"T": (2, 3)}, where=("N != T",))
    for case in cases(check, "x"):
        assert 2 <= case.sizes["T"] <= 3 and case.sizes["N"] != case.sizes["T"]


def test_scalar_arguments_serve_as_sizes() -> None:
    check = Check(given=specs(x="float[n, 2*k]", n="int 1..3", k="int n..4"), call="f", where=("k < 4",))
    for case in cases(check, "x"):
        assert case.values["x"].shape == (case.values["n"], 2 * case.values["k"])
        assert case.values["n"] <= case.values["k"] < 4


def test_literal_cases_come_first_in_the_spec_s_shape() -> None:
    check = Check(
        given=specs(x="float[N, D]", i="torch int[N] < V", s="float"),
        call="f",
        cases=({"x": [[1, 2]], "i": [3]},),
    )
    first = cases(check, "x")[0]
    assert first.values["x"].dtype == float and first.sizes["N"] == 1 and first.sizes["D"] == 2
    assert first.values["i"].dtype == np.int64 and isinstance(first.values["s"], float)
    assert literal(check, {"x": [["inf", 0]], "i": [0], "s": 1}).values["x"][0, 0] == np.inf


def test_threshold_runs_over_its_seeds() -> None:
    assert [case.values["seed"] for case in cases(TRAINING.check, "x")] == [0, 1, 2]


def test_conditions_that_nothing_keeps() -> None:
    with pytest.raises(QuizrnnError, match="where"):
        cases(Check(given=specs(x="float[N]"), call="f", where=("N < 0",)), "x")


@pytest.mark.parametrize("seed", ["a", "b", "c", "d", "e", "f"])
def test_a_retry_of_the_least_sizes_keeps_their_upper_bound(seed: str) -> None:
    check = Check(given=specs(x="float[N, K]"), call="f", sizes={"K": (3, 3)}, where=("N > 1",))
    assert {case.sizes["K"] for case in cases(check, seed)} == {3}
