"""The binary adder's network, tree composition and the carousel."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.harness import (
    FORWARD,
    assert_close,
    assert_gradients,
    assert_refused,
    assert_twin,
    few,
    seed,
    size,
    to_torch,
    twin,
)

from quizrnn.reference import adder, cec, tree
from quizrnn.reference.lstm import lstm_step
from quizrnn.reference.rnn import rnn_forward


def adder_arguments(number: int, N: int, T: int, H: int) -> dict[str, Any]:
    rng = np.random.default_rng(number)
    x = rng.integers(0, 2, (N, T, 2)).astype(float)
    return {
        "x": x,
        "W_in": rng.standard_normal((2, H)),
        "W": rng.standard_normal((H, H)),
        "W_out": rng.standard_normal((H, 1)),
    }


@few
@given(seed, size, st.integers(1, 5), size, st.sampled_from(["sigmoid", "tanh"]))
def test_adder(number, N, T, H, activation) -> None:
    rng = np.random.default_rng(number)
    args = adder_arguments(number, N, T, H)
    wrt = list(args)
    args["activation"] = activation
    assert_gradients(adder.adder_forward, adder.adder_backward, args, wrt, rng)
    assert_twin(adder.adder_forward, twin("adder_torch").adder_forward, args, wrt, adder.adder_backward, rng)


@few
@given(seed, st.integers(1, 6), size)
def test_adder_derivative_as_printed_against_the_scripts_loop(number, T, H) -> None:
    """The course's algorithm for one pair, with lists of deltas, written out without arrays of time."""
    args = adder_arguments(number, 1, T, H)
    target = np.random.default_rng(number + 1).integers(0, 2, T)

    def s(v: float) -> float:
        return 1 / (1 + math.exp(-v))

    for rule in adder.OUTPUT_DERIVATIVES:
        y, cache = adder.adder_forward(**args)
        got = adder.adder_backward(y - target, cache, rule)
        W_in, W, W_out = (args[k].tolist() for k in ("W_in", "W", "W_out"))
        z = [[0.0] * H]
        out: list[float] = []
        for t in range(T):
            a = args["x"][0, t].tolist()
            z.append(
                [
                    s(sum(a[d] * W_in[d][j] for d in range(2)) + sum(z[-1][k] * W[k][j] for k in range(H)))
                    for j in range(H)
                ]
            )
            out.append(s(sum(z[-1][k] * W_out[k][0] for k in range(H))))
        d_in = [[0.0] * H for _ in range(2)]
        d_rec = [[0.0] * H for _ in range(H)]
        d_out = [0.0] * H
        later = [0.0] * H
        for t in reversed(range(T)):
            factor = out[t] * (1 - out[t]) if rule == "true" else s(out[t]) * (1 - s(out[t]))
            delta_out = (out[t] - target[t]) * factor
            slope = [z[t + 1][j] * (1 - z[t + 1][j]) for j in range(H)]
            later = [
                (sum(later[k] * W[j][k] for k in range(H)) + delta_out * W_out[j][0]) * slope[j]
                for j in range(H)
            ]
            for j in range(H):
                d_out[j] += z[t + 1][j] * delta_out
                for d in range(2):
                    d_in[d][j] += args["x"][0, t, d] * later[j]
                for k in range(H):
                    d_rec[k][j] += z[t][k] * later[j]
        assert_close(got["dW_in"], np.array(d_in), 1e-12)
        assert_close(got["dW"], np.array(d_rec), 1e-12)
        assert_close(got["dW_out"][:, 0], np.array(d_out), 1e-12)
    assert np.allclose(adder.adder_forward(**args)[0][0], out, rtol=1e-12)


def test_the_printed_derivative_does_not_vanish() -> None:
    args = adder_arguments(0, 1, 1, 1)
    args["W_out"] = np.array([[50.0]])
    args["x"][:] = 1
    y, cache = adder.adder_forward(**args)
    true, printed = (
        adder.adder_backward(y - 0, cache, rule)["dW_out"][0, 0] for rule in adder.OUTPUT_DERIVATIVES
    )
    assert printed > 100 * abs(true)


@few
@given(seed, size, st.integers(1, 4), size)
def test_adder_hidden_states_are_those_of_an_rnn_without_bias(number, N, T, H) -> None:
    args = adder_arguments(number, N, T, H)
    _, cache = adder.adder_forward(**args)
    (hs, _), _ = rnn_forward(args["x"], np.zeros((N, H)), args["W_in"], args["W"], np.zeros(H), "sigmoid")
    assert_close(cache["z"][:, 1:], hs, 1e-14)


def drawn_tree(rng: np.random.Generator, E: int, depth: int) -> Any:
    if depth == 0 or rng.random() < 0.3:
        return rng.standard_normal(E)
    return {"left": drawn_tree(rng, E, depth - 1), "right": drawn_tree(rng, E, depth - 1)}


@few
@given(seed, size, st.integers(0, 3), st.sampled_from(["tanh", "sigmoid", "identity"]))
def test_tree(number, E, depth, activation) -> None:
    rng = np.random.default_rng(number)
    args = {
        "tree": drawn_tree(rng, E, depth),
        "W": rng.standard_normal((2 * E, E)),
        "b": rng.standard_normal(E),
    }
    wrt = list(args)
    args["activation"] = activation
    assert_gradients(tree.tree_forward, tree.tree_backward, args, wrt, rng)
    assert_twin(tree.tree_forward, twin("tree_torch").tree_forward, args, wrt, tree.tree_backward, rng)


