"""PyTorch twin of ``embedding.py``."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from quizrnn.reference import arguments
from quizrnn.reference.embedding import check_rows


def embed(ids: Tensor, E: Tensor) -> Tensor:
    """Look up the rows of E (V, D) for ids (...)."""
    V, _ = arguments.sizes("V D", E=(E, "V D"))
    arguments.ids("ids", ids, below=V)
    return functional.embedding(ids, E)


def embed_one_hot(onehot: Tensor, E: Tensor) -> Tensor:
    """Multiply one-hot rows (..., V) by E (V, D)."""
    check_rows(onehot, E)
    return onehot @ E


def cosine_similarity(E: Tensor, word: int) -> Tensor:
    """Return the cosine (V,) between ``word`` and every row of E (V, D)."""
    V, _ = arguments.sizes("V D", E=(E, "V D"))
    arguments.whole("word", word, minimum=0, maximum=V - 1)
    return functional.cosine_similarity(E, E[word][None], dim=1)


def analogy(E: Tensor, a: int, b: int, c: int) -> Tensor:
    """Return the words (V - 3,) by nearness to b - a + c."""
    V, _ = arguments.sizes("V D", E=(E, "V D"))
    for name, word in (("a", a), ("b", b), ("c", c)):
        arguments.whole(name, word, minimum=0, maximum=V - 1)
    unit = functional.normalize(E, dim=1)
    nearness = unit @ (unit[b] - unit[a] + unit[c])
    order = torch.argsort(nearness, descending=True, stable=True)
    return order[~torch.isin(order, order.new_tensor([a, b, c]))]
