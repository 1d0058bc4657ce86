"""What is known of D18 without training it."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos.demo import Data, Demo, Figure, Outcome, Preset
from quizrnn.demos.params import Params, choice, flag, real, whole
from quizrnn.demos.texts import Text


@dataclass(frozen=True)
class Word2vec(Params):
    """Parameters of D18."""

    epochs: int = whole(
        20, 1, 500, en=("Epochs", "Passes over all pairs."), ja=("エポック数", "全部の組を何周するか。")
    )
    model: str = choice(
        "skip-gram",
        {
            "skip-gram": Text("centre → each context word", "中心語 → 文脈の各語"),
            "cbow": Text("mean of the context → centre", "文脈の平均 → 中心語"),
        },
        en=("Model", "What is given and what is guessed."),
        ja=("モデル", "何から何を当てるか。"),
    )
    loss: str = choice(
        "negative",
        {
            "negative": Text(
                "negative sampling: right word or drawn word?", "負例サンプリング: 正しい語か、引いた語か"
            ),
            "softmax": Text("softmax over the whole vocabulary", "語彙全体のソフトマックス"),
        },
        en=("Loss", "How the guess is judged."),
        ja=("損失", "当てた結果をどう評価するか。"),
    )
    negatives: int = whole(
        5, 1, 50, en=("Negatives", "Drawn words per pair."), ja=("負例の数", "1 組ごとに引く語の数。")
    )
    window: int = whole(
        2,
        1,
        10,
        en=("Window", "How many words on either side are the context."),
        ja=("窓", "左右何語までを文脈とするか。"),
    )
    dims: int = whole(
        8, 1, 100, en=("Dimensions", "Numbers per word."), ja=("次元数", "1 語を表す数の個数。")
    )
    exclude: bool = flag(
        True,
        en=("Leave the inputs out", "king, man and woman may not be the answer to king - man + woman."),
        ja=("入力の語を除く", "king - man + woman の答えから king、man、woman を除く。"),
    )
    sentences: int = whole(
        1500, 50, 20_000, en=("Sentences", "Size of the corpus."), ja=("文の数", "コーパスの大きさ。")
    )
    batch: int = whole(
        256, 1, 10_000, en=("Batch size", "Pairs per step."), ja=("バッチサイズ", "1 回の更新に使う組の数。")
    )
    lr: float = real(0.01, 1e-6, 1.0, en=("Learning rate", "Of Adam."), ja=("学習率", "Adam の学習率。"))

    def total_steps(self) -> int:
        """Epochs."""
        return self.epochs

    def cost(self) -> float:
        """Pairs of sentences, which are short, times dimensions; small batches need more updates for them."""
        around = min(self.window, 3) / 2
        samples = self.sentences / 1500 * (around if self.model == "skip-gram" else 0.5 * around)
        negatives = 0.5 + self.negatives / 10 if self.loss == "negative" else 0.6
        wide = 1 + max(self.dims - 8, 0) / 25
        return self.epochs / 20 * samples * wide * (0.7 * negatives + 0.3 * 256 / self.batch)


QUEEN = Outcome("queen", Text("queen comes first.", "queen が 1 位になる。"))
INPUT = Outcome(
    "input",
    Text("king, man or woman itself comes first.", "king、man、woman のどれか自身が 1 位になる。"),
)
OTHER = Outcome("other", Text("Another word comes first.", "それ以外の語が 1 位になる。"))

DEMO = Demo(
    id="D18",
    name="word2vec",
    topics=("word2vec",),
    title=Text("word2vec: king - man + woman", "word2vec: king - man + woman"),
    about=Text(
        "1,500 generated sentences, 22 words, 8 numbers per word. Words with like neighbours get like vectors; the map "
        "shows them. Then 48 analogies are asked, with and without the words of the question among the answers.",
        "生成した 1,500 文、22 語、1 語あたり 8 個の数。似た語に囲まれた語は似たベクトルになり、その様子が地図で見える。"
        "学習後に 48 個のアナロジーを、問いの語を答えから除いた場合と除かない場合とで解く。",
    ),
    params=Word2vec,
    train="quizrnn.demos.d18_word2vec.train:run",
    seconds=1.2,
    data=(
        Data(
            "sentences",
            Text("generated sentences about a palace and a village", "宮殿と村の人々についての生成文"),
        ),
    ),
    figures=(
        Figure("loss", Text("Loss per pair", "1 組あたりの損失"), digits=3),
        Figure(
            "queen",
            Text("Rank of queen, inputs left out", "queen の順位（入力の語を除く）"),
            digits=0,
        ),
        Figure(
            "queen-all",
            Text("Rank of queen among all words", "queen の順位（全部の語の中で）"),
            digits=0,
        ),
        Figure(
            "right",
            Text("Analogies right of 48, inputs left out", "48 問中の正答（入力の語を除く）"),
            digits=0,
        ),
        Figure(
            "right-all",
            Text("Analogies right of 48, all words allowed", "48 問中の正答（全部の語から選ぶ）"),
            digits=0,
        ),
        Figure(
            "alike",
            Text("Cosine of king and queen", "king と queen のコサイン類似度"),
            digits=2,
        ),
    ),
    small={"epochs": 2, "sentences": 100, "batch": 64},
    presets=(
        Preset(
            "cbow",
            Text("CBOW", "CBOW"),
            {"model": "cbow"},
            Text(
                "A third of the samples, so it is faster; are the analogies worse?",
                "標本が 3 分の 1 なので速い。アナロジーは悪くなるか。",
            ),
        ),
        Preset(
            "softmax",
            Text("Full softmax", "負例なしのソフトマックス"),
            {"loss": "softmax"},
            Text(
                "With 22 words the full softmax costs little; with 100,000 it would cost everything.",
                "22 語ならソフトマックスも軽い。10 万語ならここが計算の大半になる。",
            ),
        ),
        Preset(
            "window-1",
            Text("Window 1", "窓 1"),
            {"window": 1},
            Text(
                "his and her never stand right beside a person. Is queen found all the same, and why?",
                "his も her も人のすぐ隣には来ない。それでも queen は見つかるか。なぜか。",
            ),
        ),
        Preset(
            "window-1-inputs",
            Text("Window 1, inputs not left out", "窓 1、入力の語を除かない"),
            {"window": 1, "exclude": False},
            Text("What comes first once nothing is hidden.", "何も隠さなければ何が 1 位になるか。"),
        ),
        Preset(
            "inputs-in",
            Text("Inputs not left out", "入力の語を除かない"),
            {"exclude": False},
            Text(
                "The same vectors; how many of the 48 answers stay right?",
                "ベクトルは同じ。48 問のうちいくつが正しいままか。",
            ),
        ),
        Preset(
            "two-dimensions",
            Text("2 dimensions", "2 次元"),
            {"dims": 2},
            Text(
                "Rank, age and gender are three contrasts; do they fit into a plane?",
                "身分、年齢、性別と対比は三つある。平面に収まるか。",
            ),
        ),
    ),
    outcomes=(QUEEN, INPUT, OTHER),
    question=Text(
        "Which word is nearest to king - man + woman?", "king - man + woman に最も近い語はどれか。"
    ),
)
