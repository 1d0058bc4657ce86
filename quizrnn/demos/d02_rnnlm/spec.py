"""What is known of D02 without training it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from quizrnn.demos.demo import Data, Demo, Figure, Outcome, Preset
from quizrnn.demos.params import Params, choice, real, whole
from quizrnn.demos.texts import Text, same

COSTS = {"rnn": 1.0, "gru": 2.6, "lstm": 2.4}
"""Time of a training relative to the simple RNN's."""
MOST = 30_000
BYTES_PER_WORD = 5.5
"""Of an English text, spaces counted in."""


@dataclass(frozen=True)
class NextWord(Params):
    """Parameters of D02."""

    epochs: int = whole(
        50, 1, 1000, en=("Epochs", "Passes over the windows."), ja=("エポック数", "学習用の窓を何周するか。")
    )
    cell: str = choice(
        "rnn",
        {"rnn": Text("simple RNN", "単純 RNN"), "gru": same("GRU"), "lstm": same("LSTM")},
        en=("Cell", "What reads the window word by word."),
        ja=("セル", "窓を一語ずつ読む層。"),
    )
    window: int = whole(
        5,
        1,
        50,
        en=("Window", "Words read before one is predicted."),
        ja=("窓の長さ", "予測の前に読む語数。"),
    )
    order: str = choice(
        "same",
        {
            "same": Text("oldest word first, as in training", "学習時と同じく古い語から"),
            "reversed": Text("newest word first", "新しい語から（逆順）"),
        },
        en=("Order at the test", "How held-out windows are read; training is always oldest first."),
        ja=("テスト時の語順", "テスト用の窓の読み方。学習時は常に古い語から。"),
    )
    words: str = choice(
        "embedding",
        {
            "embedding": Text("a trained embedding", "学習する埋め込み"),
            "one-hot": Text("one-hot rows straight into the cell", "one-hot をそのままセルへ"),
        },
        en=("Words as", "What the cell is given for a word."),
        ja=("語の表現", "セルに入れるもの。"),
    )
    embedding: int = whole(
        30,
        1,
        512,
        en=("Embedding size", "Numbers per word."),
        ja=("埋め込みの次元", "一語あたりの数の個数。"),
    )
    units: int = whole(30, 1, 512, en=("Hidden units", "Of the cell."), ja=("隠れユニット数", "セルのもの。"))
    threshold: int = whole(
        3,
        0,
        100_000,
        en=("Count threshold", "Words seen so often or less become <unk>."),
        ja=("出現回数のしきい値", "出現がこの回数以下の語は <unk> になる。"),
    )
    most: int = whole(
        MOST,
        100,
        1_000_000,
        en=("Words read at most", "Of a text of your own; later ones are left out."),
        ja=("読む語数の上限", "手元のテキストから読む語数。超えた分は使わない。"),
    )
    batch: int = whole(
        128, 1, 4096, en=("Batch size", "Windows per step."), ja=("バッチサイズ", "1 回の更新に使う窓の数。")
    )
    lr: float = real(0.001, 1e-6, 1.0, en=("Learning rate", "Of Adam."), ja=("学習率", "Adam の学習率。"))

    def total_steps(self) -> int:
        """Epochs."""
        return self.epochs

    def cost(self) -> float:
        """A step of the cell per word of the window; small batches cost more."""
        width = max(self.units / 30, 1.0)
        return (
            self.epochs
            / 50
            * COSTS[self.cell]
            * (0.2 + 0.16 * self.window * width)
            * max(1, 128 / self.batch)
        )

    def share_of(self, data: Path) -> float:
        """The words that are read of a text, the size of a folder not being known before."""
        words = data.stat().st_size / BYTES_PER_WORD if data.is_file() else math.inf
        return min(words, self.most) / MOST


GOOD = Outcome(
    "half",
    Text("At least half of the held-out next words are right.", "テスト用の次の語の半分以上を当てる。"),
)
SOME = Outcome(
    "some",
    Text(
        "Fewer, but more than by always naming the most frequent word.",
        "半分には届かないが、いつも最頻の語を答えるよりは多く当てる。",
    ),
)
NONE = Outcome(
    "none",
    Text(
        "No more than by always naming the most frequent word.",
        "いつも最頻の語を答えるのと同じか、それ以下。",
    ),
)

