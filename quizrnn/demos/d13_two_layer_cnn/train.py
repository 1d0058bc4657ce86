"""The training of D13 in torch: front, back, dropout and Adam."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from quizrnn.demos.d13_two_layer_cnn.spec import DEMO, HIGH, LOW, MIDDLE, TwoLayers
from quizrnn.demos.digit_cnn import (
    BIAS,
    Adam,
    as_input,
    as_net,
    back,
    classify,
    draw_noise,
    filters,
    maps_of,
    pooled_side,
    probabilities,
    saved_net,
)
from quizrnn.demos.digit_pictures import answer_pictures, drawn_pictures, inner_pictures
from quizrnn.demos.digits import Array, Batches, curves, interval, load_digits, read_drawing
from quizrnn.demos.events import Checkpoint, Metric, Report, State, Yielded
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text, same
from quizrnn.reference.losses_torch import sparse_cross_entropy_from_logits

SPREADS = {"default": ("0.9750–0.9861", "14.1–29.5"), "mnist": ("0.9664–0.9741", "917–1037")}
"""Accuracy and loss over seeds: the default on the shipped digits, the sources' setting on MNIST."""
LOOK = 1000
"""Held-out pictures measured on the way; all 10,000 of MNIST would take as long as twenty steps."""


def run(
    params: TwoLayers,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Train on minibatches; a minibatch is a step."""
    drawing = data if data is not None and data.is_file() else None
    split = load_digits(None if drawing else data)
    drawn = read_drawing(drawing, split.test_x.shape[1]) if drawing else None
    start = first_weights(params, split.train_x.shape[1], rng)
    net, first, saved = as_net(start, device), 1, None
    batches = Batches(len(split.train_x), params.batch, rng)
    if resume is not None:
        restore_random(rng, resume)
        net, first, saved = as_net(resume["weights"], device), int(resume["step"]) + 1, resume["adam"]
        batches = Batches(len(split.train_x), params.batch, rng, resume["batches"])
    adam = Adam(net, params.lr, saved)
    for step in range(first, params.steps + 1):
        chosen = batches.next()
        noise = draw_noise(rng, len(chosen), params.units, device)
        features = maps_of(as_input(split.train_x[chosen], device), net, relu=params.relu)[-1]
        t = torch.from_numpy(split.train_t[chosen]).to(device)
        logits = classify(features, net, noise, params.drop)
        loss = sparse_cross_entropy_from_logits(logits, t, reduction="sum")
        adam.step(loss)
        if step % interval(params.steps) and step != params.steps:
            continue
        p = probabilities(split.test_x[:LOOK], net, device, relu=params.relu)
        looked = {f"test {name}": value for name, value in curves(p, split.test_t[:LOOK]).items()}
        yield Metric(step, {**looked, "training loss": float(loss.detach()) / len(t)})
        if step == params.steps or step % (20 * interval(params.steps)) == 0:
            yield from inner_pictures(step, net, split, device, relu=params.relu)
        kept = {"weights": saved_net(net), "adam": adam.state(), "step": step, "batches": batches.state()}
        yield Checkpoint(step, lambda kept=kept: kept)  # type: ignore[misc]
    p = probabilities(split.test_x, net, device, relu=params.relu)
    yield from answer_pictures(params.steps, p, split)
    read = Text("", "")
    if drawn is not None:
        answer = probabilities(drawn[None], net, device, relu=params.relu)[0]
        yield from drawn_pictures(params.steps, drawn, answer)
        read = _read(answer)
    train_p = probabilities(split.train_x[:5000], net, device, relu=params.relu)
    trained = float((train_p.argmax(axis=1) == split.train_t[:5000]).mean())
    figures = curves(p, split.test_t)
    spread = SPREADS["default" if data is None else "mnist"] if _usual(params, data) else ("", "")
    reported = DEMO.reported_for(params, "sources", "sources-1000")
    rows = [
        DEMO.row("accuracy", figures["accuracy"], spread=same(spread[0]), reported=reported),
        DEMO.row("loss", figures["loss"] * len(p), spread=same(spread[1]), reported=reported),
        DEMO.row("train_accuracy", trained),
        DEMO.row("weights", float(sum(weight.numel() for weight in net.values()))),
    ]
    accuracy = figures["accuracy"]
    outcome = HIGH if accuracy >= 0.96 else MIDDLE if accuracy > 0.5 else LOW
    parts = [_right(accuracy, len(p), trained), _dropout(params), _front(params), read]
    seen = Text("".join(part.en for part in parts).strip(), "".join(part.ja for part in parts))
    yield Report(rows, seen, outcome.name)


def first_weights(params: TwoLayers, side: int, rng: np.random.Generator) -> dict[str, Array]:
    """Filters with std 0.1, biases 0.1, and the dense layers."""
    F, k = params.filters, int(params.side)
    front = {
        "conv1_W": filters(rng, F, 1, k),
        "conv1_b": np.full(F, BIAS, np.float32),
        "conv2_W": filters(rng, 2 * F, F, k),
        "conv2_b": np.full(2 * F, BIAS, np.float32),
    }
    return front | back(rng, 2 * F * pooled_side(side, 2) ** 2, params.units, 10, params.start)


def _usual(params: TwoLayers, data: Path | None) -> bool:
    """Whether this is one of the two settings with a known spread over seeds."""
    if data is None:
        return params == TwoLayers()
    return data.is_dir() and params == DEMO.make_params(preset="sources-1000")


def _right(accuracy: float, total: int, trained: float) -> Text:
    right = round(accuracy * total)
    return Text(
        f"{right} of {total} held-out digits are right, {trained:.1%} of the training digits. ",
        f"テスト用は {total} 枚中 {right} 枚が正解、学習用は {trained:.1%}。",
    )


def _dropout(params: TwoLayers) -> Text:
    if params.drop == 0:
        return Text(
            "Without dropout the training digits are learnt faster and the loss on the others can rise again late: "
            "watch the two curves part. ",
            "ドロップアウトがないと学習用の数字は早く覚えるが、テスト用の損失は後半に上がり直すことがある。"
            "二つの曲線が離れていく様子を見よ。",
        )
    return Text(
        f"In training {params.drop:.0%} of the dense units are dropped and the others scaled by {1 / (1 - params.drop):.3g}, "
        "so the training loss lies above the test loss for a while: the test uses all units. ",
        f"学習中は全結合ユニットの {params.drop:.0%} を落とし、残りを {1 / (1 - params.drop):.3g} 倍する。"
        "テストでは全部を使うので、しばらくは学習時の損失のほうが高い。",
    )


def _front(params: TwoLayers) -> Text:
    if not params.relu:
        return Text(
            "Without ReLU the convolutions alone would be one linear map; the max pools between them still choose, so "
            "the front is not linear and loses little. ",
            "ReLU がなければ畳み込みだけなら一つの線形写像だが、間の最大プーリングが値を選ぶので全体は線形にならず、"
            "正解率はあまり落ちない。",
        )
    if params.start == "one":
        return Text(
            "Std 1 at so many inputs makes the hidden values huge (He would take √(2/inputs)). The output layer starts at 0, "
            "so the first loss is ln 10 all the same; over seeds the accuracy on small digits is that of the He start. ",
            "これだけ入力が多い層で標準偏差 1 だと、隠れ層の値が巨大になる（He なら √(2/入力数)）。それでも出力層が 0 から"
            "始まるので最初の損失は ln 10 である。小さな数字では、シードを変えて比べても正解率は He と変わらない。",
        )
    return Text(
        "The first filters are edges and blobs that any drawing needs; the second layer joins all maps of the first, one "
        "sub-filter each. The bias 0.1 before ReLU lowers the cut-off, it lets more through. ",
        "一層目のフィルタは、どんな図形にも要る縁や塊である。二層目の各フィルタは、一層目の全マップに対する"
        "部分フィルタを足し合わせる。ReLU 前のバイアス 0.1 は切り捨ての閾値を下げ、より多くを通す。",
    )


def _read(p: Array) -> Text:
    best, second = np.argsort(-p, kind="stable")[:2]
    return Text(
        f"Your digit was read as {best} ({p[best]:.0%}), then {second} ({p[second]:.0%}). It is drawn with another pen than "
        "the training digits: that alone can mislead a net that is right on its own test set.",
        f"あなたの数字は {best}（{p[best]:.0%}）、次点 {second}（{p[second]:.0%}）と読まれた。学習用の数字とはペンも枠も違う。"
        "手元のテスト集合で正しいネットワークも、それだけで誤ることがある。",
    )
