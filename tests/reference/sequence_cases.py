"""Drawn arguments of the sequence models."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from reference.harness import (
    few,
)

from quizrnn.reference import decoding, seq2seq

GATES = {"rnn": 1, "lstm": 4, "gru": 3}
any_cell = st.sampled_from(list(GATES))
one_state = st.sampled_from(["rnn", "gru"])
small, tiny = st.integers(1, 3), st.integers(1, 2)
fewer = settings(few, max_examples=6)  # many parameters: each example costs hundreds of forward passes


def weights(rng: np.random.Generator, cell: str, D: int, H: int) -> dict[str, np.ndarray]:
    G = GATES[cell] * H
    return {
        "Wx": rng.standard_normal((D, G)) / 2,
        "Wh": rng.standard_normal((H, G)) / 2,
        "b": rng.standard_normal(G) / 2,
    }


def normal(rng: np.random.Generator, **shapes: tuple[int, ...]) -> dict[str, np.ndarray]:
    return {name: rng.standard_normal(shape) / 2 for name, shape in shapes.items()}


modes = st.sampled_from(["forced", "free", "mixed"])


def seq2seq_args(cell: str, n: int, S: int, T: int, mode: str, s: int) -> dict[str, Any]:
    rng, D, H, K = np.random.default_rng(s), 2, 3, 2
    params = {"encoder": weights(rng, cell, D, H), "decoder": weights(rng, cell, K, H)}
    params |= normal(rng, Wo=(H, K), bo=(K,))
    own = {"forced": None, "free": np.ones((n, T), bool), "mixed": seq2seq.draw_use_own(n, T, 0.5, rng)}[mode]
    x, y_in = rng.standard_normal((n, S, D)), rng.standard_normal((n, T, K))
    return {"x": x, "y_in": y_in, "params": params, "use_own": own, "cell": cell}


def translation_args(
    cell: str, n: int, S: int, T: int, attention: bool, mode: str, padded: bool, s: int
) -> dict[str, Any]:
    rng, V, D, H = np.random.default_rng(s), 4, 2, 3
    params: dict[str, Any] = normal(
        rng, E_source=(V, D), E_target=(V, D), Wo=((1 + attention) * H, V), bo=(V,)
    )
    params |= {"encoder": weights(rng, cell, D, H), "decoder": weights(rng, cell, D, H)}
    own = {"forced": None, "free": np.ones((n, T), bool), "mixed": rng.random((n, T)) < 0.5}[mode]
    return {
        "source": rng.integers(0, V, (n, S)),
        "target_in": rng.integers(0, V, (n, T)),
        "params": params,
        "lengths": rng.integers(0, S + 1, n) if padded else None,
        "use_own": own,
        "attention": attention,
        "cell": cell,
    }


def chain(table: np.ndarray) -> decoding.Step:
    """A model whose next word depends on the last one alone; the state counts the steps."""
    return lambda word, state: (table[word], state + 1)


def model_args(cell: str, n: int, t: int, s: int) -> dict[str, Any]:
    rng, V, D, H = np.random.default_rng(s), 5, 2, 3
    params = {**normal(rng, E=(V, D), Wo=(H, V), bo=(V,)), "cell": weights(rng, cell, D, H)}
    return {"words": rng.integers(0, V, (n, t)), "params": params, "cell": cell}


def hred_args(cell: str, n: int, U: int, T: int, R: int, s: int) -> dict[str, Any]:
    rng, V, D, H, C = np.random.default_rng(s), 5, 2, 3, 2
    params: dict[str, Any] = normal(rng, E=(V, D), Wi=(C, H), bi=(H,), Wo=(H, V), bo=(V,))
    params |= {"encoder": weights(rng, cell, D, H), "context": weights(rng, cell, H, C)}
    params["decoder"] = weights(rng, cell, D, H)
    utterances, reply_in = rng.integers(0, V, (n, U, T)), rng.integers(0, V, (n, R))
    return {"utterances": utterances, "reply_in": reply_in, "params": params, "cell": cell}


def vhred_args(cell: str, n: int, U: int, T: int, R: int, s: int) -> dict[str, Any]:
    args, rng, Z = hred_args(cell, n, U, T, R, s), np.random.default_rng(s + 1), 2
    args["params"] |= normal(rng, Wi=(2 + Z, 3), Wp=(2, 2 * Z), bp=(2 * Z,), Wq=(5, 2 * Z), bq=(2 * Z,))
    return {**args, "reply": rng.integers(0, 5, (n, R)), "noise": rng.standard_normal((n, Z))}
