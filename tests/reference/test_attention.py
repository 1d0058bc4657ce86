"""Attention, multi-head attention, positional encoding and the Transformer block."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.harness import (
    FORWARD,
    NAMED,
    assert_close,
    assert_gradients,
    assert_refused,
    assert_twin,
    few,
    seed,
    size,
    to_numpy,
    to_torch,
    twin,
)

from quizrnn.reference import attention, multi_head, transformer

masks = st.sampled_from(["none", "causal", "padding", "any"])


def draw_mask(kind: str, rng: np.random.Generator, n: int, t: int, s: int) -> np.ndarray | None:
    """A mask of the kind; "padding" and "any" may forbid everything to a query."""
    if kind == "causal":
        return np.tril(np.ones((t, s), dtype=bool))
    if kind == "padding":
        return attention.padding_mask(rng.integers(0, s + 1, n), s)
    return rng.random((n, t, s)) < 0.5 if kind == "any" else None


def dot_args(n: int, t: int, s: int, d: int, kind: str, number: int) -> dict[str, Any]:
    rng = np.random.default_rng(number)
    q, k, v = (rng.standard_normal(shape) for shape in ((n, t, d), (n, s, d), (n, s, 2)))
    return {"q": q, "k": k, "v": v, "mask": draw_mask(kind, rng, n, t, s)}


def additive_args(n: int, t: int, s: int, d: int, kind: str, number: int) -> dict[str, Any]:
    rng = np.random.default_rng(number)
    args = dot_args(n, t, s, d, kind, number)
    args["q"] = rng.standard_normal((n, t, d + 1))
    return {
        **args,
        "Wq": rng.standard_normal((d + 1, 3)),
        "Wk": rng.standard_normal((d, 3)),
        "w": rng.standard_normal(3),
    }


def self_args(n: int, t: int, d: int, kind: str, number: int) -> dict[str, Any]:
    rng = np.random.default_rng(number)
    weights = {"Wq": (d, 3), "Wk": (d, 3), "Wv": (d, 2)}
    drawn = {name: rng.standard_normal(shape) for name, shape in weights.items()}
    return {"x": rng.standard_normal((n, t, d)), **drawn, "mask": draw_mask(kind, rng, n, t, t)}


@pytest.mark.torch
@few
@given(size, size, size, st.booleans(), seed)
def test_self_attention_equals_the_library(n: int, t: int, d: int, causal: bool, number: int) -> None:
    """torch.nn.functional.scaled_dot_product_attention on x Wq, x Wk, x Wv."""
    functional = pytest.importorskip("torch").nn.functional
    args = self_args(n, t, d, "none", number)
    x, *W = (to_torch(args[name]) for name in ("x", "Wq", "Wk", "Wv"))
    expected = functional.scaled_dot_product_attention(*(x @ weight for weight in W), is_causal=causal)
    mask = attention.causal_mask(t) if causal else None
    assert_close(attention.self_attention(**{**args, "mask": mask})[0], expected.numpy(), 1e-10)


@few
@given(size, size, size, size, masks, st.booleans(), seed)
def test_attention_gradients(n: int, t: int, s: int, d: int, kind: str, scaled: bool, number: int) -> None:
    rng = np.random.default_rng(number)
    args = {**dot_args(n, t, s, d, kind, number), "scaled": scaled}
    assert_gradients(attention.dot_attention, attention.dot_attention_backward, args, "qkv", rng)
    args, wrt = additive_args(n, t, s, d, kind, number), ["q", "k", "v", "Wq", "Wk", "w"]
    assert_gradients(attention.additive_attention, attention.additive_attention_backward, args, wrt, rng)
    args, wrt = self_args(n, t, d, kind, number), ["x", "Wq", "Wk", "Wv"]
    assert_gradients(attention.self_attention, attention.self_attention_backward, args, wrt, rng)


@pytest.mark.torch
@few
@given(size, size, size, size, masks, st.booleans(), seed)
def test_attention_equals_the_twin(
    n: int, t: int, s: int, d: int, kind: str, scaled: bool, number: int
) -> None:
    other = twin("attention_torch")
    args = {**dot_args(n, t, s, d, kind, number), "scaled": scaled}
    assert_twin(attention.dot_attention, other.dot_attention, args, "qkv", attention.dot_attention_backward)
    args, wrt = additive_args(n, t, s, d, kind, number), ["q", "k", "v", "Wq", "Wk", "w"]
    back = attention.additive_attention_backward
    assert_twin(attention.additive_attention, other.additive_attention, args, wrt, back)
    args, wrt = self_args(n, t, d, kind, number), ["x", "Wq", "Wk", "Wv"]
    back = attention.self_attention_backward
    assert_twin(attention.self_attention, other.self_attention, args, wrt, back)
    lengths = np.random.default_rng(number).integers(0, s + 1, n)
    padded = {"lengths": lengths, "S": s}
    assert_twin(attention.padding_mask, other.padding_mask, padded, cached=False)
    assert_twin(attention.causal_mask, other.causal_mask, {"T": t}, cached=False)
    scores = {"scores": args["x"], "mask": args["x"] > 0}
    assert_twin(attention.masked_softmax, other.masked_softmax, scores, cached=False)


@pytest.mark.torch
@few
@given(size, size, size, size, st.sampled_from(["none", "causal"]), seed)
def test_dot_attention_equals_the_library(n: int, t: int, s: int, d: int, kind: str, number: int) -> None:
    functional = pytest.importorskip("torch").nn.functional
    args = dot_args(n, t, s, d, kind, number)

    def library(q: Any, k: Any, v: Any, mask: Any) -> Any:
        return functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)

    assert_twin(attention.dot_attention, library, args, "qkv", attention.dot_attention_backward)


@few
@given(size, size, size, size, masks, seed)
def test_attention_is_a_loop(n: int, t: int, s: int, d: int, kind: str, number: int) -> None:
    dots, adds = dot_args(n, t, s, d, kind, number), additive_args(n, t, s, d, kind, number)
    mask = dots["mask"]
    allowed = np.broadcast_to(True if mask is None else mask, (n, t, s))

    def looped(args: dict[str, Any], score: Any) -> np.ndarray:
        out = np.zeros((n, t, 2))
        for b in range(n):
            for i in range(t):
                raised = [
                    math.exp(score(args["q"][b, i], args["k"][b, j])) * allowed[b, i, j] for j in range(s)
                ]
                for j in range(s):
                    if allowed[b, i].any():
                        out[b, i] += raised[j] / sum(raised) * args["v"][b, j]
        return out

    expected = looped(dots, lambda q, k: sum(q * k) / math.sqrt(d))
    assert_close(attention.dot_attention(**dots)[0], expected, 1e-12)
    Wq, Wk, w = adds["Wq"], adds["Wk"], adds["w"]
    expected = looped(adds, lambda q, k: sum(w * np.tanh(q @ Wq + k @ Wk)))
    assert_close(attention.additive_attention(**adds)[0], expected, 1e-12)


def test_who_may_look_nowhere_gets_nothing_and_extreme_scores_stay_finite() -> None:
    q = np.array([[[1e4]]])
    out, cache = attention.dot_attention(q, q, q, np.zeros((1, 1), dtype=bool))
    assert out.tolist() == [[[0.0]]]
    assert all(not d.any() for d in attention.dot_attention_backward(np.ones((1, 1, 1)), cache).values())
    v = np.array([[[1.0], [2.0]]])
    k = np.array([[[1e4], [-1e4]]])
    assert attention.dot_attention(q, k, v)[0].tolist() == [[[1.0]]]
    equal, _ = attention.dot_attention(np.zeros((1, 1, 1)), k, v)
    assert equal.tolist() == [[[1.5]]]


def test_the_future_has_no_effect_under_the_causal_mask() -> None:
    rng = np.random.default_rng(0)
    args = self_args(1, 5, 3, "causal", 0)
    before, _ = attention.self_attention(**args)
    changed = args["x"].copy()
    changed[:, 3:] = rng.standard_normal((1, 2, 3))
    after, _ = attention.self_attention(**{**args, "x": changed})
    assert np.array_equal(before[:, :3], after[:, :3])
    assert not np.allclose(before[:, 3:], after[:, 3:])


def attention_params(rng: np.random.Generator, d: int) -> dict[str, np.ndarray]:
    weights = {name: rng.standard_normal((d, d)) for name in multi_head.WEIGHTS}
    return weights | {name: rng.standard_normal(d) for name in multi_head.BIASES}


def multi_args(n: int, t: int, s: int, heads: int, kind: str, number: int) -> dict[str, Any]:
    rng, d = np.random.default_rng(number), 2 * heads
    x, y = rng.standard_normal((n, t, d)), rng.standard_normal((n, s, d))
    mask = draw_mask(kind, rng, n, t, s)
    return {"x": x, "y": y, "params": attention_params(rng, d), "heads": heads, "mask": mask}


def scaled_down(forward: Any, backward: Any) -> tuple[Any, Any]:
    """The same function times 0.01: dbk is exactly 0 (softmax ignores a shift), all else is noise."""

    def less(**args: Any) -> tuple[np.ndarray, Any]:
        out, cache = forward(**args)
        return 0.01 * out, cache

    return less, lambda dout, cache: backward(0.01 * dout, cache)


heads_ = st.integers(1, 3)


@few
@given(st.integers(1, 2), size, size, heads_, masks, seed)
def test_multi_head_gradients(n: int, t: int, s: int, heads: int, kind: str, number: int) -> None:
    args, rng = multi_args(n, t, s, heads, kind, number), np.random.default_rng(number)
    forward, backward = multi_head.multi_head_attention, multi_head.multi_head_attention_backward
    assert_gradients(*scaled_down(forward, backward), args, ["x", "y", "params"], rng)


@pytest.mark.torch
@few
@given(st.integers(1, 2), size, size, heads_, masks, seed)
def test_multi_head_equals_the_twin(n: int, t: int, s: int, heads: int, kind: str, number: int) -> None:
    args, other = multi_args(n, t, s, heads, kind, number), twin("multi_head_torch")
    forward, backward = multi_head.multi_head_attention, multi_head.multi_head_attention_backward
    assert_twin(forward, other.multi_head_attention, args, ["x", "y", "params"], backward)
    position = {"T": t, "D": 2 * s}
    assert_twin(multi_head.positional_encoding, other.positional_encoding, position, cached=False)


def library_attention(params: dict[str, Any], d: int, heads: int) -> Any:
    """nn.MultiheadAttention: in_proj_weight = [Wq | Wk | Wv] transposed, out_proj.weight = Wo transposed."""
    torch = pytest.importorskip("torch")
    p = to_torch(params)
    layer = torch.nn.MultiheadAttention(d, heads, batch_first=True).double()
    layer.load_state_dict(
        {
            "in_proj_weight": torch.cat([p["Wq"], p["Wk"], p["Wv"]], dim=1).T,
            "in_proj_bias": torch.cat([p["bq"], p["bk"], p["bv"]]),
            "out_proj.weight": p["Wo"].T,
            "out_proj.bias": p["bo"],
        }
    )
    return layer


@pytest.mark.torch
@few
@given(st.integers(1, 2), size, size, heads_, st.sampled_from(["none", "causal"]), seed)
def test_multi_head_equals_the_library(n: int, t: int, s: int, heads: int, kind: str, number: int) -> None:
    args = multi_args(n, t, s, heads, kind, number)
    layer = library_attention(args["params"], 2 * heads, heads)
    x, y = to_torch((args["x"], args["y"]))
    mask = None if args["mask"] is None else ~to_torch(args["mask"])  # the library marks what is *forbidden*
    expected, weights = layer(x.requires_grad_(), y, y, attn_mask=mask, average_attn_weights=False)
    out, cache = multi_head.multi_head_attention(**args)
    assert_close(out, to_numpy(expected), FORWARD)
    assert_close(cache["weights"], to_numpy(weights), FORWARD)
    dout = np.random.default_rng(0).standard_normal(out.shape)
    expected.backward(to_torch(dout))
    gradients = multi_head.multi_head_attention_backward(dout, cache)
    assert_close(gradients["dx"], x.grad.numpy(), NAMED)
    dWq = layer.in_proj_weight.grad.numpy().T[:, : 2 * heads]
    assert_close(gradients["dparams"]["Wq"], dWq, NAMED)
    assert_close(gradients["dparams"]["Wo"], layer.out_proj.weight.grad.numpy().T, NAMED)


@few
@given(size, size, heads_, seed)
def test_heads_are_blocks_of_features(n: int, t: int, heads: int, number: int) -> None:
    x = np.random.default_rng(number).standard_normal((n, t, 2 * heads))
    cut = multi_head.split_heads(x, heads)
    for b in range(n):
        for h in range(heads):
            assert np.array_equal(cut[b * heads + h], x[b, :, 2 * h : 2 * h + 2])
    assert np.array_equal(multi_head.merge_heads(cut, heads), x)


@few
@given(size, size)
def test_positional_encoding_is_a_loop(t: int, half: int) -> None:
    encoding = multi_head.positional_encoding(t, 2 * half)
    for place in range(t):
        for i in range(half):
            angle = place / 10000 ** (2 * i / (2 * half))
            assert encoding[place, 2 * i] == pytest.approx(math.sin(angle), abs=1e-12)
            assert encoding[place, 2 * i + 1] == pytest.approx(math.cos(angle), abs=1e-12)


def test_multi_head_has_the_known_number_of_parameters() -> None:
    params = attention_params(np.random.default_rng(0), 64)
    assert sum(p.size for p in params.values()) == 16_640


def block_args(n: int, t: int, heads: int, kind: str, pre_norm: bool, number: int) -> dict[str, Any]:
    rng, d = np.random.default_rng(number), 2 * heads
    shapes = {"W1": (d, 3), "b1": (3,), "W2": (3, d), "b2": (d,)}
    shapes |= dict.fromkeys(("gamma1", "beta1", "gamma2", "beta2"), (d,))
    params: dict[str, Any] = {name: rng.standard_normal(shape) for name, shape in shapes.items()}
    params["attention"] = attention_params(rng, d)
    mask = draw_mask(kind, rng, n, t, t)
    x = rng.standard_normal((n, t, d))
    return {"x": x, "params": params, "heads": heads, "mask": mask, "pre_norm": pre_norm}


@few
@given(st.integers(1, 2), size, st.integers(1, 2), masks, st.booleans(), seed)
def test_transformer_gradients(n: int, t: int, heads: int, kind: str, pre_norm: bool, number: int) -> None:
    args, rng = block_args(n, t, heads, kind, pre_norm, number), np.random.default_rng(number)
    block, backward = transformer.transformer_block, transformer.transformer_block_backward
    _, cache = block(**args)
    narrow = min(cache["norm1"]["std"].min(), cache["norm2"]["std"].min())
    if np.abs(cache["feed"]["u"]).min() > 1e-2 and narrow > 0.1:  # away from kinks
        assert_gradients(*scaled_down(block, backward), args, ["x", "params"], rng)
        feed = {"x": args["x"], **{name: args["params"][name] for name in ("W1", "b1", "W2", "b2")}}
        _, cache = transformer.feed_forward(**feed)
        if np.abs(cache["u"]).min() > 1e-3:
            back = transformer.feed_forward_backward
            assert_gradients(transformer.feed_forward, back, feed, list(feed), rng)


@pytest.mark.torch
@few
@given(st.integers(1, 2), size, st.integers(1, 2), masks, st.booleans(), seed)
def test_transformer_equals_the_twin(
    n: int, t: int, heads: int, kind: str, pre_norm: bool, number: int
) -> None:
    args, other = block_args(n, t, heads, kind, pre_norm, number), twin("transformer_torch")
    block, backward = transformer.transformer_block, transformer.transformer_block_backward
    assert_twin(block, other.transformer_block, args, ["x", "params"], backward)
    feed = {"x": args["x"], **{name: args["params"][name] for name in ("W1", "b1", "W2", "b2")}}
    back = transformer.feed_forward_backward
    assert_twin(transformer.feed_forward, other.feed_forward, feed, list(feed), back)


@pytest.mark.torch
@few
@given(st.integers(1, 2), size, st.integers(1, 2), st.booleans(), st.booleans(), seed)
def test_transformer_equals_the_library(
    n: int, t: int, heads: int, causal: bool, pre_norm: bool, number: int
) -> None:
    """nn.TransformerEncoderLayer: linear weights transposed, norm1/norm2 = gamma, beta; dropout 0."""
    torch = pytest.importorskip("torch")
    args = block_args(n, t, heads, "causal" if causal else "none", pre_norm, number)
    p, d = args["params"], 2 * heads
    layer = torch.nn.TransformerEncoderLayer(d, heads, 3, 0.0, batch_first=True, norm_first=pre_norm).double()
    inner = library_attention(p["attention"], d, heads).state_dict()
    state = {f"self_attn.{name}": value for name, value in inner.items()}
    for i in ("1", "2"):
        state |= {f"linear{i}.weight": to_torch(p["W" + i]).T, f"linear{i}.bias": to_torch(p["b" + i])}
        state |= {f"norm{i}.weight": to_torch(p["gamma" + i]), f"norm{i}.bias": to_torch(p["beta" + i])}
    layer.load_state_dict(state)
    x = to_torch(args["x"]).requires_grad_()
    expected = layer(x, src_mask=~to_torch(args["mask"]) if causal else None)
    out, cache = transformer.transformer_block(**args)
    assert_close(out, to_numpy(expected), FORWARD)
    dout = np.random.default_rng(0).standard_normal(out.shape)
    expected.backward(to_torch(dout))
    gradients = transformer.transformer_block_backward(dout, cache)
    assert_close(gradients["dx"], x.grad.numpy(), NAMED)
    assert_close(gradients["dparams"]["W1"], layer.linear1.weight.grad.numpy().T, NAMED)
    assert_close(gradients["dparams"]["gamma1"], layer.norm1.weight.grad.numpy(), NAMED)


def test_attention_refuses_bad_arguments() -> None:
    args = dot_args(2, 3, 4, 2, "any", 0)
    bad = [("q", args["q"][0]), ("k", args["k"][:, :, :1]), ("v", args["v"][:, :2])]
    bad += [("mask", np.ones((2, 3, 4))), ("mask", np.ones((3, 3), bool)), ("q", args["q"].astype(int))]
    assert_refused(attention.dot_attention, args, bad)
    args = additive_args(2, 3, 4, 2, "none", 0)
    assert_refused(attention.additive_attention, args, [("Wq", args["Wk"]), ("w", args["w"][:1])])
    args = self_args(2, 3, 2, "none", 0)
    assert_refused(attention.self_attention, args, [("Wk", args["Wv"]), ("x", args["x"][0])])
    assert_refused(attention.causal_mask, {"T": 2}, [("T", -1), ("T", 1.5)])
    lengths = np.array([1, 2])
    assert_refused(
        attention.padding_mask, {"lengths": lengths, "S": 2}, [("lengths", lengths + 1), ("S", -1)]
    )
    args = multi_args(1, 2, 3, 2, "none", 0)
    refused_mask = ("mask", np.ones((3, 3), bool))
    assert_refused(multi_head.merge_heads, {"x": np.ones((4, 2, 1)), "heads": 2}, [("heads", 3)])
    bad = [
        refused_mask,
        ("heads", 3),
        ("heads", 0),
        ("params", {}),
        ("y", args["y"][:, :, :3]),
        ("x", args["x"][0]),
    ]
    assert_refused(multi_head.multi_head_attention, args, bad)
    assert_refused(multi_head.positional_encoding, {"T": 2, "D": 4}, [("D", 3), ("T", -1)])
    args = block_args(1, 2, 1, "none", False, 0)
    assert_refused(transformer.transformer_block, args, [("params", {"W1": 0}), ("heads", 3)])
