"""Softmax regression (線形多項分類器): probability of K classes by one linear layer.

    f = x W + b,   p = softmax(f),   E = -Σ_n Σ_k t_nk log p_nk
    dE/df = p - t (for targets that sum to 1),   dE/dW = xᵀ (p - t),   dE/db = Σ (p - t)
    Newton: H[(i,k),(j,l)] = Σ_n X_ni X_nj p_nk (δ_kl - p_nl),   X = x with a column of 1s

W may start at 0, as E is convex. Adding one vector to all K columns of W changes nothing, so H is
singular; the Newton step takes the shortest solution. Source: Bridle, 1990, "Probabilistic Interpretation
of Feedforward Classification Network Outputs".
"""

from __future__ import annotations

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.activations import log_softmax, softmax, softmax_backward
from quizrnn.reference.arguments import Array, Cache, Gradients


def softmax_regression(x: Array, W: Array, b: Array) -> tuple[Array, Cache]:
    """Return the probabilities p (N, K) for x (N, D), W (D, K), b (K,).

    >>> softmax_regression(np.ones((1, 2)), np.zeros((2, 4)), np.zeros(4))[0].tolist()
    [[0.25, 0.25, 0.25, 0.25]]
    """
    arguments.sizes("N D K", x=(x, "N D"), W=(W, "D K"), b=(b, "K"))
    p = softmax(x @ W + b)  # (N, K)
    return p, {"x": x, "W": W, "p": p}


def softmax_regression_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx, dW, db for dout (N, K) at the probabilities."""
    return _linear_backward(softmax_backward(dout, cache["p"]), cache)


def softmax_regression_loss(
    x: Array, t: Array, W: Array, b: Array, reduction: str = "sum"
) -> tuple[np.floating, Cache]:
    """Return the cross-entropy of the target rows t (N, K), one-hot or soft, from the logits.

    >>> x, t = np.ones((1, 2)), np.eye(10)[:1]
    >>> float(softmax_regression_loss(x, t, np.zeros((2, 10)), np.zeros(10))[0].round(4))
    2.3026
    """
    arguments.sizes("N D K", x=(x, "N D"), t=(t, "N K"), W=(W, "D K"), b=(b, "K"))
    arguments.choice("reduction", reduction, ("sum", "mean"))
    log_p = log_softmax(x @ W + b)  # (N, K)
    scale = 1.0 if reduction == "sum" else 1.0 / len(x)
    loss = -(t * log_p).sum() * scale
    return loss, {"x": x, "W": W, "log_p": log_p, "t": t, "scale": scale}


def softmax_regression_loss_backward(dout: float, cache: Cache) -> Gradients:
    """Return dx, dW, db; for rows of t that sum to 1 the error is p - t."""
    arguments.scalar("dout", dout)
    t = cache["t"]
    error = np.exp(cache["log_p"]) * t.sum(axis=1, keepdims=True) - t  # (N, K)
    return _linear_backward(error * cache["scale"] * dout, cache)


def softmax_newton_step(x: Array, t: Array, W: Array, b: Array) -> tuple[Array, Array]:
    """Return W and b after one Newton step on the summed loss (targets t (N, K) with rows that sum to 1)."""
    N, D, K = arguments.sizes("N D K", x=(x, "N D"), t=(t, "N K"), W=(W, "D K"), b=(b, "K"))
    X = np.hstack([x, np.ones((N, 1), dtype=x.dtype)])  # (N, D + 1)
    p = softmax(x @ W + b)  # (N, K)
    gradient = X.T @ (p - t)  # (D + 1, K)
    spread = p[:, :, None] * np.eye(K) - p[:, :, None] * p[:, None, :]  # (N, K, K)
    size = (D + 1) * K
    hessian = np.einsum("ni,nj,nkl->ikjl", X, X, spread).reshape(size, size)
    step = np.linalg.lstsq(hessian, gradient.ravel(), rcond=1e-12)[0].reshape(D + 1, K)
    return W - step[:-1], b - step[-1]


def _linear_backward(df: Array, cache: Cache) -> Gradients:
    """Gradients of f = x W + b for df (N, K)."""
    return {"dx": df @ cache["W"].T, "dW": cache["x"].T @ df, "db": df.sum(axis=0)}
