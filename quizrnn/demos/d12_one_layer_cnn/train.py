"""The training of D12 in torch: filters, a pool, a dense net and Adam."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from quizrnn.demos.d12_one_layer_cnn.spec import DEMO, HIGH, LOW, MIDDLE, OneLayer
from quizrnn.demos.digit_cnn import (
    Adam,
    Net,
    as_input,
    as_net,
    back,
    classify,
    filters,
    maps_of,
    pooled_side,
    probabilities,
    saved_net,
)
from quizrnn.demos.digit_pictures import answer_pictures, inner_pictures
from quizrnn.demos.digits import Array, Batches, curves, interval, load_digits
from quizrnn.demos.events import Checkpoint, Metric, Report, State, Yielded
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text, same
from quizrnn.reference.losses_torch import sparse_cross_entropy_from_logits

SPREADS = ("0.9861–0.9944", "8.7–16.5")
"""Accuracy and loss of the default over eight seeds."""
LOOK = 1000
"""Held-out pictures measured on the way."""


def run(
    params: OneLayer,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Train on minibatches; a minibatch is a step."""
    split = load_digits(data)
    start = first_weights(params, split.train_x.shape[1], rng)
    net, first, saved = as_net(start, device), 1, None
    batches = Batches(len(split.train_x), params.batch, rng)
    if resume is not None:
        restore_random(rng, resume)
        net, first, saved = as_net(resume["weights"], device), int(resume["step"]) + 1, resume["adam"]
        batches = Batches(len(split.train_x), params.batch, rng, resume["batches"])
    adam = Adam({name: w for name, w in net.items() if params.learned or name != "conv1_W"}, params.lr, saved)
    for step in range(first, params.steps + 1):
        chosen = batches.next()
        features = maps_of(as_input(split.train_x[chosen], device), net, relu=False)[-1]
        t = torch.from_numpy(split.train_t[chosen]).to(device)
        loss = sparse_cross_entropy_from_logits(classify(features, net), t, reduction="sum")
        adam.step(loss)
        if step % interval(params.steps) and step != params.steps:
            continue
        p = probabilities(split.test_x[:LOOK], net, device, relu=False)
        looked = {f"test {name}": value for name, value in curves(p, split.test_t[:LOOK]).items()}
        yield Metric(step, {**looked, "training loss": float(loss.detach()) / len(t)})
        if step == params.steps or step % (20 * interval(params.steps)) == 0:
            yield from inner_pictures(step, net, split, device, relu=False)
        kept = {"weights": saved_net(net), "adam": adam.state(), "step": step, "batches": batches.state()}
        yield Checkpoint(step, lambda kept=kept: kept)  # type: ignore[misc]
    p = probabilities(split.test_x, net, device, relu=False)
    yield from answer_pictures(params.steps, p, split)
    figures = curves(p, split.test_t)
    spread = SPREADS if data is None and params == OneLayer() else ("", "")
    reported = DEMO.reported_for(params, "sources")
    rows = [
        DEMO.row("accuracy", figures["accuracy"], spread=same(spread[0]), reported=reported),
        DEMO.row("loss", figures["loss"] * len(p), spread=same(spread[1]), reported=reported),
        DEMO.row("weights", float(sum(weight.numel() for weight in net.values()))),
    ]
    accuracy = figures["accuracy"]
    outcome = HIGH if accuracy >= 0.98 else MIDDLE if accuracy >= 0.95 else LOW
    yield Report(rows, _seen(params, accuracy, len(p), _moved(start, net)), outcome.name)


def first_weights(params: OneLayer, side: int, rng: np.random.Generator) -> dict[str, Array]:
    """Filters with std 0.1 and the dense layers."""
    inputs = params.filters * pooled_side(side, 1) ** 2
    front = {"conv1_W": filters(rng, params.filters, 1, int(params.side))}
    return front | back(rng, inputs, params.units, 10, params.start)


def _moved(start: dict[str, Array], net: Net) -> float:
    """How far the filters are from their start, relative to it."""
    before = start["conv1_W"]
    after = net["conv1_W"].detach().cpu().numpy()
    return float(np.linalg.norm(after - before) / np.linalg.norm(before))


def _seen(params: OneLayer, accuracy: float, total: int, moved: float) -> Text:
    right = round(accuracy * total)
    count = Text(
        f"{right} of {total} held-out digits are right. The maps have no ReLU, so their values can be negative and their "
        "background is not black. ",
        f"テスト用の {total} 枚中 {right} 枚が正解。マップに ReLU がないので値は負にもなり、背景は黒にならない。",
    )
    if not params.learned:
        rest = Text(
            "The filters stayed random and the dense net did the work: on such small pictures learned filters add "
            "little, so a good accuracy does not prove that filters were learned.",
            "フィルタは乱数のまま、仕事をしたのは全結合層である。これほど小さな画像では学習したフィルタの上積みは"
            "わずかで、正解率が高いだけではフィルタが学習された証拠にならない。",
        )
    else:
        rest = Text(
            f"The filters moved by {moved:.0%} of their start. Nothing asks for edges here, so the absolute value of the edge "
            "demo is left out: whatever helps to tell the digits apart is learned.",
            f"フィルタは初期値の大きさに対して {moved:.0%} 動いた。ここではエッジを求めていないので、"
            "エッジ抽出で使った絶対値は取らない。数字の見分けに役立つものなら何でも学ぶ。",
        )
    return Text(count.en + rest.en, count.ja + rest.ja)
