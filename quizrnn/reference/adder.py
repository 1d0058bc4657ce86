"""The binary adder's network: a recurrent net without biases that adds two numbers digit by digit.

    z_t = f(x_t W_in + z_{t-1} W),   z_{-1} = 0        x_t: the two digits of place t, lowest place first
    y_t = σ(z_t W_out)                                 the digit of the sum
    loss = Σ_t ½ (y_t - d_t)²

    going back:   δout_t = dy_t · σ'(v_t),   v_t = z_t W_out
                  δ_t    = (δ_{t+1} Wᵀ + δout_t W_outᵀ) ⊙ f'(u_t)

``output_derivative`` chooses σ' in δout. ``"true"`` is y (1 - y). ``"printed"`` is what the course's
script has: its derivative function expects v but is given y, so the factor is σ(y) (1 - σ(y)), between
0.197 and 0.25 whatever y is. That is no gradient of anything, and yet the net learns with it, a little
faster even: the factor does not vanish where y is saturated.

Without biases and with f(0) = 0 (tanh, ReLU) the output for two zero digits and a zero state is exactly 0.5.

Shapes: x (N, T, 2), W_in (2, H), W (H, H), W_out (H, 1), y (N, T).

Source: the course's exercise; the method is that of Rumelhart, Hinton & Williams 1986 and Werbos 1990.
"""

from __future__ import annotations

import numpy as np

from quizrnn.reference.activations import ELEMENTWISE, d_sigmoid, sigmoid
from quizrnn.reference.arguments import Array, Cache, Gradients, choice, sizes, upstream

OUTPUT_DERIVATIVES = ("true", "printed")


def adder_forward(
    x: Array, W_in: Array, W: Array, W_out: Array, activation: str = "sigmoid"
) -> tuple[Array, Cache]:
    """All digits of the sum as numbers between 0 and 1: x (N, T, 2) → (N, T).

    >>> y, _ = adder_forward(np.zeros((1, 3, 2)), np.ones((2, 4)), np.ones((4, 4)), np.ones((4, 1)), "tanh")
    >>> y
    array([[0.5, 0.5, 0.5]])
    """
    N, T, H = sizes("N T H", x=(x, "N T 2"), W_in=(W_in, "2 H"), W=(W, "H H"), W_out=(W_out, "H 1"))
    choice("activation", activation, ELEMENTWISE)
    f, _ = ELEMENTWISE[activation]
    u = np.zeros((N, T, H), dtype=np.result_type(x, W))
    z = np.zeros((N, T + 1, H), dtype=u.dtype)  # z[:, t + 1] is the state after digit t, z[:, 0] is 0
    for t in range(T):
        u[:, t] = x[:, t] @ W_in + z[:, t] @ W
        z[:, t + 1] = f(u[:, t])
    y = sigmoid(z[:, 1:] @ W_out)[..., 0]  # (N, T)
    return y, {"x": x, "u": u, "z": z, "y": y, "W": W, "W_in": W_in, "W_out": W_out, "activation": activation}


def adder_backward(dout: Array, cache: Cache, output_derivative: str = "true") -> Gradients:
    """Gradients by the three weights and x, from that of y (y - d for the loss above)."""
    choice("output_derivative", output_derivative, OUTPUT_DERIVATIVES)
    x, u, z, y = cache["x"], cache["u"], cache["z"], cache["y"]
    upstream(dout, y.shape)
    _, df = ELEMENTWISE[cache["activation"]]
    slope = y * (1 - y) if output_derivative == "true" else d_sigmoid(y)
    delta_out = (dout * slope)[..., None]  # (N, T, 1)
    grads = {f"d{name}": np.zeros_like(cache[name]) for name in ("x", "W_in", "W", "W_out")}
    delta = np.zeros_like(z[:, 0])  # (N, H), nothing comes from behind the last digit
    for t in reversed(range(x.shape[1])):
        delta = (delta @ cache["W"].T + delta_out[:, t] @ cache["W_out"].T) * df(u[:, t])
        grads["dW_out"] += z[:, t + 1].T @ delta_out[:, t]
        grads["dW"] += z[:, t].T @ delta
        grads["dW_in"] += x[:, t].T @ delta
        grads["dx"][:, t] = delta @ cache["W_in"].T
    return grads
