"""Logistic and softmax regression, MLP, XOR, the edge filters and the convolutional networks."""

from __future__ import annotations

import math
from itertools import pairwise
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
    to_torch,
    twin,
)

from quizrnn.reference import cnn, edge_filters, logistic, mlp, softmax_regression
from quizrnn.reference.activations import ELEMENTWISE
from quizrnn.reference.conv import conv2d

reductions = st.sampled_from(["sum", "mean"])


def logistic_args(n: int, d: int, s: int, reduction: str) -> dict[str, Any]:
    rng = np.random.default_rng(s)
    x, w, b = rng.standard_normal((n, d)), rng.standard_normal(d), rng.standard_normal(())
    return {"x": x, "t": rng.integers(0, 2, n) * 1.0, "w": w, "b": b, "reduction": reduction}


@few
@given(size, size, seed, reductions)
def test_logistic_gradients(n: int, d: int, s: int, reduction: str) -> None:
    args, rng = logistic_args(n, d, s, reduction), np.random.default_rng(s)
    wrt = ["x", "w", "b"]
    assert_gradients(logistic.logistic_loss, logistic.logistic_loss_backward, args, wrt, rng)
    plain = {name: args[name] for name in wrt}
    assert_gradients(logistic.logistic, logistic.logistic_backward, plain, wrt, rng)


@pytest.mark.torch
@few
@given(size, size, seed, reductions)
def test_logistic_equals_twin_and_library(n: int, d: int, s: int, reduction: str) -> None:
    """nn.Linear(D, 1): weight = w as a row, bias = b as a vector of one."""
    torch, other = pytest.importorskip("torch"), twin("logistic_torch")
    args, wrt = logistic_args(n, d, s, reduction), ["x", "w", "b"]
    assert_twin(logistic.logistic_loss, other.logistic_loss, args, wrt, logistic.logistic_loss_backward)
    plain = {name: args[name] for name in wrt}
    assert_twin(logistic.logistic, other.logistic, plain, wrt, logistic.logistic_backward)
    layer = torch.nn.Linear(d, 1).double()
    layer.load_state_dict({"weight": to_torch(args["w"])[None], "bias": to_torch(args["b"])[None]})
    criterion = torch.nn.BCEWithLogitsLoss(reduction=reduction)
    loss = criterion(layer(to_torch(args["x"]))[:, 0], to_torch(args["t"]))
    loss.backward()
    ours, cache = logistic.logistic_loss(**args)
    assert_close(ours, loss.detach().numpy(), FORWARD)
    gradients = logistic.logistic_loss_backward(1.0, cache)
    assert_close(gradients["dw"], layer.weight.grad[0].numpy(), NAMED)


def points_of_two_classes() -> tuple[np.ndarray, np.ndarray]:
    """The 20 + 15 points of the source's example."""
    rng = np.random.RandomState(20160512)
    ones = rng.multivariate_normal([10, 11], np.eye(2) * 20, 20)
    zeros = rng.multivariate_normal([18, 20], np.eye(2) * 22, 15)
    return np.vstack([ones, zeros]), np.array([0.0] * 20 + [1.0] * 15)


def test_newton_reaches_the_optimum_of_the_example() -> None:
    x, t = points_of_two_classes()
    w, b = np.zeros(2), np.zeros(())
    losses = []
    for _ in range(9):
        losses.append(float(logistic.logistic_loss(x, t, w, b)[0]))
        w, b = logistic.logistic_newton_step(x, t, w, b)
    assert losses[0] == pytest.approx(35 * math.log(2))
    assert losses[:3] == pytest.approx([24.260, 9.061, 5.721], abs=1e-3)
    assert losses[8] == pytest.approx(3.453, abs=1e-3)
    _, cache = logistic.logistic_loss(x, t, w, b)
    assert np.abs(logistic.logistic_loss_backward(1.0, cache)["dw"]).max() < 1e-6


@pytest.mark.torch
@pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning")
@few
@given(size, seed)
def test_newton_steps_equal_the_twins(d: int, s: int) -> None:
    rng = np.random.default_rng(s)
    x, w, b = rng.standard_normal((12, d)), rng.standard_normal(d) / 2, rng.standard_normal(())
    args = {"x": x, "t": rng.integers(0, 2, 12) * 1.0, "w": w, "b": b}
    step, other = logistic.logistic_newton_step, twin("logistic_torch").logistic_newton_step
    assert_twin(step, other, args, cached=False, forward_tolerance=1e-9)
    rows, many = np.eye(3)[rng.integers(0, 3, 12)], softmax_regression.softmax_newton_step
    args = {"x": x, "t": rows, "W": rng.standard_normal((d, 3)) / 2, "b": rng.standard_normal(3) / 2}
    other = twin("softmax_regression_torch").softmax_newton_step
    assert_twin(many, other, args, cached=False, forward_tolerance=1e-8)


