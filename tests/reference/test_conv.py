"""Convolution, pooling, dropout and normalisation."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
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

from quizrnn.reference import conv, conv_fast, dropout, normalisation, pooling

small = st.integers(1, 2)
pairs = st.one_of(st.integers(1, 3), st.tuples(st.integers(1, 3), st.integers(1, 2)))
paddings = st.one_of(
    st.integers(0, 2), st.tuples(st.integers(0, 2), st.integers(0, 1)), st.sampled_from(["same", "valid"])
)


@st.composite
def conv2d_args(draw: Any) -> dict[str, Any]:
    rng = np.random.default_rng(draw(seed))
    n, c, f, kh, kw = draw(small), draw(small), draw(small), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    h, w = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    stride, padding, dilation = draw(pairs), draw(paddings), draw(st.integers(1, 2))
    p = (0, 0) if padding == "valid" else padding if isinstance(padding, tuple) else (padding, padding)
    if padding != "same":
        assume(h + 2 * p[0] > dilation * (kh - 1) and w + 2 * p[1] > dilation * (kw - 1))
    x, W = rng.standard_normal((n, c, h, w)), rng.standard_normal((f, c, kh, kw))
    b = rng.standard_normal(f) if draw(st.booleans()) else None
    return {"x": x, "W": W, "b": b, "stride": stride, "padding": padding, "dilation": dilation}


def named(args: dict[str, Any], *names: str) -> list[str]:
    return [name for name in names if args[name] is not None]


@few
@given(conv2d_args())
def test_conv2d_gradients(args: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    assert_gradients(conv.conv2d, conv.conv2d_backward, args, named(args, "x", "W", "b"), rng)


@few
@given(conv2d_args())
def test_conv2d_is_seven_loops(args: dict[str, Any]) -> None:
    x, W = args["x"], args["W"]
    out, _ = conv.conv2d(**args)
    sh, sw = args["stride"] if isinstance(args["stride"], tuple) else (args["stride"],) * 2
    d = args["dilation"]
    if args["padding"] == "same":
        span = [d * (k - 1) + 1 for k in W.shape[2:]]
        count = [math.ceil(x.shape[2] / sh), math.ceil(x.shape[3] / sw)]
        total = [
            max((m - 1) * s + k - n, 0) for m, s, k, n in zip(count, (sh, sw), span, x.shape[2:], strict=True)
        ]
        top, left = total[0] // 2, total[1] // 2
        assert out.shape[2:] == tuple(count)
    elif args["padding"] == "valid":
        top = left = 0
    else:
        top, left = args["padding"] if isinstance(args["padding"], tuple) else (args["padding"],) * 2
    expected = np.zeros_like(out)
    for n, f, i, j in np.ndindex(out.shape):
        total_ = 0.0 if args["b"] is None else args["b"][f]
        for c, k, m in np.ndindex(W.shape[1:]):
            row, col = i * sh + k * d - top, j * sw + m * d - left
            if 0 <= row < x.shape[2] and 0 <= col < x.shape[3]:
                total_ += W[f, c, k, m] * x[n, c, row, col]
        expected[n, f, i, j] = total_
    assert_close(out, expected, 1e-12)


@pytest.mark.torch
@few
@given(conv2d_args())
def test_conv2d_equals_the_twin(args: dict[str, Any]) -> None:
    other = twin("conv_torch").conv2d
    assert_twin(conv.conv2d, other, args, named(args, "x", "W", "b"), conv.conv2d_backward)


@few
@given(conv2d_args())
def test_the_fast_form_equals_the_plain_one(args: dict[str, Any]) -> None:
    plain, cache = conv.conv2d(**args)
    fast, fast_cache = conv_fast.conv2d_fast(**args)
    assert_close(fast, plain, 1e-12)
    dout = np.random.default_rng(0).standard_normal(plain.shape)
    expected = conv.conv2d_backward(dout, cache)
    assert_close(conv_fast.conv2d_backward_fast(dout, fast_cache), expected, 1e-12)


@st.composite
def conv1d_args(draw: Any) -> dict[str, Any]:
    rng = np.random.default_rng(draw(seed))
    n, c, f, k, t = draw(small), draw(small), draw(small), draw(st.integers(1, 3)), draw(st.integers(1, 7))
    stride, dilation = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    padding = draw(st.one_of(st.integers(0, 2), st.just("same")))
    assume(padding == "same" or t + 2 * padding > dilation * (k - 1))
    x, W = rng.standard_normal((n, c, t)), rng.standard_normal((f, c, k))
    b = rng.standard_normal(f) if draw(st.booleans()) else None
    return {"x": x, "W": W, "b": b, "stride": stride, "padding": padding, "dilation": dilation}


@few
@given(conv1d_args())
def test_conv1d_gradients(args: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    assert_gradients(conv.conv1d, conv.conv1d_backward, args, named(args, "x", "W", "b"), rng)


@pytest.mark.torch
@few
@given(conv1d_args())
def test_conv1d_equals_the_twin(args: dict[str, Any]) -> None:
    other = twin("conv_torch").conv1d
    assert_twin(conv.conv1d, other, args, named(args, "x", "W", "b"), conv.conv1d_backward)


@pytest.mark.torch
@pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")
@few
@given(conv2d_args())
def test_conv2d_equals_the_library_layer(args: dict[str, Any]) -> None:
    """nn.Conv2d: weight = W, bias = b, no transpose."""
    torch = pytest.importorskip("torch")
    assume(args["padding"] != "same" or args["stride"] in (1, (1, 1)))
    x, W, b = to_torch((args["x"], args["W"], args["b"]))
    options = {key: args[key] for key in ("stride", "padding", "dilation")}
    layer = torch.nn.Conv2d(W.shape[1], W.shape[0], tuple(W.shape[2:]), bias=b is not None, **options)
    layer = layer.double()
    layer.load_state_dict({"weight": W} | ({} if b is None else {"bias": b}))
    out, cache = conv.conv2d(**args)
    expected = layer(x.requires_grad_())
    assert_close(out, to_numpy(expected), FORWARD)
    dout = np.random.default_rng(0).standard_normal(out.shape)
    expected.backward(torch.tensor(dout))
    gradients = conv.conv2d_backward(dout, cache)
    assert_close(gradients["dW"], layer.weight.grad.numpy(), NAMED)
    assert_close(gradients["dx"], x.grad.numpy(), NAMED)


@few
@given(conv2d_args())
def test_col2im_is_the_transpose_of_im2col(args: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    options = {key: args[key] for key in ("stride", "padding", "dilation")}
    columns, cache = conv.im2col(args["x"], args["W"].shape[2:], **options)
    d = rng.standard_normal(columns.shape)
    assert (columns * d).sum() == pytest.approx((args["x"] * conv.col2im(d, cache)).sum(), rel=1e-9, abs=1e-9)


def test_sizes_of_the_exercises() -> None:
    assert conv.conv_size(6, 3, 2) == 2
    assert conv.conv_size(28, 5, 1, 2) == 28
    assert conv.conv_size(1000, 4, 2) == 499
    assert conv.same_padding(28, 5) == (2, 2)
    assert conv.same_padding(5, 3, 2) == (1, 1)
    assert conv.pair("stride", 2) == (2, 2)


def test_float32_stays_float32() -> None:
    x, W, b = np.ones((1, 1, 3, 3), np.float32), np.ones((1, 1, 2, 2), np.float32), np.ones(1, np.float32)
    out, cache = conv.conv2d(x, W, b)
    assert out.dtype == np.float32
    assert all(d.dtype == np.float32 for d in conv.conv2d_backward(out, cache).values())


@few
@given(small, small, st.integers(1, 6), st.integers(1, 6), pairs, st.one_of(st.none(), pairs), seed)
def test_pooling(n: int, c: int, h: int, w: int, window: Any, stride: Any, s: int) -> None:
    kh, kw = window if isinstance(window, tuple) else (window, window)
    assume(kh <= h and kw <= w)
    rng = np.random.default_rng(s)
    args = {"x": rng.permutation(n * c * h * w).reshape(n, c, h, w) / 7.0, "size": window, "stride": stride}
    assert_gradients(pooling.max_pool2d, pooling.max_pool2d_backward, args, ["x"], rng)
    assert_gradients(pooling.avg_pool2d, pooling.avg_pool2d_backward, args, ["x"], rng)
    whole = {"x": args["x"]}
    assert_gradients(pooling.global_avg_pool, pooling.global_avg_pool_backward, whole, ["x"], rng)
    rows = {"x": args["x"][:, :, 0], "size": kw, "stride": None}
    assert_gradients(pooling.max_pool1d, pooling.max_pool1d_backward, rows, ["x"], rng)


@pytest.mark.torch
@few
@given(small, small, st.integers(1, 6), st.integers(1, 6), pairs, st.one_of(st.none(), pairs), seed)
def test_pooling_equals_twin_and_library(
    n: int, c: int, h: int, w: int, window: Any, stride: Any, s: int
) -> None:
    kh, kw = window if isinstance(window, tuple) else (window, window)
    assume(kh <= h and kw <= w)
    functional, other = pytest.importorskip("torch").nn.functional, twin("pooling_torch")
    x = np.random.default_rng(s).integers(0, 4, (n, c, h, w)) * 1.0  # with ties: the first one wins
    args = {"x": x, "size": window, "stride": stride}
    for name in ("max_pool2d", "avg_pool2d"):
        forward, backward = getattr(pooling, name), getattr(pooling, name + "_backward")
        library = getattr(functional, name)
        if name == "avg_pool2d":
            assert_twin(forward, getattr(other, name), args, ["x"], backward)
        else:  # Tensor.max over a window does not promise which of equal values it takes
            assert_twin(forward, getattr(other, name), args)
            distinct = {**args, "x": np.random.default_rng(s).permutation(x.size).reshape(x.shape) / 1.0}
            assert_twin(forward, getattr(other, name), distinct, ["x"], backward)
        assert_twin(
            forward,
            lambda x, size, stride, library=library: library(x, size, stride),
            args,
            ["x"],
            backward,
        )
    rows = {"x": x[:, :, 0], "size": kw, "stride": 1}
    assert_twin(pooling.max_pool1d, other.max_pool1d, rows)

    def library_1d(x: Any, size: int, stride: int) -> Any:
        return functional.max_pool1d(x, size, stride)

    assert_twin(pooling.max_pool1d, library_1d, rows, ["x"], pooling.max_pool1d_backward)
    for image in (x, x[:, :, 0]):
        assert_twin(
            pooling.global_avg_pool,
            other.global_avg_pool,
            {"x": image},
            ["x"],
            pooling.global_avg_pool_backward,
        )
    pooled = functional.adaptive_avg_pool2d(to_torch(x), 1).flatten(1).numpy()
    assert_close(pooling.global_avg_pool(x)[0], pooled, FORWARD)


def test_of_equal_pixels_the_first_wins() -> None:
    _, cache = pooling.max_pool2d(np.ones((1, 1, 2, 2)), 2)
    assert pooling.max_pool2d_backward(np.ones((1, 1, 1, 1)), cache)["dx"].tolist() == [[[[1, 0], [0, 0]]]]


rates = st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0])


@few
@given(size, size, rates, st.booleans(), seed)
def test_dropout(n: int, d: int, rate: float, train: bool, s: int) -> None:
    rng = np.random.default_rng(s)
    x, noise = rng.standard_normal((n, d)), dropout.draw_noise((n, d), rng)
    args = {"x": x, "noise": noise, "rate": rate, "train": train}
    assert_gradients(dropout.dropout, dropout.dropout_backward, args, ["x"], rng)
    out, _ = dropout.dropout(**args)
    for index in np.ndindex(n, d):
        kept = noise[index] >= rate
        assert out[index] == pytest.approx(
            x[index] * ((kept / (1 - rate) if rate < 1 else 0) if train else 1)
        )
    assert_close(dropout.dropout_keep(x, noise, 1 - rate, train)[0], out, 0 if rate in (0, 1) else 1e-12)


@pytest.mark.torch
@few
@given(size, size, rates, st.booleans(), seed)
def test_dropout_equals_the_twin(n: int, d: int, rate: float, train: bool, s: int) -> None:
    rng, other = np.random.default_rng(s), twin("dropout_torch")
    args = {"x": rng.standard_normal((n, d)), "noise": rng.random((n, d)), "train": train}
    back = dropout.dropout_backward
    assert_twin(dropout.dropout, other.dropout, {**args, "rate": rate}, ["x"], back)
    assert_twin(dropout.dropout_keep, other.dropout_keep, {**args, "keep": rate}, ["x"], back)


@pytest.mark.torch
@pytest.mark.parametrize("rate", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("train", [True, False])
def test_dropout_takes_the_same_values_as_the_library(rate: float, train: bool) -> None:
    torch = pytest.importorskip("torch")
    x = torch.ones(10_000, dtype=torch.float64)
    torch.manual_seed(0)
    theirs = torch.nn.functional.dropout(x, rate, train).numpy()
    rng = np.random.default_rng(0)
    ours, _ = dropout.dropout(x.numpy(), dropout.draw_noise((10_000,), rng), rate, train)
    assert_close(np.unique(ours), np.unique(theirs), 1e-12)
    assert ours.mean() == pytest.approx(theirs.mean(), abs=0.03)


@few
@given(st.integers(1, 4), size, st.sampled_from([(), (2,), (2, 3)]), seed)
def test_normalisation_gradients(n: int, c: int, places: tuple[int, ...], s: int) -> None:
    rng = np.random.default_rng(s)
    gamma, beta = rng.standard_normal(c), rng.standard_normal(c)
    x = rng.standard_normal((n, c, *places)) * 2 + 1
    args = {"x": x, "gamma": gamma, "beta": beta, "eps": 0.1}
    wrt = ["x", "gamma", "beta"]
    assert_gradients(normalisation.batch_norm, normalisation.batch_norm_backward, args, wrt, rng)
    rows = {**args, "x": x.swapaxes(1, -1)}
    assert_gradients(normalisation.layer_norm, normalisation.layer_norm_backward, rows, wrt, rng)
    fixed = {**args, "mean": rng.standard_normal(c), "var": rng.random(c)}
    assert_gradients(normalisation.batch_norm_test, normalisation.batch_norm_test_backward, fixed, wrt, rng)


@pytest.mark.torch
@few
@given(st.integers(2, 4), size, st.sampled_from([(), (2,), (2, 3)]), seed)
def test_normalisation_equals_twin_and_library(n: int, c: int, places: tuple[int, ...], s: int) -> None:
    rng, other = np.random.default_rng(s), twin("normalisation_torch")
    functional = pytest.importorskip("torch").nn.functional
    mean, var = rng.standard_normal(c), rng.random(c)
    x = rng.standard_normal((n, c, *places)) * 2 + 1
    args = {"x": x, "gamma": rng.standard_normal(c), "beta": rng.standard_normal(c), "eps": 1e-3}
    wrt, norm = ["x", "gamma", "beta"], normalisation
    rows, fixed = {**args, "x": x.swapaxes(1, -1)}, {**args, "mean": mean, "var": var}

    def library_batch(x: Any, gamma: Any, beta: Any, eps: float) -> Any:
        return functional.batch_norm(x, None, None, gamma, beta, training=True, eps=eps)

    def library_test(x: Any, gamma: Any, beta: Any, mean: Any, var: Any, eps: float) -> Any:
        return functional.batch_norm(x, mean, var, gamma, beta, training=False, eps=eps)

    def library_layer(x: Any, gamma: Any, beta: Any, eps: float) -> Any:
        return functional.layer_norm(x, (c,), gamma, beta, eps)

    for theirs in (other.batch_norm, library_batch):
        assert_twin(norm.batch_norm, theirs, args, wrt, norm.batch_norm_backward)
    for theirs in (other.layer_norm, library_layer):
        assert_twin(norm.layer_norm, theirs, rows, wrt, norm.layer_norm_backward)
    for theirs in (other.batch_norm_test, library_test):
        assert_twin(norm.batch_norm_test, theirs, fixed, wrt, norm.batch_norm_test_backward)
    running = {"x": x, "mean": mean, "var": var, "momentum": 0.3}
    assert_twin(norm.update_running, other.update_running, running, cached=False)
    ours = norm.update_running(**running)
    theirs = to_torch((mean, var))
    functional.batch_norm(to_torch(x), *theirs, training=True, momentum=0.3)
    assert_close(ours, to_numpy(theirs), FORWARD)


def test_normalised_rows_have_mean_0_and_variance_1() -> None:
    x = np.random.default_rng(0).standard_normal((5, 7)) * 100 + 50
    out, _ = normalisation.batch_norm(x, np.ones(7), np.zeros(7))
    assert_close(out.mean(axis=0), np.zeros(7), 1e-10)
    assert_close(out.var(axis=0), np.ones(7), 1e-7)
    flat, cache = normalisation.layer_norm(np.full((1, 4), 3.0), np.ones(4), np.zeros(4))
    assert not flat.any()  # equal values: no division by zero
    assert np.isfinite(normalisation.layer_norm_backward(np.ones((1, 4)), cache)["dx"]).all()


def test_layers_refuse_bad_arguments() -> None:
    x, W, b = np.ones((2, 3, 5, 4)), np.ones((2, 3, 2, 2)), np.ones(2)
    refused = assert_refused
    options = [("stride", 0), ("stride", (1, 2, 3)), ("padding", -1), ("padding", "full"), ("dilation", 0)]
    bad = [("x", x[0]), ("x", x.astype(int)), ("W", W[:, :2]), ("b", np.ones(3)), *options, ("dilation", 9)]
    args = {"x": x, "W": W, "b": b}
    refused(conv.conv2d, args, [case for case in bad if case != ("dilation", 9)])
    refused(conv_fast.conv2d_fast, args, [case for case in bad if case != ("dilation", 9)])
    for layer in (conv.conv2d, conv_fast.conv2d_fast):
        with pytest.raises(ValueError, match="room for a window of 10x10"):
            layer(x, W, b, dilation=9)
    flat = {"x": x[:, :, 0], "W": W[:, :, 0], "b": b}
    refused(conv.conv1d, flat, [("x", x), ("W", W), ("stride", 0), ("padding", -1), ("dilation", 1.5)])
    refused(conv.conv_size, {"n": 5, "k": 3}, [("n", 0), ("k", 9), ("stride", 0), ("padding", -1)])
    for pool in (pooling.max_pool2d, pooling.avg_pool2d):
        refused(pool, {"x": x, "size": 2}, [("x", x[0]), ("size", 0), ("stride", 0), ("x", x.astype(int))])
    refused(pooling.max_pool1d, {"x": x[0], "size": 2}, [("x", x), ("size", 0)])
    refused(pooling.global_avg_pool, {"x": x}, [("x", x[0, 0]), ("x", x.astype(int))])
    args = {"x": x, "noise": x, "rate": 0.5}
    refused(dropout.dropout, args, [("rate", 1.5), ("noise", x[0]), ("x", x.astype(int))])
    refused(dropout.dropout_keep, {"x": x, "noise": x, "keep": 0.5}, [("keep", -0.5)])
    vector = np.ones(3)
    args = {"x": x, "gamma": vector, "beta": vector}
    bad = [("x", x[0, 0, 0]), ("gamma", b), ("beta", b), ("eps", -1.0), ("x", x.astype(int))]
    refused(normalisation.batch_norm, args, bad)
    refused(normalisation.layer_norm, {**args, "x": x.swapaxes(1, 3)}, bad)
    refused(normalisation.batch_norm_test, {**args, "mean": vector, "var": vector}, [("mean", b), ("var", b)])
    running = {"x": x, "mean": vector, "var": vector}
    refused(normalisation.update_running, running, [("momentum", 2.0), ("mean", b), ("x", np.ones((1, 3)))])
