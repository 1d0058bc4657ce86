"""Multi-layer perceptron (多層パーセプトロン) with any number of layers, and the two XOR networks.

    u_1 = x W_1 + b_1,  h_1 = f(u_1),   u_2 = h_1 W_2 + b_2,  ...   out = h_{L-1} W_L + b_L   (no activation)
    backward, from the last layer:  dW = hᵀ du,  db = Σ du,  dh = du Wᵀ,  du of the layer before = dh * f'(u)

The derivative f' is taken at the pre-activation u. Without an activation the whole stack is one linear
map. With hidden weights at random and output weights 0, the hidden gradient is 0 at the first step only.
Source: Rumelhart, Hinton & Williams, 1986, "Learning representations by back-propagating errors".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.activations import ELEMENTWISE, sigmoid, step
from quizrnn.reference.arguments import Array, Cache, Gradients

Layers = Sequence[tuple[Array, Array]]


def mlp(x: Array, layers: Layers, activation: str = "relu") -> tuple[Array, Cache]:
    """Send x (N, D) through layers [(W (D, H), b (H,)), ...]; the last layer is linear.

    >>> x, ones = np.array([[1.0, -3.0]]), np.ones(1)
    >>> mlp(x, [(np.eye(2), np.zeros(2)), (np.ones((2, 1)), ones)])[0].tolist()
    [[2.0]]
    """
    arguments.floating("x", x, ndim=2)
    arguments.choice("activation", activation, ELEMENTWISE)
    arguments.perceptron("layers", layers)
    arguments.sizes("D", **{"layers[0].W": (layers[0][0], "D H")}, x=(x, "N D"))
    f, _ = ELEMENTWISE[activation]
    h, inputs, pre = x, [], []
    for number, (W, b) in enumerate(layers):
        inputs.append(h)
        u = h @ W + b  # (N, H)
        pre.append(u)
        h = f(u) if number < len(layers) - 1 else u
    return h, {"inputs": inputs, "pre": pre, "layers": layers, "activation": activation}


def mlp_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx and dlayers [(dW, db), ...] for dout (N, K)."""
    _, derivative = ELEMENTWISE[cache["activation"]]
    arguments.upstream(dout, cache["pre"][-1].shape)
    dlayers: list[tuple[Array, Array]] = []
    du = dout
    for number in reversed(range(len(cache["layers"]))):
        h, (W, _) = cache["inputs"][number], cache["layers"][number]
        dlayers.insert(0, (h.T @ du, du.sum(axis=0)))
        dh = du @ W.T
        du = dh * derivative(cache["pre"][number - 1]) if number > 0 else dh
    return {"dx": du, "dlayers": dlayers}


def xor_by_steps(x: Array) -> Array:
    """Return XOR of two bits x (N, 2) by step units with fixed weights: (a or b) and not (a and b).

        h1 = [a + b >= 0.5]   (or),   h2 = [a + b >= 1.5]   (and),   y = [h1 - h2 >= 0.5]

    Each unit draws one line; a single line cannot part XOR, as opposite corners share a class.

    >>> xor_by_steps(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])).tolist()
    [0.0, 1.0, 1.0, 0.0]
    """
    arguments.sizes("N", x=(x, "N 2"))
    hidden = step(x @ np.ones((2, 2)) + np.array([-0.5, -1.5]))  # (N, 2): or, and
    return step(hidden @ np.array([1.0, -1.0]) - 0.5)  # (N,)


def xor_net(x: Array, layers: Layers) -> tuple[Array, Cache]:
    """Return P(class 1) (N,) of the trainable XOR network: tanh layers, one sigmoid output.

    The usual sizes are 2-2-1 (9 parameters) and 2-2-2-1 (15); every layer has its own weights.
    """
    out, cache = mlp(x, layers, "tanh")  # (N, 1)
    if out.shape[1] != 1:
        raise ValueError(f"layers: got {out.shape[1]} outputs, expected 1")
    p = sigmoid(out[:, 0])
    return p, {"mlp": cache, "p": p}


def xor_net_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dx and dlayers for dout (N,) at the probabilities."""
    p = cache["p"]
    arguments.upstream(dout, p.shape)
    return mlp_backward((dout * p * (1 - p))[:, None], cache["mlp"])