def test_tree_by_hand() -> None:
    rng = np.random.default_rng(2)
    u, v, w = rng.standard_normal((3, 2))
    W, b = rng.standard_normal((4, 2)), rng.standard_normal(2)
    inner = np.tanh([sum([*u, *v][k] * W[k, j] for k in range(4)) + b[j] for j in range(2)])
    outer = np.tanh([sum([*inner, *w][k] * W[k, j] for k in range(4)) + b[j] for j in range(2)])
    whole = {"left": {"left": u, "right": v}, "right": w}
    assert_close(tree.tree_forward(whole, W, b)[0], outer, 1e-14)
    assert_close(tree.tree_forward(u, W, b)[0], u, 0)  # a leaf passes untouched
    swapped = {"left": w, "right": {"left": u, "right": v}}
    assert np.abs(tree.tree_forward(swapped, W, b)[0] - outer).max() > 1e-3


@few
@given(
    seed, size, st.integers(1, 4), size, st.sampled_from(["", "i", "f", "o", "ifo"]), st.sampled_from([1, -1])
)
def test_cec(number, N, T, H, gates, sign) -> None:
    rng = np.random.default_rng(number)
    args: dict[str, Any] = {"a": rng.standard_normal((N, T, H)), "c0": rng.standard_normal((N, H))}
    args |= {gate: rng.uniform(size=(N, T, H)) for gate in gates}
    wrt = list(args)
    args["sign"] = sign
    assert_gradients(cec.cec_forward, cec.cec_backward, args, wrt, rng)
    assert_twin(cec.cec_forward, twin("cec_torch").cec_forward, args, wrt, cec.cec_backward, rng)


@pytest.mark.parametrize("T", [1, 2, 51, 500])
def test_the_carousel_has_slope_one_over_any_distance(T) -> None:
    (h, c), cache = cec.cec_forward(np.zeros((1, T, 1)), np.ones((1, 1)))
    last = np.zeros_like(c)
    last[:, -1] = 1
    assert cec.cec_backward((0 * h, last), cache)["dc0"] == 1
    _, cache = cec.cec_forward(np.zeros((1, T, 1)), np.ones((1, 1)), sign=-1)
    assert cec.cec_backward((0 * h, last), cache)["dc0"] == (-1) ** T
    _, cache = cec.cec_forward(np.zeros((1, T, 1)), np.ones((1, 1)), f=np.full((1, T, 1), 0.9))
    assert math.isclose(cec.cec_backward((0 * h, last), cache)["dc0"].item(), 0.9**T, rel_tol=1e-9)


def test_the_gates_of_an_lstm_drive_the_same_cell() -> None:
    rng = np.random.default_rng(4)
    x, h, c = (rng.standard_normal((2, 3)) for _ in range(3))
    (_, expected), cache = lstm_step(
        x, h, c, rng.standard_normal((3, 12)), rng.standard_normal((3, 12)), np.zeros(12)
    )
    (_, got), _ = cec.cec_forward(cache["g"][:, None], c, cache["i"][:, None], cache["f"][:, None])
    assert_close(got[:, 0], expected, FORWARD)


def test_refusals() -> None:
    args = adder_arguments(0, 2, 3, 4)
    bad = [
        ("x", np.zeros((2, 3, 3))),
        ("x", args["x"].astype(int)),
        ("W_in", np.zeros((3, 4))),
        ("W", np.zeros((4, 3))),
        ("W_out", np.zeros(4)),
        ("activation", "softmax"),
    ]
    assert_refused(adder.adder_forward, args, bad)
    assert_refused(twin("adder_torch").adder_forward, to_torch(args), [(k, to_torch(v)) for k, v in bad])
    y, cache = adder.adder_forward(**args)
    back = {"dout": y, "cache": cache}
    assert_refused(adder.adder_backward, back, [("output_derivative", "wrong"), ("dout", np.zeros((2, 4)))])

    args = {"tree": {"left": np.ones(2), "right": np.ones(2)}, "W": np.ones((4, 2)), "b": np.ones(2)}
    bad = [
        ("tree", {"left": np.ones(2)}),
        ("tree", {"left": np.ones(2), "right": np.ones(3)}),
        ("tree", [1.0, 2.0]),
        ("W", np.ones((2, 2))),
        ("b", np.ones(2, dtype=int)),
        ("activation", 3),
    ]
    assert_refused(tree.tree_forward, args, bad)
    assert_refused(twin("tree_torch").tree_forward, to_torch(args), [(k, to_torch(v)) for k, v in bad])
    out, cache = tree.tree_forward(**args)
    assert_refused(tree.tree_backward, {"dout": out, "cache": cache}, [("dout", np.ones(3))])

    args = {"a": np.ones((2, 3, 4)), "c0": np.ones((2, 4))}
    bad = [
        ("a", np.ones((2, 3))),
        ("c0", np.ones((2, 3))),
        ("i", np.ones((2, 4))),
        ("sign", 0),
        ("sign", 0.5),
    ]
    assert_refused(cec.cec_forward, args, bad)
    assert_refused(twin("cec_torch").cec_forward, to_torch(args), [(k, to_torch(v)) for k, v in bad])
    (h, c), cache = cec.cec_forward(**args)
    assert_refused(cec.cec_backward, {"dout": (h, c), "cache": cache}, [("dout", (np.ones((2, 3)), c))])