def test_newton_on_softmax_finds_a_zero_gradient() -> None:
    rng = np.random.default_rng(0)
    x, t = rng.standard_normal((30, 2)), np.eye(3)[rng.integers(0, 3, 30)]
    W, b = np.zeros((2, 3)), np.zeros(3)
    for _ in range(8):
        W, b = softmax_regression.softmax_newton_step(x, t, W, b)
    _, cache = softmax_regression.softmax_regression_loss(x, t, W, b)
    gradients = softmax_regression.softmax_regression_loss_backward(1.0, cache)
    assert np.abs(gradients["dW"]).max() < 1e-10
    assert np.abs(W.sum(axis=1)).max() < 1e-10  # the shortest of all equal solutions


def test_losses_stay_finite_at_extreme_logits() -> None:
    x, w = np.array([[1000.0], [-1000.0]]), np.ones(1)
    args = {"x": x, "t": np.array([0.0, 1.0]), "w": w, "b": np.zeros(())}
    loss, cache = logistic.logistic_loss(**args)
    assert loss == 2000.0
    assert logistic.logistic_loss_backward(1.0, cache)["dw"].tolist() == [2000.0]
    W = np.array([[1.0, -1.0]])
    loss, _ = softmax_regression.softmax_regression_loss(x, np.eye(2)[[1, 0]], W, np.zeros(2))
    assert loss == 4000.0


def softmax_args(n: int, d: int, k: int, s: int, reduction: str) -> dict[str, Any]:
    rng = np.random.default_rng(s)
    x, W, b = rng.standard_normal((n, d)), rng.standard_normal((d, k)), rng.standard_normal(k)
    return {"x": x, "t": rng.random((n, k)), "W": W, "b": b, "reduction": reduction}


@few
@given(size, size, size, seed, reductions)
def test_softmax_regression_gradients(n: int, d: int, k: int, s: int, reduction: str) -> None:
    args, rng, wrt = softmax_args(n, d, k, s, reduction), np.random.default_rng(s), ["x", "W", "b"]
    module = softmax_regression
    loss, backward = module.softmax_regression_loss, module.softmax_regression_loss_backward
    assert_gradients(loss, backward, args, wrt, rng)
    plain = {name: args[name] for name in wrt}
    assert_gradients(module.softmax_regression, module.softmax_regression_backward, plain, wrt, rng)


@pytest.mark.torch
@few
@given(size, size, size, seed, reductions)
def test_softmax_regression_equals_twin_and_library(n: int, d: int, k: int, s: int, reduction: str) -> None:
    """nn.Linear(D, K): weight = W transposed, bias = b; CrossEntropyLoss takes the logits."""
    torch, other, module = pytest.importorskip("torch"), twin("softmax_regression_torch"), softmax_regression
    args, wrt = softmax_args(n, d, k, s, reduction), ["x", "W", "b"]
    loss, backward = module.softmax_regression_loss, module.softmax_regression_loss_backward
    assert_twin(loss, other.softmax_regression_loss, args, wrt, backward)
    plain = {name: args[name] for name in wrt}
    forward = module.softmax_regression
    assert_twin(forward, other.softmax_regression, plain, wrt, module.softmax_regression_backward)
    layer = torch.nn.Linear(d, k).double()
    layer.load_state_dict({"weight": to_torch(args["W"]).T, "bias": to_torch(args["b"])})
    expected = torch.nn.CrossEntropyLoss(reduction=reduction)(layer(to_torch(args["x"])), to_torch(args["t"]))
    expected.backward()
    ours, cache = loss(**args)
    assert_close(ours, expected.detach().numpy(), FORWARD)
    assert_close(backward(1.0, cache)["dW"], layer.weight.grad.numpy().T, NAMED)


def random_layers(rng: np.random.Generator, sizes: list[int]) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(rng.standard_normal((d, h)) / 2, rng.standard_normal(h)) for d, h in pairwise(sizes)]


def no_kink_near(cache: Any, margin: float = 1e-4) -> bool:
    """Whether central differences stay on one side of each |0|, each ReLU and each winner of a pool."""
    for key, value in cache.items() if isinstance(cache, dict) else []:
        if isinstance(value, dict) and not no_kink_near(value, margin):
            return False
        if key in ("u", "response", "before_cut") and np.abs(value).min() < margin:
            return False
        if key == "pre" and any(np.abs(u).min() < margin for u in value):
            return False
        positive = np.sort(value[value > 0]) if key in ("u", "kept", "maps") else np.zeros(0)
        if len(positive) > 1 and np.diff(positive).min() < margin:
            return False
    return True


