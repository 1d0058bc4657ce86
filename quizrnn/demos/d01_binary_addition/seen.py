"""What D01 says of a run in words: what came, why, and what the two derivatives show."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from quizrnn.demos.d01_binary_addition.ended import BELOW, Ended
from quizrnn.demos.d01_binary_addition.spec import DEMO, FALLS, FLOOR, STAYS, Adder
from quizrnn.demos.demo import CONVERGES, DIVERGES, Outcome
from quizrnn.demos.texts import Text

WIDE_START, NARROW_START, SLOW = 3.0, 0.3, 0.03
"""Standard deviations and learning rate beyond which they are what keeps a sigmoid net from learning."""
AGREES = 1e-3
"""Deviation up to which a gradient and finite differences are the same."""
NEARLY_ALL = 0.99
"""Share of right sums from which only the floor is left in the loss."""


def what_was_seen(
    params: Adder, ended: dict[str, Ended], outcome: Outcome, gaps: dict[str, float] | None
) -> Text:
    """What happened, why, and what the derivatives show."""
    what = {
        CONVERGES.name: _converged,
        FLOOR.name: _stopped,
        FALLS.name: _fallen,
        STAYS.name: _stuck,
        DIVERGES.name: _burst,
    }[outcome.name](params, next(iter(ended.values())))
    parts = [what, _check(gaps), _beside(ended)]
    return Text("".join(part.en for part in parts), "".join(part.ja for part in parts))


def _check(gaps: dict[str, float] | None) -> Text:
    """What finite differences say of the two derivatives at the first step."""
    if gaps is None:
        return Text(
            "\n\nThe gradient check says nothing here: at this start every slope of the loss is 0 to all digits that a "
            "difference has, or it overflows.",
            "\n\n数値微分との比較はここではできない。この初期値では、損失の傾きが差分で測れないほど"
            "小さいか、オーバーフローする。",
        )
    if gaps["true"] > AGREES:
        return Text(
            f"\n\nThe gradient check: even y (1 - y) is off by {gaps['true']:.2g} times the largest entry, since at this "
            f"start the loss bends too sharply for differences. With the wrong factor, σ(y) (1 - σ(y)), it is off by "
            f"{gaps['printed']:.2g}.",
            f"\n\n数値微分との比較: この初期値では損失の曲がりが急で差分が粗く、y(1 - y) でも最大の成分の "
            f"{gaps['true']:.2g} 倍ずれる。誤った係数 σ(y)(1 - σ(y)) では {gaps['printed']:.2g} 倍ずれる。",
        )
    return Text(
        f"\n\nThe gradient check: y (1 - y) agrees with finite differences ({gaps['true']:.0e}); with the wrong "
        f"factor, σ(y) (1 - σ(y)), the gradient is off by {gaps['printed']:.2g} times its largest entry, since its derivative "
        "function is given y instead of the pre-activation.",
        f"\n\n数値微分との比較: y(1 - y) なら勾配は一致する（差 {gaps['true']:.0e}）。誤った係数 σ(y)(1 - σ(y)) では、勾配の"
        f"最大の成分の {gaps['printed']:.2g} 倍ずれる。導関数に、活性化前の値ではなく y を渡しているからである。",
    )


def _beside(ended: dict[str, Ended]) -> Text:
    """How the net with the printed derivative fared, if there was one."""
    net = ended.get("printed")
    if net is None or (len(ended) == 1 and not net.late_loss() < BELOW):
        return Text("", "")
    if not net.late_loss() < BELOW:
        return _no_better(net)
    moral = Text(
        " This factor does not vanish where y is saturated; that a net converges does not prove its gradient.",
        "この係数は出力が飽和しても消えない。「収束した」ことは勾配が正しい証拠にはならない。",
    )
    if len(ended) == 1:
        return Text(
            " The net has learnt with it all the same." + moral.en,
            "それでもこのネットは学習できた。" + moral.ja,
        )
    return Text(
        f" The net trained with the wrong factor learnt all the same: its loss ended at {net.late_loss():.3g}."
        + moral.en,
        f"誤った導関数を使っても学習できた（最後の損失 {net.late_loss():.3g}）。" + moral.ja,
    )


def _no_better(net: Ended) -> Text:
    """Of the second net, where it has not learnt."""
    if not np.isfinite(net.late_loss()):
        return Text(
            " With the wrong derivative the loss became NaN.",
            "誤った導関数を使うと、損失は NaN になった。",
        )
    return Text(
        f" With the wrong derivative the net does not learn well: its loss ended at {net.late_loss():.3g}.",
        f"誤った導関数を使うと、うまく学習できない（最後の損失 {net.late_loss():.3g}）。",
    )


def _right(share: float) -> Text:
    """How many of the sums: all of them, or a share that is never rounded up to all."""
    if share == 1:
        return Text("all sums are", "和はすべて")
    shown = f"{min(share, 0.9999):.2%}"
    return Text(f"{shown} of all sums are", f"すべての和のうち {shown} が")


def _converged(params: Adder, net: Ended) -> Text:
    at = net.below_at()
    head = (
        Text(
            f"The loss fell below 0.1 at step {at:.0f} and ended at {net.late_loss():.3g}; {_right(net.share).en} right. The "
            "plateau before is the search for the carry: until then only digits without a carry can be guessed. ",
            f"損失はステップ {at:.0f} で 0.1 を切り、最後は {net.late_loss():.3g}。{_right(net.share).ja}正しい。その前の停滞は、"
            "繰り上がりの表し方を探している時間である。",
        )
        if at is not None
        else _numbers(params, net)
    )
    if not _as_default(params):
        return Text(
            head.en + "With the default values the fall comes between 4207 and 6003 (eight seeds).",
            head.ja + "既定の設定では、4207〜6003 ステップ（シード 8 個）で下がる。",
        )
    return Text(
        head.en
        + "When the fall comes depends on the seed (4207 to 6003 in eight of them), so “near 4000” is one run, "
        "not a law.",
        head.ja + "いつ下がるかはシードで変わり（8 個で 4207〜6003）、「4000 付近」は 1 回の結果にすぎない。",
    )


def _as_default(params: Adder) -> bool:
    """Whether the first net is that of the default run."""
    kinds = ("both", "true")
    return params.derivative in kinds and replace(params, derivative="both", pictures=True) == Adder()


def _stopped(params: Adder, net: Ended) -> Text:
    floor = 0.125 * (sum(4.0**-k for k in range(1, params.digits)) + 4.0 ** -(params.digits - 1))
    right, loss = _right(net.share), net.late_loss()
    head = Text(
        f"{right.en.capitalize()} right, and yet the loss stops at {loss:.3f}.",
        f"{right.ja}正しいのに、損失は {loss:.3f} で止まる。",
    )
    if net.share < NEARLY_ALL:
        head = Text(
            f"{right.en.capitalize()} right, and the loss ends at {loss:.3f}. It cannot get to 0.",
            f"{right.ja}正しく、最後の損失は {loss:.3f}。0 にはなりえない。",
        )
    return Text(
        f"{head.en} There is no bias and f(0) = 0: while both digits are 0 and nothing has come before, the output is "
        "exactly σ(0) = 0.5 and costs 0.125, whatever the weights. One lowest pair of digits in four is so, one in "
        f"sixteen twice in a row, and so on: {floor:.3f} on average. Rounding 0.5 to 0 hides it from the accuracy.",
        f"{head.ja}バイアスがなく f(0) = 0 なので、下の桁から両方 0 が続く間、出力は重みによらず σ(0) = 0.5 で、1 桁あたり "
        f"0.125 の損失になる。最下位がそうなる確率は 1/4、2 桁続く確率は 1/16、… で、平均すると {floor:.3f}。"
        "0.5 を 0 に丸めるため、正解率には現れない。",
    )


def _numbers(params: Adder, net: Ended) -> Text:
    loss, guess = net.late_loss(), params.digits / 8
    return Text(
        f"The mean loss of the last steps is {loss:.3g}; guessing 0.5 everywhere costs {guess:.3g}. ",
        f"最後の平均損失は {loss:.3g}。どの桁も 0.5 と答えた場合の損失は {guess:.3g} である。",
    )


def _fallen(params: Adder, net: Ended) -> Text:
    """Much better than guessing, and not there."""
    numbers, at = _numbers(params, net), net.below_at()
    back = Text("", "")
    if at is not None:
        back = Text(
            f" The mean of 100 steps was below 0.1 at step {at:.0f} and rose again.",
            f"ステップ {at:.0f} で 100 ステップの平均が一度 0.1 を切ったが、また上がった。",
        )
    wide = Text(
        " A layer this wide adds up many terms, so its units saturate more easily and it gets there later, if at all.",
        "この広さの層は足し合わせる項が多く、ユニットが飽和しやすいため、たどり着くのが遅い。着かないこともある。",
    )
    why = wide if params.hidden > 2 * Adder().hidden and params.init == "normal" else Text("", "")
    if params == DEMO.make_params(preset="relu-he-clip"):
        why = Text(" Seven of eight seeds learn: try another.", "8 個のシードのうち 7 個では学習できる。")
    share = f"{net.share:.2%}"
    return Text(
        f"{numbers.en}{share} of all sums are right: part of the rule has been found, not all of it.{back.en}{why.en}",
        f"{numbers.ja}すべての和のうち {share} が正しく、規則は見つかりかけているが、まだ完全ではない。{back.ja}{why.ja}",
    )


def _stuck(params: Adder, net: Ended) -> Text:
    why = {"sigmoid": _stuck_sigmoid, "tanh": _stuck_tanh, "relu": _stuck_relu}[params.activation](params)
    numbers = _numbers(params, net)
    return Text(numbers.en + why.en, numbers.ja + why.ja)


def _stuck_sigmoid(params: Adder) -> Text:
    if params.init == "normal" and params.std >= WIDE_START:
        return Text(
            "The start is too wide: the units are saturated, their slopes nearly 0, and little gradient gets through.",
            "初期値が大きすぎる。ユニットが飽和して傾きがほぼ 0 になり、勾配がわずかしか通らない。",
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
        "The carry has not been found. With the default values that takes 4207 to 6003 steps (eight seeds).",
        "繰り上がりの表し方は見つかっていない。既定の設定では 4207〜6003 ステップ（シード 8 個）かかる。",
    )


def _stuck_tanh(params: Adder) -> Text:
    if params.init == "normal" and params.std >= Adder().std:
        return Text(
            "Large states of either sign push the outputs into saturation, where y (1 - y) lets little through. A narrower "
            "start helps (--try tanh-xavier).",
            "正負の大きな状態が出力を飽和させ、y(1 - y) がほとんど勾配を通さない。初期値を狭くするとよい（--try tanh-xavier）。",
        )
    return NOT_YET


def _stuck_relu(params: Adder) -> Text:
    if params == DEMO.make_params(preset="relu-he-clip"):
        return Text(
            "Clipping keeps everything finite, but this start leads nowhere. Seven of eight seeds learn: try another.",
            "クリッピングで発散は免れたが、この初期値では学習が進まない。8 個のシードのうち 7 個では学習できるので、"
            "別のシードでも試してほしい。",
        )
    if params == DEMO.make_params(preset="relu"):
        return Text(
            "This is one of the few starts that do not burst: six of eight seeds are NaN within ten steps. Try another.",
            "これは発散を免れた数少ない初期値である。8 個のシードのうち 6 個は 10 ステップ以内に NaN になるので、"
            "別のシードでも試してほしい。",
        )
    if params.derivative == "printed" and not params.clip:
        return Text(
            "ReLU has no upper limit: every update can make the states grow from digit to digit. Norm clipping tames it "
            "(--try relu-he-clip).",
            "ReLU には上限がなく、更新のたびに、桁を追って大きくなる状態へ移りうる。"
            "ノルムクリッピングで落ち着く（--try relu-he-clip）。",
        )
    if not params.clip and params.init == "normal" and params.std >= Adder().std:
        return Text(
            "The states grow from digit to digit and saturate the output; y (1 - y) is 0 there, so nothing bursts and "
            "nothing is learnt.",
            "状態が桁を追って大きくなり、出力が飽和する。そこでは y(1 - y) が 0 なので、発散もしないが学習もしない。",
        )
    return NOT_YET


NOT_YET = Text(
    "With this start and this rate the carry has not been found in these steps.",
    "この初期値と学習率では、このステップ数で繰り上がりの表し方は見つからなかった。",
)


def _burst(params: Adder, net: Ended) -> Text:
    at = int(np.flatnonzero(~np.isfinite(net.losses))[0]) + 1
    head = Text(
        f"The loss is NaN from step {at} on. ReLU has no upper limit: with recurrent weights of this size the state grows "
        "from digit to digit, the gradient with it, one update makes the weights larger still, and soon inf - inf is NaN.",
        f"ステップ {at} から損失は NaN になった。ReLU には上限がなく、この大きさの再帰の重みでは、状態も勾配も桁を追うごとに"
        "大きくなる。一度の更新で重みがさらに大きくなり、やがて inf - inf が NaN になる（勾配爆発）。",
    )
    factor = Text("", "")
    if params.derivative == "printed":
        factor = Text(
            " The wrong derivative has its part in it: its factor never falls below 0.19, while y (1 - y) is 0 at a "
            "saturated output and would let nothing through (--try relu-true).",
            "誤った導関数も一因で、その係数は 0.19 より小さくならない。y(1 - y) なら飽和した出力で 0 になり、"
            "勾配は通らない（--try relu-true）。",
        )
    remedy = Text("", "")
    if not params.clip:
        remedy = Text(
            " Remedies: a fitting start and norm clipping (--try relu-he-clip).",
            "対策は、合った初期化とノルムクリッピング（--try relu-he-clip）。",
        )
    return Text(head.en + factor.en + remedy.en, head.ja + factor.ja + remedy.ja)
