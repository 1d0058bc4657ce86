"""D06 draws and measures; there is nothing to train."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.demos.d06_activations.spec import (
    DEMO,
    FUNCTIONS,
    GROWS,
    PASSES,
    STOPS,
    TITLES,
    VANISHES,
    Activations,
)
from quizrnn.demos.demo import Outcome
from quizrnn.demos.drawing.scale import short
from quizrnn.demos.events import Checkpoint, Picture, Report, State, Yielded
from quizrnn.demos.pictures import Curves, Line, Table, plain
from quizrnn.demos.texts import Text, same
from quizrnn.reference import activations as reference

Array = NDArray[Any]
Pair = tuple[Callable[[Array], Array], Callable[[Array], Array]]
X = np.linspace(-6, 6, 1201)
TANH = {
    "library": same("np.tanh(x)"),
    "sinh_cosh": same("tanh: sinh x / cosh x"),
    "exp": same("tanh: (e^x - e^-x) / (e^x + e^-x)"),
    "exp_2x": same("tanh: (e^2x - 1) / (e^2x + 1)"),
    "sigmoid": same("tanh: 2σ(2x) - 1"),
}
SIGMOID = {"plain": same("σ: 1 / (1 + e^-x)"), "stable": same("σ: e^x / (1 + e^x) (x < 0)")}
NEVER = Text("never", "ならない")
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
        yield _curves(step, name, *pairs[name])
        yield Checkpoint(step, lambda step=step: {"step": step})  # type: ignore[misc]
    last = params.total_steps()
    yield Picture(
        last, "slopes", Text("What ten layers make of a slope", "傾きは 10 層でどうなるか"), _slopes(pairs)
    )
    yield Picture(last, "kinks", Text("Slopes at the kinks", "折れ点での傾き"), _kinks(params))
    yield Picture(
        last,
        "overflow",
        Text("From which input on a formula gives NaN", "式が NaN になるのはどの入力からか"),
        _overflow(),
    )
    yield Picture(
        last,
        "softmax",
        Text("Softmax of two classes, second logit 0", "2 クラスのソフトマックス（二つ目のロジットは 0）"),
        _softmax(),
        x=Text("first logit", "一つ目のロジット"),
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
    title = TITLES[name]
    caption = Text(f"{title.en}: f and its slope f′", f"{title.ja}: f とその傾き f′")
    return Picture(step, name, caption, Curves(lines), x=same("x"))


def _slopes(pairs: dict[str, Pair]) -> Table:
    """The largest slope of each function and its tenth power."""
    largest = {name: float(pairs[name][1](X).max()) for name in FUNCTIONS}
    columns = [
        Text("function", "関数"),
        Text("largest slope", "最大の傾き"),
        Text("times itself, 10 layers", "10 乗（10 層）"),
    ]
    return Table(columns, [[TITLES[name], f"{s:.4f}", short(s**10)] for name, s in largest.items()])


def _kinks(params: Activations) -> Table:
    """The slopes just below, at and just above each kink."""
    pairs = _pairs(params)
    around = np.array([-1e-9, 0.0, 1e-9])
    rows: list[list[str | Text]] = [
        [TITLES[name], *(f"{value:g}" for value in pairs[name][1](KINKS[name] + around))] for name in KINKS
    ]
    columns = [
        Text("function", "関数"),
        same("f′(0-)"),
        Text("f′(0), chosen", "f′(0)（取り決め）"),
        same("f′(0+)"),
    ]
    return Table(columns, rows)


def _overflow() -> Table:
    """The first whole number at which a formula is no longer a number, by trying."""
    rows: list[list[str | Text]] = []
    with np.errstate(all="ignore"):
        for form, shown in TANH.items():
            rows.append([shown, *_first_failure(partial(reference.tanh, form=form))])
        for form, shown in SIGMOID.items():
            rows.append([shown, *_first_failure(partial(reference.sigmoid, form=form))])
    columns = [Text("formula", "式"), same("x ≥"), same("x ≤")]
    return Table(columns, rows)


def _first_failure(f: Callable[[Array], Array]) -> list[Text]:
    found = []
    for sign in (1.0, -1.0):
        size = np.arange(1.0, 2001.0)
        bad = ~np.isfinite(f(sign * size))
        found.append(same(f"{sign * size[bad][0]:.0f}") if bad.any() else NEVER)
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
        top = max(FUNCTIONS, key=lambda name: slopes[name])
        product = f"{slopes[top]:.4g}^10 = {ten:.3g}"
        return Text(
            "The sigmoid's slope is at most 0.25, so ten layers leave at most 0.25^10 = 9.5e-7; tanh, ReLU and Leaky "
            "ReLU reach 1; Swish and GELU exceed it a little. "
            f"The largest product here is {product} ({TITLES[top].en}).\n\n"
            "ReLU and Leaky ReLU are continuous: what is missing at 0 is the derivative, and its value there is a "
            "convention. The step is the one that jumps, and its slope is 0 wherever it exists. Some formulas of tanh turn "
            "into NaN for large inputs although tanh itself only goes to 1.",
            "シグモイドの傾きは最大 0.25 なので、10 層で高々 0.25^10 = 9.5e-7 になる。"
            "tanh、ReLU、Leaky ReLU は 1 に達する。Swish と GELU は 1 をわずかに超え、"
            f"最も大きい積は {product}（{TITLES[top].ja}）である。\n\n"
            "ReLU と Leaky ReLU は連続であり、0 に無いのは微分のほうで、そこでの値は取り決めにすぎない。"
            "不連続なのはステップ関数で、傾きは定義される点ではすべて 0 である。"
            "tanh 自身は 1 に近づくだけなのに、式の書き方によっては大きな入力で NaN になる。",
        )
    largest, title = slopes[params.show], TITLES[params.show]
    head = Text(
        f"The largest slope of {title.en} is {largest:.4f}; ten layers make {largest:.4g}^10 = {ten:.3g} of it. ",
        f"{title.ja}: 最大の傾きは {largest:.4f}。10 層では {largest:.4g}^10 = {ten:.3g} になる。",
    )
    why = WHY.get(_outcome(ten).name, same(""))
    return Text((head.en + why.en).strip(), head.ja + why.ja)


WHY = {
    VANISHES.name: Text(
        "That is the best case, with every input at the steepest place: the gradient of the first layers vanishes.",
        "どの入力も最も急な所にある最良の場合でこうなる。手前の層の勾配は消えてしまう。",
    ),
    PASSES.name: Text(
        "Where the slope is 1 a gradient passes any number of layers undiminished.",
        "傾きが 1 の所では、何層あっても勾配は弱まらない。",
    ),
    GROWS.name: Text(
        "The weights of the layers multiply too: a start that fits keeps the whole near 1.",
        "実際には各層の重みも掛かる。合った初期化は、全体を 1 の近くに保つ。",
    ),
    STOPS.name: Text(
        "No gradient comes back through it, so nothing before it can be learnt by descent.",
        "勾配がまったく戻らないので、その手前の層は勾配降下法では学習できない。",
    ),
}
