"""Value trees survive the wire, oddities are judged by value, and lies are refused."""

from __future__ import annotations

import contextlib
import json
from collections import OrderedDict, namedtuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizrnn.judge.inside.wire import Array, Opaque, WireError, decode, encode, give

leaves = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text() | st.binary()
)
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text() | st.integers(), inner)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(trees)
def test_a_tree_comes_back_as_it_was(tree: object) -> None:
    assert repr(decode(encode(tree))) == repr(tree)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_tree_or_a_wire_error(data: bytes) -> None:
    with contextlib.suppress(WireError):
        decode(data)


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(leaves.filter(lambda x: not isinstance(x, bytes | complex)), st.lists, max_leaves=8),
    st.binary(),
)
def test_any_header_is_a_tree_or_a_wire_error(header: object, tail: bytes) -> None:
    text = json.dumps(header).encode()
    with contextlib.suppress(WireError):
        decode(len(text).to_bytes(4, "little") + text + tail)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.arange(6.0).reshape(2, 3).T,
        np.arange(10)[::-2],
        np.arange(3, dtype=">i4"),
        np.broadcast_to(1.5, (2, 2)),
        np.array(2.5),
        np.zeros((0, 3)),
        np.array([True, False]),
        np.array([np.nan, np.inf, -0.0]),
        np.array([1 + 2j]),
        np.float16([1, 2]),
        np.array([1.5], np.longdouble),
    ],
)
def test_arrays_travel_by_value(array: np.ndarray) -> None:
    back = decode(encode(array))
    assert type(back) is Array and back.shape == array.shape and not back.scalar
    assert np.array_equal(back.numpy(), array, equal_nan=True)
    again = give(encode(back))
    assert again.flags.writeable and np.array_equal(again, array, equal_nan=True)


def test_scalars_and_subclasses_are_marked() -> None:
    assert decode(encode(np.float32(1.5))).scalar and decode(encode(np.float64(1.5))).scalar
    assert decode(encode(np.ma.masked_array([1.0], mask=[True]))).subclass == "MaskedArray"
    assert decode(encode(np.asmatrix("1 2"))).subclass == "matrix"


def test_subclasses_of_plain_values_travel_as_these() -> None:
    Pair = namedtuple("Pair", "a b")
    assert decode(encode([Pair(1, 2), OrderedDict(x=1), np.str_("s")])) == [(1, 2), {"x": 1}, "s"]
    assert decode(encode(np.array(["a", "b"]))) == ["a", "b"]


def test_what_cannot_travel_is_named() -> None:
    assert decode(encode([range(2), {1}, object()])) == [
        Opaque("range"),
        Opaque("set"),
        Opaque("object"),
    ]
    assert decode(encode(x for x in ())) == Opaque("generator")


def test_bombs_are_refused_before_they_are_copied() -> None:
    cycle: list[object] = []
    cycle.append(cycle)
    for bomb in (np.broadcast_to(1.0, (1 << 20, 1 << 20)), cycle, "x" * (1 << 25)):
        with pytest.raises(WireError):
            encode(bomb)


@pytest.mark.parametrize(
    "header",
    [
        ["a", "float64", [1 << 39, 1 << 39], 0, ""],
        ["a", "float64", [-1], 0, ""],
        ["a", "object", [1], 0, ""],
        ["a", "float64", [True], 0, ""],
        ["a", "float64", [2], 0, ""],
        ["b", 1 << 60],
        ["d", ["l"], 1],
        ["pickle"],
        {},
        [],
    ],
)
def test_lies_are_refused(header: object) -> None:
    text = json.dumps(header).encode()
    with pytest.raises(WireError):
        decode(len(text).to_bytes(4, "little") + text + bytes(8))
