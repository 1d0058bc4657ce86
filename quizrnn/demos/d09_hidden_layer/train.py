"""The training of D09: the reference perceptron with one hidden layer, and Adam."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from quizrnn.demos.d09_hidden_layer.spec import DEMO, LINEAR, NONLINEAR, STUCK, Hidden
from quizrnn.demos.digits import (
    Array,
    Batches,
    Split,
    confusion,
    interval,
    load_digits,
    one_hot,
    samples,
    weight_images,
)
from quizrnn.demos.events import Checkpoint, Metric, Picture, Report, State, Yielded
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text, same
from quizrnn.reference.initialisers import truncated_normal
from quizrnn.reference.losses import cross_entropy_from_logits, cross_entropy_from_logits_backward
from quizrnn.reference.mlp import mlp, mlp_backward
from quizrnn.reference.optimisers import adam

SPREADS = {"digits": ("0.9861–0.9944", "10.4–17.7"), "mnist": ("0.9712–0.9730", "969–1006")}
"""Accuracy and loss of the default run over seeds."""
MUCH = 0.4
"""Change of the hidden weights, relative to their start, from which on the layer itself has learnt."""
AT_ONCE = 2000
"""Pictures measured at a time: 4096 units on all of MNIST would need a lot of memory."""


def run(
    params: Hidden,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Train on minibatches; a minibatch is a step."""
    split = load_digits(data)
    x, t = split.train_x.reshape(len(split.train_x), -1), one_hot(split.train_t)
    start = first_weights(params, x.shape[1], rng)
    weights, state, first, gradient = start, None, 1, math.nan
    batches = Batches(len(x), params.batch, rng)
    if resume is not None:
        restore_random(rng, resume)
        weights, state, first = resume["weights"], resume["adam"], int(resume["step"]) + 1
        batches, gradient = Batches(len(x), params.batch, rng, resume["batches"]), resume["gradient"]
    for step in range(first, params.steps + 1):
        chosen = batches.next()
        gradients = gradients_of(x[chosen], t[chosen], weights, params.activation)
        if step == 1:
            gradient = float(np.abs(gradients["W1"]).max())
        weights, state = adam(weights, gradients, state, lr=params.lr)
        if step % interval(params.steps) and step != params.steps:
            continue
        loss, predicted = measured(split, weights, params.activation)
        accuracy = float((predicted == split.test_t).mean())
        yield Metric(step, {"test loss": loss / len(predicted), "test accuracy": accuracy})
        if step == params.steps or step % (10 * interval(params.steps)) == 0:
            yield hidden_picture(step, weights, split.test_x.shape[1:])
            yield change_picture(step, weights, start["W1"], split.test_x.shape[1:])
        if step == params.steps:
            yield samples(step, split.test_x, predicted, split.test_t)
            yield confusion(step, predicted, split.test_t)
        kept = {"weights": weights, "adam": state, "step": step, "gradient": gradient}
        kept["batches"] = batches.state()
        yield Checkpoint(step, lambda kept=kept: kept)  # type: ignore[misc]
    loss, predicted = measured(split, weights, params.activation)
    moved = float(np.linalg.norm(weights["W1"] - start["W1"]) / (np.linalg.norm(start["W1"]) or 1.0))
    right, total = int((predicted == split.test_t).sum()), len(predicted)
    spreads = SPREADS["digits" if data is None else "mnist"] if params == Hidden() else ("", "")
    reported = DEMO.reported_for(params)
    rows = [
        DEMO.row("accuracy", right / total, spread=same(spreads[0]), reported=reported),
        DEMO.row("loss", loss, spread=same(spreads[1]), reported=reported),
        DEMO.row("first_gradient", gradient),
        DEMO.row("moved", moved),
        DEMO.row("weights", float(sum(w.size for w in weights.values()))),
    ]
    outcome = NONLINEAR if right > 0.97 * total else LINEAR if right > 0.5 * total else STUCK
    why = _why(params, gradient, moved)
    head = Text(
        f"{right} of {total} held-out digits are right. ", f"テスト用の {total} 枚中 {right} 枚が正解。"
    )
    yield Report(rows, Text(head.en + why.en, head.ja + why.ja), outcome.name)


def first_weights(params: Hidden, inputs: int, rng: np.random.Generator) -> dict[str, Array]:
    """Hidden weights as chosen; everything else 0."""
    std = {"one": 1.0, "he": math.sqrt(2 / inputs), "zero": 0.0}[params.start]
    return {
        "W1": truncated_normal(rng, (inputs, params.units), std).astype(np.float32),
        "b1": np.zeros(params.units, np.float32),
        "W2": np.zeros((params.units, 10), np.float32),
        "b2": np.zeros(10, np.float32),
    }


def layers(weights: dict[str, Array]) -> list[tuple[Array, Array]]:
    """The weights as layers."""
    return [(weights["W1"], weights["b1"]), (weights["W2"], weights["b2"])]


