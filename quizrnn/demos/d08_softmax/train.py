"""The training of D08: the reference softmax regression under two optimisers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from quizrnn.demos.d08_softmax.spec import DEMO, JUMPS, LAGS, SETTLES, Softmax
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
from quizrnn.reference.optimisers import adam, sgd
from quizrnn.reference.softmax_regression import (
    softmax_regression,
    softmax_regression_loss,
    softmax_regression_loss_backward,
)

DEAR = 10.0
"""Loss for each wrong answer from which on the answers are far too certain."""
ROWS = ("accuracy", "loss", "loss_per_picture")
SPREADS = {
    "digits": ("0.9639–0.9667", "87.3–87.8", "0.2426–0.2439"),
    "mnist": ("0.9181–0.9217", "2847–2890", "0.2847–0.2890"),
}
"""Accuracy, loss and loss per picture of the default run, eight seeds."""


def run(
    params: Softmax,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Train on minibatches; a minibatch is a step."""
    split = load_digits(data)
    x, t = split.train_x.reshape(len(split.train_x), -1), one_hot(split.train_t)
    weights = {
        "W": (params.start * rng.standard_normal((x.shape[1], 10))).astype(np.float32),
        "b": np.zeros(10, np.float32),
    }
    batches, state, first = Batches(len(x), params.batch, rng), None, 1
    start_loss, _ = measured(split, weights)
    if resume is not None:
        restore_random(rng, resume)
        weights, state, first = resume["weights"], resume["optimiser"], int(resume["step"]) + 1
        batches = Batches(len(x), params.batch, rng, resume["batches"])
    step_of = adam if params.optimiser == "adam" else sgd
    for step in range(first, params.steps + 1):
        chosen = batches.next()
        _, cache = softmax_regression_loss(x[chosen], t[chosen], weights["W"], weights["b"], params.loss)
        gradients = softmax_regression_loss_backward(1.0, cache)
        weights, state = step_of(weights, {"W": gradients["dW"], "b": gradients["db"]}, state, lr=params.lr)
        if step % interval(params.steps) and step != params.steps:
            continue
        loss, predicted = measured(split, weights)
        accuracy = float((predicted == split.test_t).mean())
        yield Metric(step, {"test loss": loss / len(predicted), "test accuracy": accuracy})
        if step == params.steps or step % (10 * interval(params.steps)) == 0:
            yield weight_picture(step, weights["W"], split.test_x.shape[1:])
        if step == params.steps:
            yield samples(step, split.test_x, predicted, split.test_t)
            yield confusion(step, predicted, split.test_t)
        kept = {"weights": weights, "optimiser": state, "step": step, "batches": batches.state()}
        yield Checkpoint(step, lambda kept=kept: kept)  # type: ignore[misc]
    loss, predicted = measured(split, weights)
    figures = (float((predicted == split.test_t).mean()), loss, loss / len(predicted))
    spreads = SPREADS["digits" if data is None else "mnist"] if params == Softmax() else ("", "", "")
    rows = [
        DEMO.row(name, figure, spread=same(spread), reported=DEMO.reported_for(params))
        for name, figure, spread in zip(ROWS, figures, spreads, strict=True)
    ]
    if not loss < start_loss:
        yield Report(rows, _jumped(params, loss / len(predicted)), JUMPS.name)
    else:
        outcome = SETTLES if figures[0] > 0.9 else LAGS
        yield Report(rows, _went(params, len(predicted), *figures[::2]), outcome.name)


def measured(split: Split, weights: dict[str, Array]) -> tuple[float, Array]:
    """Summed loss and answers on the held-out pictures."""
    x = split.test_x.reshape(len(split.test_x), -1)
    loss, _ = softmax_regression_loss(x, one_hot(split.test_t), weights["W"], weights["b"])
    p, _ = softmax_regression(x, weights["W"], weights["b"])
    return float(loss), p.argmax(axis=1)


