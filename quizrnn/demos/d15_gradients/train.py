"""D15: Jacobians by the hand-written backward passes, and the recall task."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.demos.d15_gradients.spec import DEMO, LIVES, SOLVED, SYMBOLS, UNSOLVED, VANISHES, Gradients
from quizrnn.demos.events import Checkpoint, Metric, Picture, Report, State, Yielded
from quizrnn.demos.pictures import Curves, Line, plain
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text, same
from quizrnn.reference.cells import cell_step, cell_step_backward, zero_state
from quizrnn.reference.layers import layer_backward, layer_forward
from quizrnn.reference.losses import (
    sparse_cross_entropy_from_logits,
    sparse_cross_entropy_from_logits_backward,
)
from quizrnn.reference.optimisers import adam

Array = NDArray[Any]
BLOCKS = {"rnn": 1, "lstm": 4, "gru": 3}
KEEP = {"lstm": 1.0, "gru": -1.0}
"""Sign with which the bias makes block 1 keep: f of the LSTM (i, f, g, o) keeps when it is 1, z of this GRU (r, z, n)
weighs the candidate and keeps when it is 0.
"""
BIASES = {"lstm": (0.0, 1.0, 2.0, 5.0), "gru": (0.0, 3.0, 8.0)}
"""Biases that are compared in a picture."""
SPREADS = {
    ("rnn", 0.0): "4e-19–1e-12",
    ("lstm", 0.0): "5e-14–3e-9",
    ("lstm", 1.0): "2e-6–2e-3",
    ("lstm", 2.0): "0.009–0.20",
    ("lstm", 5.0): "2.7–23",
    ("gru", 0.0): "8e-13–4e-10",
    ("gru", 8.0): "2.77–2.78",
}
"""Sizes at the default T and H with a bias, eight seeds."""
BATCH = 32
ALIVE, RIGHT = 1e-3, 0.9


def run(
    params: Gradients,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Measure, or train the recall task."""
    if params.task == "norm":
        yield from _measure(params, rng, resume)
    else:
        yield from _recall(params, rng, resume)


def _weights(cell: str, inputs: int, params: Gradients, rng: np.random.Generator) -> dict[str, Array]:
    """Fresh weights, uniform within 1/√H as PyTorch draws them."""
    H, blocks = params.units, BLOCKS[cell]
    bound = 1 / math.sqrt(H)
    return {
        "Wx": rng.uniform(-bound, bound, (inputs, blocks * H)),
        "Wh": rng.uniform(-bound, bound, (H, blocks * H)),
        "b": rng.uniform(-bound, bound, blocks * H),
    }


def _keeping(cell: str, weights: dict[str, Array], bias: float) -> dict[str, Array]:
    """The weights with a bias on the gate that keeps; a plain RNN has none."""
    if cell not in KEEP:
        return weights
    b, H = weights["b"].copy(), len(weights["Wh"])
    b[H : 2 * H] += KEEP[cell] * bias
    return weights | {"b": b}


def _measure(params: Gradients, rng: np.random.Generator, resume: State | None) -> Iterator[Yielded]:
    """For each T the Jacobian of the state after T steps by the first one, carried along as a matrix (H, H)."""
    H = params.units
    fresh = {cell: _weights(cell, H, params, rng) for cell in BLOCKS}
    weights = {cell: _keeping(cell, fresh[cell], _bias_of(cell, params)) for cell in BLOCKS}
    x = rng.normal(size=(params.length, H))
    states: dict[str, Any] = {cell: zero_state(cell, 1, H) for cell in BLOCKS}
    jacobians: dict[str, Array] = {cell: np.eye(H * len(states[cell])) for cell in BLOCKS}
    norms: dict[str, list[float]] = {cell: [] for cell in BLOCKS}
    first = 1
    if resume is not None:
        restore_random(rng, resume)
        states = {cell: tuple(resume["states"][cell]) for cell in BLOCKS}
        jacobians, norms = resume["jacobians"], resume["norms"]
        first = int(resume["step"]) + 1
    for t in range(first, params.length + 1):
        for cell in BLOCKS:
            states[cell], step = _jacobian_step(cell, x[t - 1], states[cell], weights[cell])
            jacobians[cell] = step @ jacobians[cell]
            norms[cell].append(_norm(cell, jacobians[cell], H))
        yield Metric(t, {cell: norms[cell][-1] for cell in BLOCKS})
        kept = {
            "states": {cell: list(states[cell]) for cell in BLOCKS},
            "jacobians": dict(jacobians),
            "norms": {cell: list(values) for cell, values in norms.items()},
            "step": t,
        }
        yield Checkpoint(t, lambda kept=kept: kept)  # type: ignore[misc]
    cell = params.cell if params.cell in BIASES else "lstm"
    yield _bias_picture(cell, x, fresh[cell])
    yield _norm_report(params, norms)


def _bias_of(cell: str, params: Gradients) -> float:
    """The bias goes to the chosen cell only."""
    return params.bias if cell == params.cell and cell in KEEP else 0.0


