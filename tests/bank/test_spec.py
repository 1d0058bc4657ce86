"""Specs of arguments: every form of the format, and clear words for what is none."""

from __future__ import annotations

import pytest

from quizrnn.bank import spec
from quizrnn.bank.formula import evaluate


@pytest.mark.parametrize(
    ("text", "kind", "dtype", "shape", "torch"),
    [
        ("float[N, D]", "float", "", ("N", "D"), False),
        ("float32[N]", "float", "float32", ("N",), False),
        ("float", "float", "", (), False),
        ("torch float[N, 3H]", "float", "float32", ("N", "3*H"), True),
        ("torch float64[N]", "float", "float64", ("N",), True),
        ("int[N, T] < V", "int", "", ("N", "T"), False),
        ("mask[N, T]", "mask", "", ("N", "T"), False),
        ("onehot[N, V]", "onehot", "", ("N", "V"), False),
        ("perm[N]", "perm", "", ("N",), False),
        ("bool", "bool", "", (), False),
        ("float[2, 2(H+1), T*D]", "float", "", ("2", "2*(H+1)", "T*D"), False),
    ],
)
def test_type_shape_and_framework(text, kind, dtype, shape, torch):
    given = spec.parse(text)
    assert (given.type, given.dtype, given.shape, given.torch, given.spec) == (
        kind,
        dtype,
        shape,
        torch,
        text,
    )


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("int < V", 0, 6),
        ("int[N] <= V", 0, 7),
        ("int 1..5", 1, 5),
        ("int[N] > 0", 1, None),
        ("int -3..-1", -3, -1),
        ("float 0.1..0.9", 0.1, 0.9),
        ("float[N] 0..1", 0, 1),
        ("float[N] >= 0", 0, None),
        ("float[N] < 2V", None, 13.999),
        ("float -1..1", -1, 1),
        ("float", None, None),
        ("int 0..2V-1", 0, 13),
    ],
)
def test_bounds(text, low, high):
    given = spec.parse(text)
    for written, wanted in ((given.low, low), (given.high, high)):
        assert (evaluate(written, {"V": 7}) if written else None) == (
            pytest.approx(wanted) if wanted is not None else None
        )


def test_strictly_above_is_above():
    assert evaluate(spec.parse("float[N] > 0").low, {}) > 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("flot[N]", "Did you mean 'float'"),
        ("float[]", "empty shape"),
        ("float[N,]", "size is missing"),
        ("float[N D]", "bad shape"),
        ("float[N] ~ 3", "no range"),
        ("bool < 3", "only float and int"),
        ("onehot", "needs a shape"),
        ("perm[N, T]", "one axis"),
        ("float[__import__('os')]", "bad shape"),
        ("int < ", "no range"),
        ("", "no spec"),
        ("3", "no spec"),
    ],
)
def test_what_is_no_spec(text, words):
    with pytest.raises(ValueError, match=words):
        spec.parse(text)


def test_names_of_a_spec():
    assert spec.names(spec.parse("int[N, 3H] < V")) == {"N", "H", "V"}


def test_ranges():
    assert spec.size_range("2..4") == (2, 4)
    assert spec.size_range("3") == (3, 3)
    assert spec.length_range("0..8") == ("0", "8")
    assert spec.length_range("T") == ("T", "T")
    for bad in ("4..2", "a..b", "-1..3", ""):
        with pytest.raises(ValueError):
            spec.size_range(bad)