smooth = st.sampled_from([name for name in ELEMENTWISE if name not in ("relu", "leaky_relu")])


@few
@given(size, st.lists(size, min_size=2, max_size=4), smooth, seed)
def test_mlp_gradients(n: int, sizes: list[int], activation: str, s: int) -> None:
    rng = np.random.default_rng(s)
    args = {"x": rng.standard_normal((n, sizes[0])), "layers": random_layers(rng, sizes)}
    wrt = ["x", "layers"]
    assert_gradients(mlp.mlp, mlp.mlp_backward, {**args, "activation": activation}, wrt, rng)
    args["layers"] = random_layers(rng, [*sizes, 1])
    assert_gradients(mlp.xor_net, mlp.xor_net_backward, args, wrt, rng)


@pytest.mark.torch
@few
@given(size, st.lists(size, min_size=2, max_size=4), st.sampled_from(list(ELEMENTWISE)), seed)
def test_mlp_equals_twin_and_library(n: int, sizes: list[int], activation: str, s: int) -> None:
    """nn.Sequential of Linear (weight = W transposed) and, between them, the activation."""
    torch, other, rng = pytest.importorskip("torch"), twin("mlp_torch"), np.random.default_rng(s)
    args = {"x": rng.standard_normal((n, sizes[0])), "layers": random_layers(rng, sizes)}
    wrt = ["x", "layers"]
    assert_twin(mlp.mlp, other.mlp, {**args, "activation": activation}, wrt, mlp.mlp_backward)
    xor = {**args, "layers": random_layers(rng, [*sizes, 1])}
    assert_twin(mlp.xor_net, other.xor_net, xor, wrt, mlp.xor_net_backward)
    modules: list[Any] = []
    for W, b in args["layers"]:
        layer = torch.nn.Linear(*W.shape).double()
        layer.load_state_dict({"weight": to_torch(W).T, "bias": to_torch(b)})
        modules += [layer, torch.nn.ReLU()]
    with torch.no_grad():
        expected = torch.nn.Sequential(*modules[:-1])(to_torch(args["x"])).numpy()
    assert_close(mlp.mlp(**args)[0], expected, FORWARD)


@pytest.mark.torch
@few
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1))
def test_xor_by_steps_is_xor(bits: list[tuple[int, int]]) -> None:
    x = np.array(bits) * 1.0
    assert mlp.xor_by_steps(x).tolist() == [float(a ^ b) for a, b in bits]
    assert_twin(mlp.xor_by_steps, twin("mlp_torch").xor_by_steps, {"x": x}, cached=False)


def test_zero_output_weights_stop_the_hidden_gradient_at_the_first_step() -> None:
    rng = np.random.default_rng(0)
    layers = [*random_layers(rng, [3, 4]), (np.zeros((4, 2)), np.zeros(2))]
    _, cache = mlp.mlp(rng.standard_normal((5, 3)), layers)
    (hidden, _), (output, _) = mlp.mlp_backward(np.ones((5, 2)), cache)["dlayers"]
    assert not hidden.any()
    assert output.any()


def test_edge_response_at_a_step_edge() -> None:
    x = np.zeros((1, 1, 9, 9))
    x[..., :5] = 1.0
    _, cache = edge_filters.edge_maps(x, edge_filters.edge_filters(), 0.0)
    response = cache["response"]
    assert response[0, 0, 4, 2:7] == pytest.approx([0, 14 / 23, 1, 1, 14 / 23])
    assert np.abs(response[0, 1, 4]).max() < 1e-12  # no horizontal edge there
    flat, cache = edge_filters.edge_maps(np.ones((1, 1, 9, 9)), edge_filters.edge_filters())
    assert cache["response"][0, 0, 4] == pytest.approx([-1, -14 / 23, 0, 0, 0, 0, 0, 14 / 23, 1])
    assert flat.shape == (1, 2, 4, 4)


