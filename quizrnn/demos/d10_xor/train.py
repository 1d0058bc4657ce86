"""The training of D10: a small perceptron on the whole set at every step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.clusters import Points, corner_clusters
from quizrnn.demos.d10_xor.spec import DEMO, Xor
from quizrnn.demos.events import Checkpoint, Metric, Picture, Report, State, Yielded
from quizrnn.demos.pictures import Decision, plain
from quizrnn.demos.texts import Text, same
from quizrnn.reference.activations import sigmoid, softplus
from quizrnn.reference.initialisers import truncated_normal
from quizrnn.reference.mlp import mlp, mlp_backward
from quizrnn.reference.optimisers import adam, sgd

Array = NDArray[Any]
EDGE = 20.0


def run(
    params: Xor,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Full-batch steps; the hidden weights are drawn, the output's start at 0."""
    points = corner_clusters(params.pattern, params.variance)
    weights, memory, done = _first_weights(params, rng), None, 0
    if resume is not None:
        weights, memory, done = resume["weights"], resume["memory"], resume["step"]
    step_by = adam if params.method == "adam" else sgd
    every = max(params.steps // 100, 1)
    for step in range(done + 1, params.steps + 1):
        weights, memory = step_by(weights, _gradient(params, points, weights), memory, lr=params.lr)
        if step % every and step != params.steps:
            continue
        loss, accuracy = _measured(params, points, weights)
        yield Metric(step, {"loss": loss, "accuracy": accuracy})
        if step == params.steps or step % (10 * every) == 0:
            yield _map(step, params, points, weights)
        state = {"weights": weights, "memory": memory, "step": step}
        yield Checkpoint(step, lambda state=state: state)  # type: ignore[misc]
    yield _report(params, *_measured(params, points, weights))


def _first_weights(params: Xor, rng: np.random.Generator) -> dict[str, Array]:
    sizes = [2, *[params.units] * params.layers, 1]
    weights: dict[str, Array] = {}
    for i in range(len(sizes) - 1):
        hidden = i < len(sizes) - 2
        shape = (sizes[i], sizes[i + 1])
        weights[f"W{i}"] = truncated_normal(rng, shape) if hidden else np.zeros(shape)
        weights[f"b{i}"] = np.zeros(sizes[i + 1])
    return weights


def _layers(weights: dict[str, Array]) -> list[tuple[Array, Array]]:
    return [(weights[f"W{i}"], weights[f"b{i}"]) for i in range(len(weights) // 2)]


def _gradient(params: Xor, points: Points, weights: dict[str, Array]) -> dict[str, Array]:
    """Of the summed cross-entropy: p - t meets the output layer."""
    f, cache = mlp(points.x, _layers(weights), params.activation)
    error = sigmoid(f) - points.t[:, None]
    found = mlp_backward(error, cache)["dlayers"]
    return {f"{name}{i}": g for i, pair in enumerate(found) for name, g in zip("Wb", pair, strict=True)}


def _measured(params: Xor, points: Points, weights: dict[str, Array]) -> tuple[float, float]:
    """Summed loss and accuracy."""
    f = mlp(points.x, _layers(weights), params.activation)[0][:, 0]
    loss = (softplus(f) - points.t * f).sum()
    return float(loss), float(((f > 0) == (points.t > 0.5)).mean())


def _map(step: int, params: Xor, points: Points, weights: dict[str, Array]) -> Picture:
    across, down = np.linspace(-EDGE, EDGE, 40), np.linspace(EDGE, -EDGE, 20)
    plane = np.array([(x1, x2) for x2 in down for x1 in across])
    p = sigmoid(mlp(plane, _layers(weights), params.activation)[0]).reshape(20, 40)
    body = Decision(
        plain(p, 3),
        (-EDGE, EDGE),
        (-EDGE, EDGE),
        plain(points.x[:, 0]),
        plain(points.x[:, 1]),
        points.t.astype(int).tolist(),
    )
    caption = Text("P(class 1) over the plane, with the points", "平面上の P(クラス 1) と点")
    return Picture(step, "plane", caption, body, x=same("x1"), y=same("x2"))


def _report(params: Xor, loss: float, accuracy: float) -> Report:
    kept: dict[str, Text] = {} if params == Xor() else {"reported": same(""), "spread": same("")}
    rows = [DEMO.row("accuracy", accuracy, **kept), DEMO.row("loss", loss, **kept)]
    guess = 0.5 if params.pattern == "xor" else 40 / 65
    outcome = "parted" if accuracy > 0.85 else "chance" if accuracy < guess + 0.1 else "halfway"
    return Report(rows, _seen(params, accuracy, outcome), outcome)


def _seen(params: Xor, accuracy: float, outcome: str) -> Text:
    head = Text(f"{accuracy:.1%} of the points are right. ", f"点の {accuracy:.1%} が正しい。")
    if params.layers == 0 or params.activation == "identity":
        return Text(
            head.en
            + "The net is one linear map, however many layers it has: its boundary is one straight line, and "
            "opposite corners are never on the same side.",
            head.ja + "何層あっても全体は一つの線形写像で、境界は 1 本の直線になる。"
            "向かい合う角だけを同じ側に置くことはできない。",
        )
    tails = {
        "parted": Text(
            "Each hidden unit draws one line, and the layers above combine the sides. The rest are points that lie in a "
            "neighbour's cluster.",
            "隠れユニットがそれぞれ直線を 1 本引き、上の層がどちら側かを組み合わせる。"
            "残りの誤りは、隣の群れに入り込んだ点である。",
        ),
        "halfway": Text(
            "The units are at a poor local minimum: two of them point the same way, so one corner is left over.",
            "悪い局所解に入っている。2 つのユニットが同じ向きになり、角が 1 つ取り残された。",
        ),
        "chance": Text(
            "The training did not get anywhere: saturated units, or a rate that does not suit.",
            "学習が進まなかった。ユニットが飽和したか、学習率が合っていない。",
        ),
    }
    luck = Text(
        " With two units the start decides: other seeds end anywhere from 0.51 to 0.90, so a single figure is luck. "
        "Eight units and Adam did not fail from any of eight starts (--try eight-units).",
        " ユニットが 2 個だと初期値で決まり、乱数の種によって 0.51〜0.90 に散らばる。一つの数値は運にすぎない。"
        "8 個と Adam なら、8 通りの初期値のどれでも成功した（--try eight-units）。",
    )
    tail = tails[outcome]
    if params.pattern != "xor" or params.units > 2:
        luck = same("")
    return Text(head.en + tail.en + luck.en, head.ja + tail.ja + luck.ja)
