"""D10: what there is to know of the demo before it runs."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos.demo import Data, Demo, Figure, Outcome, Preset
from quizrnn.demos.params import Params, choice, real, whole
from quizrnn.demos.texts import Text, same


@dataclass(frozen=True)
class Xor(Params):
    """The points, the net and its training."""

    steps: int = whole(
        2000, 1, 50_000, en=("Steps", "Full-batch updates."), ja=("ステップ数", "全部の点を使う更新の回数。")
    )
    pattern: str = choice(
        "xor",
        {
            "xor": Text("opposite corners share a class", "向かい合う角が同じクラス"),
            "corner": Text("one corner against three, 65 points", "1 つの角と残り 3 つ（65 点）"),
        },
        en=("Points", "Which corners belong together."),
        ja=("点の配置", "どの角が同じクラスか。"),
    )
    variance: float = real(
        18.0, 0.0, 200.0, en=("Noise", "Variance of each cluster."), ja=("ノイズ", "各クラスタの分散。")
    )
    units: int = whole(
        2, 1, 64, en=("Units", "In each hidden layer."), ja=("ユニット数", "各隠れ層のユニット数。")
    )
    layers: int = whole(
        2,
        0,
        4,
        en=("Hidden layers", "0 is logistic regression."),
        ja=("隠れ層の数", "0 ならロジスティック回帰。"),
    )
    activation: str = choice(
        "tanh",
        {
            "tanh": Text("tanh", "tanh"),
            "relu": Text("ReLU", "ReLU"),
            "sigmoid": Text("sigmoid", "シグモイド"),
            "identity": Text("none: the layers stay linear", "なし（線形のまま）"),
        },
        en=("Activation", "Of the hidden layers."),
        ja=("活性化関数", "隠れ層の活性化関数。"),
    )
    method: str = choice(
        "descent",
        {"descent": Text("gradient descent", "勾配降下法"), "adam": Text("Adam", "Adam")},
        en=("Method", "How a gradient becomes a step."),
        ja=("最適化手法", "勾配から更新量を決める方法。"),
    )
    lr: float = real(
        0.001,
        1e-6,
        10.0,
        en=("Learning rate", "The loss is a sum over the points."),
        ja=("学習率", "損失は点についての合計。"),
    )

    def total_steps(self) -> int:
        """One step per update."""
        return self.steps

    def cost(self) -> float:
        """Steps times layers."""
        return self.steps / 2000 * (self.layers + 1) / 3 * (1 + self.units / 64)


DEMO = Demo(
    id="D10",
    name="xor",
    topics=("mlp.xor", "gd", "mlp"),
    title=Text("XOR and the playground", "XOR とプレイグラウンド"),
    about=Text(
        "Four clusters of points; opposite corners share a class, so no single line parts them. Choose layers, units, "
        "activation, rate and noise, and watch the decision map.",
        "4 つの点の群れ。向かい合う角が同じクラスなので、1 本の直線では分けられない。"
        "層、ユニット、活性化関数、学習率、ノイズを選び、決定境界の変化を見る。",
    ),
    params=Xor,
    train="quizrnn.demos.d10_xor.train:run",
    seconds=0.6,
    data=(Data("generated", Text("120 points in four clusters, fixed seed", "4 群 120 点。シードは固定")),),
    figures=(
        Figure(
            "accuracy",
            Text("Accuracy", "正解率"),
            Text("0.8917, at best 0.900", "0.8917（最高 0.900）"),
            "004:149 [nb]",
            Text("0.51–0.90", "0.51〜0.90"),
            digits=4,
        ),
        Figure("loss", Text("Summed loss", "損失の合計"), same("36.35"), "004:149 [nb]", digits=2),
    ),
    small={"steps": 40},
    presets=(
        Preset(
            "linear",
            Text("No hidden layer", "隠れ層なし"),
            {"layers": 0, "lr": 0.0002},
            Text("One line.", "直線が 1 本だけ。"),
        ),
        Preset(
            "no-activation",
            Text("Two layers without activation", "活性化関数のない 2 層"),
            {"activation": "identity"},
            Text("Layers of linear maps are one linear map.", "線形写像を重ねても線形写像のまま。"),
        ),
        Preset(
            "relu",
            Text("The same two layers with ReLU", "同じ 2 層で ReLU"),
            {"activation": "relu"},
            Text(
                "Each unit is silent on one side of its line: 0.50 to 0.83 in eight starts.",
                "どのユニットも直線の片側では黙る。8 通りの初期値で 0.50〜0.83。",
            ),
        ),
        Preset(
            "sigmoid",
            Text("The same two layers with sigmoid", "同じ 2 層でシグモイド"),
            {"activation": "sigmoid"},
            Text(
                "Slopes of 1/4 at most: seven of eight starts are still near chance.",
                "傾きは最大でも 1/4。8 通りの初期値のうち 7 通りは、まだ、でたらめに答えるのと大差ない。",
            ),
        ),
        Preset(
            "four-units",
            Text("One layer of four units, Adam 0.01", "4 ユニットの 1 層、Adam 0.01"),
            {"layers": 1, "units": 4, "method": "adam", "lr": 0.01},
            Text(
                "Wider is surer: 0.81 to 0.91 in eight starts.",
                "広いほうが確実。8 通りの初期値で 0.81〜0.91。",
            ),
        ),
        Preset(
            "eight-units",
            Text("One layer of eight units, Adam 0.01", "8 ユニットの 1 層、Adam 0.01"),
            {"layers": 1, "units": 8, "method": "adam", "lr": 0.01},
            Text("No start of eight ended below 0.87.", "8 通りの初期値で、どれも 0.87 以上。"),
        ),
        Preset(
            "one-corner",
            Text("One corner against three, one layer", "1 つの角と残り 3 つ、隠れ層 1 つ"),
            {"pattern": "corner", "layers": 1, "steps": 1000},
            Text(
                "Two lines are enough for this. 0.9538 is reported.",
                "直線 2 本で足りる配置。報告値は 0.9538。",
            ),
        ),
        Preset(
            "noisy-large-rate",
            Text("Noisy points and a large rate", "ノイズの多い点と大きな学習率"),
            {"variance": 60.0, "lr": 0.1},
            Text("Does the loss settle?", "損失は落ち着くか。"),
        ),
    ),
    question=Text("Will the net part the corners?", "ネットは角を分けられるか。"),
    outcomes=(
        Outcome("parted", Text("Yes: more than 85 % of the points.", "分けられる（正解率 85 % 超）。")),
        Outcome("halfway", Text("Only in part.", "一部だけ分けられる。")),
        Outcome(
            "chance", Text("No: little better than chance.", "分けられない（でたらめに答えるのと大差ない）。")
        ),
    ),
)
