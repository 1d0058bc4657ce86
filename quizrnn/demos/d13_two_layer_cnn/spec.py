"""What is known of D13 without training it."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos import digit_spec as shared
from quizrnn.demos.demo import Demo, Figure, Outcome, Preset
from quizrnn.demos.known_data import DIGITS, DRAWING, mnist
from quizrnn.demos.params import Params, Value, flag, real, whole
from quizrnn.demos.texts import Text


@dataclass(frozen=True)
class TwoLayers(Params):
    """Parameters of D13."""

    steps: int = shared.steps(1000)
    filters: int = whole(
        16,
        1,
        64,
        en=("Filters", "Of the first layer; the second has twice as many."),
        ja=("フィルタ数", "一層目の数。二層目はその 2 倍。"),
    )
    side: str = shared.filter_side()
    units: int = shared.dense_units(256)
    drop: float = real(
        0.5,
        0.0,
        0.99,
        en=(
            "Dropout",
            "Share of the dense units that is DROPPED in training (TensorFlow 1 names the share kept).",
        ),
        ja=("ドロップアウト率", "学習時に「落とす」割合（TensorFlow 1 の引数は残す割合）。"),
    )
    relu: bool = flag(
        True,
        en=("ReLU after convolutions", "Without it only the pools lie between the convolutions."),
        ja=("畳み込み後の ReLU", "なしにすると、畳み込みの間に残るのはプーリングだけ。"),
    )
    start: str = shared.dense_start("he")
    lr: float = shared.adam_rate(0.001)
    batch: int = shared.batch(50)

    def total_steps(self) -> int:
        """Minibatches."""
        return self.steps

    def cost(self) -> float:
        """The second convolution grows fastest."""
        work = (self.filters / 16) ** 2 * (int(self.side) / 3) ** 2
        return self.steps / 1000 * (0.78 + 0.22 * work * self.batch / 50)


SOURCES: dict[str, Value] = {"filters": 32, "side": "5", "units": 1024, "start": "one", "lr": 0.0001}

HIGH = Outcome(
    "above-0.96", Text("The test accuracy ends at 0.96 or above.", "テスト正解率は 0.96 以上で終わる。")
)
MIDDLE = Outcome("below-0.96", Text("It ends between 0.5 and 0.96.", "0.5～0.96 で終わる。"))
LOW = Outcome("fails", Text("It ends below 0.5.", "0.5 に届かない。"))

DEMO = Demo(
    id="D13",
    name="two-layer-cnn",
    topics=("cnn.mnist", "dropout", "cnn.conv"),
    title=Text("A two-layer CNN with dropout", "ドロップアウト付きの二層 CNN"),
    about=Text(
        "Convolution, ReLU, pool, twice; then a dense layer with dropout. See the filters, what they make of a digit, and "
        "which digits are misread. Give it a digit that you drew.",
        "畳み込み・ReLU・プーリングを二回、そのあとドロップアウト付きの全結合層。"
        "フィルタ、数字がどう写るか、どの数字を読み違えるかを見る。自分で書いた数字も読ませられる。",
    ),
    params=TwoLayers,
    train="quizrnn.demos.d13_two_layer_cnn.train:run",
    seconds=3.5,
    data=(DIGITS, mnist(cost=8.0), DRAWING),
    figures=(
        shared.accuracy(
            Text("0.9918 (MNIST, 20,000 steps)", "0.9918（MNIST、20,000 ステップ）"), "004:184 [nb]"
        ),
        shared.summed_loss("269.1", "004:184 [nb]"),
        Figure("train_accuracy", Text("Accuracy on the training pictures", "学習用画像の正解率"), digits=4),
        shared.WEIGHTS,
    ),
    small={"steps": 12, "filters": 4, "units": 16},
    presets=(
        Preset(
            "sources-1000",
            Text("As the sources, 1,000 steps (for MNIST)", "資料の設定で 1,000 ステップ（MNIST 向け）"),
            {**SOURCES, "steps": 1000},
            Text("On MNIST 0.96 and more is there already.", "MNIST ならこの時点でもう 0.96 を超える。"),
        ),
        Preset(
            "sources",
            Text("As the sources, 20,000 steps (for MNIST)", "資料の設定で 20,000 ステップ（MNIST 向け）"),
            {**SOURCES, "steps": 20_000},
            Text("About half an hour on MNIST.", "MNIST では 30 分ほどかかる。"),
        ),
        Preset(
            "no-dropout",
            Text("No dropout", "ドロップアウトなし"),
            {"drop": 0.0},
            Text(
                "Compare the accuracies on training and held-out digits.",
                "学習用とテスト用の正解率を比べよ。",
            ),
        ),
        Preset(
            "drop-0.8",
            Text("Dropout 0.8", "ドロップ率 0.8"),
            {"drop": 0.8},
            Text(
                "What happens when 'keep 0.8' is passed as a drop rate.",
                "「0.8 残す」を落とす率に渡すとこうなる。",
            ),
        ),
        Preset(
            "no-relu",
            Text("No ReLU after the convolutions", "畳み込み後の ReLU なし"),
            {"relu": False},
            Text("Max pooling is not linear either.", "最大プーリングも線形ではない。"),
        ),
        Preset(
            "std-1",
            Text("Dense start with std 1", "全結合層の初期値を標準偏差 1 に"),
            {"start": "one"},
            Text(
                "The start of the sources, far wider than He's. Does it show in the accuracy?",
                "資料の初期値。He よりはるかに広い。正解率に差は出るか。",
            ),
        ),
    ),
    outcomes=(HIGH, MIDDLE, LOW),
    question=shared.QUESTION,
    torch=True,
    together=(("test loss", "training loss"),),
)
