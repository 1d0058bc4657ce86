"""The comparison of value trees: equal by value, and the lowest rung that fails."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizrnn.bank.model import Tolerance
from quizrnn.bank.spec import parse
from quizrnn.judge.alike import all_equal
from quizrnn.judge.axes import measured
from quizrnn.judge.compare import differ, select
from quizrnn.judge.inside import wire
from quizrnn.judge.inside.wire import Array, Opaque
from quizrnn.judge.rules import Rule


def tree(value: Any) -> Any:
    """What comes back from a runner that returns ``value``."""
    return wire.decode(wire.encode(value))


FLOATS = st.floats(width=64)
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), FLOATS, st.text(max_size=5), st.complex_numbers(),
    st.lists(FLOATS, max_size=4).map(np.array),
    st.lists(st.integers(-9, 9), max_size=4).map(lambda xs: np.array(xs, dtype=np.int32)),
)  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(st.text(max_size=3), inner, max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_equal_to_itself_by_every_rule(value: Any) -> None:
    for rule in (Rule(), Rule(kind=True, dtype=True), Rule(tolerance=Tolerance(0.0, 0.0))):
        assert differ(tree(value), tree(value), rule) is None
        assert all_equal([tree(value)] * 2, [tree(value)] * 2, rule)


@settings(max_examples=150, deadline=None)
@given(TREES, TREES)
def test_the_fast_comparison_agrees_with_the_slow(one: Any, other: Any) -> None:
    one, other = tree(one), tree(other)
    assert all_equal([one, one], [one, other], Rule()) == (differ(one, other, Rule()) is None)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=6), st.data())
def test_a_changed_cell_is_found(values: list[float], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(values) - 1))
    changed = np.array(values)
    changed[place] += 1 + abs(changed[place])
    found = differ(tree(np.array(values)), tree(changed), Rule())
    assert found is not None and found.rung == "value" and found.cell == (place,)


A = np.array([[1.0, 2.0], [3.0, 4.0]])


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (1.5, np.float64(1.5)), (1.5, np.array(1.5)), (np.array(2.0), 2), (2, 2.0), (2, np.int8(2)), (True, np.bool_(True)),
        (True, 1), (np.array([True, False]), np.array([1.0, 0.0])), (A, A.tolist()), (A.tolist(), A), (A, A.astype(">f8")),
        (A, np.asfortranarray(A)), (A, A[::-1][::-1]), (A, A.astype(int)), (A, A.astype(np.float32)), (A, tuple(A)),
        ([A, A], (A, A)), ((A, A), np.stack([A, A])), ([], np.zeros(0)), ([1, 2], np.array([1, 2])), ("a", np.str_("a")),
        (math.nan, math.nan), (np.array([np.inf, -np.inf, np.nan]), [math.inf, -math.inf, math.nan]),
        (1.0, 1.0 + 1e-9), (1e6, 1e6 + 0.5), (10**30, 10**30), ({"a": 1, "b": [2]}, {"b": (2,), "a": 1.0}),
        (A / 3, (A / 3).astype(np.float32)), (A, A + 0j), (A, np.asmatrix(A)),
    ],
)  # fmt: skip
def test_right_by_value(expected: Any, got: Any) -> None:
    assert differ(tree(expected), tree(got), Rule()) is None


@pytest.mark.parametrize(
    ("expected", "got", "rung"),
    [
        (1.0, "1.0", "kind"), (1.0, None, "kind"), (None, 0, "kind"), ("1", 1, "kind"), (A, "x", "kind"), (A, {"a": A}, "kind"),
        (A, [A[0], "x"], "kind"), (A, Opaque("function"), "kind"), ({"a": 1}, [1], "kind"), ([1, 2], 1, "kind"),
        (A, np.ma.masked_array(A, mask=A > 2), "kind"), (A, A[0], "shape"), (A, A.T[:1], "shape"), ([1, 2], [1], "shape"),
        ({"a": 1}, {"b": 1}, "shape"), (1.0, np.array([1.0]), "shape"), (np.zeros(0), [1.0], "shape"), (A, A + 1e-3, "value"),
        (1.0, math.nan, "value"), (math.nan, 1.0, "value"), (math.inf, -math.inf, "value"), (math.inf, 1e308, "value"),
        (1.0, math.inf, "value"), (3, 4, "value"), (1_000_000, 1_000_001, "value"), (10**30, 10**30 + 1, "value"),
        ("abc", "abd", "value"), (True, False, "value"), ({"gradients": {"w": A}}, {"gradients": {"w": A + 1}}, "gradient"),
        ({"gradients": {"w": A}}, {"gradients": {"w": A[0]}}, "gradient"), (b"a", b"b", "value"), (1j, 2j, "value"),
    ],
)  # fmt: skip
def test_wrong_at_its_rung(expected: Any, got: Any, rung: str) -> None:
    got = got if isinstance(got, Opaque) else tree(got)
    found = differ(tree(expected), got, Rule())
    assert found is not None and found.rung == rung
    assert not all_equal([tree(expected)], [got], Rule())


@pytest.mark.parametrize(
    ("expected", "got", "code"),
    [
        ([1, 2], [], "entries"), ([1, 2], np.zeros(3), "entries"), (np.zeros(2), [], "entries"), (np.zeros(2), np.zeros(0), ""),
        (np.zeros((2, 1)), [0.0], ""), ({"gradients": {"w": np.zeros(2)}}, {"gradients": {"w": [0.0]}}, "entries"),
    ],
)  # fmt: skip
def test_the_length_of_a_list_has_a_code_of_its_own(expected: Any, got: Any, code: str) -> None:
    found = differ(tree(expected), tree(got), Rule())
    assert found is not None and found.fault.code == code


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ([1], (1,)),
        (1.0, np.float64(1.0)),
        (np.float64(1.0), np.array(1.0)),
        (A, A.tolist()),
        (1, True),
        (1, 1.0),
    ],
)
def test_kinds_where_asked(expected: Any, got: Any) -> None:
    assert differ(tree(expected), tree(got), Rule()) is None
    found = differ(tree(expected), tree(got), Rule(kind=True))
    assert found is not None and found.rung == "kind" and found.fault.expected != found.fault.got


def test_tensors() -> None:
    numpy, tensor = Array("float64", (2,), bytes(16)), Array("float64", (2,), bytes(16), "torch")
    assert differ(numpy, tensor, Rule()) is None
    found = differ(numpy, tensor, Rule(kind=True))
    assert found is not None and (found.fault.expected, found.fault.got) == ("array", "tensor")


def test_the_lowest_rung_wins_and_the_first_of_it() -> None:
    found = differ(tree([1.0, A, 2.0]), tree([9.0, A[0], "x"]), Rule())
    assert found is not None and (found.rung, found.path) == ("kind", "[2]")
    found = differ(tree({"a": 1.0, "b": [1.0, 2.0]}), tree({"a": 1.0, "b": [7.0, 8.0]}), Rule())
    assert found is not None and found.path == "b[0]"


def test_the_tolerance_follows_precision() -> None:
    assert differ(1.0, 1.00003, Rule()) is not None
    assert differ(1.0, 1.00003, Rule(single=True)) is None
    assert differ(1.0, 1.00003, Rule(single=True, tolerance=Tolerance(1e-6, 0.0))) is not None
    big = np.array([1e8, 1e-3])
    assert (
        differ(tree(big), tree(np.array([1e8, 1e-3 + 2e-7])), Rule()) is None
    )  # rounding of a sum in another order


def test_only_the_asked_paths() -> None:
    one, other = tree({"a": 1, "b": [1, 2]}), tree({"a": 2, "b": [5, 2]})
    assert differ(one, other, Rule(paths=())) is None
    assert differ(one, other, Rule(paths=("b[1]",))) is None
    found = differ(one, other, Rule(paths=("b[1]", "a")))
    assert found is not None and found.path == "a"
    assert select(one, "b[7]") == Opaque("nothing")


def test_axis_names_and_time_step() -> None:
    values = np.zeros((2, 3, 4))
    changed = values.copy()
    changed[0, 2, 1] = changed[1, 1, 0] = 1
    found = differ(tree(values), tree(changed), Rule(returns=parse("float[N, T, H]")))
    assert found is not None and found.step == 1 and found.cell == (0, 2, 1)
    found = differ(tree(values), tree(values[0]), Rule(returns=parse("float[N, T, H]")))
    assert found is not None and found.fault.axes == ("N", "T", "H")


def test_axes_are_named_by_the_sizes_that_they_follow() -> None:
    def result(n: int, t: int, h: int) -> dict[str, Any]:
        parts = {"out": np.zeros((n, t, 4 * h)), "states": [np.zeros((n, h))] * t, "loss": 0.5, "word": "x"}
        made: dict[str, Any] = tree({**parts, "gradients": {"W": np.zeros((h, h))}})
        return made

    sizes = [{"N": 1, "T": 1, "H": 1}, {"N": 2, "T": 3, "H": 4}, {"N": 3, "T": 2, "H": 2}]
    found = measured([(result(one["N"], one["T"], one["H"]), one) for one in sizes])
    assert found is not None and found.fields["out"].shape == ("N", "T", "")
    assert found.fields["states"].of is not None and found.fields["states"].of.shape == ("N", "H")
    assert found.fields["gradients"].fields["W"].shape == ("H", "H")
    assert found.fields["loss"].shape == () and "word" not in found.fields

    one, other = result(2, 3, 4), result(2, 3, 4)
    other["states"][2] = tree(np.eye(2, 4))
    difference = differ(one, other, Rule(returns=found))
    assert difference is not None and difference.fault.axes == ("N", "H") and difference.path == "states[2]"
    difference = differ(one, other, Rule(returns=found, paths=("states[2]",)))
    assert difference is not None and difference.fault.axes == ("N", "H")
    assert measured([(result(1, 1, 1), sizes[0])]).fields["out"].shape == ("", "", "")  # type: ignore[union-attr]