def gradients_of(x: Array, t: Array, weights: dict[str, Array], activation: str) -> dict[str, Array]:
    """Gradients of the summed loss of a minibatch."""
    logits, cache = mlp(x, layers(weights), activation)
    _, loss_cache = cross_entropy_from_logits(logits, t, "sum")
    dlogits = cross_entropy_from_logits_backward(1.0, loss_cache)["dx"]
    (dW1, db1), (dW2, db2) = mlp_backward(dlogits, cache)["dlayers"]
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def measured(split: Split, weights: dict[str, Array], activation: str) -> tuple[float, Array]:
    """Summed loss and answers on the held-out pictures."""
    x, t = split.test_x.reshape(len(split.test_x), -1), one_hot(split.test_t)
    loss, answers = 0.0, []
    for at in range(0, len(x), AT_ONCE):
        logits, _ = mlp(x[at : at + AT_ONCE], layers(weights), activation)
        part, _ = cross_entropy_from_logits(logits, t[at : at + AT_ONCE], "sum")
        loss += float(part)
        answers.append(logits.argmax(axis=1))
    return loss, np.concatenate(answers)


def hidden_picture(step: int, weights: dict[str, Array], shape: tuple[int, ...]) -> Picture:
    """The input weights of the ten units that count most for the answer."""
    caption = Text(
        "Input weights of the ten units with the largest output weights",
        "出力の重みが大きい 10 ユニットの、入力の重み",
    )
    units = strongest(weights)
    return weight_images(step, "hidden", caption, weights["W1"].T[units].reshape(-1, *shape), _titles(units))


def change_picture(step: int, weights: dict[str, Array], start: Array, shape: tuple[int, ...]) -> Picture:
    """What the training has added to the input weights of these units; only this is learnt."""
    caption = Text(
        "The same units: what training has added to the start",
        "同じユニットの、学習による変化（初期値との差）",
    )
    units = strongest(weights)
    added = (weights["W1"] - start).T[units].reshape(-1, *shape)
    return weight_images(step, "change", caption, added, _titles(units))


def strongest(weights: dict[str, Array]) -> Array:
    """The ten units that count most for the answer."""
    return np.argsort(-np.abs(weights["W2"]).sum(axis=1), kind="stable")[:10]


def _titles(units: Array) -> list[Text]:
    return [same(f"#{u + 1}") for u in units]


def _why(params: Hidden, gradient: float, moved: float) -> Text:
    if params.start == "zero":
        return _dead()
    return _linear() if params.activation == "identity" else _features(params, gradient, moved)


def _dead() -> Text:
    return Text(
        "With W1 = 0 and W2 = 0 every hidden unit is 0, so the gradient of W2 (hidden × error) is 0, and that of W1 "
        "(through W2) is 0 too: only the output bias learns, namely how frequent each digit is. One linear layer may "
        "start at 0, as its gradient needs the pixels only.",
        "W1 = 0、W2 = 0 では隠れユニットがすべて 0 になる。W2 の勾配（隠れ層 × 誤差）も、W2 を通って来る W1 の勾配も 0 で、"
        "学ぶのは出力のバイアス、つまり各数字の割合だけ。線形層一つなら勾配は画素だけで決まるので、0 から始めてよい。",
    )


def _linear() -> Text:
    return Text(
        "Without an activation the two layers multiply to one matrix: more weights, but no function that softmax "
        "regression could not have.",
        "活性化関数がなければ、二つの層は掛け合わせた一つの行列と同じ。重みは増えても、"
        "ソフトマックス回帰に表せない関数は一つも増えない。",
    )


def _features(params: Hidden, gradient: float, moved: float) -> Text:
    en = (
        f"In step 1 the hidden gradient was {gradient:.3g}: the output weights start at 0 and let nothing through; "
        f"from step 2 on it flows. By the end the hidden weights had moved by {moved:.0%} of their start. "
    )
    ja = (
        f"1 ステップ目の隠れ層の勾配は {gradient:.3g}。出力の重みが 0 なので何も伝わらず、2 ステップ目から流れ始める。"
        f"終わりまでに隠れ層の重みは初期値の大きさに対して {moved:.0%} 動いた。"
    )
    if params.start == "one" and moved > MUCH:
        en += (
            "Std 1 is far too wide for so many inputs (He would take √(2/inputs)), and random features are too few here: "
            "the hidden layer has to learn as well."
        )
        ja += (
            "標準偏差 1 はこの入力数には広すぎる（He なら √(2/入力数)）。ただしここでは乱数の特徴だけでは数が足りず、"
            "隠れ層も学習せざるをえない。"
        )
    elif params.start == "one":
        en += (
            "Std 1 is far too wide for so many inputs (He would take √(2/inputs)): the hidden layer stays close to "
            "random features, and mostly the output layer learns. With many units that is enough."
        )
        ja += (
            "標準偏差 1 はこの入力数には広すぎる（He なら √(2/入力数)）。隠れ層は乱数の特徴のままに近く、"
            "主に出力層が学ぶ。ユニットが多ければそれでも足りる。"
        )
    else:
        en += "With the He start the hidden layer itself is trained: it becomes an extractor of features."
        ja += "He の初期値では隠れ層そのものが学習し、特徴の抽出器になる。"
    en += "\n\nThe pictures of the weights show it: what the start put there, and what the training has added to it."
    ja += "\n\n重みの図で確かめられる。一つは今の重み、もう一つは初期値に学習が加えた分である。"
    return Text(en, ja)
