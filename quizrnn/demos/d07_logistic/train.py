"""The training of D07: the reference logistic regression with its hand-written gradient."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.two_groups import Groups, two_groups
from quizrnn.demos.d07_logistic.spec import DEMO, Logistic
from quizrnn.demos.demo import DIVERGES, FLOOR, STAYS, Outcome
from quizrnn.demos.events import Checkpoint, Metric, Picture, Report, Row, State, Yielded
from quizrnn.demos.pictures import Decision, plain
from quizrnn.demos.texts import Text, same
from quizrnn.reference.logistic import (
    logistic,
    logistic_loss,
    logistic_loss_backward,
    logistic_newton_step,
)
from quizrnn.reference.optimisers import adam, sgd

Array = NDArray[Any]
LARGE_SEED = 20160531
EARLY = 2000
"""The step of the first published figures."""
FAR = 100.0
"""A loss that is so many times that of the start has grown without limit; less is jumping about."""


def run(
    params: Logistic,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Full-batch steps from zero weights; nothing is drawn but the points, and these by their own seed."""
    train, test = _points(params.data)
    weights: dict[str, Array] = {"w": np.zeros(2), "b": np.array(0.0)}
    memory: Any = None
    early, first = None, 1
    if resume is not None:
        weights, memory, early = resume["weights"], resume["memory"], resume["early"]
        first = int(resume["step"]) + 1
    every = max(params.steps // 100, 1)
    for step in range(first, params.steps + 1):
        weights, memory = _step(params, train, weights, memory)
        loss, accuracy = _measured(train, weights)
        if step == EARLY:
            early = [loss, accuracy]
        if step % every and step != params.steps:
            continue
        values: dict[str, float | None] = {"loss": loss, "accuracy": accuracy}
        if test is not None:
            values["test accuracy"] = _measured(test, weights)[1]
        yield Metric(step, values)
        if step == params.steps or step % (20 * every) == 0:
            yield _map(step, train, weights)
        kept = {"weights": weights, "memory": memory, "early": early, "step": step}
        yield Checkpoint(step, lambda kept=kept: kept)  # type: ignore[misc]
    yield _report(params, train, test, weights, early)


def _points(name: str) -> tuple[Groups, Groups | None]:
    """The points to learn from and, of the large set, the held-out fifth."""
    if name == "published":
        return two_groups(), None
    x, t = two_groups(800, 600, LARGE_SEED)
    order = np.random.default_rng(LARGE_SEED).permutation(len(x))
    kept, aside = order[: len(x) * 4 // 5], order[len(x) * 4 // 5 :]
    return Groups(x[kept], t[kept]), Groups(x[aside], t[aside])


def _step(
    params: Logistic, points: Groups, weights: dict[str, Array], memory: Any
) -> tuple[dict[str, Array], Any]:
    if params.method == "newton":
        w, b = logistic_newton_step(points.x, points.t, weights["w"], weights["b"])
        return {"w": w, "b": b}, None
    _, cache = logistic_loss(points.x, points.t, weights["w"], weights["b"], "sum")
    gradients = logistic_loss_backward(1.0, cache)
    step = adam if params.method == "adam" else sgd
    return step(weights, {"w": gradients["dw"], "b": gradients["db"]}, memory, lr=params.lr)


def _measured(points: Groups, weights: dict[str, Array]) -> tuple[float, float]:
    """Summed loss, and the share of points on the right side of P = 0.5."""
    loss, _ = logistic_loss(points.x, points.t, weights["w"], weights["b"], "sum")
    right = (points.x @ weights["w"] + weights["b"] > 0) == (points.t > 0.5)
    return float(loss), float(right.mean())


def _optimum(points: Groups) -> float:
    """The smallest summed loss there is; the loss is convex, so Newton's method finds it."""
    w, b = np.zeros(2), np.array(0.0)
    for _ in range(20):
        w, b = logistic_newton_step(points.x, points.t, w, b)
    return float(logistic_loss(points.x, points.t, w, b, "sum")[0])


def _map(step: int, points: Groups, weights: dict[str, Array]) -> Picture:
    across, down = np.linspace(0, 30, 40), np.linspace(30, 0, 20)
    plane = np.array([(x1, x2) for x2 in down for x1 in across])
    p, _ = logistic(plane, weights["w"], weights["b"])
    some = slice(None, None, max(len(points.t) // 60, 1))
    x = points.x[some]
    body = Decision(
        plain(p.reshape(20, 40), 3),
        (0, 30),
        (0, 30),
        plain(x[:, 0]),
        plain(x[:, 1]),
        points.t[some].astype(int).tolist(),
    )
    caption = Text("Probability P of class 1 over the plane", "平面上の、クラス 1 の確率 P")
    return Picture(step, "plane", caption, body, x=same("x1"), y=same("x2"))


def _report(
    params: Logistic, train: Groups, test: Groups | None, weights: dict[str, Array], early: Any
) -> Report:
    (loss, accuracy), best = _measured(train, weights), _optimum(train)
    as_published = params == Logistic()
    w0, (w1, w2) = float(weights["b"]), (float(w) for w in weights["w"])
    measured = {
        "loss2000": early and float(early[0]),
        "accuracy2000": early and float(early[1]),
        "loss": loss,
        "accuracy": accuracy,
        "w0": w0,
        "w1": w1,
        "w2": w2,
        "optimum": best,
        "test": None if test is None else _measured(test, weights)[1],
    }
    rows: list[Row] = [
        DEMO.row(name, value, reported=None if as_published else same("")) for name, value in measured.items()
    ]
    seen = _seen(params, loss, best, as_published)
    if test is not None:
        aside = _held_out(accuracy, float(measured["test"] or 0.0), len(train.t))
        seen = Text(seen.en + aside.en, seen.ja + aside.ja)
    return Report(rows, seen, _outcome(loss, train).name)


def _outcome(loss: float, points: Groups) -> Outcome:
    at_start = len(points.t) * np.log(2)
    if not np.isfinite(loss) or loss > FAR * at_start:
        return DIVERGES
    return FLOOR if loss < at_start * 0.9 else STAYS


def _held_out(accuracy: float, test: float, count: int) -> Text:
    return Text(
        f"\n\n{accuracy:.1%} of the training points are right and {test:.1%} of the held-out ones: three weights do not "
        f"over-fit {count:,} points.",
        f"\n\n正解率は訓練用の点で {accuracy:.1%}、テスト用の点で {test:.1%}。重み三つでは、{count:,} 点に対して"
        "過学習は起こらない。",
    )


def _seen(params: Logistic, loss: float, best: float, as_published: bool) -> Text:
    if not np.isfinite(loss) or loss > 3 * best + 10:
        return Text(
            f"Loss {loss:.3g}, the optimum has {best:.3f}. The loss is a sum over the points, so the step is as many times "
            "larger as there are points: a rate that suits a mean is far too large here.",
            f"損失は {loss:.3g}、最適解では {best:.3f}。損失は点についての合計なので、1 歩は点の数だけ大きくなる。"
            "平均の損失なら適切な学習率でも、ここでは大きすぎる。",
        )
    published_en = "The published figures come out to the last printed digit. " if as_published else ""
    published_ja = "公開された数値が、最後の桁まで再現された。" if as_published else ""
    if loss - best < 1e-3:
        return Text(
            f"{published_en}The loss {loss:.3f} is the optimum. It is not 0, since the groups overlap: no line parts them. "
            "The loss is convex, so there is one optimum and every method that converges finds it.",
            f"{published_ja}損失 {loss:.3f} は最適値である。二つの群は重なっていて直線では分けられないため、0 にはならない。"
            "損失は凸なので最適解は一つで、収束する方法ならどれもそこに着く。",
        )
    return Text(
        f"{published_en}The loss {loss:.3f} is still above the optimum {best:.3f}: {params.steps:,} steps have not converged. "
        "The floor is not 0, since the groups overlap. The slow direction is the bias, far from its start at 0 with inputs "
        "that are not centred; Newton's method, which knows the curvature, needs a handful of steps (--try newton).",
        f"{published_ja}損失 {loss:.3f} は最適値 {best:.3f} よりまだ大きく、{params.steps:,} ステップでは収束していない。"
        "二つの群は重なっているので、下限は 0 ではない。遅いのはバイアスの方向で、入力を中心化していないため 0 から遠い。"
        "曲率を使うニュートン法なら数ステップで済む（--try newton）。",
    )
