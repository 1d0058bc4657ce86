"""Activations: derivatives, forms and their limits, kinks, softmax; against torch and mpmath."""

from __future__ import annotations

import math
import warnings

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference.harness import (
    FORWARD,
    GRADIENT,
    NAMED,
    assert_close,
    assert_refused,
    few,
    numeric_gradient,
    seed,
    to_torch,
    twin,
)

from quizrnn.reference import activations as act

DERIVATIVES = [
    (act.sigmoid, act.d_sigmoid, {}),
    (act.tanh, act.d_tanh, {}),
    (act.relu, act.d_relu, {}),
    (act.leaky_relu, act.d_leaky_relu, {"alpha": 0.3}),
    (act.leaky_relu, act.d_leaky_relu, {"alpha": -1.5}),
    (act.swish, act.d_swish, {"beta": 1.7}),
    (act.swish, act.d_swish, {"beta": 0.0}),
    (act.identity, act.d_identity, {}),
    (act.gelu, act.d_gelu, {}),
    (act.gelu, act.d_gelu, {"form": "tanh"}),
    (act.softplus, act.d_softplus, {"beta": 0.5}),
    (act.step, act.d_step, {"threshold": 0.5}),
]
shapes = st.sampled_from([(), (1,), (3,), (2, 3), (2, 1, 4)])
EXTREME = np.array([-1e4, -800.0, -30.0, -1.0, 0.0, 1.0, 30.0, 800.0, 1e4])


def draw(number: int, shape: tuple[int, ...]) -> np.ndarray:
    """Values away from every kink."""
    x = np.asarray(np.random.default_rng(number).normal(0, 2, shape))
    return np.where(np.abs(x) < 1e-3, 0.1, np.where(np.abs(x - 0.5) < 1e-3, 0.6, x))


@pytest.mark.parametrize(("function", "derivative", "options"), DERIVATIVES)
@few
@given(seed, shapes)
def test_derivatives(function, derivative, options, number, shape) -> None:
    x = draw(number, shape)
    expected = numeric_gradient(lambda: float(np.sum(function(x, **options))), x)
    assert_close(derivative(x, **options), expected, GRADIENT)


@few
@given(seed, shapes)
def test_forms_agree(number, shape) -> None:
    x = draw(number, shape)
    for form in act.TANH_FORMS:
        assert_close(act.tanh(x, form), np.tanh(x), 1e-12)
    for form in ("cosh", "exp"):
        assert_close(act.d_tanh(x, form), act.d_tanh(x), 1e-12)
    assert_close(act.sigmoid(x, "plain"), act.sigmoid(x), 1e-15)
    assert_close(act.d_sigmoid_from_output(act.sigmoid(x)), act.d_sigmoid(x), 0)
    assert_close(act.d_tanh_from_output(act.tanh(x)), act.d_tanh(x), 0)
    assert_close(act.leaky_relu(x, 0.2, "max"), act.leaky_relu(x, 0.2), 0)
    assert not np.allclose(act.leaky_relu(np.array([1.0]), 2.0, "max"), act.leaky_relu(np.array([1.0]), 2.0))


@pytest.mark.parametrize("form", act.TANH_FORMS)
def test_tanh_forms_break_where_the_table_says(form) -> None:
    low, high = act.TANH_LIMITS[form]
    for limit in (low, high):
        sign = math.copysign(1, limit)
        if math.isinf(limit):
            assert act.tanh(sign * 1e5, form) == sign
            continue
        assert act.tanh(limit, form) == sign
        with np.errstate(all="ignore"):
            assert np.isnan(act.tanh(limit + sign * 0.002, form))


def test_derivative_forms_of_tanh_stay_right_beyond_overflow() -> None:
    with np.errstate(all="ignore"):
        for form in ("cosh", "exp"):
            assert_close(act.d_tanh(EXTREME[[0, 1, -1]], form), np.zeros(3), 0)


def test_extreme_inputs_neither_warn_nor_break() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for function, derivative, options in DERIVATIVES:
            if options.get("form") != "tanh":
                assert np.isfinite(function(EXTREME, **options)).all()
                assert np.isfinite(derivative(EXTREME, **options)).all()
    with pytest.warns(RuntimeWarning, match="overflow"):
        assert act.sigmoid(-800.0, "plain") == 0


