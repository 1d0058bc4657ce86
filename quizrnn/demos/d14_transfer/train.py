"""The training of D14 in torch: one net on the first five digits, then three nets side by side on the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from quizrnn.demos.d14_transfer.spec import DEMO, EQUAL, HELPS, RANDOM_HELPS, WORSE, Transfer
from quizrnn.demos.digit_cnn import (
    BIAS,
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
from quizrnn.demos.digits import Array, Batches, Split, interval, load_digits, weight_images
from quizrnn.demos.events import Checkpoint, Metric, Picture, Report, State, Yielded
from quizrnn.demos.pictures import Bars, Curves, Line, plain
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text, same
from quizrnn.reference.losses_torch import sparse_cross_entropy_from_logits

WAYS = ("frozen", "tuned", "scratch")
HEAD = ("W1", "b1", "W2", "b2")
OFTEN = 5
"""Measurements from one picture of the accuracies to the next."""
SPREADS = {
    "frozen": "0.893–0.973",
    "tuned": "0.936–0.984",
    "scratch": "0.930–0.979",
    "source": "0.983–0.994",
    "early": "-0.080 … 0.043",
}
"""Accuracies of the default run over eight seeds."""
LABELS = (
    Text("frozen", "凍結"),
    Text("as a start", "初期値に"),
    Text("from scratch", "最初から"),
)


class Learner:
    """A net on some digits; Adam changes the weights that it was given."""

    def __init__(self, net: Net, split: Split, batches: Batches, adam: Adam, device: str) -> None:
        self.net, self.split, self.batches, self.adam, self.device = net, split, batches, adam, device

    def step(self) -> None:
        """One minibatch."""
        chosen = self.batches.next()
        features = maps_of(as_input(self.split.train_x[chosen], self.device), self.net)[-1]
        t = torch.from_numpy(self.split.train_t[chosen]).to(self.device)
        self.adam.step(sparse_cross_entropy_from_logits(classify(features, self.net), t, reduction="sum"))

    def accuracy(self) -> float:
        """On the held-out pictures (at most 1000)."""
        p = probabilities(self.split.test_x[:1000], self.net, self.device)
        return float((p.argmax(axis=1) == self.split.test_t[:1000]).mean())

    def state(self) -> State:
        """Weights, Adam's state and the order of the minibatches."""
        return {"net": saved_net(self.net), "adam": self.adam.state(), "batches": self.batches.state()}