DEMO = Demo(
    id="D02",
    name="rnnlm",
    topics=("rnnlm",),
    title=Text("Which word comes next?", "次に来る語は何か"),
    about=Text(
        "Five words in, the probability of every word of the vocabulary out. See the likely next words, and how the same "
        "model fails when the window is handed over newest word first, as one program of the course does.",
        "五語を読み、語彙のすべての語に次に来る確率を付ける。有力な候補を見る。講座のあるプログラムのように、"
        "予測のときだけ窓を新しい語から渡すと、同じモデルがどう崩れるかも見る。",
    ),
    params=NextWord,
    train="quizrnn.demos.d02_rnnlm.train:run",
    seconds=3.0,
    data=(
        Data(
            "sentences", Text("700 drawn template sentences of 36 words", "36 語からなる文型で作った 700 文")
        ),
        Data(
            "texts",
            Text(
                "a text file in English, or a folder with .txt files",
                "英語のテキストファイル、または .txt のあるフォルダ",
            ),
            path=True,
            sets=("shakespeare",),
            cost=30.0,
        ),
    ),
    figures=(
        Figure(
            "accuracy", Text("Next words right on held-out text", "テスト部分で当てた次の語の割合"), digits=3
        ),
        Figure("perplexity", Text("Perplexity on it", "テスト部分のパープレキシティ"), digits=2),
        Figure(
            "other",
            Text("Right if the windows are read the other way round", "窓を反対の順で読ませたときの正解率"),
            digits=3,
        ),
        Figure(
            "frequent",
            Text("Right by always naming the most frequent word", "いつも最頻の語を答えたときの正解率"),
            digits=3,
        ),
        Figure(
            "unknown", Text("Share of <unk> among the right answers", "正解のうち <unk> の割合"), digits=3
        ),
        Figure(
            "tail",
            Text("Smallest probability of a word, median", "語の確率の最小値（中央値）"),
            Text("1e-20 to 1e-23", "1e-20〜1e-23"),
            "000:647",
        ),
    ),
    small={"epochs": 2, "units": 8, "embedding": 6, "batch": 512},
    presets=(
        Preset(
            "gru",
            Text("A GRU", "GRU にする"),
            {"cell": "gru"},
            Text("Does a gated cell see more in five words?", "五語しかないとき、ゲートは役に立つか。"),
        ),
        Preset(
            "lstm",
            Text("An LSTM", "LSTM にする"),
            {"cell": "lstm"},
            Text("Does a gated cell see more in five words?", "五語しかないとき、ゲートは役に立つか。"),
        ),
        Preset(
            "window-3",
            Text("Three words only", "窓を 3 語に"),
            {"window": 3},
            Text("Which next words need more than three?", "三語より前を見ないと分からない語はどれか。"),
        ),
        Preset(
            "window-10",
            Text("Ten words", "窓を 10 語に"),
            {"window": 10},
            Text(
                "The animal, eight words back, says what is eaten.", "八語前の動物が、何を食べるかを決める。"
            ),
        ),
        Preset(
            "reversed",
            Text("Reversed window at the test", "テストのときだけ窓を逆順に"),
            {"order": "reversed"},
            Text(
                "Nothing crashes, no shape is wrong. And the accuracy?",
                "エラーは出ず、形も正しい。では正解率は？",
            ),
        ),
        Preset(
            "threshold",
            Text("Words seen 100 times or less become <unk>", "100 回以下の語を <unk> に"),
            {"threshold": 100},
            Text(
                "The accuracy changes. Has the model learnt more?", "正解率が変わる。モデルが賢くなったのか。"
            ),
        ),
        Preset(
            "one-hot",
            Text("One-hot instead of an embedding", "埋め込みの代わりに one-hot"),
            {"words": "one-hot"},
            Text("One product less on the way. What is lost?", "行列積が一つ減る。何が失われるか。"),
        ),
    ),
    outcomes=(GOOD, SOME, NONE),
    question=Text(
        "How many of the held-out next words will be right?", "テスト部分の次の語をどれだけ当てられるか。"
    ),
    together=(("loss", "test loss"),),
)
