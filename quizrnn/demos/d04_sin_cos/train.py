"""The training of D04: Adam on minibatches, with a free run beside the loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.waves import Windows, sin_cos
from quizrnn.demos.d04_sin_cos.adam import Adam
from quizrnn.demos.d04_sin_cos.net import Fast, as_params, by_reference, first_theta
from quizrnn.demos.d04_sin_cos.spec import DEMO, POINTS, SinCos
from quizrnn.demos.events import Checkpoint, Metric, Picture, Report, State, Yielded
from quizrnn.demos.pictures import Curves, Line, plain
from quizrnn.demos.randomness import restore_random
from quizrnn.demos.texts import Text, same
from quizrnn.reference.seq2seq import free_run, seq2seq

Array = NDArray[Any]
Gradient = Callable[[Array, Windows], tuple[float, Array]]
STARTS = (0, 24, 49, 74)
LEARNT, LONG = 0.3, 400
"""RMSE below which something has been learnt; epochs of the long variants."""


def run(
    params: SinCos,
    rng: np.random.Generator,
    device: str,
    *,
    data: Path | None = None,
    resume: State | None = None,
) -> Iterator[Yielded]:
    """Epochs over the first four fifths of the windows; the order is drawn anew each time."""
    windows = sin_cos(POINTS, params.window)
    kept = int(len(windows.x) * 0.8)
    train, held_out = _some(windows, slice(kept)), _some(windows, slice(kept, None))
    theta, memory, done, loss = first_theta(rng, params.hidden, params.cell), None, 0, float("nan")
    if resume is not None:
        restore_random(rng, resume)
        theta, memory, done, loss = resume["theta"].copy(), resume["adam"], resume["step"], resume["loss"]
    gradient, adam = make_gradient(params), Adam(theta.size, params.lr, memory)
    every = max(params.epochs // 50, 1)
    for epoch in range(done + 1, params.epochs + 1):
        loss = train_epoch(params, gradient, train, theta, adam, rng=rng)
        if epoch % every and epoch != params.epochs:
            continue
        validation = _forced(params, theta, held_out) ** 2
        values: dict[str, float | None] = {"loss": loss, "validation": validation}
        yield Metric(epoch, values | {"free-run RMSE": _free(params, theta, windows)[1]})
        if epoch == params.epochs or epoch % (10 * every) == 0:
            yield _curves(epoch, params, theta, windows)
        state = {"theta": theta.copy(), "adam": adam.state(), "step": epoch, "loss": loss}
        yield Checkpoint(epoch, lambda state=state: state)  # type: ignore[misc]
    yield _report(params, theta, windows, held_out, loss)


def make_gradient(params: SinCos) -> Gradient:
    """The quickest way to the gradient that these parameters allow."""
    if params.cell != "rnn" or not params.forcing:
        return lambda theta, part: by_reference(
            theta, part, params.hidden, params.cell, forcing=params.forcing
        )
    buffers: dict[int, Fast] = {}

    def fast(theta: Array, part: Windows) -> tuple[float, Array]:
        N = len(part.x)
        if N not in buffers:
            buffers[N] = Fast(N, params.window, params.hidden)
        return buffers[N].gradient(theta, part)

    return fast


def train_epoch(
    params: SinCos, gradient: Gradient, train: Windows, theta: Array, adam: Adam, *, rng: np.random.Generator
) -> float:
    """One pass in a drawn order; changes the parameters and Adam's state, returns the mean loss on the way."""
    shuffled = _some(train, rng.permutation(len(train.x)))
    total = 0.0
    for first in range(0, len(train.x), params.batch):
        part = _some(shuffled, slice(first, first + params.batch))
        loss, grad = gradient(theta, part)
        adam.step(theta, grad)
        total += loss * len(part.x)
    return total / len(train.x)


def _some(windows: Windows, places: Any) -> Windows:
    return Windows(*(part[places] for part in windows))


def _forced(params: SinCos, theta: Array, part: Windows) -> float:
    """RMSE when the decoder is told the true previous values."""
    y, _ = seq2seq(part.x, part.y_in, as_params(theta, params.hidden, params.cell), None, params.cell)
    return float(np.sqrt(((y - part.y) ** 2).mean()))


def _free(params: SinCos, theta: Array, part: Windows) -> tuple[Array, float]:
    """Outputs (N, T, 1) of the decoder left alone, and their RMSE."""
    weights = as_params(theta, params.hidden, params.cell)
    y = free_run(part.x, part.y_in[:, 0], part.y.shape[1], weights, params.cell)
    return y, float(np.sqrt(((y - part.y) ** 2).mean()))


def _curves(epoch: int, params: SinCos, theta: Array, windows: Windows) -> Picture:
    """The cosine, and free runs from four windows."""
    angle = np.linspace(-3 * np.pi, 3 * np.pi, POINTS)
    lines = [Line(Text("cosine", "cos"), plain(angle), plain(np.cos(angle)))]
    starts = [start for start in STARTS if start < len(windows.x)]
    y, _ = _free(params, theta, _some(windows, starts))
    for start, run_of in zip(starts, y[..., 0], strict=True):
        label = Text(f"from point {start}", f"{start} 点目から")
        lines.append(Line(label, plain(angle[start : start + params.window]), plain(run_of)))
    caption = Text("Free runs of the decoder beside the cosine", "デコーダの自走と正解の cos")
    return Picture(epoch, "free-run", caption, Curves(lines), x=Text("angle (rad)", "角度（rad）"))


