"""The training of D11: the reference edge maps, tanh units, softmax, and Adam on all pictures at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.orenist import load_orenist
from quizrnn.datasets.strokes import KINDS, make_strokes
from quizrnn.demos.d11_edge_filters.spec import ALL, DEMO, SOME, TWO, Edges
from quizrnn.demos.events import Checkpoint, Metric, Picture, Report, State, Yielded
from quizrnn.demos.pictures import Heat, Images, Scatter, plain
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text, same
from quizrnn.reference.edge_filters import edge_filters, edge_maps, edge_maps_backward
from quizrnn.reference.initialisers import truncated_normal
from quizrnn.reference.losses import cross_entropy_from_logits, cross_entropy_from_logits_backward
from quizrnn.reference.mlp import mlp, mlp_backward
from quizrnn.reference.optimisers import adam

Array = NDArray[Any]
Weights = dict[str, Array]
SPREADS = {
    "strokes": ("0.633–1.000", "67.5–71.5", "0.589–0.978"),
    "orenist": ("0.656–1.000", "65.7–72.7", "0.567–0.933"),
}
"""Accuracy, loss and accuracy on fresh strokes of the default run, eight seeds."""
CORNER = 2
"""Pixels on each side whose 5x5 window reaches over the border."""


class Seen(NamedTuple):
    """Pictures (N, 1, 28, 28), their kinds (N,), and the maps of the fixed filters (N, 392)."""

    x: Array
    t: Array
    maps: Array


def run(
    params: Edges,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Full-batch training."""
    given = make_strokes(params.each, rng, params.background) if data is None else load_orenist(data)
    seen = look(given.x, given.t, params)
    drawn = make_strokes(30, rng, params.background if data is None else 0.0)
    fresh = look(drawn.x, drawn.t, params)
    weights, state, first = first_weights(params, rng), None, 1
    if resume is not None:
        restore_random(rng, resume)
        weights, state, first = resume["weights"], resume["adam"], int(resume["step"]) + 1
    every = max(params.steps // 100, 1)
    for step in range(first, params.steps + 1):
        weights, state = adam(weights, gradients_of(seen, weights, params), state, lr=params.lr)
        if step % every and step != params.steps:
            continue
        loss, predicted = measured(seen, weights, params)
        yield Metric(step, {"loss": loss, "accuracy": float((predicted == seen.t).mean())})
        if step == params.steps or step % (20 * every) == 0:
            yield from pictures(step, seen, weights, params)
        kept = {"weights": weights, "adam": state, "step": step}
        yield Checkpoint(step, lambda kept=kept: kept)  # type: ignore[misc]
    loss, predicted = measured(seen, weights, params)
    _, guessed = measured(fresh, weights, params)
    accuracy = float((predicted == seen.t).mean())
    usual = params == Edges()
    spread = SPREADS["strokes" if data is None else "orenist"] if usual else ("", "", "")
    reported = DEMO.reported_for(params, "learned")
    rows = [
        DEMO.row("accuracy", accuracy, spread=same(spread[0]), reported=reported),
        DEMO.row("loss", loss, spread=same(spread[1]), reported=reported),
        DEMO.row("fresh", float((guessed == fresh.t).mean()), spread=same(spread[2])),
        DEMO.row("corner", corner(seen.x, weights, params)),
    ]
    lost = lost_kinds(seen.t, predicted)
    outcome = ALL if accuracy >= 0.99 else TWO if len(lost) == 1 else SOME
    yield Report(rows, _seen(params, accuracy, lost, rows[3].measured or 0.0), outcome.name)


def lost_kinds(t: Array, predicted: Array) -> list[tuple[int, int]]:
    """Kinds that are right less than half the time, each with the answer that it mostly gets."""
    counts = np.zeros((3, 3), dtype=int)
    np.add.at(counts, (t, predicted), 1)
    return [(kind, int(row.argmax())) for kind, row in enumerate(counts) if 2 * row[kind] < row.sum()]


def look(x: Array, t: Array, params: Edges) -> Seen:
    """The pictures with their maps under the fixed filters, which need not be made again in every step."""
    images = x[:, None]
    maps, _ = edge_maps(images, edge_filters(), params.cut)
    return Seen(images, t, maps.reshape(len(x), -1))


def first_weights(params: Edges, rng: np.random.Generator) -> Weights:
    """The dense layers, and filters where they are learned."""
    std = 1.0 if params.start == "one" else 392**-0.5
    weights = {
        "W1": truncated_normal(rng, (392, params.units), std),
        "b1": truncated_normal(rng, (params.units,), std),
        "W2": np.zeros((params.units, 3)),
        "b2": np.zeros(3),
    }
    return weights | {"filters": truncated_normal(rng, (2, 1, 5, 5), 0.1)} if params.learned else weights


def layers(weights: Weights) -> list[tuple[Array, Array]]:
    """The dense weights as layers."""
    return [(weights["W1"], weights["b1"]), (weights["W2"], weights["b2"])]


def logits_of(seen: Seen, weights: Weights, params: Edges) -> tuple[Array, dict[str, Any]]:
    """Logits (N, 3) and what the backward pass needs."""
    features, maps_cache = seen.maps, None
    if params.learned:
        maps, maps_cache = edge_maps(seen.x, weights["filters"], params.cut, fixed=False)
        features = maps.reshape(len(seen.x), -1)
    logits, cache = mlp(features, layers(weights), "tanh")
    return logits, {"mlp": cache, "maps": maps_cache}


def gradients_of(seen: Seen, weights: Weights, params: Edges) -> Weights:
    """Gradients of the summed loss."""
    logits, cache = logits_of(seen, weights, params)
    _, loss_cache = cross_entropy_from_logits(logits, np.eye(3)[seen.t], "sum")
    head = mlp_backward(cross_entropy_from_logits_backward(1.0, loss_cache)["dx"], cache["mlp"])
    (dW1, db1), (dW2, db2) = head["dlayers"]
    gradients = {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
    if params.learned:
        dmaps = head["dx"].reshape(len(seen.x), 2, 14, 14)
        gradients["filters"] = edge_maps_backward(dmaps, cache["maps"])["dfilters"]
    return gradients


def measured(seen: Seen, weights: Weights, params: Edges) -> tuple[float, Array]:
    """Summed loss and answers."""
    logits, _ = logits_of(seen, weights, params)
    loss, _ = cross_entropy_from_logits(logits, np.eye(3)[seen.t], "sum")
    return float(loss), logits.argmax(axis=1)


def corner(x: Array, weights: Weights, params: Edges) -> float:
    """The largest response in the corners, where no stroke comes."""
    filters = weights.get("filters", edge_filters())
    _, cache = edge_maps(x, filters, params.cut, fixed=not params.learned)
    ends = np.r_[0:CORNER, -CORNER:0]
    return float(np.abs(cache["response"][:, :, ends][..., ends]).max())


def pictures(step: int, seen: Seen, weights: Weights, params: Edges) -> Iterator[Picture]:
    """Filters, one drawing of each kind with its maps, the tanh features and the answers."""
    filters = weights.get("filters", edge_filters())
    limit = float(np.abs(filters).max())
    titles = [same("1"), same("2")]
    yield Picture(
        step,
        "filters",
        Text("The two filters", "二つのフィルタ"),
        Images(plain(filters[:, 0], 3), titles, 2, -limit, limit),
    )
    first = [int(np.flatnonzero(seen.t == kind)[0]) for kind in range(3)]
    maps, _ = edge_maps(seen.x[first], filters, params.cut, fixed=not params.learned)
    shown = [image for i, own in zip(first, maps, strict=True) for image in (seen.x[i, 0], *own)]
    names = [Text(f"{KINDS[k]}{end.en}", f"{KINDS[k]}{end.ja}") for k in range(3) for end in MAPS]
    high = float(maps.max()) or 1.0
    scaled = [image if n % 3 == 0 else image / high for n, image in enumerate(shown)]
    yield Picture(
        step,
        "maps",
        Text("A drawing of each kind and its two maps", "各種類の線画と二つのマップ"),
        Images(plain(scaled, 3), names, 3),
    )
    logits, cache = logits_of(seen, weights, params)
    features = cache["mlp"]["inputs"][1]  # (N, units)
    if params.units >= 2:
        yield Picture(
            step,
            "features",
            Text("What the first two tanh units say", "最初の二つの tanh ユニットの値"),
            Scatter(
                plain(features[:, 0]), plain(features[:, 1]), seen.t.tolist(), [same(kind) for kind in KINDS]
            ),
            x=Text("unit 1", "ユニット 1"),
            y=Text("unit 2", "ユニット 2"),
        )
    counts = np.zeros((3, 3))
    np.add.at(counts, (seen.t, logits.argmax(axis=1)), 1)
    yield Picture(
        step,
        "confusion",
        Text("Strokes (rows) and answers (columns)", "線画（行）と答え（列）"),
        Heat(plain(counts), list(KINDS), list(KINDS)),
    )


MAPS = (same(""), Text(" map 1", " マップ 1"), Text(" map 2", " マップ 2"))


def _seen(params: Edges, accuracy: float, lost: list[tuple[int, int]], at_corner: float) -> Text:
    parts = [Text(f"{accuracy:.1%} of the strokes are right. ", f"線画の {accuracy:.1%} が正解。")]
    if accuracy < 0.99:
        parts.append(_short_of_all(params, lost))
    parts.append(_learned() if params.learned else _fixed())
    if at_corner > params.cut and params.background > 0:
        parts.append(_false_edge(at_corner))
    return Text("".join(part.en for part in parts).strip(), "".join(part.ja for part in parts))


def _short_of_all(params: Edges, lost: list[tuple[int, int]]) -> Text:
    if params.units > 2:
        return Text(
            "More steps or a larger rate would bring it further. ",
            "ステップ数か学習率を上げれば、さらに進む。",
        )
    luck = Text(
        "Another seed, more units or more steps help; the reported 1.000 is the result of one start. ",
        "シードを変える、ユニットやステップを増やすと改善する。報告された 1.000 は一回の初期値での結果である。",
    )
    if not lost:
        return luck
    pairs = [(KINDS[kind], KINDS[answer]) for kind, answer in lost]
    return Text(
        "".join(f"Most {kind} are taken for {answer}. " for kind, answer in pairs)
        + "With two tanh units, two kinds can come to share a place in the feature plane, and a saturated unit has hardly "
        "any gradient to leave it. " + luck.en,
        "".join(f"「{kind}」の大半が「{answer}」と取り違えられた。" for kind, answer in pairs)
        + "tanh ユニットが二つだと、二種類が特徴平面の同じ場所に集まることがあり、"
        "飽和したユニットには抜け出すための勾配がほとんどない。" + luck.ja,
    )


def _learned() -> Text:
    return Text(
        "The learned filters need not look like edges: any shape that tells the kinds apart will do, and no absolute "
        "value joins left and right rims. ",
        "学習したフィルタはエッジに見えるとは限らない。種類を分けられればどんな形でもよく、"
        "左右の縁を一つにまとめる絶対値も取らない。",
    )


def _fixed() -> Text:
    return Text(
        "Filter 1 answers to vertical edges, filter 2, its transpose, to horizontal ones; the absolute value joins "
        "light-to-dark with dark-to-light, and 23, the sum of the positive weights, keeps a clean edge at 1. Turning the "
        "kernel round, as a true convolution does, would only change signs that the absolute value removes. ",
        "フィルタ 1 は縦のエッジに、その転置のフィルタ 2 は横のエッジに応答する。絶対値は明→暗と暗→明をまとめ、"
        "正の重みの和 23 で割るので、きれいなエッジの応答は 1 になる。真の畳み込みのようにカーネルを回しても"
        "変わるのは符号だけで、絶対値がそれを消す。",
    )


def _false_edge(at_corner: float) -> Text:
    return Text(
        f"In the corners, where nothing is drawn, the response reaches {at_corner:.2f}: outside the picture zero padding is "
        "black, so the grey background ends in an edge that nobody drew.",
        f"何も描いていない四隅でも応答が {at_corner:.2f} に達する。画像の外はゼロパディングで黒なので、"
        "灰色の背景が途切れる所に、誰も描いていないエッジができる。",
    )
