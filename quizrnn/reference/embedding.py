"""Word embedding (単語埋め込み): from a word's number to its vector, by one-hot product or by lookup.

    one-hot:  out = onehot E      (..., V) times (V, D)         lookup:  out = E[ids]
    backward: dE[v] = sum of dout over every place where word v stands

Both give the same; the lookup never builds the (N, T, V) array, which for 100,000 words, 5 steps and a
vocabulary of 10,000 is 40 GB in float64. One row of E is one word; a one-hot vector has the same distance,
the root of 2, to every other. Source: Bengio et al., 2003, "A Neural Probabilistic Language Model".
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizrnn.reference import arguments
from quizrnn.reference.arguments import Array, Cache, Gradients


def embed(ids: Array, E: Array) -> tuple[Array, Cache]:
    """Look up the rows of E (V, D) for ids (...): returns (..., D).

    >>> embed(np.array([2, 0]), np.array([[1.0, 1.5], [2.0, 2.5], [3.0, 3.5]]))[0].tolist()
    [[3.0, 3.5], [1.0, 1.5]]
    """
    (V, _) = arguments.sizes("V D", E=(E, "V D"))
    arguments.ids("ids", ids, below=V)
    return E[ids], {"ids": ids, "E_shape": E.shape}


def embed_backward(dout: Array, cache: Cache) -> Gradients:
    """Return dE (V, D): a word that stands several times collects all its gradients."""
    arguments.upstream(dout, (*cache["ids"].shape, cache["E_shape"][1]))
    dE = np.zeros(cache["E_shape"], dtype=dout.dtype)
    np.add.at(dE, cache["ids"], dout)  # dE[ids] += dout would keep only one of equal ids
    return {"dE": dE}


def embed_one_hot(onehot: Array, E: Array) -> tuple[Array, Cache]:
    """Multiply one-hot rows (..., V) by E (V, D): returns (..., D)."""
    check_rows(onehot, E)
    return onehot @ E, {"onehot": onehot, "E": E}


def embed_one_hot_backward(dout: Array, cache: Cache) -> Gradients:
    """Return donehot (of use for soft words only) and dE."""
    onehot, E = cache["onehot"], cache["E"]
    V, D = E.shape
    arguments.upstream(dout, (*onehot.shape[:-1], D))
    return {"donehot": dout @ E.T, "dE": onehot.reshape(-1, V).T @ dout.reshape(-1, D)}


def cosine_similarity(E: Array, word: int) -> Array:
    """Return the cosine (V,) between the vector of ``word`` and every row of E (V, D); 0 for a zero vector.

    Similarity of words is this, not the probabilities that a next-word softmax puts out.

    >>> cosine_similarity(np.array([[1.0, 0.0], [2.0, 0.0], [0.0, 3.0], [0.0, 0.0]]), 0).tolist()
    [1.0, 1.0, 0.0, 0.0]
    """
    (V, _) = arguments.sizes("V D", E=(E, "V D"))
    arguments.whole("word", word, minimum=0, maximum=V - 1)
    length = np.linalg.norm(E, axis=1)  # (V,)
    unit = E / np.where(length == 0, 1, length)[:, None]
    return np.asarray(unit @ unit[word])


def analogy(E: Array, a: int, b: int, c: int) -> Array:
    """Return the words (V - 3,) by nearness to b - a + c, the three left out: man is to king as woman is to ?

    >>> E = np.array([[1.0, 0.0], [1.0, 1.0], [3.0, 0.0], [3.0, 1.1], [-5.0, 1.0]])
    >>> int(analogy(E, 0, 1, 2)[0])
    3
    """
    (V, _) = arguments.sizes("V D", E=(E, "V D"))
    for name, word in (("a", a), ("b", b), ("c", c)):
        arguments.whole(name, word, minimum=0, maximum=V - 1)
    length = np.linalg.norm(E, axis=1)
    unit = E / np.where(length == 0, 1, length)[:, None]
    nearness = unit @ (unit[b] - unit[a] + unit[c])  # (V,)
    order = np.argsort(-nearness, kind="stable")
    return order[~np.isin(order, (a, b, c))]


def check_rows(onehot: Any, E: Any) -> None:
    """Refuse rows (..., V) that are not as long as E (V, D) has words."""
    arguments.floating("onehot", onehot)
    if onehot.ndim < 1:
        raise ValueError("onehot: got a single number, expected rows (..., V)")
    arguments.sizes("V D", onehot=(onehot.reshape(-1, onehot.shape[-1]), "M V"), E=(E, "V D"))
