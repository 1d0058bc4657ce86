"""Losses of regression and classification, and their gradients.

    half squared error      ½ (y - t)²                        by y: y - t
    squared error           (y - t)²                          by y: 2 (y - t)
    binary cross-entropy    -t log p - (1 - t) log(1 - p)     by p: (p - t) / (p (1 - p))
      from the logit x      max(x, 0) - x t + log(1 + e^-|x|) by x: σ(x) - t
    cross-entropy           -Σ_k t_k log p_k                  by p: -t / p
      from logits x         log Σ_k e^x_k - Σ_k t_k x_k       by x: softmax(x) - t     (Σ t = 1)
      sparse                the same with t as a class number

``reduction`` is ``"sum"``, ``"mean"`` (over all elements for the elementwise losses, over all samples for the
cross-entropies over K classes) or ``"none"``. A sum makes the step of gradient descent grow with the batch.
Classes lie on the last axis. From probabilities, logarithms are floored at -100 and denominators at 1e-12, as
PyTorch does; from logits nothing needs a floor, so prefer that form.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference.activations import log_softmax, sigmoid, softmax
from quizrnn.reference.arguments import Array, Cache, Gradients, choice, floating, floats, ids, same_shape

REDUCTIONS = ("sum", "mean", "none")
LOG_FLOOR = -100.0
DIVISOR_FLOOR = 1e-12


def _reduced(losses: Array, reduction: str) -> Any:
    """The losses themselves, their sum or their mean."""
    choice("reduction", reduction, REDUCTIONS)
    if reduction == "none":
        return losses
    return losses.sum() if reduction == "sum" else losses.mean()


def _upstream(dout: Any, shape: tuple[int, ...], reduction: str, dtype: Any) -> Array:
    """What reaches each single loss from ``dout``, the gradient of the reduced one; a bare number takes ``dtype``."""
    floats("dout", dout)
    expected = shape if reduction == "none" else ()
    if np.shape(dout) != expected:
        raise ValueError(f"dout: got shape {np.shape(dout)}, expected {expected} (reduction {reduction!r})")
    if reduction == "mean":
        dout = dout / max(int(np.prod(shape)), 1)
    return np.broadcast_to(np.asarray(dout, dtype=dtype if isinstance(dout, int | float) else None), shape)


def half_squared_error(y: Array, t: Array, reduction: str = "sum") -> tuple[Any, Cache]:
    """½ (y - t)², the course's loss of one digit (summed over the digits).

    >>> loss, cache = half_squared_error(np.array([0.8]), np.array([1.0]))
    >>> round(float(loss), 4), half_squared_error_backward(1.0, cache)["dy"].round(4)
    (0.02, array([-0.2]))
    """
    floating("y", y)
    floating("t", t)
    same_shape(y=y, t=t)
    return _reduced((y - t) ** 2 / 2, reduction), {"difference": y - t, "reduction": reduction}


def half_squared_error_backward(dout: Any, cache: Cache) -> Gradients:
    """Gradient by y."""
    difference = cache["difference"]
    return {"dy": _upstream(dout, difference.shape, cache["reduction"], difference.dtype) * difference}


def squared_error(y: Array, t: Array, reduction: str = "mean") -> tuple[Any, Cache]:
    """(y - t)²; the mean is MSE."""
    floating("y", y)
    floating("t", t)
    same_shape(y=y, t=t)
    return _reduced((y - t) ** 2, reduction), {"difference": y - t, "reduction": reduction}


def squared_error_backward(dout: Any, cache: Cache) -> Gradients:
    """Gradient by y: mean in the loss, mean in the gradient."""
    difference = cache["difference"]
    return {"dy": 2 * _upstream(dout, difference.shape, cache["reduction"], difference.dtype) * difference}


def binary_cross_entropy(p: Array, t: Array, reduction: str = "mean") -> tuple[Any, Cache]:
    """-t log p - (1 - t) log(1 - p) from probabilities; 0 log 0 is 0."""
    floating("p", p)
    floating("t", t)
    same_shape(p=p, t=t)
    losses = -t * _floored_log(p) - (1 - t) * _floored_log(1 - p)
    return _reduced(losses, reduction), {"p": p, "t": t, "reduction": reduction}


def binary_cross_entropy_backward(dout: Any, cache: Cache) -> Gradients:
    """Gradient by p."""
    p, t = cache["p"], cache["t"]
    slope = (p - t) / np.maximum(p * (1 - p), DIVISOR_FLOOR)
    return {"dp": _upstream(dout, p.shape, cache["reduction"], p.dtype) * slope}


def binary_cross_entropy_from_logits(x: Array, t: Array, reduction: str = "mean") -> tuple[Any, Cache]:
    """The same from x with p = σ(x): finite for every x."""
    floating("x", x)
    floating("t", t)
    same_shape(x=x, t=t)
    losses = np.maximum(x, 0) - x * t + np.log1p(np.exp(-np.abs(x)))
    return _reduced(losses, reduction), {"x": x, "t": t, "reduction": reduction}


def binary_cross_entropy_from_logits_backward(dout: Any, cache: Cache) -> Gradients:
    """Gradient by x: σ(x) - t, which does not vanish where the sigmoid is saturated and wrong."""
    x, t = cache["x"], cache["t"]
    return {"dx": _upstream(dout, x.shape, cache["reduction"], x.dtype) * (sigmoid(x) - t)}


def cross_entropy(p: Array, t: Array, reduction: str = "mean") -> tuple[Any, Cache]:
    """-Σ_k t_k log p_k over the last axis, from probabilities; t is one-hot or any distribution."""
    check_classes("p", p)
    floating("t", t)
    same_shape(p=p, t=t)
    losses = -(t * _floored_log(p)).sum(axis=-1)  # (..., K) → (...)
    return _reduced(losses, reduction), {"p": p, "t": t, "reduction": reduction}


def cross_entropy_backward(dout: Any, cache: Cache) -> Gradients:
    """Gradient by p."""
    p, t = cache["p"], cache["t"]
    upstream = _upstream(dout, p.shape[:-1], cache["reduction"], p.dtype)
    return {"dp": upstream[..., None] * -t / np.maximum(p, DIVISOR_FLOOR)}


def cross_entropy_from_logits(x: Array, t: Array, reduction: str = "mean") -> tuple[Any, Cache]:
    """-Σ_k t_k log softmax(x)_k over the last axis; t is one-hot or any distribution."""
    check_classes("x", x)
    floating("t", t)
    same_shape(x=x, t=t)
    losses = -(t * log_softmax(x)).sum(axis=-1)  # (..., K) → (...)
    return _reduced(losses, reduction), {"x": x, "t": t, "reduction": reduction}


def cross_entropy_from_logits_backward(dout: Any, cache: Cache) -> Gradients:
    """Gradient by x: softmax(x) - t where t sums to one."""
    x, t = cache["x"], cache["t"]
    upstream = _upstream(dout, x.shape[:-1], cache["reduction"], x.dtype)
    return {"dx": upstream[..., None] * (softmax(x) * t.sum(axis=-1, keepdims=True) - t)}


def sparse_cross_entropy(p: Array, t: Array, reduction: str = "mean") -> tuple[Any, Cache]:
    """-log p_t from probabilities, with t the class numbers, of the shape of p without its last axis."""
    check_classes("p", p)
    check_class_numbers(t, p)
    losses = -_floored_log(np.take_along_axis(p, t[..., None], axis=-1)[..., 0])
    return _reduced(losses, reduction), {"p": p, "t": t, "reduction": reduction}


def sparse_cross_entropy_backward(dout: Any, cache: Cache) -> Gradients:
    """Gradient by p: -1 / p at the right class, 0 elsewhere."""
    p, t = cache["p"], cache["t"]
    upstream = _upstream(dout, t.shape, cache["reduction"], p.dtype)
    dp = np.zeros_like(p)
    right = np.take_along_axis(p, t[..., None], axis=-1)
    slope = upstream[..., None] * -1 / np.maximum(right, DIVISOR_FLOOR)
    np.put_along_axis(dp, t[..., None], slope, axis=-1)
    return {"dp": dp}


def sparse_cross_entropy_from_logits(
    x: Array, t: Array, mask: Array | None = None, reduction: str = "mean"
) -> tuple[Any, Cache]:
    """-log softmax(x)_t with t the class numbers; where ``mask`` is 0 nothing counts (padding).

    The mean is over what counts, and 0 if nothing does.

    >>> loss, _ = sparse_cross_entropy_from_logits(np.zeros((1, 4)), np.array([2]))
    >>> round(float(loss), 4) == round(float(np.log(4)), 4)
    True
    """
    check_classes("x", x)
    check_class_numbers(t, x)
    choice("reduction", reduction, REDUCTIONS)
    check_counted(mask, t)
    weight = np.ones(t.shape, dtype=x.dtype) if mask is None else mask.astype(x.dtype)
    losses = -np.take_along_axis(log_softmax(x), t[..., None], axis=-1)[..., 0] * weight
    cache = {"x": x, "t": t, "weight": weight, "reduction": reduction}
    if reduction == "mean":
        return losses.sum() / max(weight.sum(), 1), cache
    return _reduced(losses, reduction), cache


def sparse_cross_entropy_from_logits_backward(dout: Any, cache: Cache) -> Gradients:
    """Gradient by x: softmax(x) with 1 taken away at the right class, 0 where nothing counts."""
    x, t, weight = cache["x"], cache["t"], cache["weight"]
    upstream = _upstream(dout, t.shape, cache["reduction"], x.dtype)
    if cache["reduction"] == "mean":  # over what counts, not over all
        upstream = upstream * (t.size / max(weight.sum(), 1))
    dx = softmax(x)
    right = np.take_along_axis(dx, t[..., None], axis=-1)
    np.put_along_axis(dx, t[..., None], right - 1, axis=-1)
    return {"dx": dx * (upstream * weight)[..., None]}


def _floored_log(p: Array) -> Array:
    with np.errstate(divide="ignore"):
        return np.maximum(np.log(p), LOG_FLOOR)


def check_classes(name: str, value: Any) -> None:
    """Refuse what has no classes on its last axis."""
    floating(name, value)
    if value.ndim < 1 or value.shape[-1] < 1:
        raise ValueError(f"{name}: got shape {tuple(value.shape)}, expected classes on the last axis")


def check_class_numbers(t: Any, x: Any) -> None:
    """Refuse what is not one class number for each row of x (..., K)."""
    ids("t", t, ndim=x.ndim - 1, below=x.shape[-1])
    if t.shape != x.shape[:-1]:
        raise ValueError(
            f"t: got shape {tuple(t.shape)}, expected {tuple(x.shape[:-1])}, one class number per row"
        )


def check_counted(mask: Any, t: Any) -> None:
    """Refuse a mask that is not 0 or 1 for each class number in t; None counts all."""
    if mask is None:
        return
    same_shape(t=t, mask=mask)
    if not ((mask == 0) | (mask == 1)).all():
        raise ValueError("mask: got values other than 0 and 1, expected a mask")