def _bias_picture(cell: str, x: Array, fresh: dict[str, Array]) -> Picture:
    """The sizes over T for each of some biases, all else the same."""
    lines, H, steps = [], len(fresh["Wh"]), [float(t + 1) for t in range(len(x))]
    for bias in BIASES[cell]:
        state: Any = zero_state(cell, 1, H)
        jacobian, norms = np.eye(H * len(state)), list[float]()
        weights = _keeping(cell, fresh, bias)
        for step_input in x:
            state, step = _jacobian_step(cell, step_input, state, weights)
            jacobian = step @ jacobian
            norms.append(_norm(cell, jacobian, H))
        lines.append(Line(Text(f"bias {bias:g}", f"バイアス {bias:g}"), steps, plain(norms)))
    caption = Text(
        f"{cell.upper()}: the gradient after T steps, by the bias of the gate that keeps",
        f"{cell.upper()}: T ステップ後の勾配（保持側のゲートのバイアス別）",
    )
    return Picture(len(x), "biases", caption, Curves(lines, log=True), x=same("T"))


def _jacobian_step(cell: str, x: Array, state: Any, weights: dict[str, Array]) -> tuple[Any, Array]:
    """The next state and d(next state)/d(state): one backward pass with a row for each entry of the state."""
    parts, H = len(state), state[0].shape[1]
    rows = parts * H
    many = tuple(np.repeat(part, rows, axis=0) for part in state)
    after, cache = cell_step(np.repeat(x[None], rows, axis=0), weights, cell, many)
    eye = np.eye(rows)
    dstate = cell_step_backward(tuple(eye[:, k * H : (k + 1) * H] for k in range(parts)), cache)["dstate"]
    return tuple(part[:1] for part in after), np.hstack(dstate)  # row i: d(entry i) by the old state


def _norm(cell: str, jacobian: Array, H: int) -> float:
    """The LSTM's memory is c, the second half of its state."""
    block = jacobian[H:, H:] if cell == "lstm" else jacobian
    return float(np.linalg.norm(block))


def _norm_report(params: Gradients, norms: dict[str, list[float]]) -> Report:
    last = {cell: norms[cell][-1] for cell in BLOCKS}
    usual = (params.length, params.units) == (Gradients().length, Gradients().units)
    spreads = {cell: SPREADS.get((cell, _bias_of(cell, params)), "") if usual else "" for cell in BLOCKS}
    rows = [DEMO.row(cell, last[cell], spread=same(spreads[cell])) for cell in BLOCKS]
    keep = 1 / (1 + math.exp(-params.bias))
    carry = math.sqrt(params.units) * keep**params.length
    rows.append(DEMO.row("carry", carry if params.cell in KEEP else None))
    return Report(rows, _norm_seen(params, last), (LIVES if last[params.cell] > ALIVE else VANISHES).name)


def _norm_seen(params: Gradients, last: dict[str, float]) -> Text:
    T, sizes = params.length, {cell: f"{value:.2g}" for cell, value in last.items()}
    head = Text(
        f"After {T} steps: RNN {sizes['rnn']}, LSTM {sizes['lstm']}, GRU {sizes['gru']}. A plain RNN multiplies by "
        f"W f′(u) at each step; a gate of about 0.5 is no better, 0.5^{T} = {0.5**T:.2g}. ",
        f"{T} ステップ後は RNN {sizes['rnn']}、LSTM {sizes['lstm']}、GRU {sizes['gru']}。"
        f"単純な RNN では 1 ステップごとに W f′(u) が掛かる。ゲートも 0.5 程度なら変わらず、0.5^{T} = {0.5**T:.2g} になる。",
    )
    keeps = _keeps(params) if params.cell in KEEP else Text("", "")
    return Text(
        head.en
        + keeps.en
        + "So LSTM and GRU do not abolish the vanishing gradient, they make it adjustable: a gate near 1 "
        "keeps, near 0 erases.",
        head.ja + keeps.ja + "つまり LSTM や GRU は勾配消失を無くすのではなく、調節できるようにする。"
        "ゲートが 1 に近ければ保ち、0 に近ければ消す。",
    )


def _keeps(params: Gradients) -> Text:
    """What the gate that keeps lets through, other paths left out."""
    name, T, keep = params.cell.upper(), params.length, 1 / (1 + math.exp(-params.bias))
    return Text(
        f"With a bias of {params.bias:g} the {name}'s gate that keeps starts at about {keep:.4g}, and {keep:.4g}^{T} = "
        f"{keep**T:.2g} passes along the carry alone. ",
        f"バイアス {params.bias:g} では {name} の保持側のゲートは {keep:.4g} 付近から始まり、"
        f"通り道だけで {keep:.4g}^{T} = {keep**T:.2g} が残る。",
    )