def test_high_precision_values() -> None:
    mpmath.mp.dps = 40
    for x in (-40.0, -3.3, -0.01, 0.0, 0.7, 5.0, 40.0):
        m = mpmath.mpf(x)
        sigma, phi = 1 / (1 + mpmath.exp(-m)), mpmath.ncdf(m)
        pairs = [
            (act.sigmoid(x), sigma),
            (act.tanh(x), mpmath.tanh(m)),
            (act.swish(x), m * sigma),
            (act.gelu(x), m * phi),
            (act.d_gelu(x), phi + m * mpmath.npdf(m)),
            (act.softplus(x), mpmath.log1p(mpmath.exp(m))),
        ]
        for got, expected in pairs:
            assert math.isclose(float(got), float(expected), rel_tol=1e-12), x


def test_known_values() -> None:
    assert round(float(act.swish(-1.2785)), 4) == -0.2785
    assert round(float(act.d_swish(2.3994)), 4) == 1.0998
    assert round(float(act.sigmoid(2.0)), 4) == 0.8808
    assert float(act.d_sigmoid(0.0)) == 0.25


def test_value_at_each_kink_is_a_choice() -> None:
    zero = np.zeros(1)
    assert (
        act.d_relu(zero) == 0 and act.d_relu(zero, at_kink=1.0) == 1 and act.d_relu(zero, at_kink=0.5) == 0.5
    )
    assert act.d_leaky_relu(zero, 0.01) == 0.01 and act.d_leaky_relu(zero, 0.01, at_kink=1.0) == 1
    assert np.isnan(act.d_relu(zero, at_kink=np.nan)) and np.isnan(act.d_leaky_relu(zero, at_kink=np.nan))
    assert act.d_step(zero) == 0 and np.isnan(act.d_step(zero, at_kink=np.nan))
    assert act.step(zero) == 1 and act.step(zero, at_threshold=0.5) == 0.5 and act.step(zero, 0.1) == 0


@pytest.mark.parametrize("axis", [0, 1, -1])
@few
@given(seed, st.sampled_from([(1, 1), (2, 3), (3, 2, 4)]))
def test_softmax(axis, number, shape) -> None:
    rng = np.random.default_rng(number)
    x, dout = rng.normal(0, 3, shape), rng.normal(size=shape)
    y, log_y = act.softmax(x, axis), act.log_softmax(x, axis)
    assert_close(y.sum(axis), np.ones_like(y.sum(axis)), 1e-14)
    assert_close(act.softmax(x + 1000, axis), y, 1e-12)
    assert_close(np.exp(log_y), y, 1e-14)
    expected = numeric_gradient(lambda: float((act.softmax(x, axis) * dout).sum()), x)
    assert_close(act.softmax_backward(dout, y, axis), expected, GRADIENT)
    expected = numeric_gradient(lambda: float((act.log_softmax(x, axis) * dout).sum()), x)
    assert_close(act.log_softmax_backward(dout, log_y, axis), expected, GRADIENT)


@few
@given(seed, st.sampled_from([(1,), (4,), (2, 3), (2, 1, 3)]))
def test_softmax_jacobian(number, shape) -> None:
    rng = np.random.default_rng(number)
    x, dout = rng.normal(0, 3, shape), rng.normal(size=shape)
    jacobian = act.softmax_jacobian(x)
    assert_close(jacobian.sum(-1), np.zeros(shape), 1e-9)
    assert_close(
        np.einsum("...ij,...i->...j", jacobian, dout), act.softmax_backward(dout, act.softmax(x)), 1e-12
    )
    for k in range(shape[-1]):
        expected = numeric_gradient(lambda k=k: float(act.softmax(x)[..., k].sum()), x)
        assert_close(jacobian[..., k, :], expected, GRADIENT)


def test_softmax_at_the_edges() -> None:
    assert_close(act.softmax(np.full((2, 5), 3.0)), np.full((2, 5), 0.2), 0)
    assert_close(act.softmax(np.array([1000.0, 1001.0])), act.softmax(np.array([0.0, 1.0])), 0)
    assert np.isfinite(act.log_softmax(np.array([0.0, -1e4]))).all()
    assert act.softmax(np.array([7.0])) == 1


@pytest.mark.parametrize("name", [*act.ELEMENTWISE, "step", "softmax", "log_softmax"])
@few
@given(seed, st.sampled_from([(1,), (2, 3), (2, 1, 4)]))
def test_twin(name, number, shape) -> None:
    side = twin("activations_torch")
    x = draw(number, shape)
    options = {"sigmoid": [{}, {"form": "plain"}], "tanh": [{"form": f} for f in act.TANH_FORMS]}
    options |= {"gelu": [{}, {"form": "tanh"}], "swish": [{"beta": 1.3}], "softplus": [{"beta": 2.0}]}
    options |= {"leaky_relu": [{"alpha": 0.2}, {"alpha": 0.2, "form": "max"}]}
    for chosen in options.get(name, [{}]):
        tensor = to_torch(x).requires_grad_()
        out = getattr(side, name)(tensor, **chosen)
        assert_close(out.detach().numpy(), getattr(act, name)(x, **chosen), FORWARD)
        if name in act.ELEMENTWISE:
            out.sum().backward()
            derivative = getattr(act, f"d_{name}")
            kept = {k: v for k, v in chosen.items() if k in ("alpha", "beta") or name == "gelu"}
            assert_close(tensor.grad.numpy(), derivative(x, **kept), NAMED)


