"""D01: what there is to know of the demo before it runs."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos.demo import CONVERGES, DIVERGES, Data, Demo, Figure, Outcome, Preset
from quizrnn.demos.params import Params, choice, flag, real, whole
from quizrnn.demos.texts import Text, same


@dataclass(frozen=True)
class Adder(Params):
    """The net, its start and its training."""

    steps: int = whole(
        10_000,
        1,
        200_000,
        en=("Steps", "One pair of numbers, and one update, per step."),
        ja=("ステップ数", "1 ステップで数の組を 1 つ見て、重みを 1 回更新する。"),
    )
    lr: float = real(
        0.1,
        1e-4,
        10.0,
        en=("Learning rate", "Factor of the gradient in each update."),
        ja=("学習率", "更新のとき勾配に掛ける数。"),
    )
    hidden: int = whole(
        16,
        1,
        256,
        en=("Hidden units", "Size of the state that carries from digit to digit."),
        ja=("隠れユニット数", "桁から桁へ渡される状態の大きさ。"),
    )
    init: str = choice(
        "normal",
        {
            "normal": Text("normal, times 'std'", "標準正規分布 × std"),
            "xavier": Text("normal with variance 1 / fan-in", "分散 1/入力数 の正規分布"),
            "he": Text("normal with variance 2 / fan-in", "分散 2/入力数 の正規分布"),
        },
        en=("Initial weights", "How the first weights are drawn."),
        ja=("重みの初期化", "最初の重みの引き方。"),
    )
    std: float = real(
        1.0,
        0.001,
        100.0,
        en=("Standard deviation", "Of the first weights; for 'normal' only."),
        ja=("標準偏差", "最初の重みの標準偏差。normal のときだけ使う。"),
    )
    activation: str = choice(
        "sigmoid",
        {
            "sigmoid": Text("sigmoid, 0 to 1", "シグモイド、0 から 1"),
            "tanh": Text("tanh, -1 to 1", "tanh、-1 から 1"),
            "relu": Text("ReLU, without an upper limit", "ReLU、上限なし"),
        },
        en=("Hidden activation", "The output is a sigmoid in any case."),
        ja=("隠れ層の活性化関数", "出力層はつねにシグモイド。"),
    )
    derivative: str = choice(
        "both",
        {
            "true": Text("y (1 - y), the derivative", "y(1 - y)。正しい導関数"),
            "printed": Text(
                "σ(y) (1 - σ(y)), a mistake: the sigmoid twice", "σ(y)(1 - σ(y))。シグモイドを 2 回通す誤り"
            ),
            "both": Text(
                "two nets side by side, same start, same pairs", "同じ初期値・同じデータで 2 つ並べる"
            ),
        },
        en=("Output derivative", "What the error of the output is multiplied with."),
        ja=("出力層の導関数", "出力の誤差に掛ける係数。"),
    )
    clip: float = real(
        0.0,
        0.0,
        100.0,
        en=("Norm clipping", "Longest gradient that passes uncut; 0 means no clipping."),
        ja=("ノルムクリッピング", "これより長い勾配はこの長さに縮める。0 なら何もしない。"),
    )
    digits: int = whole(
        8,
        2,
        16,
        en=("Digits", "Binary digits of the sum."),
        ja=("桁数", "和の 2 進数の桁数。"),
    )
    pictures: bool = flag(
        True,
        en=("Sample sums", "Show a table of sums while training."),
        ja=("和の例", "学習の途中で和の例を表にする。"),
    )

    def total_steps(self) -> int:
        """One step per pair."""
        return self.steps

    def cost(self) -> float:
        """Steps times digits, for one net or two; a wide net's matrices add to it."""
        nets = 2 if self.derivative == "both" else 1
        width = 1 + (self.hidden / 100) ** 2
        return self.steps / 10_000 * self.digits / 8 * nets / 2 * width


FLOOR = Outcome(
    "floor",
    Text(
        "The loss falls below 0.1, then stops at a floor above 0.",
        "損失は 0.1 より小さくなるが、0 より上で止まる。",
    ),
)
FALLS = Outcome(
    "falls",
    Text(
        "The loss falls well below that of guessing, but not below 0.1.",
        "損失は、でたらめに答えた場合よりかなり小さくなるが、0.1 は下回らない。",
    ),
)
STAYS = Outcome(
    "stays",
    Text(
        "The loss ends hardly better than that of guessing, or worse.",
        "損失は、でたらめに答えた場合とほとんど変わらないか、それより悪いまま終わる。",
    ),
)