def _recall(params: Gradients, rng: np.random.Generator, resume: State | None) -> Iterator[Yielded]:
    """Read T symbols, then say which was the first. Chance is 1 of 4, a loss of ln 4 = 1.386."""
    fresh = _keeping(params.cell, _weights(params.cell, SYMBOLS, params, rng), params.bias)
    weights = {f"cell/{name}": w for name, w in fresh.items()}
    weights["Wo"] = rng.normal(0, params.units**-0.5, (params.units, SYMBOLS))
    weights["bo"] = np.zeros(SYMBOLS)
    memory, first, recent = None, 1, []
    if resume is not None:
        restore_random(rng, resume)
        weights, memory, recent = resume["weights"], resume["adam"], list(resume["recent"])
        first = int(resume["step"]) + 1
    every = max(params.steps // 100, 1)
    for step in range(first, params.steps + 1):
        symbols = rng.integers(0, SYMBOLS, (BATCH, params.length))
        loss, right, gradients = _recall_step(params.cell, symbols, weights)
        weights, memory = adam(weights, _clipped(gradients), memory, lr=params.lr)
        recent = [*recent, right][-every:]
        if step % every and step != params.steps:
            continue
        yield Metric(step, {"loss": loss, "accuracy": float(np.mean(recent))})
        kept = {"weights": weights, "adam": memory, "recent": list(recent), "step": step}
        yield Checkpoint(step, lambda kept=kept: kept)  # type: ignore[misc]
    yield from _recall_end(params, weights, rng)


def _recall_step(
    cell: str, symbols: Array, weights: dict[str, Array]
) -> tuple[float, float, dict[str, Array]]:
    """Loss, share of right answers, and the gradients of one batch."""
    own = {name.removeprefix("cell/"): w for name, w in weights.items() if name.startswith("cell/")}
    x, t = np.eye(SYMBOLS)[symbols], symbols[:, 0]
    (hs, last), cache = layer_forward(x, own, cell)
    logits = last[0] @ weights["Wo"] + weights["bo"]
    loss, loss_cache = sparse_cross_entropy_from_logits(logits, t)
    dlogits = sparse_cross_entropy_from_logits_backward(1.0, loss_cache)["dx"]
    dlast = (dlogits @ weights["Wo"].T, *(np.zeros_like(part) for part in last[1:]))
    found = layer_backward((np.zeros_like(hs), dlast), cache)["dweights"]
    gradients = {f"cell/{name}": d for name, d in found.items()}
    gradients |= {"Wo": last[0].T @ dlogits, "bo": dlogits.sum(axis=0)}
    return float(loss), float((logits.argmax(axis=1) == t).mean()), gradients


def _clipped(gradients: dict[str, Array]) -> dict[str, Array]:
    """All gradients together to a norm of 1 at most; an exploding start would end the run otherwise."""
    norm = math.sqrt(sum(float((d**2).sum()) for d in gradients.values()))
    return {name: d / max(norm, 1.0) for name, d in gradients.items()}


def _recall_end(params: Gradients, weights: dict[str, Array], rng: np.random.Generator) -> Iterator[Yielded]:
    symbols = rng.integers(0, SYMBOLS, (500, params.length))
    _, accuracy, _ = _recall_step(params.cell, symbols, weights)
    lengths = sorted({max(2, params.length * k // 8) for k in range(1, 13)})
    shares = [_recall_step(params.cell, _longer(symbols, T, rng), weights)[1] for T in lengths]
    steps = [float(T) for T in lengths]
    lines = [
        Line(Text("right", "正解率"), steps, shares),
        Line(Text("chance", "でたらめに答えた場合"), steps, [1 / SYMBOLS] * len(steps)),
    ]
    caption = Text("Recalled rightly by length of the sequence", "系列の長さごとの正解率")
    yield Picture(params.steps, "lengths", caption, Curves(lines), x=same("T"))
    name, T, solved = params.cell.upper(), params.length, accuracy >= RIGHT
    keep = 1 / (1 + math.exp(-params.bias))
    seen = Text(
        f"The {name} recalls the first of {T} symbols in {accuracy:.0%} of 500 new sequences; chance is 25%. "
        + (
            "What it stored in the first step reached the last one, and so did the gradient on its way back. "
            if solved
            else f"Its gate starts at about {keep:.2g}, and {keep:.2g}^{T} = {keep**T:.0e}: hardly any gradient reaches the "
            "first step. "
            if params.cell in KEEP
            else "The gradient had to pass W f′(u) at every step. "
        )
        + "Another seed can end otherwise: look at several before you believe it.",
        f"{name} は新しい 500 系列の {accuracy:.0%} で、{T} 個の記号の最初の一つを思い出せた。でたらめに答えた場合は 25% である。"
        + (
            "最初のステップで蓄えた内容が最後まで届き、勾配もその道を戻れた。"
            if solved
            else f"ゲートは {keep:.2g} 付近から始まり、{keep:.2g}^{T} = {keep**T:.0e} なので、"
            "勾配は最初のステップまでほとんど届かない。"
            if params.cell in KEEP
            else "勾配には 1 ステップごとに W f′(u) が掛かる。"
        )
        + "シードが変われば結果も変わりうるので、いくつか変えて確かめるとよい。",
    )
    yield Report([DEMO.row("accuracy", accuracy)], seen, (SOLVED if solved else UNSOLVED).name)


def _longer(symbols: Array, T: int, rng: np.random.Generator) -> Array:
    """The same first symbols, followed by new ones up to a length of T."""
    return np.hstack([symbols[:, :1], rng.integers(0, SYMBOLS, (len(symbols), T - 1))])