def _report(params: SinCos, theta: Array, windows: Windows, held_out: Windows, loss: float) -> Report:
    forced, free = _forced(params, theta, windows), _free(params, theta, windows)[1]
    ratio = free / forced if forced else float("nan")
    validation = _forced(params, theta, held_out) ** 2
    figures = {"loss": loss, "validation": validation, "forced": forced, "free": free, "ratio": ratio}
    reported = None if params == SinCos() else same("")
    spreads = _spreads(params)
    rows = [
        DEMO.row(name, value, reported=reported, spread=same(spreads.get(name, "")))
        for name, value in figures.items()
    ]
    outcome = _outcome(forced, free)
    return Report(rows, _seen(params, forced, free, outcome), outcome)


def _outcome(forced: float, free: float) -> str:
    if not min(forced, free) < LEARNT:
        return "unlearnt"
    return "exposed" if free > 2 * forced else "better" if free < forced / 2 else "alike"


def _seen(params: SinCos, forced: float, free: float, outcome: str) -> Text:
    head = Text(
        f"Told the true previous value the decoder errs by {forced:.3f}, left alone by {free:.3f} (RMSE). ",
        f"正しい直前の値を与えたときの誤差は {forced:.3f}、自走では {free:.3f}（RMSE）。",
    )
    tail = (WITH_FORCING if params.forcing else WITHOUT)[outcome]
    if outcome == "exposed" and params == SinCos():
        luck = Text(
            " From eight seeds the free run errs by 0.07 to 0.54.",
            "シード 8 個では、自走の誤差は 0.07〜0.54 に散らばる。",
        )
        tail = Text(tail.en + luck.en, tail.ja + luck.ja)
    if outcome == "exposed" and params.forcing and params.epochs < LONG:
        more = Text(
            " More epochs (--try epochs-400) or learning without forcing (--try no-forcing) help.",
            "エポックを増やすか（--try epochs-400）、教師強制なしで学ぶ（--try no-forcing）とよい。",
        )
        tail = Text(tail.en + more.en, tail.ja + more.ja)
    return Text(head.en + tail.en, head.ja + tail.ja)


def _spreads(params: SinCos) -> dict[str, str]:
    """Training loss, error of the free run and their ratio from eight seeds of this very setting, where measured."""
    for preset, spread in SPREADS.items():
        if params == DEMO.make_params(preset=preset):
            return dict(zip(("loss", "free", "ratio"), spread, strict=True))
    return {}


SPREADS: dict[str | None, tuple[str, str, str]] = {
    None: ("0.0009–0.0086", "0.07–0.54", "1.8–5.9"),
    "epochs-400": ("0.0001–0.0004", "0.015–0.078", "1.6–8.2"),
    "no-forcing": ("0.0003–0.046", "0.018–0.21", "0.2–1.3"),
    "gru": ("0.0004–0.011", "0.05–0.22", "1.4–3.6"),
    "hidden-4": ("0.011–0.095", "0.39–1.10", "2.7–8.2"),
    "hidden-32": ("0.00003–0.0003", "0.015–0.032", "1.1–2.7"),
    "window-12": ("0.0011–0.013", "0.05–0.44", "1.6–6.4"),
    "window-48": ("0.0015–0.016", "0.18–1.15", "3.1–10"),
}
UNLEARNT = Text(
    "Neither is good yet: the loss is still falling, or the state is too small for the phase of the wave.",
    "どちらもまだ不十分である。損失が下がりきっていないか、状態が小さすぎて波の位相を伝えられない。",
)
WITH_FORCING = {
    "exposed": Text(
        "Each own error becomes the next input, which training never showed: exposure bias. A low loss under teacher "
        "forcing says little of the free run.",
        "自分の誤差が次の入力になるが、学習中にはそのような入力を見ていない（露出バイアス）。教師強制での誤差が小さくても、"
        "自走がうまくいくとは限らない。",
    ),
    "alike": Text(
        "The state that the encoder hands over carries the phase well enough to keep the free run on track. "
        "Another seed may drift all the same.",
        "エンコーダの渡す状態が位相を十分に伝え、自走も軌道を外れない。ただし別のシードではずれることもある。",
    ),
    "better": Text(
        "Left alone it errs less than half as much, which is rare after teacher forcing.",
        "自走の誤差のほうがずっと小さい。教師強制で学んだネットでは珍しい。",
    ),
    "unlearnt": UNLEARNT,
}
WITHOUT = {
    "exposed": Text(
        "It was trained on its own outputs and still errs more when left alone: it does not know the wave well enough yet.",
        "自分の出力で学んだのに、自走のほうが誤差が大きい。まだ波を十分に覚えていない。",
    ),
    "alike": Text(
        "It learnt on its own outputs, so what it practised is what it does; being told the true values changes little.",
        "自分の出力で学んだので、練習したとおりのことをすればよい。正しい値を与えられても、ほとんど変わらない。",
    ),
    "better": Text(
        "It learnt on its own outputs and has never been told a true value: what it practised is what it does, and now "
        "the true values are the strange inputs.",
        "自分の出力だけで学び、正しい値を与えられたことがない。練習したとおりのことをするので自走が得意で、"
        "今度は正しい値のほうが見慣れない入力になる。",
    ),
    "unlearnt": UNLEARNT,
}
