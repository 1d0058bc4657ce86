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
POINTS = {"xor": 120, "corner": 65}
GUESS = {"xor": 0.5, "corner": 40 / 65}
"""How many points there are, and the share of the larger class."""


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
    caption = Text("Probability P of class 1 over the plane", "平面上の、クラス 1 の確率 P")
    return Picture(step, "plane", caption, body, x=same("x1"), y=same("x2"))


def _report(params: Xor, loss: float, accuracy: float) -> Report:
    reported: dict[str, Text | None] = (
        {"accuracy": None, "loss": None} if params == Xor() else {"accuracy": same(""), "loss": same("")}
    )
    if params == DEMO.make_params(preset="one-corner"):
        reported["accuracy"] = same("0.9538")
    spread = None if params == Xor() else same("")
    rows = [
        DEMO.row(name, value, reported=reported[name], spread=spread)
        for name, value in (("accuracy", accuracy), ("loss", loss))
    ]
    guess = GUESS[params.pattern]
    outcome = "parted" if accuracy > 0.85 else "chance" if accuracy < guess + 0.1 else "halfway"
    return Report(rows, _seen(params, loss, accuracy, outcome), outcome)


def _seen(params: Xor, loss: float, accuracy: float, outcome: str) -> Text:
    head = Text(f"{accuracy:.1%} of the points are right. ", f"点の {accuracy:.1%} が正しい。")
    if params.layers == 0 or params.activation == "identity":
        return Text(
            head.en
            + "The net is one linear map, however many layers it has: its boundary is one straight line, and "
            "it never has two opposite corners, and no other, on one side.",
            head.ja + "何層あっても全体は一つの線形写像で、境界は 1 本の直線になる。"
            "向かい合う角だけを同じ側に置くことはできない。",
        )
    tail = (
        _parted()
        if outcome == "parted"
        else _halfway(params)
        if outcome == "halfway"
        else _stuck(params, loss)
    )
    luck = Text(
        "\n\nWith two units the start decides: other seeds end anywhere from 0.51 to 0.90, so a single figure is luck. "
        "Run it again and see. Eight units and Adam did not fail from any of eight starts (--try eight-units).",
        "\n\nユニットが 2 個だと初期値で決まり、シードによって 0.51〜0.90 に散らばる。一つの数値は運にすぎないので、"
        "もう一度実行して比べるとよい。8 個と Adam なら、8 通りの初期値のどれでも成功した（--try eight-units）。",
    )
    if params != Xor(steps=params.steps):
        luck = same("")
    return Text(head.en + tail.en + luck.en, head.ja + tail.ja + luck.ja)


def _parted() -> Text:
    return Text(
        "Each hidden unit draws one line, and what follows combines the sides. The rest are points that lie "
        "among those of the other class.",
        "隠れユニットがそれぞれ直線を 1 本引き、その先の層がどちら側かを組み合わせる。"
        "残りの誤りは、別のクラスの群れに入り込んだ点である。",
    )


def _halfway(params: Xor) -> Text:
    if params.pattern == "corner":
        return Text(
            "That is more than naming the larger class every time (61.5 %), but the lines do not close off the "
            "corner cleanly.",
            "いつも多いほうのクラスを答える（61.5 %）よりは良いが、角をきれいに囲めていない。",
        )
    return Text(
        "A poor local minimum: the lines of the units lie so that one corner is left over on the wrong side.",
        "悪い局所解に入っている。ユニットの引く直線の位置が悪く、角が 1 つ、間違った側に取り残された。",
    )


def _stuck(params: Xor, loss: float) -> Text:
    """On the plateau around P = 0.5, or thrown about by steps that are too long."""
    undecided = POINTS[params.pattern] * float(np.log(2))
    if loss < 1.05 * undecided:
        return Text(
            f"The net still says about 0.5 almost everywhere, which costs {undecided:.1f}: a plateau. The output weights "
            "start at 0, and as long as the lines of the units lie badly their gradients nearly cancel. More steps or "
            "another start get it going.",
            f"ほとんどの場所で 0.5 に近い答えのままで、その場合の損失は {undecided:.1f} になる（プラトー）。"
            "出力の重みは 0 から始まり、ユニットの引く直線の位置が悪いうちは、勾配がほぼ打ち消し合う。"
            "ステップを増やすか初期値を変えると動き出す。",
        )
    return Text(
        f"The loss {loss:.3g} is above {undecided:.1f}, the cost of saying 0.5 everywhere: the rate is too large for a "
        "loss that is a sum over the points. The units saturate, and the boundary is thrown about.",
        f"損失 {loss:.3g} は、どこでも 0.5 と答えた場合の {undecided:.1f} より大きい。損失は点についての和なので、"
        "この学習率は大きすぎる。ユニットは飽和し、境界は更新のたびに大きく動く。",
    )
