"""Activation functions and their derivatives.

    step      y = 1 if x >= threshold else 0        y' = 0, not defined at the jump
    sigmoid   y = 1 / (1 + exp(-x))                 y' = y (1 - y), at most 1/4
    tanh      y = (e^x - e^-x) / (e^x + e^-x)       y' = 1 - y², at most 1
    ReLU      y = max(0, x)                         y' = 1 for x > 0, 0 for x < 0, a choice at 0
    leaky     y = x for x > 0, alpha x otherwise    y' = 1 for x > 0, alpha for x < 0, a choice at 0
    Swish     y = x σ(βx)                           y' = σ(βx) + βx σ(βx) (1 - σ(βx))
    GELU      y = x Φ(x), Φ of the normal curve     y' = Φ(x) + x φ(x)
    softplus  y = log(1 + exp(βx)) / β              y' = σ(βx)
    softmax   y_i = exp(x_i) / Σ_k exp(x_k)         ∂y_i/∂x_j = y_i (δ_ij - y_j)

A derivative ``d_name`` takes the *pre-activation* x. ``d_name_from_output`` takes y = name(x): handing y to
``d_name`` is a classic mistake. Where a function has a kink, ``at_kink`` is the derivative there: PyTorch's
choice by default, any other number (0, 0.5, 1, NaN) on request.

Sources: Glorot, Bordes & Bengio 2011 (ReLU); Maas, Hannun & Ng 2013 (leaky ReLU); Ramachandran, Zoph & Le
2017 (Swish); Bridle 1990 (softmax). Beyond the course: Hendrycks & Gimpel 2016 (GELU); Dugas et al. 2001
(softplus).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from quizrnn.reference.arguments import Array, choice, floats, number, same_shape
from quizrnn.reference.arguments import axis as check_axis

TANH_FORMS = ("library", "sinh_cosh", "exp", "exp_2x", "sigmoid")
TANH_LIMITS = {
    "library": (-math.inf, math.inf),
    "sinh_cosh": (-710.475, 710.475),
    "exp": (-709.782, 709.782),
    "exp_2x": (-math.inf, 354.891),
    "sigmoid": (-math.inf, math.inf),
}
"""Where each form of tanh is finite in float64; outside, exp overflows and the result is NaN (inf / inf)."""


def step(x: Array, threshold: float = 0.0, at_threshold: float = 1.0) -> Array:
    """1 above the threshold, 0 below it, ``at_threshold`` on it (the course: 1; Heaviside's: 0.5)."""
    x = floats("x", x)
    number("threshold", threshold)
    return np.where(x > threshold, 1.0, np.where(x < threshold, 0.0, at_threshold)).astype(x.dtype)


def d_step(x: Array, threshold: float = 0.0, at_kink: float = 0.0) -> Array:
    """0 everywhere, so nothing is learnt through it; at the jump there is no derivative, only a convention.

    >>> d_step(np.array([-1.0, 0.0, 1.0]), at_kink=np.nan)
    array([ 0., nan,  0.])
    """
    x = floats("x", x)
    number("threshold", threshold)
    return np.where(x == threshold, at_kink, 0.0).astype(x.dtype)


def sigmoid(x: Array, form: str = "stable") -> Array:
    """σ(x), between 0 and 1; ``form="plain"``, 1 / (1 + e^-x), warns below -709 but is right.

    >>> sigmoid(np.array([-800.0, 0.0, 2.0])).round(4)
    array([0.    , 0.5   , 0.8808])
    """
    x = floats("x", x)
    choice("form", form, ("stable", "plain"))
    if form == "plain":
        return np.asarray(1 / (1 + np.exp(-x)))
    e = np.exp(-np.abs(x))  # never above 1
    return np.where(x >= 0, 1 / (1 + e), e / (1 + e))


def d_sigmoid(x: Array) -> Array:
    """σ(x) (1 - σ(x)): at most 0.25, at x = 0."""
    return d_sigmoid_from_output(sigmoid(x))


def d_sigmoid_from_output(y: Array) -> Array:
    """The same derivative from y = σ(x)."""
    y = floats("y", y)
    return np.asarray(y * (1 - y))


def tanh(x: Array, form: str = "library") -> Array:
    """tanh(x) in one of five forms; ``TANH_LIMITS`` says how far each one reaches.

    >>> [float(tanh(1.0, form).round(4)) for form in TANH_FORMS]
    [0.7616, 0.7616, 0.7616, 0.7616, 0.7616]
    """
    x = floats("x", x)
    choice("form", form, TANH_FORMS)
    if form == "sinh_cosh":
        return np.asarray(np.sinh(x) / np.cosh(x))
    if form == "exp":
        return np.asarray((np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)))
    if form == "exp_2x":
        return np.asarray((np.exp(2 * x) - 1) / (np.exp(2 * x) + 1))
    if form == "sigmoid":
        return np.asarray(2 * sigmoid(2 * x) - 1)
    return np.asarray(np.tanh(x))


