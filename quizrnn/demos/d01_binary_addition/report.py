"""What D01 says at the end: figures, the two derivatives, and why it went as it did."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quizrnn.datasets.binary import to_bits
from quizrnn.demos.d01_binary_addition.spec import DEMO, Adder
from quizrnn.demos.demo import CONVERGES, DIVERGES, FLOOR, STAYS, Outcome
from quizrnn.demos.events import Report, Row
from quizrnn.demos.texts import Text, same
from quizrnn.reference.adder import adder_backward, adder_forward

Array = NDArray[Any]
WINDOW = 1000
BELOW = 0.1
NUDGE = 1e-6  # of the finite differences
WIDE_START, NARROW_START, SLOW = 3.0, 0.3, 0.03
"""Standard deviations and learning rate beyond which they are what keeps a sigmoid net from learning."""


class Ended(NamedTuple):
    """A net at the end: loss and success of every step, share of all sums that are right, largest weight."""

    losses: Array
    right: Array
    share: float
    largest: float

    def late_loss(self) -> float:
        """Mean loss of the last steps."""
        return float(self.losses[-WINDOW:].mean())

    def below_at(self) -> float | None:
        """The first step at which the mean loss of 100 steps is below 0.1; None when it never is."""
        if len(self.losses) < 100:
            return None
        means = np.convolve(self.losses, np.full(100, 0.01), mode="valid")
        low = np.flatnonzero(means < BELOW)
        return float(low[0] + 100) if len(low) else None


def deviations(params: Adder, weights: dict[str, Array], pair: NDArray[np.int64]) -> dict[str, float]:
    """How far the gradient of the first step is from finite differences, with either derivative: the largest
    difference over the largest true entry.
    """
    x = to_bits(pair, params.digits).T[None]  # (1, T, 2)
    d = to_bits(pair.sum(), params.digits)[None]
    names = ("W_in", "W", "W_out")
    slopes = {name: np.zeros_like(weights[name]) for name in names}
    for name in names:
        for place in np.ndindex(weights[name].shape):
            losses = []
            for sign in (1, -1):
                moved = weights | {name: weights[name].copy()}
                moved[name][place] += sign * NUDGE
                y, _ = _forward(x, moved, params)
                losses.append(0.5 * ((y - d) ** 2).sum())
            slopes[name][place] = (losses[0] - losses[1]) / (2 * NUDGE)
    y, cache = _forward(x, weights, params)
    found = {}
    for kind in ("true", "printed"):
        grads = adder_backward(y - d, cache, kind)
        gap = max(float(np.abs(grads[f"d{n}"] - slopes[n]).max()) for n in names)
        found[kind] = gap / max(float(np.abs(slopes[n]).max()) for n in names)
    return found


def _forward(x: Array, weights: dict[str, Array], params: Adder) -> Any:
    return adder_forward(x, weights["W_in"], weights["W"], weights["W_out"], params.activation)


def make_report(params: Adder, ended: dict[str, Ended], gaps: dict[str, float]) -> Report:
    """Rows of the first net, and of the printed derivative where it ran beside."""
    main = next(iter(ended.values()))
    default = params == Adder() or params == Adder(derivative="true")
    sigmoid = params.activation == "sigmoid"
    kept = {} if default else {"reported": same(""), "spread": same("")}
    rows = [
        DEMO.row("below", main.below_at(), **kept),
        DEMO.row("loss", main.late_loss(), **kept),
        DEMO.row("exact", float(main.right[-WINDOW:].mean())),
        DEMO.row("all", main.share),
        DEMO.row("weight", main.largest, reported=same("") if sigmoid else None),
        DEMO.row("gradient", gaps["true"]),
        DEMO.row("gradient_printed", gaps["printed"]),
    ]
    if len(ended) == 2:
        rows += _printed_rows(ended["printed"], default)
    outcome = _outcome(params, main)
    return Report(rows, _seen(params, main, outcome, gaps), outcome.name)


def _printed_rows(net: Ended, default: bool) -> list[Row]:
    kept = {} if default else {"reported": same(""), "spread": same("")}
    return [DEMO.row("loss_printed", net.late_loss(), **kept), DEMO.row("all_printed", net.share)]


def _outcome(params: Adder, net: Ended) -> Outcome:
    loss = net.late_loss()
    if not np.isfinite(loss):
        return DIVERGES
    if loss >= BELOW:
        return STAYS
    return CONVERGES if params.activation == "sigmoid" else FLOOR


def _seen(params: Adder, net: Ended, outcome: Outcome, gaps: dict[str, float]) -> Text:
    """What happened, why, and what the derivatives show."""
    what = {
        CONVERGES.name: _converged,
        FLOOR.name: _stopped,
        STAYS.name: _stuck,
        DIVERGES.name: _burst,
    }[outcome.name](params, net)
    check = Text(
        f"\n\nThe gradient check: y (1 - y) agrees with finite differences ({gaps['true']:.0e}); with the factor of the "
        f"course's script the gradient is off by {gaps['printed']:.2g} times its largest entry, since its derivative "
        "function is given y instead of the pre-activation.",
        f"\n\n数値微分との比較: y(1 - y) なら勾配は一致する（差 {gaps['true']:.0e}）。講義のコードの係数では、勾配の最大の"
        f"成分の {gaps['printed']:.2g} 倍ずれる。導関数に、活性化前の値ではなく y を渡しているからである。",
    )
    if outcome in (CONVERGES, FLOOR):
        check = Text(
            check.en
            + " It learns all the same, often sooner, because this factor does not vanish where y is saturated: "
            "that a net converges does not prove its gradient.",
            check.ja + "それでも学習は進み、むしろ早いことが多い。出力が飽和してもこの係数は消えないためで、"
            "「収束した」ことは勾配が正しい証拠にはならない。",
        )
    return Text(what.en + check.en, what.ja + check.ja)


def _right(share: float) -> Text:
    """How many of the sums: all of them, or a share that is never rounded up to all."""
    if share == 1:
        return Text("all sums are", "和はすべて")
    shown = f"{min(share, 0.9999):.2%}"
    return Text(f"{shown} of all sums are", f"すべての和のうち {shown} が")


def _converged(params: Adder, net: Ended) -> Text:
    at = net.below_at()
    step = f"{at:.0f}" if at is not None else "–"
    head = Text(
        f"The loss fell below 0.1 at step {step} and ended at {net.late_loss():.3g}; {_right(net.share).en} right. The "
        "long plateau is the search for the carry: before, only digits without a carry can be guessed. ",
        f"損失はステップ {step} で 0.1 を切り、最後は {net.late_loss():.3g}。{_right(net.share).ja}正しい。長い停滞は、"
        "繰り上がりの表し方を探している時間である。",
    )
    if params.lr != Adder().lr or params.hidden != Adder().hidden or params.init != Adder().init:
        return Text(
            head.en + "With the default values the fall comes between 2898 and 9128 (eight seeds).",
            head.ja + "既定の設定では、2898〜9128 ステップ（シード 8 個）で下がる。",
        )
    return Text(
        head.en
        + "When the fall comes depends on the seed (2898 to 9128 in eight of them), so “near 4000” is one run, "
        "not a law.",
        head.ja + "いつ下がるかはシードで変わり（8 個で 2898〜9128）、「4000 付近」は 1 回の結果にすぎない。",
    )


def _stopped(params: Adder, net: Ended) -> Text:
    return Text(
        f"{_right(net.share).en.capitalize()} right, and yet the loss stops at {net.late_loss():.3f}. There is no bias "
        f"and f(0) = 0: while "
        "both digits are 0 and nothing has come before, the output is exactly σ(0) = 0.5 and costs 0.125, whatever "
        "the weights. "
        "One lowest pair of digits in four is so, one in sixteen twice in a row, ...: 0.125 (1/4 + 1/16 + ...) ≈ 0.042. "
        "Rounding 0.5 to 0 hides it from the accuracy.",
        f"{_right(net.share).ja}正しいのに、損失は {net.late_loss():.3f} で止まる。バイアスがなく f(0) = 0 なの"
        f"で、下の桁から両方 0 が"
        "続く間、出力は重みによらず σ(0) = 0.5 で、1 桁あたり 0.125 の損失になる。最下位がそうなる確率は 1/4、2 桁続"
        "く確率は 1/16、… なので"
        " 0.125 (1/4 + 1/16 + …) ≒ 0.042。0.5 を 0 に丸めるため、正解率には現れない。",
    )


def _stuck(params: Adder, net: Ended) -> Text:
    why = {"sigmoid": _stuck_sigmoid, "tanh": _stuck_tanh, "relu": _stuck_relu}[params.activation](params)
    loss, guess = net.late_loss(), params.digits / 8
    return Text(
        f"The mean loss of the last steps is {loss:.3g}; guessing 0.5 everywhere costs {guess:.3g}. {why.en}",
        f"最後の平均損失は {loss:.3g}。どの桁も 0.5 と答えた場合の損失は {guess:.3g} である。{why.ja}",
    )


def _stuck_sigmoid(params: Adder) -> Text:
    if params.init == "normal" and params.std >= WIDE_START:
        return Text(
            "The start is too wide: the units are saturated, their slopes nearly 0, and hardly any gradient gets through.",
            "初期値が大きすぎる。ユニットが飽和して傾きがほぼ 0 になり、勾配がほとんど通らない。",
        )
    if params.init == "normal" and params.std <= NARROW_START:
        return Text(
            "The start is too narrow: all units are nearly alike and get nearly the same gradient, so they stay alike.",
            "初期値が小さすぎる。どのユニットもほぼ同じで、勾配もほぼ同じなので、いつまでも似たままである。",
        )
    if params.lr <= SLOW:
        return Text(
            "The rate is too small for so many steps; the search for the carry has hardly begun.",
            "このステップ数に対して学習率が小さすぎる。繰り上がりの表し方を探し始めたばかりである。",
        )
    return Text(
        "The carry has not been found yet. With the default values that takes 2898 to 9128 steps (eight seeds); a wider "
        "layer adds up more terms and saturates more easily.",
        "繰り上がりの表し方がまだ見つかっていない。既定の設定では 2898〜9128 ステップ（シード 8 個）かかる。"
        "層が広いと足し合わせる項が多く、ユニットが飽和しやすい。",
    )


def _stuck_tanh(params: Adder) -> Text:
    return Text(
        "Large states of either sign push the outputs into saturation, where y (1 - y) lets little through. A narrower "
        "start helps (--try tanh-xavier).",
        "正負の大きな状態が出力を飽和させ、y(1 - y) がほとんど勾配を通さない。初期値を狭くするとよい（--try tanh-xavier）。",
    )


def _stuck_relu(params: Adder) -> Text:
    if params.clip:
        return Text(
            "Clipping keeps everything finite, but this start leads nowhere. With He seven of eight seeds learn: run it again.",
            "クリッピングで発散は免れたが、この初期値では学習が進まない。He なら 8 個のシードのうち 7 個で学習できるので、"
            "もう一度実行してみるとよい。",
        )
    if params.derivative == "printed" and params.init == "normal":
        return Text(
            "This is one of the few starts that do not burst: six of eight seeds are NaN within ten steps. Run it again.",
            "これは発散を免れた数少ない初期値である。8 個のシードのうち 6 個は 10 ステップ以内に NaN になるので、"
            "もう一度実行してみるとよい。",
        )
    if params.derivative == "printed":
        return Text(
            "A fitting start keeps the first states small, but every update can make them grow from digit to digit again. "
            "Norm clipping tames it (--try relu-he-clip).",
            "合った初期化で最初の状態は小さく保てるが、更新のたびに、桁を追って大きくなる状態へ戻りうる。"
            "ノルムクリッピングで落ち着く（--try relu-he-clip）。",
        )
    return Text(
        "The states grow from digit to digit and saturate the output; y (1 - y) is 0 there, so nothing bursts and nothing "
        "is learnt.",
        "状態が桁を追って大きくなり、出力が飽和する。そこでは y(1 - y) が 0 なので、発散もしないが学習もしない。",
    )


def _burst(params: Adder, net: Ended) -> Text:
    at = int(np.flatnonzero(~np.isfinite(net.losses))[0]) + 1
    return Text(
        f"The loss is NaN from step {at} on. ReLU has no upper limit: with recurrent weights of this size the state "
        f"grows from digit "
        "to digit, the gradient with it, one update makes the weights larger still, and soon inf - inf is NaN. The "
        "printed derivative has its part in it: its factor never falls below 0.197, while y (1 - y) is 0 at a "
        "saturated output and would let nothing through (--try relu-true). Remedies: a fitting "
        "start and norm clipping (--try relu-he-clip).",
        f"ステップ {at} から損失は NaN になった。ReLU には上限がなく、この大きさの再帰の重みでは、状態も勾配も桁を追う"
        f"ごとに大きくなる。"
        "一度の更新で重みがさらに大きくなり、やがて inf - inf が NaN になる（勾配爆発）。講義のコードの導関数も一因で"
        "、その係数は 0.197 より小さくならない。y(1 - y) なら飽和した出力で 0 になり、勾配は通らない（--try "
        "relu-true）。対策は、合った初期化とノルムクリッピング"
        "（--try relu-he-clip）。",
    )
