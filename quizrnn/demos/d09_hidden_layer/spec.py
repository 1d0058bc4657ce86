"""What is known of D09 without training it."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos import digit_spec as shared
from quizrnn.demos.demo import Demo, Figure, Outcome, Preset
from quizrnn.demos.known_data import DIGITS, mnist
from quizrnn.demos.params import Params, choice, whole
from quizrnn.demos.texts import Text


@dataclass(frozen=True)
class Hidden(Params):
    """Parameters of D09."""

    steps: int = shared.steps(2000)
    units: int = whole(
        1024, 1, 4096, en=("Hidden units", "One layer of them."), ja=("隠れユニット数", "隠れ層は一つ。")
    )
    activation: str = choice(
        "relu",
        {
            "relu": Text("ReLU", "ReLU"),
            "tanh": Text("tanh", "tanh"),
            "identity": Text("none: the two layers are one linear map", "なし: 二層あわせても一つの線形写像"),
        },
        en=("Activation", "Between the two layers."),
        ja=("活性化関数", "二つの層の間に置くもの。"),
    )
    start: str = choice(
        "one",
        shared.SCALES | {"zero": Text("all 0", "すべて 0")},
        en=("First hidden weights", "The output weights start at 0 in any case."),
        ja=("隠れ層の重みの初期値", "出力層の重みはいつも 0 から始める。"),
    )
    lr: float = shared.adam_rate(0.001, 10.0)
    batch: int = shared.batch(100)

    def total_steps(self) -> int:
        """Minibatches."""
        return self.steps

    def cost(self) -> float:
        """Adam's work grows with the weights, the products with the batch too."""
        return self.steps / 2000 * (0.1 + 0.9 * self.units / 1024 * (0.5 + self.batch / 200))


NONLINEAR = Outcome(
    "beyond-linear",
    Text(
        "It ends above 0.97: better than a linear classifier gets.",
        "0.97 を超え、線形の分類器では届かない所まで行く。",
    ),
)
LINEAR = Outcome(
    "as-linear",
    Text(
        "It ends between 0.5 and 0.97: no better than one linear layer.",
        "0.5～0.97 に終わり、線形層一つと変わらない。",
    ),
)
STUCK = Outcome("stuck", Text("It stays near chance, 0.1.", "でたらめに答えた場合の 0.1 付近から動かない。"))

DEMO = Demo(
    id="D09",
    name="hidden-layer",
    topics=("mlp", "init"),
    title=Text("One hidden layer", "隠れ層一つのネットワーク"),
    about=Text(
        "Pixels → 1024 ReLU units → 10 digits. The hidden layer extracts features; how much do more units, another "
        "start, or no activation change?",
        "画素 → ReLU ユニット 1024 個 → 10 種の数字。隠れ層は特徴を取り出す。"
        "ユニット数、初期値、活性化関数の有無で何が変わるか。",
    ),
    params=Hidden,
    train="quizrnn.demos.d09_hidden_layer.train:run",
    seconds=3.0,
    data=(DIGITS, mnist(cost=8.5)),
    figures=(
        shared.accuracy(Text("0.9706 (MNIST)", "0.9706（MNIST）"), "004:151 [nb]"),
        shared.summed_loss("990.5", "004:151 [nb]"),
        Figure(
            "first_gradient",
            Text("Largest gradient of a hidden weight in step 1", "1 ステップ目の隠れ層の重みの勾配（最大）"),
            digits=4,
        ),
        Figure(
            "moved",
            Text(
                "How far the hidden weights moved, relative to the start",
                "隠れ層の重みの変化（初期値に対する比）",
            ),
            digits=4,
        ),
        shared.WEIGHTS,
    ),
    small={"steps": 30, "units": 16},
    presets=(
        Preset(
            "units-16",
            Text("16 units", "16 ユニット"),
            {"units": 16},
            Text("Still close: the digits are easy.", "これでもかなり近い。数字は易しい課題である。"),
        ),
        Preset(
            "units-128",
            Text("128 units", "128 ユニット"),
            {"units": 128},
            Text("An eighth of the cost.", "計算量は 8 分の 1。"),
        ),
        Preset(
            "units-512",
            Text("512 units", "512 ユニット"),
            {"units": 512},
            Text("Where the gain levels off.", "このあたりで伸びが止まる。"),
        ),
        Preset(
            "units-4096",
            Text("4096 units", "4096 ユニット"),
            {"units": 4096},
            Text("Four times the cost for hardly a digit more.", "4 倍の計算で、増える正解はごくわずか。"),
        ),
        Preset(
            "he",
            Text("He start", "He の初期値"),
            {"start": "he"},
            Text(
                "The sources start with std 1. Compare how far the hidden weights move.",
                "資料の初期値は標準偏差 1。隠れ層の重みがどれだけ動くかを比べよ。",
            ),
        ),
        Preset(
            "zero-start",
            Text("All weights 0", "すべて 0 から"),
            {"start": "zero"},
            Text("Fine for one linear layer. And here?", "線形層一つなら問題なかった。ここでは？"),
        ),
        Preset(
            "no-activation",
            Text("No activation", "活性化関数なし"),
            {"activation": "identity"},
            Text("Two linear layers are one.", "線形層を二つ重ねても一つと同じ。"),
        ),
        Preset(
            "tanh",
            Text("tanh", "tanh"),
            {"activation": "tanh"},
            Text("With std 1 most units saturate.", "標準偏差 1 では大半のユニットが飽和する。"),
        ),
    ),
    outcomes=(NONLINEAR, LINEAR, STUCK),
    question=shared.QUESTION,
)
