"""The training of D19: the reference encoder-decoder, its hand-written backward pass, and Adam."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.demos.d19_attention.show import Answers, pictures, report, weight_picture
from quizrnn.demos.d19_attention.spec import Attention
from quizrnn.demos.events import Checkpoint, Metric, State, Yielded
from quizrnn.demos.randomness import restore_random
from quizrnn.reference.losses import (
    sparse_cross_entropy_from_logits,
    sparse_cross_entropy_from_logits_backward,
)
from quizrnn.reference.optimisers import adam
from quizrnn.reference.translation import translation, translation_backward

Array = NDArray[Any]
BLOCKS = {"rnn": 1, "gru": 3, "lstm": 4}
VECTOR = 16
"""Numbers per symbol."""
WATCHED, TESTED = 64, 500
"""Sequences that are tested on the way and at the end."""


def run(
    params: Attention,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Train under teacher forcing on fresh sequences; test on the model's own words."""
    watched = _sources(params, params.length, WATCHED, rng)
    weights, memory, first = _first_weights(params, rng), None, 1
    if resume is not None:
        restore_random(rng, resume)
        weights, memory, first = resume["weights"], resume["adam"], int(resume["step"]) + 1
    every = max(params.steps // 100, 1)
    losses: list[float] = []
    for step in range(first, params.steps + 1):
        loss, gradients = _step(_sources(params, params.length, params.batch, rng), weights, params)
        weights, memory = adam(weights, _clipped(gradients), memory, lr=params.lr)
        losses.append(loss)
        if step % every and step != params.steps:
            continue
        seen = _test(watched, weights, params)
        loss = float(np.mean(losses))
        yield Metric(step, {"loss": loss, "accuracy": seen.forced, "on its own words": seen.free})
        losses = []
        if params.attention and step % (10 * every) == 0:
            yield weight_picture(step, seen)
        kept = {"weights": weights, "adam": memory, "step": step}
        yield Checkpoint(step, lambda kept=kept: kept)  # type: ignore[misc]
    final = _test(_sources(params, params.length, TESTED, rng), weights, params)
    lengths = sorted({max(2, params.length * k // 6) for k in range(2, 10)})
    by_length = [_test(_sources(params, T, WATCHED, rng), weights, params).free for T in lengths]
    yield from pictures(params, final, lengths, by_length)
    yield report(params, final)


def _sources(params: Attention, length: int, count: int, rng: np.random.Generator) -> Array:
    """Random symbols (count, length)."""
    return rng.integers(0, params.symbols, (count, length))


def _targets(source: Array, params: Attention) -> tuple[Array, Array]:
    """What to say, and the same shifted right behind the start word (the last number of the alphabet)."""
    target = source[:, ::-1] if params.task == "reverse" else source
    start = np.full((len(source), 1), params.symbols)
    return target, np.hstack([start, target[:, :-1]])


def _first_weights(params: Attention, rng: np.random.Generator) -> dict[str, Array]:
    """Uniform within 1/√H as PyTorch draws a cell, vectors of symbols from N(0, 1); by flat names."""
    H, V, width = params.units, params.symbols, BLOCKS[params.cell] * params.units
    read = 2 * H if params.attention else H
    shapes = {"Wx": (VECTOR, width), "Wh": (H, width), "b": (width,)}
    bound = H**-0.5
    weights = {
        "E_source": rng.normal(0, 1, (V, VECTOR)),
        "E_target": rng.normal(0, 1, (V + 1, VECTOR)),
        "Wo": rng.uniform(-bound, bound, (read, V)),
        "bo": np.zeros(V),
    }
    for side in ("encoder", "decoder"):
        weights |= {f"{side}/{name}": rng.uniform(-bound, bound, shape) for name, shape in shapes.items()}
    return {name: value.astype(np.float32) for name, value in weights.items()}


def _tree(weights: dict[str, Array]) -> dict[str, Any]:
    """The weights as the reference model takes them: encoder and decoder are dicts of their own."""
    tree: dict[str, Any] = {"encoder": {}, "decoder": {}}
    for name, value in weights.items():
        side, slash, part = name.partition("/")
        if slash:
            tree[side][part] = value
        else:
            tree[name] = value
    return tree


def _flat(tree: dict[str, Any]) -> dict[str, Array]:
    """The other way round."""
    sides = {f"{side}/{part}": d for side in ("encoder", "decoder") for part, d in tree[side].items()}
    return sides | {name: d for name, d in tree.items() if not isinstance(d, dict)}


def _step(source: Array, weights: dict[str, Array], params: Attention) -> tuple[float, dict[str, Array]]:
    """Loss and gradients of a batch under teacher forcing."""
    target, given = _targets(source, params)
    logits, cache = translation(source, given, _tree(weights), **_how(params))  # (N, T, V)
    loss, loss_cache = sparse_cross_entropy_from_logits(logits.reshape(-1, params.symbols), target.ravel())
    dlogits = sparse_cross_entropy_from_logits_backward(1.0, loss_cache)["dx"].reshape(logits.shape)
    return float(loss), _flat(translation_backward(dlogits, cache)["dparams"])


def _how(params: Attention) -> dict[str, Any]:
    """What kind of model it is."""
    return {"attention": params.attention, "cell": params.cell, "scaled": params.scaled}


def _clipped(gradients: dict[str, Array]) -> dict[str, Array]:
    """All gradients together to a norm of 1 at most."""
    norm = math.sqrt(sum(float((d**2).sum()) for d in gradients.values()))
    return {name: (d / max(norm, 1.0)).astype(d.dtype) for name, d in gradients.items()}


def _test(source: Array, weights: dict[str, Array], params: Attention) -> Answers:
    """The answers under teacher forcing and on the model's own words."""
    target, given = _targets(source, params)
    tree, own = _tree(weights), np.ones(target.shape, dtype=bool)
    how = _how(params)
    forced, _ = translation(source, given, tree, **how)
    free, cache = translation(source, given, tree, use_own=own, **how)
    looks = np.stack([step["weights"] for step in cache["steps"]], axis=1) if params.attention else None
    return Answers(source, target, forced.argmax(axis=2), free.argmax(axis=2), looks)