MEASURED_BASE = same("0.008–0.029")

DEMO = Demo(
    id="D01",
    name="binary-addition",
    topics=("rnn.binadd", "rnn.bptt", "init", "clipping"),
    title=Text("Binary addition", "バイナリ加算"),
    about=Text(
        "A recurrent net with 16 hidden units and no biases sees two binary numbers digit by digit, lowest first, and "
        "answers with the digits of the sum. The carry has to live in its state. Backpropagation through time is "
        "written by hand; each step learns from one pair.",
        "隠れユニット 16 個、バイアスなしの RNN が、2 つの 2 進数を下の桁から 1 桁ずつ受け取り、和の桁を答える。"
        "繰り上がりは隠れ状態で運ぶしかない。通時的誤差逆伝播（BPTT）は手書きで、1 ステップに 1 組を学ぶ。",
    ),
    params=Adder,
    train="quizrnn.demos.d01_binary_addition.train:run",
    seconds=1.5,
    data=(Data("generated", Text("pairs of numbers from 0 to 127", "0 から 127 までの数の組")),),
    figures=(
        Figure(
            "below",
            Text(
                "Step at which the mean loss of 100 steps falls below 0.1",
                "100 ステップの平均損失が 0.1 を切るステップ",
            ),
            Text("steep fall near 4000", "4000 付近で急に下がる"),
            "000:182, 002:28",
            same("4207–6003"),
            digits=0,
        ),
        Figure(
            "loss",
            Text("Mean loss of the last 1000 steps", "最後の 1000 ステップの平均損失"),
            Text("about 0", "ほぼ 0"),
            "000:182",
            MEASURED_BASE,
        ),
        Figure(
            "exact",
            Text("Share of right sums in the last 1000 steps", "最後の 1000 ステップで和が正しい割合"),
            digits=3,
        ),
        Figure(
            "all",
            Text("Share of right sums among all there are, at the end", "学習後、すべての和のうち正しい割合"),
            digits=4,
        ),
        Figure(
            "weight",
            Text("Largest weight at the end", "最後の重みの絶対値の最大"),
            Text("with ReLU up to 1.3 × 10⁶, or overflow", "ReLU では 1.3 × 10⁶、またはオーバーフロー"),
            "002:28, 001:138",
        ),
        Figure(
            "gradient",
            Text(
                "First step: deviation of the gradient from finite differences",
                "最初のステップ: 勾配と数値微分の差（最大の成分に対する比）",
            ),
        ),
        Figure(
            "gradient_printed",
            Text("The same with the wrong derivative", "同じ差、誤った導関数"),
            spread=Text("0.07–16", "0.07〜16"),
        ),
        Figure(
            "loss_printed",
            Text(
                "Mean loss of the last 1000 steps, wrong derivative",
                "最後の 1000 ステップの平均損失、誤った導関数",
            ),
            Text("about 0", "ほぼ 0"),
            "000:182",
            same("0.002–0.010"),
        ),
        Figure(
            "all_printed",
            Text(
                "Share of right sums among all, wrong derivative",
                "すべての和のうち正しい割合、誤った導関数",
            ),
            digits=4,
        ),
    ),
    small={"steps": 300, "hidden": 8, "digits": 5},
    presets=(
        Preset(
            "std-10",
            Text("Start with weights ten times as large", "重みの初期値を 10 倍にする"),
            {"std": 10.0},
            Text(
                "Saturated units have slopes near 0: the loss never falls below 0.1.",
                "飽和したユニットの傾きはほぼ 0。損失は 0.1 を切らない。",
            ),
        ),
        Preset(
            "lr-0.5",
            Text("Learning rate 0.5", "学習率 0.5"),
            {"lr": 0.5},
            Text(
                "Five times the rate, and the fall comes early.", "学習率が 5 倍になると、損失は早く下がる。"
            ),
        ),
        Preset(
            "lr-1",
            Text("Learning rate 1", "学習率 1"),
            {"lr": 1.0},
            Text("Earlier still: this task is kind.", "さらに早い。この課題は素直である。"),
        ),
        Preset(
            "lr-0.01",
            Text("Learning rate 0.01", "学習率 0.01"),
            {"lr": 0.01},
            Text("10,000 steps are not enough.", "10,000 ステップでは足りない。"),
        ),
        Preset(
            "std-0.1",
            Text("Start with weights a tenth as large", "重みの初期値を 1/10 にする"),
            {"std": 0.1},
            Text("All units are nearly alike and nothing moves.", "どのユニットもほぼ同じで、何も動かない。"),
        ),
        Preset(
            "hidden-32",
            Text("32 hidden units", "隠れユニット 32 個"),
            {"hidden": 32},
            Text("More room for the carry.", "繰り上がりを運ぶ余裕が増える。"),
        ),
        Preset(
            "hidden-100",
            Text("100 hidden units", "隠れユニット 100 個"),
            {"hidden": 100},
            Text(
                "Not surely better: with std 1 each unit gets large sums and saturates.",
                "必ず良くなるわけではない。std 1 では和が大きくなり、ユニットが飽和しやすい。",
            ),
        ),
        Preset(
            "lr-0.5-hidden-32",
            Text("Learning rate 0.5 and 32 hidden units", "学習率 0.5、隠れユニット 32 個"),
            {"lr": 0.5, "hidden": 32},
            Text("Both help: only rate 1 is quicker.", "どちらも効く。これより速いのは学習率 1 だけ。"),
        ),
        Preset(
            "xavier",
            Text("Xavier initialisation", "Xavier の初期化"),
            {"init": "xavier"},
            Text("Smaller weights, a later fall.", "重みが小さく、下がるのは遅い。"),
        ),
        Preset(
            "he",
            Text("He initialisation", "He の初期化"),
            {"init": "he"},
            Text("Hardly different from std 1.", "std 1 とほとんど変わらない。"),
        ),
        Preset(
            "tanh",
            Text("tanh in the hidden layer", "隠れ層を tanh にする"),
            {"activation": "tanh"},
            Text("With std 1 it seldom gets there.", "std 1 ではめったにたどり着けない。"),
        ),
        Preset(
            "tanh-xavier",
            Text("tanh with Xavier", "tanh と Xavier の初期化"),
            {"activation": "tanh", "init": "xavier"},
            Text(
                "Every sum is right, and yet the loss stops near 0.042. Why?",
                "和は全部正しいのに、損失は 0.042 付近で止まる。なぜか。",
            ),
        ),
        Preset(
            "relu",
            Text("ReLU in the hidden layer", "隠れ層を ReLU にする"),
            {"activation": "relu", "derivative": "printed"},
            Text(
                "With the wrong derivative. Watch the largest weight: six of eight starts are NaN within "
                "ten steps.",
                "誤った導関数のまま。重みの最大値に注目。初期値 8 通りのうち 6 通りは 10 ステップ以内に NaN になる。",
            ),
        ),
        Preset(
            "relu-true",
            Text("ReLU with the true derivative", "ReLU と正しい導関数"),
            {"activation": "relu", "derivative": "true"},
            Text(
                "No NaN in eight starts: a saturated output passes no gradient on. It does not learn either.",
                "8 通りの初期値で NaN は出ない。飽和した出力が勾配を通さないからである。ただし学習もできない。",
            ),
        ),
        Preset(
            "relu-he",
            Text("ReLU with He", "ReLU と He の初期化"),
            {"activation": "relu", "init": "he", "derivative": "printed"},
            Text("A fitting start alone seldom saves it.", "初期化を合わせるだけでは、めったに救えない。"),
        ),
        Preset(
            "relu-he-clip",
            Text("ReLU with He and norm clipping", "ReLU、He の初期化、ノルムクリッピング"),
            {"activation": "relu", "init": "he", "clip": 1.0},
            Text(
                "Clipping tames it: seven of eight seeds learn.",
                "クリッピングで落ち着き、シード 8 個のうち 7 個で学習できる。",
            ),
        ),
        Preset(
            "as-printed",
            Text("Only the wrong derivative", "誤った導関数だけ"),
            {"derivative": "printed"},
            Text(
                "It is no gradient, and the net learns all the same.",
                "これは勾配ではない。それでもネットは学習してしまう。",
            ),
        ),
    ),
    outcomes=(CONVERGES, FLOOR, FALLS, STAYS, DIVERGES),
    together=(("loss", "loss (printed)"), ("exact", "exact (printed)")),
)
