"""What is known of D07 without training it."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos.demo import CONVERGES, DIVERGES, FLOOR, STAYS, Data, Demo, Figure, Preset
from quizrnn.demos.params import Params, choice, real, whole
from quizrnn.demos.texts import DemoError, Text, same


@dataclass(frozen=True)
class Logistic(Params):
    """Parameters of D07."""

    steps: int = whole(
        20_000, 1, 200_000, en=("Steps", "Each on all points."), ja=("ステップ数", "毎回すべての点を使う。")
    )
    method: str = choice(
        "adam",
        {
            "adam": Text("Adam on the summed loss", "Adam（損失は合計）"),
            "descent": Text("plain gradient descent on the summed loss", "勾配降下法（損失は合計）"),
            "newton": Text("Newton's method", "ニュートン法"),
        },
        en=("Method", "How the next weights are found."),
        ja=("最適化手法", "次の重みをどう求めるか。"),
    )
    lr: float = real(
        0.001,
        1e-8,
        10.0,
        en=("Learning rate", "Newton's method has none."),
        ja=("学習率", "ニュートン法では使わない。"),
    )
    data: str = choice(
        "published",
        {
            "published": Text(
                "20 + 15 points of the published seed", "公開されているシードによる 20 + 15 点"
            ),
            "large": Text("800 + 600 points, a fifth held out", "800 + 600 点、5 分の 1 はテスト用"),
        },
        en=("Data", "Points in the plane, two classes."),
        ja=("データ", "平面上の 2 クラスの点。"),
    )

    def total_steps(self) -> int:
        """Steps of the optimiser."""
        return self.steps

    def cost(self) -> float:
        """More points cost a little more."""
        return self.steps / 20_000 * (1.5 if self.data == "large" else 1.0)

    def check(self) -> None:
        """Newton's method takes a handful of steps; thousands are a slip."""
        if self.method == "newton" and self.steps > 1000:
            why = Text("Newton's method needs at most 1000 steps", "ニュートン法では 1000 以下にする")
            raise DemoError("unfit", name="steps", why=why)


DEMO = Demo(
    id="D07",
    name="logistic",
    topics=("logistic",),
    title=Text("Logistic regression, as published", "ロジスティック回帰（公開された設定のまま）"),
    about=Text(
        "35 points, two weights and a bias, 20,000 steps of Adam. The published figures come out to the last printed digit; "
        "Newton's method shows that they are not the optimum yet.",
        "35 点、重み二つとバイアス、Adam で 20,000 ステップ。公開された数値が最後の桁まで再現される。"
        "それがまだ最適解ではないことは、ニュートン法が示す。",
    ),
    params=Logistic,
    train="quizrnn.demos.d07_logistic.train:run",
    seconds=3.0,
    data=(Data("generated", Text("points drawn with the published seed", "公開されたシードで引いた点")),),
    figures=(
        Figure(
            "loss2000",
            Text("Loss after 2,000 steps", "2,000 ステップ後の損失"),
            same("15.166"),
            "004:103 [nb]",
            digits=3,
        ),
        Figure(
            "accuracy2000",
            Text("Accuracy after 2,000 steps", "2,000 ステップ後の正解率"),
            same("0.8857"),
            "004:103 [nb]",
            digits=4,
        ),
        Figure("loss", Text("Loss at the end", "最後の損失"), same("3.623"), "004:103 [nb]", digits=3),
        Figure(
            "accuracy", Text("Accuracy at the end", "最後の正解率"), same("0.9429"), "004:103 [nb]", digits=4
        ),
        Figure("w0", Text("Bias", "バイアス"), same("-15.630"), "004:103 [nb]", digits=3),
        Figure("w1", Text("Weight of x1", "x1 の重み"), same("0.560"), "004:103 [nb]", digits=3),
        Figure("w2", Text("Weight of x2", "x2 の重み"), same("0.493"), "004:103 [nb]", digits=3),
        Figure("optimum", Text("Loss at the true optimum", "真の最適解での損失"), digits=3),
        Figure("test", Text("Accuracy on the held-out points", "テスト用の点での正解率"), digits=4),
    ),
    small={"steps": 60},
    presets=(
        Preset(
            "newton",
            Text("Newton's method", "ニュートン法"),
            {"method": "newton", "steps": 12},
            Text("A handful of steps reach the optimum.", "数ステップで最適解に達する。"),
        ),
        Preset(
            "descent",
            Text("Gradient descent, rate 0.0005", "勾配降下法、学習率 0.0005"),
            {"method": "descent", "lr": 0.0005},
            Text(
                "The bias is far away and its direction is flat: progress is slow.",
                "バイアスは遠く、その方向の傾きは小さい。進みは遅い。",
            ),
        ),
        Preset(
            "too-fast",
            Text("Gradient descent, rate 0.1", "勾配降下法、学習率 0.1"),
            {"method": "descent", "lr": 0.1, "steps": 5000},
            Text(
                "A summed loss makes each step 35 times larger: it jumps.",
                "損失が合計なので 1 歩が 35 倍になり、跳ね回る。",
            ),
        ),
        Preset(
            "large",
            Text("1,400 points, a fifth held out", "1,400 点、5 分の 1 はテスト用"),
            {"data": "large", "steps": 2500},
            Text(
                "Training and test accuracy stay together: three weights do not over-fit.",
                "訓練とテストの正解率は並んだままで、重み三つでは過学習しない。",
            ),
        ),
    ),
    outcomes=(CONVERGES, FLOOR, STAYS, DIVERGES),
    together=(("accuracy", "test accuracy"),),
)
