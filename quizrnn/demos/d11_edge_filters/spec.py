"""What is known of D11 without training it."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos.demo import Data, Demo, Figure, Outcome, Preset
from quizrnn.demos.params import Params, choice, flag, real, whole
from quizrnn.demos.texts import Text


@dataclass(frozen=True)
class Edges(Params):
    """Parameters of D11."""

    steps: int = whole(
        200,
        1,
        10_000,
        en=("Steps", "Each uses all pictures."),
        ja=("ステップ数", "1 ステップで全画像を使う。"),
    )
    learned: bool = flag(
        False,
        en=("Learn the filters", "Otherwise two fixed edge filters with the absolute value."),
        ja=("フィルタを学習する", "しなければ、固定のエッジフィルタ二つに絶対値を取って使う。"),
    )
    units: int = whole(
        2,
        1,
        64,
        en=("tanh units", "Between the maps and the three classes."),
        ja=("tanh ユニット数", "特徴マップと三つのクラスの間。"),
    )
    start: str = choice(
        "one",
        {
            "one": Text("normal, std 1 (as the sources)", "正規分布、標準偏差 1（資料どおり）"),
            "xavier": Text("Xavier: std 1/√392", "Xavier: 標準偏差 1/√392"),
        },
        en=("First dense weights", "From the 392 pixels of the maps to the tanh units."),
        ja=("全結合の重みの初期値", "マップの 392 画素から tanh ユニットへ。"),
    )
    lr: float = real(0.001, 1e-6, 1.0, en=("Learning rate", "Of Adam."), ja=("学習率", "Adam の学習率。"))
    cut: float = real(
        0.2,
        0.0,
        1.0,
        en=("Cut-off", "Taken off each response before ReLU; weaker ones vanish."),
        ja=("切り捨ての閾値", "ReLU の前に応答から引く値。これより弱い応答は消える。"),
    )
    background: float = real(
        0.0,
        0.0,
        0.9,
        en=("Background", "Of the generated pictures; 0 is black."),
        ja=("背景の明るさ", "生成する画像のもの。0 が黒。"),
    )
    each: int = whole(
        30,
        1,
        300,
        en=("Pictures of each kind", "Generated; real data has its own number."),
        ja=("種類ごとの枚数", "生成する場合のみ。実データでは決まっている。"),
    )

    def total_steps(self) -> int:
        """Updates, all pictures each."""
        return self.steps

    def cost(self) -> float:
        """Learned filters need a convolution in every step, fixed ones only one."""
        return self.steps / 200 * self.each / 30 * (6 if self.learned else 1)


ALL = Outcome("all-right", Text("All three kinds are told apart.", "三種類とも見分けられるようになる。"))
TWO = Outcome(
    "two-kinds",
    Text(
        "It sticks at about two thirds: one kind is taken for another.",
        "3 分の 2 ほどで止まる。一種類が別の種類に取り違えられる。",
    ),
)
SOME = Outcome(
    "some-right",
    Text(
        "Neither: each kind is known, but below 99%.",
        "どちらでもない。三種類とも半分以上は当たるが、99% に届かない。",
    ),
)

DEMO = Demo(
    id="D11",
    name="edge-filters",
    topics=("cnn.filters", "cnn.conv"),
    title=Text("Edge filters and strokes", "エッジ抽出フィルタと線画"),
    about=Text(
        "Vertical bar, horizontal bar or cross? Two 5x5 filters answer to edges, two tanh units gather what they see. "
        "Then let the net learn its filters by itself.",
        "縦棒か、横棒か、十字か。5×5 のフィルタ二つがエッジに応答し、tanh ユニット二つがそれをまとめる。"
        "続いて、フィルタそのものを学習する。",
    ),
    params=Edges,
    train="quizrnn.demos.d11_edge_filters.train:run",
    seconds=0.3,
    data=(
        Data(
            "strokes",
            Text("generated strokes of 28x28 pixels", "生成した 28×28 画素の線画"),
        ),
        Data(
            "orenist",
            Text(
                "ORENIST: the original 90 drawings (a file or its folder)",
                "ORENIST: 元の 90 枚（ファイルかそのフォルダ）",
            ),
            path=True,
            sets=("orenist",),
        ),
    ),
    figures=(
        Figure(
            "accuracy",
            Text("Accuracy on the training strokes", "学習用の線画の正解率"),
            Text("1.000 after 100–120 steps", "100～120 ステップで 1.000"),
            "004:163 [nb]",
            digits=3,
        ),
        Figure(
            "loss",
            Text("Summed loss", "損失の合計"),
            Text("69.7 fixed, 66.0 learned", "固定 69.7、学習 66.0"),
            "004:163 [nb]",
            digits=1,
        ),
        Figure(
            "fresh",
            Text("Accuracy on 90 freshly generated strokes", "新しく生成した 90 枚の正解率"),
            digits=3,
        ),
        Figure("corner", Text("Largest response in the corners", "四隅での最大の応答"), digits=3),
    ),
    small={"steps": 6, "each": 4},
    presets=(
        Preset(
            "learned",
            Text("Learned filters", "フィルタを学習"),
            {"learned": True},
            Text(
                "No absolute value; the aim is no longer edges.",
                "絶対値は取らない。もうエッジが目的ではない。",
            ),
        ),
        Preset(
            "enough",
            Text("8 units, rate 0.005, 600 strokes", "8 ユニット、学習率 0.005、600 枚"),
            {"units": 8, "lr": 0.005, "each": 200, "steps": 300},
            Text("Room and time enough.", "余裕も時間も十分な設定。"),
        ),
        Preset(
            "xavier",
            Text("Xavier start", "Xavier の初期値"),
            {"start": "xavier"},
            Text("Units that do not begin saturated.", "最初から飽和していないユニット。"),
        ),
        Preset(
            "grey-background",
            Text("Grey background", "灰色の背景"),
            {"background": 0.5},
            Text(
                "Zero padding makes edges where the picture ends: look at the maps.",
                "ゼロパディングのせいで画像の端が偽のエッジになる。マップを見よ。",
            ),
        ),
        Preset(
            "no-cut",
            Text("No cut-off", "切り捨てなし"),
            {"cut": 0.0},
            Text("Weak responses stay in the maps.", "弱い応答もマップに残る。"),
        ),
    ),
    outcomes=(ALL, TWO, SOME),
    question=Text(
        "How many of the three kinds will it tell apart?", "三種類のうち、いくつを見分けるようになるか。"
    ),
)
