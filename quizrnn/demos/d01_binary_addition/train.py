"""The training of D01: one pair of numbers per step, one or two nets that differ in the output's derivative."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.binary import all_pairs, draw_pairs, from_bits, to_bits
from quizrnn.demos.d01_binary_addition.check import deviations
from quizrnn.demos.d01_binary_addition.ended import WINDOW, Ended
from quizrnn.demos.d01_binary_addition.fast import FastAdder
from quizrnn.demos.d01_binary_addition.report import make_report
from quizrnn.demos.d01_binary_addition.spec import Adder
from quizrnn.demos.events import Checkpoint, Metric, Note, Picture, State, Yielded
from quizrnn.demos.pictures import Curves, Line, Table, plain
from quizrnn.demos.texts import Text, same
from quizrnn.reference.adder import adder_forward
from quizrnn.reference.initialisers import he, normal, xavier

Array = NDArray[Any]
EARLY = (1, 2, 3, 4, 5, 10, 20, 50)
"""Steps with figures of their own: what explodes does so here."""

SAMPLES = 6
PICTURES = 10


def run(
    params: Adder,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Draw weights and all pairs, then learn; every draw comes before the first step."""
    start = first_weights(params, rng)
    pairs = draw_pairs(rng, params.steps, params.digits)
    samples = draw_pairs(rng, SAMPLES, params.digits)
    kinds = ("true", "printed") if params.derivative == "both" else (params.derivative,)
    weights = dict.fromkeys(kinds, start) if resume is None else resume["weights"]
    nets = {kind: make_net(params, weights[kind], printed=kind == "printed") for kind in kinds}
    losses = {kind: np.full(params.steps, np.nan) for kind in kinds}
    right = {kind: np.zeros(params.steps, dtype=bool) for kind in kinds}
    done = 0
    if resume is None:
        if params.pictures:
            yield _sums(0, params, next(iter(nets.values())), samples)
        yield _factors()
    else:
        done = int(resume["step"])
        for kind in kinds:
            losses[kind][:done] = resume["losses"][kind]
            right[kind][:done] = resume["right"][kind]
    for step in _stops(params.steps):
        if step <= done:
            continue
        for kind, net in nets.items():
            outputs = learn(net, pairs[done:step])
            losses[kind][done:step], right[kind][done:step] = _judge(outputs, pairs[done:step])
        yield _metric(step, done, nets, losses, right)
        yield from _overflow(step, done, losses)
        if params.pictures and (step == params.steps or step % max(params.steps // PICTURES, 1) == 0):
            yield _sums(step, params, next(iter(nets.values())), samples)
        done = step
        state = _state(step, nets, losses, right)
        yield Checkpoint(step, lambda state=state: state)  # type: ignore[misc]
    checked = all_pairs(params.digits) if params.digits <= 8 else pairs[-WINDOW:]
    ended = {
        kind: Ended(losses[kind], right[kind], _share_right(params, net, checked), _largest(net))
        for kind, net in nets.items()
    }
    yield make_report(params, ended, deviations(params, start, pairs[0]))


def first_weights(params: Adder, rng: np.random.Generator) -> dict[str, Array]:
    """W_in (2, H), W_out (H, 1), W (H, H), drawn in the order of the course's script."""
    H = params.hidden
    shapes = {"W_in": (2, H), "W_out": (H, 1), "W": (H, H)}
    if params.init == "xavier":
        return {name: xavier(rng, shape, fan="in") for name, shape in shapes.items()}
    if params.init == "he":
        return {name: he(rng, shape) for name, shape in shapes.items()}
    return {name: normal(rng, shape, params.std) for name, shape in shapes.items()}


def make_net(params: Adder, weights: dict[str, Array], *, printed: bool) -> FastAdder:
    """A net with these weights."""
    return FastAdder(
        weights["W_in"],
        weights["W"],
        weights["W_out"],
        digits=params.digits,
        lr=params.lr,
        activation=params.activation,
        printed=printed,
        clip=params.clip,
    )


def learn(net: FastAdder, pairs: NDArray[np.int64]) -> Array:
    """One update per pair (n, 2), in order; returns the outputs (n, T) before each update."""
    x = np.ascontiguousarray(to_bits(pairs, net.digits).swapaxes(1, 2))  # (n, T, 2)
    return net.learn(x, to_bits(pairs.sum(axis=1), net.digits))


def _judge(outputs: Array, pairs: NDArray[np.int64]) -> tuple[Array, Array]:
    """Loss of each pair, and whether its sum is right."""
    sums = pairs.sum(axis=1)
    d = to_bits(sums, outputs.shape[1])
    return 0.5 * ((outputs - d) ** 2).sum(axis=1), from_bits(outputs) == sums


def _stops(steps: int) -> list[int]:
    """The steps with figures: a hundred in all, and some early ones."""
    every = max(steps // 100, 1)
    regular = set(range(every, steps + 1, every)) | {steps}
    return sorted(regular | {step for step in EARLY if step <= steps})


def _metric(
    step: int, done: int, nets: dict[str, FastAdder], losses: dict[str, Array], right: dict[str, Array]
) -> Metric:
    """Means over the steps since the last figures."""
    values: dict[str, float | None] = {}
    for name, source in (("loss", losses), ("exact", right)):
        for i, (kind, array) in enumerate(source.items()):
            values[name if i == 0 else f"{name} ({kind})"] = float(array[done:step].mean())
    values["largest weight"] = _largest(next(iter(nets.values())))
    return Metric(step, values)


def _overflow(step: int, done: int, losses: dict[str, Array]) -> Iterator[Note]:
    """A remark when the loss of the first net has become NaN in these steps."""
    lost = np.flatnonzero(~np.isfinite(next(iter(losses.values()))[:step]))
    if len(lost) and lost[0] >= done:
        at = int(lost[0]) + 1
        yield Note(
            at,
            Text(
                f"Step {at}: the loss is NaN. The weights have overflowed and will not come back.",
                f"ステップ {at}: 損失が NaN になった。重みがオーバーフローし、もう元には戻らない。",
            ),
        )


def _largest(net: FastAdder) -> float:
    return float(max(np.abs(value).max() for value in net.weights().values()))


def _state(step: int, nets: dict[str, FastAdder], losses: dict[str, Array], right: dict[str, Array]) -> State:
    return {
        "step": step,
        "weights": {kind: net.weights() for kind, net in nets.items()},
        "losses": {kind: values[:step] for kind, values in losses.items()},
        "right": {kind: values[:step] for kind, values in right.items()},
    }


def _answers(params: Adder, net: FastAdder, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sums that the net gives, by the reference model."""
    weights = net.weights()
    x = to_bits(pairs, params.digits).swapaxes(1, 2)
    y, _ = adder_forward(x, weights["W_in"], weights["W"], weights["W_out"], params.activation)
    return from_bits(y)


def _share_right(params: Adder, net: FastAdder, pairs: NDArray[np.int64]) -> float:
    return float((_answers(params, net, pairs) == pairs.sum(axis=1)).mean())


def _sums(step: int, params: Adder, net: FastAdder, samples: NDArray[np.int64]) -> Picture:
    """Some sums as the net gives them."""
    rows = []
    for (a, b), answer in zip(samples, _answers(params, net, samples), strict=True):
        good = "○" if a + b == answer else "×"
        rows.append(
            [f"{a} + {b}", f"{a + b:0{params.digits}b}", f"{answer:0{params.digits}b}", f"{good} {answer:>3}"]
        )
    columns = [Text("Sum", "足し算"), Text("Right", "正解"), Text("Net", "ネット"), Text("Decimal", "10 進")]
    caption = Text(
        "Sums as the net gives them; it does not learn from these", "ネットの足し算（学習には使わない組）"
    )
    return Picture(step, "sums", caption, Table(columns, rows))


def _factors() -> Picture:
    """The two factors of the output's error, over the output."""
    y = np.linspace(0.0, 1.0, 41)
    s = 1 / (1 + np.exp(-y))
    lines = [
        Line(Text("y (1 - y), true", "y(1 - y)、正しい"), plain(y), plain(y * (1 - y))),
        Line(Text("σ(y) (1 - σ(y)), wrong", "σ(y)(1 - σ(y))、誤り"), plain(y), plain(s * (1 - s))),
    ]
    caption = Text(
        "What the output's error is multiplied with, over the output y",
        "出力の誤差に掛かる係数（横軸は出力 y）",
    )
    return Picture(0, "factors", caption, Curves(lines), x=same("y"))
