"""What is known of D12 without training it."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos.demo import Demo, Figure, Outcome, Preset
from quizrnn.demos.known_data import DIGITS, MNIST
from quizrnn.demos.params import Params, Value, choice, flag, real, whole
from quizrnn.demos.texts import Text


@dataclass(frozen=True)
class OneLayer(Params):
    """Parameters of D12."""

    steps: int = whole(
        1000,
        1,
        100_000,
        en=("Steps", "One minibatch each."),
        ja=("ステップ数", "1 ステップでミニバッチ一つを使う。"),
    )
    filters: int = whole(
        16,
        1,
        128,
        en=("Filters", "Learned, without bias."),
        ja=("フィルター数", "学習する。バイアスはない。"),
    )
    side: str = choice(
        "3",
        {"3": Text("3x3", "3×3"), "5": Text("5x5", "5×5")},
        en=("Filter size", "Pixels."),
        ja=("フィルターの大きさ", "画素数。"),
    )
    learned: bool = flag(
        True,
        en=("Learn the filters", "Otherwise they stay as drawn."),
        ja=("フィルターを学習する", "しなければ乱数のまま。"),
    )
    units: int = whole(
        1024,
        1,
        2048,
        en=("Dense units", "Between maps and answer."),
        ja=("全結合のユニット数", "特徴マップと出力の間。"),
    )
    start: str = choice(
        "one",
        {
            "one": Text("truncated normal, std 1 (as the sources)", "切断正規分布、標準偏差 1（資料どおり）"),
            "he": Text("He: std √(2 / inputs)", "He: 標準偏差 √(2 / 入力数)"),
        },
        en=("First dense weights", "Of the hidden layer; the output layer starts at 0."),
        ja=("全結合層の重みの初期値", "隠れ層のもの。出力層は 0 から始める。"),
    )
    lr: float = real(0.0005, 1e-7, 1.0, en=("Learning rate", "Of Adam."), ja=("学習率", "Adam の学習率。"))
    batch: int = whole(
        100,
        1,
        1437,
        en=("Batch size", "Pictures per step."),
        ja=("バッチサイズ", "1 回の更新に使う枚数。"),
    )

    def total_steps(self) -> int:
        """Minibatches."""
        return self.steps

    def cost(self) -> float:
        """Most of the work is the dense layer over all maps."""
        return (
            self.steps / 1000 * (0.2 + 0.8 * self.filters / 16 * self.units / 1024 * (0.5 + self.batch / 200))
        )


SOURCES: dict[str, Value] = {"side": "5", "steps": 4000}

HIGH = Outcome(
    "above-0.98", Text("The test accuracy ends at 0.98 or above.", "テスト正解率は 0.98 以上で終わる。")
)
MIDDLE = Outcome("below-0.98", Text("It ends between 0.95 and 0.98.", "0.95～0.98 で終わる。"))
LOW = Outcome("below-0.95", Text("It ends below 0.95.", "0.95 に届かない。"))

DEMO = Demo(
    id="D12",
    name="one-layer-cnn",
    topics=("cnn.mnist", "cnn.filters", "cnn.conv"),
    title=Text("A single-layer CNN", "単層 CNN"),
    about=Text(
        "Learned filters, a pool, and a dense net. How much do more filters bring, and what if they are not learned at "
        "all? Look at the filters, their maps and the digits that are misread.",
        "学習するフィルターとプーリング、そのあと全結合。フィルターを増やすとどれだけ得をするか、"
        "そもそも学習しなかったらどうなるか。フィルター、特徴マップ、読み違えた数字を見る。",
    ),
    params=OneLayer,
    train="quizrnn.demos.d12_one_layer_cnn.train:run",
    seconds=4.5,
    data=(DIGITS, MNIST),
    figures=(
        Figure(
            "accuracy",
            Text("Accuracy on the held-out pictures", "テスト用画像の正解率"),
            Text("0.9804, best 0.9824 (MNIST, 4,000 steps)", "0.9804、最良 0.9824（MNIST、4,000 ステップ）"),
            "004:173 [nb]",
            digits=4,
        ),
        Figure(
            "loss",
            Text("Summed loss on them", "その損失の合計"),
            Text("708.7 (MNIST, 10,000 pictures)", "708.7（MNIST、10,000 枚）"),
            "004:173 [nb]",
            digits=1,
        ),
        Figure("weights", Text("Number of weights", "重みの個数"), digits=0),
    ),
    small={"steps": 12, "filters": 4, "units": 16},
    presets=(
        Preset(
            "sources",
            Text(
                "As the sources: 5x5, 4,000 steps (for MNIST)",
                "資料の設定: 5×5、4,000 ステップ（MNIST 向け）",
            ),
            SOURCES,
            Text(
                "The sources report 15 minutes; on MNIST some minutes here.",
                "資料では 15 分。ここでも MNIST なら数分。",
            ),
        ),
        Preset(
            "filters-1",
            Text("One filter", "フィルター 1 枚"),
            {"filters": 1},
            Text("How much one map is worth.", "マップ一枚でどこまで行けるか。"),
        ),
        Preset(
            "filters-4",
            Text("4 filters", "フィルター 4 枚"),
            {"filters": 4},
            Text("A quarter of the dense weights too.", "全結合の重みも 4 分の 1 になる。"),
        ),
        Preset(
            "filters-32",
            Text("32 filters", "フィルター 32 枚"),
            {"filters": 32},
            Text("Twice the cost. And the gain?", "計算は 2 倍。得は？"),
        ),
        Preset(
            "random-filters",
            Text("Filters that are not learned", "学習しないフィルター"),
            {"learned": False},
            Text("The dense net makes do with random maps.", "全結合層は乱数のマップでもやりくりする。"),
        ),
        Preset(
            "he",
            Text("He start of the dense layer", "全結合層を He の初期値に"),
            {"start": "he"},
            Text(
                "Does the wide start of the sources do any harm here?",
                "資料の広い初期値は、ここで害になっているか。",
            ),
        ),
    ),
    outcomes=(HIGH, MIDDLE, LOW),
    question=Text(
        "Where will the accuracy on the held-out digits end?", "テスト用の数字の正解率はどこで終わるか。"
    ),
    torch=True,
)
