"""D06 draws and measures; there is nothing to train."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.demos.d06_activations.spec import DEMO, GROWS, PASSES, STOPS, VANISHES, Activations
from quizrnn.demos.demo import Outcome
from quizrnn.demos.events import Checkpoint, Metric, Picture, Report, State, Yielded
from quizrnn.demos.pictures import Curves, Line, Table, plain
from quizrnn.demos.texts import Text, same
from quizrnn.reference import activations as reference

Array = NDArray[Any]
Pair = tuple[Callable[[Array], Array], Callable[[Array], Array]]
X = np.linspace(-6, 6, 1201)
KINKS = {"relu": 0.0, "leaky_relu": 0.0, "step": 0.0}


def run(
    params: Activations,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """One function after the other, then what they have in common."""
    pairs = _pairs(params)
    first = int(resume["step"]) if resume is not None else 0
    for step, name in enumerate(params.names()[first:], first + 1):
        f, slope = pairs[name]
        yield Metric(step, {"largest slope": float(slope(X).max()), "lowest value": float(f(X).min())})
        yield _curves(step, name, f, slope)
        yield Checkpoint(step, lambda step=step: {"step": step})  # type: ignore[misc]
    last = params.total_steps()
    yield Picture(last, "kinks", Text("At the kinks", "折れ点での値"), _kinks(params))
    yield Picture(
        last, "overflow", Text("Where the forms of tanh and σ fail", "tanh と σ の書き方の限界"), _overflow()
    )
    yield Picture(
        last,
        "softmax",
        Text("Softmax of two classes, second logit 0", "2 クラスのソフトマックス（二つ目のロジットは 0）"),
        _softmax(),
        x=same("x1"),
    )
    yield _report(params, pairs)


def _pairs(params: Activations) -> dict[str, Pair]:
    """Each function with its derivative, the parameters filled in."""
    pairs: dict[str, Pair] = dict(reference.ELEMENTWISE)
    pairs["step"] = (reference.step, reference.d_step)
    pairs["relu"] = (reference.relu, lambda x: reference.d_relu(x, params.kink))
    pairs["leaky_relu"] = (
        lambda x: reference.leaky_relu(x, params.alpha),
        lambda x: reference.d_leaky_relu(x, params.alpha),
    )
    pairs["swish"] = (
        lambda x: reference.swish(x, params.beta),
        lambda x: reference.d_swish(x, params.beta),
    )
    return pairs


def _curves(step: int, name: str, f: Callable[[Array], Array], slope: Callable[[Array], Array]) -> Picture:
    x = X[::10]
    lines = [Line(same("f"), plain(x), plain(f(x))), Line(same("f′"), plain(x), plain(slope(x)))]
    return Picture(step, name, same(name), Curves(lines), x=same("x"))


def _kinks(params: Activations) -> Table:
    """The slopes just below, at and just above each kink."""
    pairs = _pairs(params)
    around = np.array([-1e-9, 0.0, 1e-9])
    rows = [[name, *(f"{value:g}" for value in pairs[name][1](KINKS[name] + around))] for name in KINKS]
    columns = [
        Text("function", "関数"),
        same("f′(0-)"),
        Text("f′(0), chosen", "f′(0)（取り決め）"),
        same("f′(0+)"),
    ]
    return Table(columns, rows)


def _overflow() -> Table:
    """The first whole number at which a form is no longer a number, by trying."""
    rows = []
    with np.errstate(all="ignore"):
        for form in reference.TANH_FORMS:
            rows.append([f"tanh: {form}", *_first_failure(partial(reference.tanh, form=form))])
        for form in ("stable", "plain"):
            rows.append([f"σ: {form}", *_first_failure(partial(reference.sigmoid, form=form))])
    columns = [
        Text("form", "書き方"),
        Text("fails from x =", "x が大きいとき"),
        Text("fails from -x =", "-x が大きいとき"),
    ]
    return Table(columns, rows)


def _first_failure(f: Callable[[Array], Array]) -> list[str]:
    found = []
    for sign in (1.0, -1.0):
        size = np.arange(1.0, 2001.0)
        bad = ~np.isfinite(f(sign * size))
        found.append(f"{size[bad][0]:.0f}" if bad.any() else "–")
    return found


def _softmax() -> Curves:
    logits = np.stack([X[::10], np.zeros(len(X[::10]))], axis=1)
    y = reference.softmax(logits, axis=1)  # (N, 2)
    return Curves([Line(same(f"y{k + 1}"), plain(X[::10]), plain(y[:, k])) for k in (0, 1)])


def _report(params: Activations, pairs: dict[str, Pair]) -> Report:
    slopes = {name: float(pairs[name][1](X).max()) for name in pairs}
    ten = max(slopes[name] ** 10 for name in params.names())
    measured = {
        "sigmoid": slopes["sigmoid"],
        "tanh": slopes["tanh"],
        "relu": slopes["relu"],
        "swish": slopes["swish"],
        "swish_least": float(pairs["swish"][0](X).min()),
        "ten_layers": ten,
    }
    rows = [DEMO.row(name, value) for name, value in measured.items()]
    return Report(rows, _seen(params, slopes, ten), _outcome(ten).name)


def _outcome(ten: float) -> Outcome:
    if ten == 0:
        return STOPS
    if ten < 1e-3:
        return VANISHES
    return PASSES if ten <= 1.0001 else GROWS


def _seen(params: Activations, slopes: dict[str, float], ten: float) -> Text:
    if params.show == "all":
        return Text(
            "The sigmoid's slope is at most 0.25, so ten layers leave at most 0.25^10 = 9.5e-7; tanh, ReLU and Leaky "
            "ReLU reach 1, Swish and GELU a little more. ReLU and Leaky ReLU are continuous: what is missing at 0 is the "
            "derivative, and its value there is a convention. The step is the one that jumps, and its slope is 0 wherever "
            "it exists. Some forms of tanh turn into NaN for large inputs although tanh itself only goes to 1.",
            "シグモイドの傾きは最大 0.25 なので、10 層で高々 0.25^10 = 9.5e-7 になる。"
            "tanh、ReLU、Leaky ReLU は 1 に達し、Swish と GELU は 1 をわずかに超える。"
            "ReLU と Leaky ReLU は連続であり、0 に無いのは微分のほうで、そこでの値は取り決めにすぎない。"
            "跳ぶのはステップ関数で、傾きは存在する所ではすべて 0 である。"
            "tanh 自身は 1 に近づくだけなのに、書き方によっては大きな入力で NaN になる。",
        )
    largest = slopes[params.show]
    return Text(
        f"The largest slope of {params.show} is {largest:.4f}; through ten layers at most {ten:.3g} of it is left.",
        f"{params.show} の最大の傾きは {largest:.4f} で、10 層を通ると高々 {ten:.3g} になる。",
    )