def test_library() -> None:
    twin("activations_torch")
    import torch
    from torch.nn import functional

    x = torch.linspace(-15, 15, 61, dtype=torch.float64, requires_grad=True)  # 0 is among them
    pairs = [
        (torch.sigmoid, act.sigmoid, act.d_sigmoid),
        (torch.tanh, act.tanh, act.d_tanh),
        (torch.relu, act.relu, act.d_relu),
        (functional.leaky_relu, act.leaky_relu, act.d_leaky_relu),
        (functional.silu, act.swish, act.d_swish),
        (functional.gelu, act.gelu, act.d_gelu),
        (
            lambda t: functional.gelu(t, approximate="tanh"),
            lambda a: act.gelu(a, "tanh"),
            lambda a: act.d_gelu(a, "tanh"),
        ),
        (lambda t: functional.softplus(t, threshold=50), act.softplus, act.d_softplus),
        (torch.nn.Identity(), act.identity, act.d_identity),
    ]
    for theirs, function, derivative in pairs:
        out = theirs(x)
        (grad,) = torch.autograd.grad(out.sum(), x)
        assert_close(function(x.detach().numpy()), out.detach().numpy(), FORWARD)
        assert_close(derivative(x.detach().numpy()), grad.numpy(), 1e-12)
    logits = torch.randn(3, 4, 2, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    for axis in range(3):
        assert_close(act.softmax(logits.numpy(), axis), functional.softmax(logits, axis).numpy(), 1e-14)
        assert_close(
            act.log_softmax(logits.numpy(), axis), functional.log_softmax(logits, axis).numpy(), 1e-14
        )


def test_dtypes() -> None:
    single = np.array([-1.5, 0.0, 2.0], dtype=np.float32)
    for function, derivative in act.ELEMENTWISE.values():
        assert function(single).dtype == derivative(single).dtype == np.float32
        assert function(np.array([-1, 0, 2])).dtype == np.float64  # whole numbers do not truncate
    assert act.step(single).dtype == act.softmax(single).dtype == np.float32


def test_refusals() -> None:
    x = np.ones((2, 3))
    bad = [("x", np.array(["a"])), ("x", np.ones(2, dtype=complex)), ("x", [[1.0], [1.0, 2.0]])]
    for function, derivative in act.ELEMENTWISE.values():
        assert_refused(function, {"x": x}, bad)
        assert_refused(derivative, {"x": x}, bad)
    assert_refused(act.step, {"x": x}, [*bad, ("threshold", "a")])
    assert_refused(act.d_step, {"x": x}, [*bad, ("threshold", None)])
    for function in (act.sigmoid, act.tanh, act.d_tanh, act.gelu, act.d_gelu, act.leaky_relu):
        assert_refused(function, {"x": x}, [("form", "other")])
    for function in (act.leaky_relu, act.d_leaky_relu):
        assert_refused(function, {"x": x}, [("alpha", "a")])
    for function in (act.swish, act.d_swish, act.softplus, act.d_softplus):
        assert_refused(function, {"x": x}, [("beta", None)])
    assert_refused(act.softplus, {"x": x}, [("beta", 0.0)])
    assert_refused(act.d_softplus, {"x": x}, [("beta", -1.0)])
    for function in (act.softmax, act.log_softmax):
        assert_refused(function, {"x": x}, [("axis", 2), ("axis", 1.0), *bad])
    assert_refused(act.softmax_jacobian, {"x": x}, bad)
    for function in (act.softmax_backward, act.log_softmax_backward):
        assert_refused(
            function, {"dout": x, "y": x}, [("dout", np.ones(3)), ("axis", 5), ("y", np.array(["a"]))]
        )
    for function in (act.d_sigmoid_from_output, act.d_tanh_from_output):
        assert_refused(function, {"y": x}, [("y", np.array(["a"]))])


def test_twin_refusals() -> None:
    side = twin("activations_torch")
    x = to_torch(np.ones((2, 3)))
    for name in (*act.ELEMENTWISE, "step", "softmax", "log_softmax"):
        assert_refused(getattr(side, name), {"x": x}, [("x", x.int()), ("x", [1.0])])
