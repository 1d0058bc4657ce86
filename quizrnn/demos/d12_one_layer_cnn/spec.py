"""What is known of D12 without training it."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos import digit_spec as shared
from quizrnn.demos.demo import Demo, Outcome, Preset
from quizrnn.demos.known_data import DIGITS, mnist
from quizrnn.demos.params import Params, Value, flag, whole
from quizrnn.demos.texts import Text


@dataclass(frozen=True)
class OneLayer(Params):
    """Parameters of D12."""

    steps: int = shared.steps(1000)
    filters: int = whole(
        16,
        1,
        128,
        en=("Filters", "Learned, without bias."),
        ja=("フィルタ数", "学習する。バイアスはない。"),
    )
    side: str = shared.filter_side()
    learned: bool = flag(
        True,
        en=("Learn the filters", "Otherwise they stay as drawn."),
        ja=("フィルタを学習する", "しなければ乱数のまま。"),
    )
    units: int = shared.dense_units(1024)
    start: str = shared.dense_start("one")
    lr: float = shared.adam_rate(0.0005)
    batch: int = shared.batch(100)

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
        "学習するフィルタとプーリング、そのあと全結合。フィルタを増やすとどれだけ得をするか、"
        "そもそも学習しなかったらどうなるか。フィルタ、特徴マップ、読み違えた数字を見る。",
    ),
    params=OneLayer,
    train="quizrnn.demos.d12_one_layer_cnn.train:run",
    seconds=4.5,
    data=(DIGITS, mnist(cost=9.5)),
    figures=(
        shared.accuracy(
            Text("0.9804, best 0.9824 (MNIST, 4,000 steps)", "0.9804、最良 0.9824（MNIST、4,000 ステップ）"),
            "004:173 [nb]",
        ),
        shared.summed_loss("708.7", "004:173 [nb]"),
        shared.WEIGHTS,
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
            Text("One filter", "フィルタ 1 枚"),
            {"filters": 1},
            Text("How much one map is worth.", "マップ一枚でどこまで行けるか。"),
        ),
        Preset(
            "filters-4",
            Text("4 filters", "フィルタ 4 枚"),
            {"filters": 4},
            Text("A quarter of the dense weights too.", "全結合の重みも 4 分の 1 になる。"),
        ),
        Preset(
            "filters-32",
            Text("32 filters", "フィルタ 32 枚"),
            {"filters": 32},
            Text("Twice the cost. And the gain?", "計算は 2 倍。得は？"),
        ),
        Preset(
            "random-filters",
            Text("Filters that are not learned", "学習しないフィルタ"),
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
    question=shared.QUESTION,
    torch=True,
    together=(("test loss", "training loss"),),
)
