"""Composition over a tree in PyTorch: the twin of ``tree``."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from quizrnn.reference.activations_torch import ELEMENTWISE
from quizrnn.reference.arguments import choice, sizes
from quizrnn.reference.tree import check_leaf, check_node


def tree_forward(tree: Any, W: Tensor, b: Tensor, activation: str = "tanh") -> Tensor:
    """The vector (E,) of the whole tree."""
    (E,) = sizes("E", b=(b, "E"), W=(W, "2E E"))
    choice("activation", activation, ELEMENTWISE)
    return _compose(tree, W, b, activation, E, "tree")


def _compose(tree: Any, W: Tensor, b: Tensor, activation: str, E: int, place: str) -> Tensor:
    if not isinstance(tree, dict):
        check_leaf(place, tree, E)
        leaf: Tensor = tree
        return leaf
    check_node(place, tree)
    children = [_compose(tree[side], W, b, activation, E, f"{place}.{side}") for side in ("left", "right")]
    return ELEMENTWISE[activation](torch.cat(children) @ W + b)