def run(
    params: Transfer,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Train on 0–4, then on 5–9 in three ways."""
    digits = load_digits(data)
    low, high = only(digits, range(5)), few(only(digits, range(5, 10)), params.pictures, rng)
    side = digits.train_x.shape[1]
    source, target = first_weights(params, side, rng), first_weights(params, side, rng)
    learners: dict[str, Learner] = {}
    history: dict[str, list[float]] = {name: [] for name in ("step", *WAYS)}
    first = 1
    if resume is None:
        learners["source"] = make_learner(params, rng, device, low, {"net": source})
    else:
        restore_random(rng, resume)
        first, history = int(resume["step"]) + 1, {name: list(resume["history"][name]) for name in history}
        for name, kept in resume["learners"].items():
            split = low if name == "source" else high
            learners[name] = make_learner(params, rng, device, split, kept, frozen=name == "frozen")
    for step in range(first, params.total_steps() + 1):
        if step == params.source_steps + 1:
            front = {k: w for k, w in saved_net(learners["source"].net).items() if k not in HEAD}
            for way in WAYS:
                start = target if way == "scratch" else {**target, **front}
                learners[way] = make_learner(
                    params, rng, device, high, {"net": start}, frozen=way == "frozen"
                )
        for name in ("source",) if step <= params.source_steps else WAYS:
            learners[name].step()
        if step % interval(params.total_steps()) and step not in (params.source_steps, params.total_steps()):
            continue
        yield measured(step, learners, history)
        if "scratch" in learners and (len(history["step"]) % OFTEN == 1 or step == params.total_steps()):
            yield from pictures(step, params, learners, history)
        saved = {"step": step, "history": {way: list(found) for way, found in history.items()}}
        saved["learners"] = {name: one.state() for name, one in learners.items()}
        yield Checkpoint(step, lambda saved=saved: saved)  # type: ignore[misc]
    yield _report(params, learners, history, SPREADS if data is None and params == Transfer() else {})


def only(split: Split, digits: range) -> Split:
    """The pictures of five of the digits, with labels from 0 to 4."""
    train, test = (np.isin(t, list(digits)) for t in (split.train_t, split.test_t))
    return Split(
        split.train_x[train],
        split.train_t[train] - digits.start,
        split.test_x[test],
        split.test_t[test] - digits.start,
    )


def few(split: Split, total: int, rng: np.random.Generator) -> Split:
    """The same with ``total`` training pictures, as many of each digit."""
    chosen = [
        rng.permutation(np.flatnonzero(split.train_t == digit))[: max(total // 5, 1)] for digit in range(5)
    ]
    kept = np.concatenate(chosen)
    return split._replace(train_x=split.train_x[kept], train_t=split.train_t[kept])


def first_weights(params: Transfer, side: int, rng: np.random.Generator) -> dict[str, Array]:
    """The two-layer CNN of D13 with five answers."""
    F, k = params.filters, int(params.side)
    front = {
        "conv1_W": filters(rng, F, 1, k),
        "conv1_b": np.full(F, BIAS, np.float32),
        "conv2_W": filters(rng, 2 * F, F, k),
        "conv2_b": np.full(2 * F, BIAS, np.float32),
    }
    return front | back(rng, 2 * F * pooled_side(side, 2) ** 2, params.units, 5, "he")


def make_learner(
    params: Transfer,
    rng: np.random.Generator,
    device: str,
    split: Split,
    kept: State,
    *,
    frozen: bool = False,
) -> Learner:
    """A learner from first weights alone, or from its saved state; a frozen one hands Adam the head only."""
    net = as_net(kept["net"], device)
    batches = Batches(len(split.train_x), params.batch, rng, kept.get("batches"))
    learning = {name: w for name, w in net.items() if not frozen or name in HEAD}
    return Learner(net, split, batches, Adam(learning, params.lr, kept.get("adam")), device)


def measured(step: int, learners: dict[str, Learner], history: dict[str, list[float]]) -> Metric:
    """Accuracies so far; gaps where a net does not exist yet or learns no more."""
    values: dict[str, float | None] = dict.fromkeys((*WAYS, "source"))
    if "scratch" in learners:
        history["step"].append(float(step))
        for way in WAYS:
            history[way].append(learners[way].accuracy())
            values[way] = history[way][-1]
    else:
        values["source"] = learners["source"].accuracy()
    return Metric(step, values)


def pictures(
    step: int, params: Transfer, learners: dict[str, Learner], history: dict[str, list[float]]
) -> Iterator[Picture]:
    """The three accuracies over the steps of the new task, and now; and the filters that were handed on."""
    steps = [at - params.source_steps for at in history["step"]]
    lines = [Line(label, steps, plain(history[way])) for way, label in zip(WAYS, LABELS, strict=True)]
    yield Picture(
        step,
        "race",
        Text("Accuracy on 5–9, three ways", "5～9 の正解率（三通り）"),
        Curves(lines),
        x=Text("steps on 5–9", "5～9 でのステップ"),
    )
    bars = Bars(list(LABELS), plain([history[way][-1] for way in WAYS]))
    yield Picture(step, "bars", Text("Accuracy on 5–9", "5～9 の正解率"), bars)
    kernels = learners["frozen"].net["conv1_W"].detach().cpu().numpy()[:32, 0]
    learned = Text("Filters of the first layer, learned on 0–4", "0～4 で学んだ一層目のフィルタ")
    random = Text("Filters of the first layer, as they were drawn", "一層目のフィルタ（乱数のまま）")
    caption = learned if params.source_steps else random
    yield weight_images(step, "filters", caption, kernels, [same(str(n + 1)) for n in range(len(kernels))])


def _report(
    params: Transfer, learners: dict[str, Learner], history: dict[str, list[float]], spreads: dict[str, str]
) -> Report:
    frozen, tuned, scratch = (history[way][-1] for way in WAYS)
    tenth = len(history["frozen"]) // 10
    figures = {
        "frozen": frozen,
        "tuned": tuned,
        "scratch": scratch,
        "source": learners["source"].accuracy(),
        "early": history["frozen"][tenth] - history["scratch"][tenth],
        "trained": float(sum(learners["frozen"].net[name].numel() for name in HEAD)),
    }
    rows = [DEMO.row(name, value, spread=same(spreads.get(name, ""))) for name, value in figures.items()]
    gain = max(frozen, tuned) - scratch
    ahead = HELPS if params.source_steps else RANDOM_HELPS
    outcome = ahead if gain >= 0.02 else EQUAL if gain > -0.02 else WORSE
    return Report(rows, _seen(params, figures), outcome.name)


def _seen(params: Transfer, found: dict[str, float]) -> Text:
    frozen, tuned, scratch = (found[way] for way in WAYS)
    total = params.pictures // 5 * 5
    head = Text(
        f"From {total} pictures of 5–9: front frozen {frozen:.1%}, front as a start {tuned:.1%}, from scratch {scratch:.1%}. "
        f"After a tenth of the steps frozen minus scratch was {found['early'] * 100:+.1f} points. ",
        f"5～9 の画像 {total} 枚での結果は、前半を凍結 {frozen:.1%}、前半を初期値に {tuned:.1%}、最初から {scratch:.1%}。"
        f"ステップの 1 割の時点で、凍結と最初からの差は {found['early'] * 100:+.1f} ポイント。",
    )
    if params.source_steps == 0:
        why = _random_front()
    elif max(frozen, tuned) - scratch >= 0.02:
        why = _helped()
    else:
        why = _useless()
    return Text(head.en + why.en, head.ja + why.ja)


def _random_front() -> Text:
    return Text(
        "This front never learned anything. What a random front reaches is the bar that a transfer has to clear before "
        "it may be called one; as a start it is only another draw than the net from scratch, so a lead of the one or "
        "the other is luck.",
        "この前半は何も学んでいない。乱数の前半でもここまで行く。転移の効果を言うには、まずこれを超えなければならない。"
        "初期値として使う場合、最初からの学習との違いは乱数の引きだけなので、どちらが勝ってもそれは運である。",
    )


def _helped() -> Text:
    return Text(
        "Edges and strokes are the same in all digits, so the front serves labels that it never saw. Frozen it has fewer "
        "weights to spoil with so few pictures. Compare the preset with a random front before you thank the transfer for "
        "all of it.",
        "縁や線はどの数字にも共通なので、前半は見たことのないラベルにも役立つ。凍結すれば、少ない画像で崩される重みも減る。"
        "全部を転移の手柄にする前に、乱数の前半を使う変種と比べよ。",
    )


def _useless() -> Text:
    return Text(
        "Transfer brought nothing here. On pictures of 8x8 a front has little to extract: a random one does as well, and the "
        "net from scratch learns its own from a few pictures. On MNIST (--data) the same run gains about four points. "
        "Transfer pays where features are costly to learn and the old task is richer than the new one.",
        "ここでは転移に効果がなかった。8×8 の画像では前半が取り出すものが少なく、乱数の前半でも同じで、"
        "最初から学習しても少ない画像で足りる。同じ実験を MNIST（--data）ですると 4 ポイントほど良くなる。"
        "転移が得になるのは、特徴を学ぶのに手間がかかり、元の課題が新しい課題より豊かなときである。",
    )
