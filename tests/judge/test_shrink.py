"""The shrinker: what it returns still fails, is valid, and nothing simpler of the same make fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge.small_tasks import STEP, specs

from quizrnn.bank.model import Check, Given
from quizrnn.bank.spec import parse
from quizrnn.judge.fits import fits
from quizrnn.judge.inputs import Case, cases
from quizrnn.judge.paste import paste
from quizrnn.judge.shrink import shrink
from quizrnn.judge.views import view


def smallest(check: Check, case: Case, fails: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    batches: list[int] = []

    def batch(candidates: Sequence[Case]) -> list[bool]:
        batches.append(len(candidates))
        assert all(fits(check, one.values, one.sizes) for one in candidates)
        return [fails(one.values) for one in candidates]

    found = shrink(check, case, batch)
    assert fails(found.values) and fits(check, found.values, found.sizes)
    assert len(batches) <= 60
    return found.values


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 29), st.sampled_from(["b", "h", "x", "Wx"]))
def test_a_forgotten_argument_becomes_one_cell(index: int, name: str) -> None:
    case = cases(STEP.check, "shrink")[index]
    if not case.values[name].any():
        return
    found = smallest(STEP.check, case, lambda values: bool(values[name].any()))
    assert all(value.size == 1 for value in found.values())
    assert found[name].item() == 1 and sum(abs(value).sum() for value in found.values()) == 1


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 23))
def test_fused_axes_keep_their_blocks(index: int) -> None:
    check = Check(given=specs(x="float[N, D]", W="float[D, 3H]"), call="f", inputs=24)
    case = cases(check, "fused")[index]
    values = case.values["W"].reshape(case.sizes["D"], 3, -1)

    def fails(v: dict[str, Any]) -> bool:
        return bool(v["W"].reshape(v["x"].shape[1], 3, -1)[:, 1].any())

    if values[:, 1].any():
        found = smallest(check, case, fails)
        assert found["W"].shape == (1, 3) and found["W"].tolist() == [[0, 1, 0]]


@pytest.mark.parametrize(
    ("spec", "fails", "wanted"),
    [
        ("float[N] 0.2..3", lambda x: x.max() > 0.9, [1]),
        ("int[N] < V", lambda x: x.max() >= 1, [1]),
        ("onehot[N, V]", lambda x: x.shape[1] >= 2, [[1, 0]]),
        ("prob[N, K]", lambda x: x.shape[0] >= 2, [[1], [1]]),
        ("mask[N, T]", lambda x: not x.all(), [[True, False]]),
        ("perm[N]", lambda x: x.tolist() != sorted(x), [1, 0]),
        ("torch float[N]", lambda x: x.sum() > 1.5, None),
        ("int 2..40", lambda x: x > 6, None),
        ("float -9..9", lambda x: x < 0, None),
        ("bool", lambda x: True, False),
    ],
)
def test_by_type(spec: str, fails: Callable[[Any], bool], wanted: Any) -> None:
    check = Check(given={"x": parse(spec)}, call="f", inputs=40)
    for case in [case for case in cases(check, "types") if fails(case.values["x"])][-3:]:
        found = smallest(check, case, lambda values: fails(values["x"]))["x"]
        if wanted is not None:
            assert np.asarray(found).tolist() in (
                wanted,
                wanted[::-1] if isinstance(wanted, list) else wanted,
                [[False, True]],
            )


def test_texts_and_lists() -> None:
    text = Given(type="text", pieces=("the ", "Cat", "'", "\n"), length="0..9")
    items = Given(type="list", of=parse("float[D]"), length="0..5")
    check = Check(given={"text": text, "items": items}, call="f", inputs=40)
    for case in cases(check, "text"):
        if "C" in case.values["text"] and len(case.values["items"]) >= 2:
            found = smallest(check, case, lambda v: "C" in v["text"] and len(v["items"]) >= 2)
            assert found["text"] == "C" and len(found["items"]) == 2
            assert all(item.size == 1 and not item.any() for item in found["items"])


def test_bounds_and_conditions_hold_all_the_way() -> None:
    check = Check(
        given=specs(x="float[N, D] 0.5..2", k="int 2..9"),
        call="f",
        sizes={"N": (2, 4)},
        where=("k != D", "N != D"),
    )
    for case in cases(check, "bounds")[-5:]:
        found = smallest(check, case, lambda values: True)
        assert found["x"].shape == (2, 1) and found["k"] == 2 and np.isin(found["x"], (0.5, 1)).all()


def test_views_and_pasted_lines_mean_the_same() -> None:
    check = Check(
        given={**specs(a="float[N, D]", i="int[N] < V", f="float32[D]", s="float", p="bool[N]"), "d": Given(
            type="dict", fields={"W": parse("float[D]")})}, call="f", inputs=20,
    )  # fmt: skip
    for case in cases(check, "paste"):
        seen: list[Any] = []
        names = {"np": np, "print": lambda value: None, "f": lambda *values, seen=seen: seen.extend(values)}
        exec(paste(check, case.values), names)
        for got, value in zip(seen, case.values.values(), strict=True):
            np.testing.assert_equal(got, value)
            assert getattr(got, "dtype", None) == getattr(value, "dtype", None)
    assert view(np.array([[np.nan, np.inf]])) == {
        "array": [["nan", "inf"]],
        "dtype": "float64",
        "shape": [1, 2],
    }
    assert view(np.zeros((100, 100)))["cut"] and len(view(np.zeros((100, 100)))["array"]) == 8
    assert view((1, "a", None, {"k": -np.inf})) == [1, "a", None, {"k": "-inf"}]
