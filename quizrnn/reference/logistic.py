"""Logistic regression (ロジスティック回帰): probability of one of two classes, maximum likelihood.

    f = x · w + b,   p = σ(f),   E = -Σ [ t log p + (1 - t) log(1 - p) ] = Σ [ softplus(f) - t f ]
    dE/df = p - t,   dE/dw = xᵀ (p - t),   dE/db = Σ (p - t)
    Newton: (w, b) <- (w, b) - H⁻¹ g,   H = Xᵀ diag(p (1 - p)) X,   X = x with a column of 1s

The loss is computed from the logits f, so that it is finite where p rounds to 0 or 1. It is *summed* by
default, as the likelihood is a product: a step of gradient descent then grows with the batch; "mean"
divides by N. E is convex. Source: Cox, 1958, "The regression analysis of binary sequences".
"""

from __future__ import annotations

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.activations import sigmoid, softplus
from quizrnn.reference.arguments import Array, Cache, Gradients


def logistic(x: Array, w: Array, b: Array) -> tuple[Array, Cache]:
    """Return the probabilities p (N,) of class 1 for x (N, D), w (D,), b ().

    >>> logistic(np.array([[2.0, 1.0]]), np.zeros(2), np.zeros(()))[0].tolist()
    [0.5]
    """
    arguments.sizes("N D", x=(x, "N D"), w=(w, "D"), b=(b, ""))
    p = sigmoid(x @ w + b)  # (N,)
    return p, {"x": x, "w": w, "p": p}


def logistic_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dw, db for dout (N,) at the probabilities."""
    p = cache["p"]
    arguments.upstream(dout, p.shape)
    return _linear_backward(dout * p * (1 - p), cache)


def logistic_loss(
    x: Array, t: Array, w: Array, b: Array, reduction: str = "sum"
) -> tuple[np.floating, Cache]:
    """Return -log likelihood of the labels t (N,), each 0 or 1 (or a share between).

    >>> float(logistic_loss(np.ones((35, 2)), np.ones(35), np.zeros(2), np.zeros(()))[0].round(3))
    24.26
    """
    arguments.sizes("N D", x=(x, "N D"), t=(t, "N"), w=(w, "D"), b=(b, ""))
    arguments.choice("reduction", reduction, ("sum", "mean"))
    if len(t) and not (t.min() >= 0 and t.max() <= 1):
        raise ValueError(f"t: got labels from {t.min()} to {t.max()}, expected 0 to 1")
    f = x @ w + b  # (N,)
    scale = 1.0 if reduction == "sum" else 1.0 / len(x)
    loss = (softplus(f) - t * f).sum() * scale
    return loss, {"x": x, "w": w, "f": f, "t": t, "scale": scale}


def logistic_loss_backward(dout: float, cache: Cache) -> Gradients:
    """Return dx, dw, db: the error p - t meets the inputs."""
    arguments.scalar("dout", dout)
    error = (sigmoid(cache["f"]) - cache["t"]) * cache["scale"] * dout  # (N,)
    return _linear_backward(error, cache)


def logistic_newton_step(x: Array, t: Array, w: Array, b: Array) -> tuple[Array, Array]:
    """Return w and b after one Newton step on the summed loss.

    Where the classes can be separated by a line there is no optimum: the weights grow with each step until
    the curvature is lost; then a ValueError is raised.
    """
    arguments.sizes("N D", x=(x, "N D"), t=(t, "N"), w=(w, "D"), b=(b, ""))
    X = np.hstack([x, np.ones((len(x), 1), dtype=x.dtype)])  # (N, D + 1)
    p = sigmoid(x @ w + b)  # (N,)
    gradient = X.T @ (p - t)  # (D + 1,)
    hessian = (X * (p * (1 - p))[:, None]).T @ X  # (D + 1, D + 1)
    try:
        step = np.linalg.solve(hessian, gradient)
    except np.linalg.LinAlgError:
        raise ValueError("x: got a loss without curvature (separable or dependent columns)") from None
    return w - step[:-1], np.asarray(b - step[-1])


def _linear_backward(df: Array, cache: Cache) -> Gradients:
    """Gradients of f = x · w + b for df (N,)."""
    x, w = cache["x"], cache["w"]
    return {"dx": np.outer(df, w), "dw": x.T @ df, "db": df.sum()}