def d_tanh(x: Array, form: str = "library") -> Array:
    """1 - tanh²(x); ``form="cosh"`` is 1 / cosh²(x), ``form="exp"`` is 4 / (e^x + e^-x)².

    The last two overflow with a warning (squares beyond 354), and 1 / inf = 0 is still right.
    """
    x = floats("x", x)
    choice("form", form, ("library", "cosh", "exp"))
    if form == "cosh":
        return np.asarray(1 / np.cosh(x) ** 2)
    if form == "exp":
        return np.asarray(4 / (np.exp(x) + np.exp(-x)) ** 2)
    return d_tanh_from_output(np.tanh(x))


def d_tanh_from_output(y: Array) -> Array:
    """1 - y², from y = tanh(x)."""
    y = floats("y", y)
    return np.asarray(1 - y**2)


def relu(x: Array) -> Array:
    """max(0, x): continuous everywhere, not differentiable at 0."""
    return np.maximum(floats("x", x), 0)


def d_relu(x: Array, at_kink: float = 0.0) -> Array:
    """1 for x > 0, 0 for x < 0, ``at_kink`` at 0 (PyTorch and TensorFlow 0, the course's second form 1)."""
    x = floats("x", x)
    return np.where(x > 0, 1.0, np.where(x < 0, 0.0, at_kink)).astype(x.dtype)


def leaky_relu(x: Array, alpha: float = 0.01, form: str = "where") -> Array:
    """x for x > 0, αx otherwise; ``form="max"`` is max(αx, x), which is the same only for 0 <= α <= 1."""
    x = floats("x", x)
    number("alpha", alpha)
    choice("form", form, ("where", "max"))
    if form == "max":
        return np.maximum(alpha * x, x)
    return np.where(x > 0, x, alpha * x)


def d_leaky_relu(x: Array, alpha: float = 0.01, at_kink: float | None = None) -> Array:
    """1 for x > 0, α for x < 0; at 0 ``at_kink``, which is α when left out."""
    x = floats("x", x)
    number("alpha", alpha)
    kink = alpha if at_kink is None else at_kink
    return np.where(x > 0, 1.0, np.where(x < 0, alpha, kink)).astype(x.dtype)


def swish(x: Array, beta: float = 1.0) -> Array:
    """x σ(βx): x / 2 for β = 0, ReLU as β grows; not monotone (minimum -0.2785 at x = -1.2785 for β = 1)."""
    x = floats("x", x)
    number("beta", beta)
    return np.asarray(x * sigmoid(beta * x))


def d_swish(x: Array, beta: float = 1.0) -> Array:
    """By the product rule σ(βx) + βx σ(βx) (1 - σ(βx)); at most 1.0998."""
    x = floats("x", x)
    number("beta", beta)
    y = sigmoid(beta * x)
    return np.asarray(y + beta * x * y * (1 - y))


def identity(x: Array) -> Array:
    """x itself: the output layer of a regression."""
    return floats("x", x)


def d_identity(x: Array) -> Array:
    """1 everywhere."""
    return np.ones_like(floats("x", x))