@few
@given(st.integers(1, 2), st.integers(4, 7), st.integers(4, 6), st.booleans(), seed)
def test_stroke_net_gradients(n: int, h: int, w: int, fixed: bool, s: int) -> None:
    rng = np.random.default_rng(s)
    x, filters = rng.standard_normal((n, 1, h, w)), rng.standard_normal((2, 1, 3, 3))
    args = {"x": x, "filters": filters, "cut": 0.2, "fixed": fixed}
    maps, back = edge_filters.edge_maps, edge_filters.edge_maps_backward
    _, cache = maps(**args)
    strength = np.abs(cache["response"]) if fixed else cache["response"]
    assume(no_kink_near({**cache, "before_cut": strength - 0.2}))
    assert_gradients(maps, back, args, ["x", "filters"], rng)
    args["layers"] = random_layers(rng, [2 * (h // 2) * (w // 2), 2, 3])
    wrt, net = ["x", "filters", "layers"], edge_filters.stroke_net
    assert_gradients(net, edge_filters.stroke_net_backward, args, wrt, rng)


@pytest.mark.torch
@few
@given(st.integers(1, 2), st.integers(4, 7), st.integers(4, 6), st.booleans(), seed)
def test_stroke_net_equals_the_twin(n: int, h: int, w: int, fixed: bool, s: int) -> None:
    rng, other = np.random.default_rng(s), twin("edge_filters_torch")
    x, filters = rng.standard_normal((n, 1, h, w)), rng.standard_normal((2, 1, 3, 3))
    args = {"x": x, "filters": filters, "cut": 0.2, "fixed": fixed}
    wrt = ["x", "filters"]
    assert_twin(edge_filters.edge_maps, other.edge_maps, args, wrt, edge_filters.edge_maps_backward)
    args["layers"] = random_layers(rng, [2 * (h // 2) * (w // 2), 2, 3])
    wrt = ["x", "filters", "layers"]
    assert_twin(edge_filters.stroke_net, other.stroke_net, args, wrt, edge_filters.stroke_net_backward)


def weights(rng: np.random.Generator, shapes: dict[str, tuple[int, ...]]) -> dict[str, np.ndarray]:
    return {name: rng.standard_normal(shape) for name, shape in shapes.items()}


def cnn_cases(n: int, c: int, side: int, s: int) -> list[tuple[Any, Any, str, dict[str, Any]]]:
    """Forward, backward, name and arguments of each network at a small size."""
    rng = np.random.default_rng(s)
    half, quarter = side // 2, side // 4
    x = rng.standard_normal((n, c, side, side))
    one = weights(rng, {"conv_W": (2, c, 3, 3), "W1": (2 * half**2, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)})
    two_shapes = {"conv1_W": (2, c, 3, 3), "conv1_b": (2,), "conv2_W": (3, 2, 3, 3), "conv2_b": (3,)}
    two = weights(rng, {**two_shapes, "W1": (3 * quarter**2, 4), "b1": (4,), "W2": (4, 2), "b2": (2,)})
    sound = weights(rng, {"conv_W": (3, c, 4), "conv_b": (3,), "W": (3, 2), "b": (2,)})
    noise = rng.random((n, 4))
    return [
        (cnn.one_layer_cnn, cnn.one_layer_cnn_backward, "one_layer_cnn", {"x": x, "params": one}),
        (
            cnn.two_layer_cnn,
            cnn.two_layer_cnn_backward,
            "two_layer_cnn",
            {"x": x, "params": two, "noise": noise, "rate": 0.5, "train": bool(s % 2)},
        ),
        (
            cnn.sound_cnn,
            cnn.sound_cnn_backward,
            "sound_cnn",
            {"x": rng.standard_normal((n, c, 8)), "params": sound, "stride": 2},
        ),
    ]


@few
@given(st.integers(1, 2), st.integers(1, 2), st.integers(4, 5), seed)
def test_cnn_gradients(n: int, c: int, side: int, s: int) -> None:
    rng = np.random.default_rng(s)
    for forward, backward, _, args in cnn_cases(n, c, side, s):
        _, cache = forward(**args)
        if forward is cnn.one_layer_cnn:
            cache["maps"] = conv2d(args["x"], args["params"]["conv_W"], padding="same")[0]
            cache["mlp"]["pre"] = cache["mlp"]["pre"][:1]  # the last layer has no kink
        if no_kink_near({name: value for name, value in cache.items() if name not in ("dense", "out")}):
            assert_gradients(forward, backward, args, ["x", "params"], rng)


@pytest.mark.torch
@few
@given(st.integers(1, 2), st.integers(1, 2), st.integers(4, 6), seed)
def test_cnn_equals_the_twin(n: int, c: int, side: int, s: int) -> None:
    other = twin("cnn_torch")
    for forward, backward, name, args in cnn_cases(n, c, side, s):
        assert_twin(forward, getattr(other, name), args, ["x", "params"], backward)


def test_pooling_and_relu_change_places() -> None:
    from quizrnn.reference.pooling import max_pool2d

    x = np.random.default_rng(0).standard_normal((1, 1, 4, 4))
    assert np.array_equal(max_pool2d(np.maximum(x, 0), 2)[0], np.maximum(max_pool2d(x, 2)[0], 0))


def test_models_refuse_bad_arguments() -> None:
    refused = assert_refused
    x, t, w, b = np.ones((3, 2)), np.array([0.0, 1.0, 1.0]), np.ones(2), np.zeros(())
    args = {"x": x, "t": t, "w": w, "b": b}
    bad = [("x", x[0]), ("x", x.astype(int)), ("t", t[:2]), ("w", np.ones(3)), ("b", np.ones(1))]
    refused(logistic.logistic_loss, args, [*bad, ("t", t + 1), ("reduction", "total")])
    refused(logistic.logistic, {"x": x, "w": w, "b": b}, [("w", np.ones((2, 1))), ("x", x[0])])
    with pytest.raises(ValueError, match="without curvature"):
        logistic.logistic_newton_step(x, t, w, b)
    args = {"x": x, "t": np.eye(3), "W": np.ones((2, 3)), "b": np.ones(3)}
    bad = [("t", np.eye(2)), ("W", np.ones((3, 3))), ("b", np.ones(2)), ("x", x.astype(int))]
    refused(softmax_regression.softmax_regression_loss, args, [*bad, ("reduction", "none")])
    refused(softmax_regression.softmax_newton_step, args, bad)
    layers = [(np.ones((2, 3)), np.ones(3)), (np.ones((3, 1)), np.ones(1))]
    bad = [("x", x[0]), ("layers", []), ("layers", layers[1:])]
    refused(mlp.mlp, {"x": x, "layers": layers}, [*bad, ("activation", "softmax")])
    refused(mlp.xor_net, {"x": x, "layers": layers}, [*bad, ("layers", layers[:1])])
    refused(mlp.xor_by_steps, {"x": x}, [("x", np.ones((1, 3)))])
    image, filters = np.ones((1, 1, 4, 4)), edge_filters.edge_filters()
    bad = [("x", np.ones((1, 2, 4, 4))), ("filters", np.ones((2, 1, 3, 5))), ("cut", -0.1)]
    refused(edge_filters.edge_maps, {"x": image, "filters": filters}, bad)
    for forward, _, _, args in cnn_cases(1, 1, 4, 0):
        params = args["params"]
        refused(forward, args, [("params", {**params, "more": b}), ("x", args["x"][0])])


@pytest.mark.torch
@few
@given(st.integers(1, 2), st.integers(1, 2), st.integers(4, 5), seed)
def test_cnn_equals_layers_of_the_library(n: int, c: int, side: int, s: int) -> None:
    """torch.nn layers in a row, in test mode; a dense weight is transposed, a filter is not."""
    nn = pytest.importorskip("torch").nn
    one, two, sound = (args for _, _, _, args in cnn_cases(n, c, side, s))
    flat, half, quarter = nn.Flatten(), side // 2, side // 4
    conv, conv2 = nn.Conv2d(c, 2, 3, padding="same"), nn.Conv2d(2, 3, 3, padding="same")
    plain = nn.Conv2d(c, 2, 3, padding="same", bias=False)
    head = [nn.Linear(2 * half**2, 3), nn.ReLU(), nn.Linear(3, 2)]
    head2 = [nn.Linear(3 * quarter**2, 4), nn.ReLU(), nn.Dropout(0.5), nn.Linear(4, 2)]
    pool, relu = nn.MaxPool2d(2), nn.ReLU()
    mean = [nn.MaxPool1d(2), nn.AdaptiveAvgPool1d(1), flat, nn.Linear(3, 2)]
    theirs = [
        (cnn.one_layer_cnn, one, [plain, pool, flat, *head]),
        (cnn.two_layer_cnn, two | {"train": False}, [conv, relu, pool, conv2, relu, pool, flat, *head2]),
        (cnn.sound_cnn, sound, [nn.Conv1d(c, 3, 4, stride=2), relu, *mean]),
    ]
    for ours, args, layers in theirs:
        net = nn.Sequential(*layers).double().eval()
        mapped = [to_torch(value.T if value.ndim == 2 else value) for value in args["params"].values()]
        for parameter, value in zip(net.parameters(), mapped, strict=True):
            parameter.data = value
        logits = net(to_torch(args["x"]))
        assert_close(ours(**args)[0], logits.detach().numpy(), FORWARD)
