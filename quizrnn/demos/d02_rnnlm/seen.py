"""What a run of D02 showed, in words."""

from __future__ import annotations

from quizrnn.demos.d02_rnnlm.corpus import Corpus
from quizrnn.demos.d02_rnnlm.spec import NextWord
from quizrnn.demos.texts import Text

MANY_UNKNOWN, SAME = 0.1, 0.02
"""Share of <unk> that makes accuracies hard to compare; accuracies that differ less count as the same."""


def what_was_seen(params: NextWord, corpus: Corpus, figures: dict[str, float]) -> Text:
    """Accuracy first, then what the settings of this run are about, then the tail of the probabilities."""
    parts = [_head(corpus, figures), _order(params, figures), _variant(params, figures), _tail(figures)]
    return Text("\n\n".join(part.en for part in parts if part.en), "\n\n".join(p.ja for p in parts if p.ja))


def _head(corpus: Corpus, figures: dict[str, float]) -> Text:
    n, V = len(corpus.test_t), len(corpus.words)
    accuracy, frequent = figures["accuracy"], figures["frequent"]
    unsure = _unsure(figures["perplexity"], V)
    return Text(
        f"{accuracy:.1%} of {n:,} held-out next words are right (always the most frequent word: {frequent:.1%}). "
        f"{unsure.en}",
        f"テスト部分の次の語 {n:,} 個のうち {accuracy:.1%} が正解（いつも最頻の語を答えると {frequent:.1%}）。{unsure.ja}",
    )


def _unsure(perplexity: float, V: int) -> Text:
    if perplexity > V:
        return Text(
            f"The perplexity {perplexity:.3g} is larger than the vocabulary of {V} words: worse than knowing nothing, since "
            "it is sure of the wrong words.",
            f"パープレキシティ {perplexity:.3g} は語彙の {V} 語より大きい。自信を持って間違えるので、何も知らないより悪い。",
        )
    return Text(
        f"The perplexity {perplexity:.3g} says: on average as unsure as between that many equally likely words, out of {V}. "
        "Accuracy cannot reach 1 where a text leaves the next word open.",
        f"パープレキシティ {perplexity:.3g} は、語彙 {V} 語のうち平均してそれだけの数の同等な候補で迷っていることを表す。"
        "次の語が一つに決まらない文章では、正解率が 1 になることはない。",
    )


def _order(params: NextWord, figures: dict[str, float]) -> Text:
    accuracy, other = figures["accuracy"], figures["other"]
    if params.window == 1:
        return Text("A window of one word has no order.", "窓が一語なら語順はない。")
    if abs(accuracy - other) < SAME:
        return Text(
            f"Reading the windows the other way round gives {other:.1%}, hardly another figure: so far the model uses "
            "how often words are, not where they stand.",
            f"窓を反対の順で読ませても {other:.1%} で、ほとんど変わらない。このモデルはまだ、語の並びではなく"
            "語の頻度しか使っていない。",
        )
    if params.order == "reversed":
        return Text(
            f"The windows were read newest word first, but learnt oldest first: read in the order of training the same "
            f"weights get {other:.1%}. No shape is wrong and nothing crashes, only the words stand in the wrong places; "
            "cut and order windows by the same function for training and prediction.",
            f"学習は古い語からなのに、テストでは新しい語から読ませた。同じ重みでも、学習時の順で読ませれば {other:.1%} になる。"
            "形は合っていてエラーも出ないが、語の位置が狂っている。窓を作る関数は学習と予測で共用するのがよい。",
        )
    return Text(
        f"Read newest word first, the same weights get {other:.1%} instead of {accuracy:.1%}: "
        "an RNN has learnt what stands where.",
        f"同じ重みのまま窓を新しい語から読ませると、{accuracy:.1%} が {other:.1%} になる。RNN は語の並び順を学んでいる。",
    )


def _variant(params: NextWord, figures: dict[str, float]) -> Text:
    unknown = figures["unknown"]
    if unknown > MANY_UNKNOWN:
        return Text(
            f"{unknown:.1%} of the right answers are <unk>: naming it counts as right and says nothing. Accuracies "
            "with different thresholds cannot be compared; a higher one here is an easier task, not a better model.",
            f"正解の {unknown:.1%} は <unk> である。<unk> と答えれば正解になるが、何も言っていない。"
            "しきい値の違う正解率どうしは比べられない。ここで値が高くても、課題が易しくなっただけのことがある。",
        )
    if params.words == "one-hot":
        return Text(
            "A one-hot row times Wx is a row of Wx, so a table lookup does the same without the memory: an embedding is a "
            "first layer without bias. With a large vocabulary it saves weights, since it is narrower than the gates.",
            "one-hot の行と Wx の積は Wx の一行にほかならない。表引きで済み、メモリーも要らない。"
            "つまり埋め込みとは、バイアスのない一層目である。語彙が大きいとき、幅を狭くできる分だけ重みが減る。",
        )
    if params.cell != "rnn":
        return Text(
            "A gated cell shines over long distances; in a short window it has several times the weights of the simple "
            "RNN and little more to see.",
            "ゲート付きセルの強みは長い距離にある。短い窓では、重みが単純 RNN の数倍あっても、見えるものはほとんど変わらない。",
        )
    if params.window < 5:
        return Text(
            "What stands before the window cannot help: compare a longer one (--try window-10).",
            "窓より前の語は予測に使えない。長い窓（--try window-10）と比べよ。",
        )
    if params.window > 5:
        return Text(
            "A longer window shows words that stand further back; in the template sentences the animal, eight words "
            "before its food, is one of them. Each word more is a step more for the gradient on its way back.",
            "窓を長くすると、より前の語も見える。文型の例では、食べ物の八語前にある動物がそれにあたる。"
            "ただし一語増えるごとに、勾配がさかのぼる段も一つ増える。",
        )
    return Text("", "")


def _tail(figures: dict[str, float]) -> Text:
    return Text(
        f"The least likely word of a window has about {figures['tail']:.0e}. Such tails, which the course prints (1e-20 "
        "and less), are no measure of anything, and close probabilities do not make words similar; cosines of their "
        "vectors do (last table).",
        f"最も確率の低い語は {figures['tail']:.0e} ほど。講座の資料が表示しているのはこの裾（1e-20 以下）だが、"
        "そこから言えることは何もない。出力確率が近くても語が似ているわけではない。"
        "語の近さはベクトルのコサインで測る（最後の表）。",
    )