def gelu(x: Array, form: str = "erf") -> Array:
    """x Φ(x); ``form="tanh"`` is the usual approximation x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))."""
    x = floats("x", x)
    choice("form", form, ("erf", "tanh"))
    if form == "tanh":
        return np.asarray(x / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))))
    return np.asarray(x * _normal_distribution(x))


def d_gelu(x: Array, form: str = "erf") -> Array:
    """Φ(x) + x φ(x), or the derivative of the approximation."""
    x = floats("x", x)
    choice("form", form, ("erf", "tanh"))
    if form == "tanh":
        t = np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))
        du = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * x**2)
        return np.asarray((1 + t) / 2 + x / 2 * (1 - t**2) * du)
    density = np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    return np.asarray(_normal_distribution(x) + x * density)


def _normal_distribution(x: Array) -> Array:
    """Φ(x) = erfc(-x / √2) / 2; erfc keeps its digits where 1 + erf would cancel."""
    tails = np.array([math.erfc(-value / math.sqrt(2)) for value in x.ravel()], dtype=x.dtype)
    return tails.reshape(x.shape) / 2


def softplus(x: Array, beta: float = 1.0) -> Array:
    """log(1 + exp(βx)) / β, a smooth ReLU; by logaddexp, so that exp never overflows."""
    x = floats("x", x)
    number("beta", beta, above=0)
    return np.asarray(np.logaddexp(0, beta * x) / beta)


def d_softplus(x: Array, beta: float = 1.0) -> Array:
    """σ(βx)."""
    x = floats("x", x)
    number("beta", beta, above=0)
    return sigmoid(beta * x)


def softmax(x: Array, axis: int = -1) -> Array:
    """Shares that add up to 1 along ``axis``; the largest entry is subtracted first, against overflow.

    >>> softmax(np.array([0.0, np.log(3)]))
    array([0.25, 0.75])
    """
    x = floats("x", x)
    check_axis("axis", axis, x.ndim)
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return np.asarray(e / e.sum(axis=axis, keepdims=True))


def softmax_jacobian(x: Array) -> Array:
    """∂y_i/∂x_j = y_i (δ_ij - y_j) over the last axis: (K,) → (K, K), (N, K) → (N, K, K), and so on.

    >>> softmax_jacobian(np.zeros(2))
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    """
    y = softmax(x)
    outer = y[..., :, None] * y[..., None, :]  # (..., K, K)
    return np.asarray(y[..., :, None] * np.eye(y.shape[-1]) - outer)


def softmax_backward(dout: Array, y: Array, axis: int = -1) -> Array:
    """The Jacobian times ``dout`` without building it: y (dout - Σ_k dout_k y_k), y = softmax(x, axis)."""
    dout, y = floats("dout", dout), floats("y", y)
    same_shape(y=y, dout=dout)
    check_axis("axis", axis, y.ndim)
    return np.asarray(y * (dout - (dout * y).sum(axis=axis, keepdims=True)))


def log_softmax(x: Array, axis: int = -1) -> Array:
    """x - log Σ_k exp(x_k): finite where log(softmax(x)) is -inf."""
    x = floats("x", x)
    check_axis("axis", axis, x.ndim)
    shifted = x - x.max(axis=axis, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True)))


def log_softmax_backward(dout: Array, y: Array, axis: int = -1) -> Array:
    """dout_i - exp(y_i) Σ_k dout_k, from y = log_softmax(x, axis)."""
    dout, y = floats("dout", dout), floats("y", y)
    same_shape(y=y, dout=dout)
    check_axis("axis", axis, y.ndim)
    return np.asarray(dout - np.exp(y) * dout.sum(axis=axis, keepdims=True))


ELEMENTWISE: dict[str, tuple[Callable[[Array], Array], Callable[[Array], Array]]] = {
    "identity": (identity, d_identity),
    "sigmoid": (sigmoid, d_sigmoid),
    "tanh": (tanh, d_tanh),
    "relu": (relu, d_relu),
    "leaky_relu": (leaky_relu, d_leaky_relu),
    "swish": (swish, d_swish),
    "gelu": (gelu, d_gelu),
    "softplus": (softplus, d_softplus),
}
"""Name → function and derivative by the pre-activation, for layers whose activation can be chosen."""