def weight_picture(step: int, W: Array, shape: tuple[int, ...]) -> Picture:
    """The ten columns of W as pictures."""
    caption = Text(
        "Weights: light for, dark against",
        "重み（明: 賛成、暗: 反対）",
    )
    return weight_images(step, "weights", caption, W.T.reshape(10, *shape), [same(str(d)) for d in range(10)])


def _jumped(params: Softmax, each: float) -> Text:
    return Text(
        f"The loss per picture ended at {each:.3g}, above its start: with η = {params.lr:g} each step throws the weights "
        "over the valley. The loss is convex, so no local minimum is to blame; only the step is too long.",
        f"1 枚あたりの損失は {each:.3g} で、初めより大きい。η = {params.lr:g} では更新のたびに谷を飛び越える。"
        "損失は凸なので局所解のせいではなく、更新幅が大きすぎるだけである。",
    )


def _went(params: Softmax, total: int, accuracy: float, each: float) -> Text:
    right = round(accuracy * total)
    en = f"{right} of {total} held-out digits are right, at a loss of {each:.3f} per picture (guessing: 2.303). "
    ja = f"テスト用の {total} 枚中 {right} 枚が正解、損失は 1 枚あたり {each:.3f}（でたらめに答えた場合は 2.303）。"
    parts = [Text(en, ja), _rate(params)]
    if params.optimiser == "descent" and right < total and each * total / (total - right) > DEAR:
        parts.append(_price(params, each, total - right, total))
    convex = Text(
        " The loss is convex: every start leads to the same valley, and starting all weights at 0 does no harm "
        "(in a hidden layer it would).",
        "損失は凸なので、どこから始めても同じ谷に着き、全部 0 から始めても困らない（隠れ層では困る）。",
    )
    parts.append(convex)
    return Text("".join(part.en for part in parts), "".join(part.ja for part in parts))


def _price(params: Softmax, each: float, wrong: int, total: int) -> Text:
    """Few answers are wrong, and yet the loss is large."""
    cost = each * total / wrong
    return Text(
        f" That loss is the price of the rate: such long steps make the weights large, so the {wrong} wrong answers are "
        f"given with great certainty and cost about {cost:.0f} each. The accuracy does not notice.",
        f"この損失は学習率の代償である。更新幅が大きすぎて重みが大きくなり、{wrong} 枚の誤りにも強い確信を持つので、"
        f"1 枚の誤りにつき約 {cost:.0f} を払う。正解率には現れない。",
    )


def _rate(params: Softmax) -> Text:
    """What the rate means under this optimiser and this loss."""
    if params.optimiser == "adam":
        return Text(
            f"Adam moves each weight by about η = {params.lr:g} whatever the size of its gradient, so sum or mean makes "
            "no difference; but the rate still sets how far it gets in these steps.",
            f"Adam は勾配の大きさによらず各重みを η = {params.lr:g} ほど動かすので、損失が合計でも平均でも変わらない。"
            "それでも、このステップ数でどこまで進むかは学習率が決める。",
        )
    if params.loss == "mean":
        return Text(
            f"η = {params.lr:g} on the mean over {params.batch} pictures is as much as {params.lr / params.batch:g} on their "
            "sum. A rate can be compared only together with the scale of its loss.",
            f"{params.batch} 枚の平均に対する η = {params.lr:g} は、合計に対する {params.lr / params.batch:g} に当たる。"
            "学習率は損失の尺度と組にしないと比べられない。",
        )
    mean_rate = params.lr * params.batch
    return Text(
        f"η = {params.lr:g} on the sum over {params.batch} pictures is a rate of {mean_rate:g} on the mean. "
        "A rate can be compared only together with the scale of its loss.",
        f"{params.batch} 枚の合計に対する η = {params.lr:g} は、平均で言えば {mean_rate:g}。"
        "学習率は損失の尺度と組にしないと比べられない。",
    )
