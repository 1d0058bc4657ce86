"""Composition over a tree: a recursive (not recurrent) network, one matrix shared by all nodes.

    leaf         its own vector, untouched
    inner node   f([l ; r] W + b), l and r the vectors of its children

The children are joined end to end, so the order matters: left and right have weights of their own inside W.

Shapes: a leaf (E,), W (2E, E), b (E,). A tree is a leaf or a dict with ``left`` and ``right``.

Source: Socher, Lin, Ng & Manning 2011.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference.activations import ELEMENTWISE
from quizrnn.reference.arguments import Array, Cache, Gradients, choice, sizes, upstream


def tree_forward(tree: Any, W: Array, b: Array, activation: str = "tanh") -> tuple[Array, Cache]:
    """The vector (E,) of the whole tree.

    >>> W = np.array([[1.0], [10.0]])
    >>> tree_forward({"left": np.array([1.0]), "right": np.array([2.0])}, W, np.zeros(1), "identity")[0]
    array([21.])
    """
    (E,) = sizes("E", b=(b, "E"), W=(W, "2E E"))
    choice("activation", activation, ELEMENTWISE)
    node = _compose(tree, W, b, activation, E, "tree")
    return node["out"], {"node": node, "W": W, "b": b, "activation": activation}


def _compose(tree: Any, W: Array, b: Array, activation: str, E: int, place: str) -> dict[str, Any]:
    """A node with what its backward pass needs."""
    if not isinstance(tree, dict):
        check_leaf(place, tree, E)
        return {"out": tree}
    check_node(place, tree)
    left, right = (_compose(tree[side], W, b, activation, E, f"{place}.{side}") for side in ("left", "right"))
    joined = np.concatenate([left["out"], right["out"]])  # (2E,)
    u = joined @ W + b  # (E,)
    f, _ = ELEMENTWISE[activation]
    return {"out": f(u), "u": u, "joined": joined, "left": left, "right": right}


def tree_backward(dout: Array, cache: Cache) -> Gradients:
    """Gradients by the leaves (a tree of the same form), W and b."""
    grads = {"dW": np.zeros_like(cache["W"]), "db": np.zeros_like(cache["b"])}
    upstream(dout, cache["b"].shape)
    dtree = _decompose(dout, cache["node"], cache, grads)
    return {"dtree": dtree, **grads}


def _decompose(dout: Array, node: dict[str, Any], cache: Cache, grads: Gradients) -> Any:
    if "left" not in node:
        return dout
    _, df = ELEMENTWISE[cache["activation"]]
    delta = dout * df(node["u"])  # (E,)
    grads["dW"] += np.outer(node["joined"], delta)
    grads["db"] += delta
    dleft, dright = np.split(cache["W"] @ delta, 2)  # (E,) each
    return {
        "left": _decompose(dleft, node["left"], cache, grads),
        "right": _decompose(dright, node["right"], cache, grads),
    }


def check_leaf(place: str, leaf: Any, E: int) -> None:
    """Refuse a leaf that is not a vector of E numbers."""
    sizes("", **{place: (leaf, f"{E}")})


def check_node(place: str, node: dict[str, Any]) -> None:
    """Refuse an inner node without exactly two children."""
    if not isinstance(node, dict) or set(node) != {"left", "right"}:
        raise ValueError(f"{place}: got a node with {list(node)}, expected left and right")
