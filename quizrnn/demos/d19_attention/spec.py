"""What is known of D19 without training it."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos.demo import Data, Demo, Figure, Outcome, Preset
from quizrnn.demos.params import Params, choice, flag, real, whole
from quizrnn.demos.texts import Text, same


@dataclass(frozen=True)
class Attention(Params):
    """Parameters of D19."""

    steps: int = whole(
        1500, 1, 20_000, en=("Training steps", "One batch each."), ja=("学習ステップ数", "毎回 1 バッチ。")
    )
    attention: bool = flag(
        True,
        en=("Attention", "The decoder looks at all encoder states; without it, it gets the last one only."),
        ja=("注意機構", "デコーダがエンコーダの全状態を見る。無しなら最後の状態だけを受け取る。"),
    )
    scaled: bool = flag(
        False,
        en=("Scaled scores", "h·e / √H instead of h·e, as in a Transformer."),
        ja=("スコアのスケーリング", "h·e の代わりに、Transformer と同じ h·e / √H を使う。"),
    )
    task: str = choice(
        "reverse",
        {
            "reverse": Text("ABC → CBA", "ABC → CBA（逆順）"),
            "copy": Text("ABC → ABC", "ABC → ABC（写し）"),
        },
        en=("Task", "What the decoder has to say."),
        ja=("課題", "デコーダが答えるべき列。"),
    )
    length: int = whole(6, 2, 30, en=("Length", "Symbols per sequence."), ja=("長さ", "1 系列の記号の数。"))
    symbols: int = whole(
        10, 2, 26, en=("Alphabet", "How many symbols there are."), ja=("記号の種類", "使う記号の種類の数。")
    )
    cell: str = choice(
        "gru",
        {"gru": same("GRU"), "lstm": same("LSTM"), "rnn": same("RNN")},
        en=("Cell", "Of encoder and decoder."),
        ja=("セル", "エンコーダとデコーダのセル。"),
    )
    units: int = whole(
        32,
        2,
        256,
        en=("Hidden units", "H, the size of the state."),
        ja=("隠れユニット数", "H。状態の大きさ。"),
    )
    batch: int = whole(
        32, 1, 512, en=("Batch size", "Sequences per step."), ja=("バッチサイズ", "1 ステップの系列数。")
    )
    lr: float = real(0.005, 1e-6, 1.0, en=("Learning rate", "Of Adam."), ja=("学習率", "Adam の学習率。"))

    def total_steps(self) -> int:
        """Training steps."""
        return self.steps

    def cost(self) -> float:
        """A step costs as much as its symbols; the matrices of a larger state dominate."""
        size = max(self.units / 32, 1) ** 2 * (0.5 + self.batch / 64)
        return self.steps / 1500 * self.length / 6 * size * (1 if self.attention else 0.75)


NEARLY_ALL, HALF = 0.95, 0.7
ALL = Outcome("nearly-all", Text("At least 95% of them.", "95% 以上。"))
MOST = Outcome("most", Text("Between 70 and 95%.", "70～95%。"))
FEW = Outcome("few", Text("Less than 70%.", "70% 未満。"))

DEMO = Demo(
    id="D19",
    name="attention",
    topics=("attention", "seq2seq"),
    title=Text("Attention: say a sequence backwards", "注意機構: 系列を逆順に言う"),
    about=Text(
        "An encoder reads random symbols, a decoder says them backwards. Without attention all of them must fit into one "
        "state; with it the decoder looks back at every state. The weights show where it looks.",
        "エンコーダが乱数の記号列を読み、デコーダが逆順に言う。注意機構が無ければ、すべてが一つの状態に収まらなければならない。"
        "あればデコーダは全状態を見返せる。どこを見ているかは重みに現れる。",
    ),
    params=Attention,
    train="quizrnn.demos.d19_attention.train:run",
    seconds=4.0,
    data=(Data("sequences", Text("random sequences of symbols", "乱数で作る記号列")),),
    figures=(
        Figure(
            "accuracy",
            Text("Symbols right, teacher forcing", "正しい記号の割合（教師強制）"),
            digits=3,
        ),
        Figure(
            "free",
            Text("Symbols right on its own words", "正しい記号の割合（自分の出力を入力）"),
            digits=3,
        ),
        Figure("whole", Text("Whole sequences right", "系列全体が正しい割合"), digits=3),
        Figure("own", Text("Weight on the symbol's own state", "その記号自身の状態への重み"), digits=2),
        Figure(
            "next",
            Text("Weight on the state one step later", "その一つ後の状態への重み"),
            digits=2,
        ),
    ),
    small={"steps": 4, "length": 4, "units": 8, "batch": 8},
    presets=(
        Preset(
            "plain",
            Text("Length 6 without attention", "長さ 6、注意機構なし"),
            {"attention": False},
            Text("Six symbols nearly fit into one state.", "6 個ならば一つの状態にほぼ収まる。"),
        ),
        Preset(
            "long",
            Text("Length 15 with attention", "長さ 15、注意機構あり"),
            {"length": 15},
            Text(
                "Does the length hurt? And is the line of weights where you expect it?",
                "長くなると悪くなるか。重みの線は予想した場所にあるか。",
            ),
        ),
        Preset(
            "long-plain",
            Text("Length 15 without attention", "長さ 15、注意機構なし"),
            {"length": 15, "attention": False},
            Text(
                "Which symbols get lost: those read first or those read last?",
                "失われるのは最初に読んだ記号か、最後に読んだ記号か。",
            ),
        ),
        Preset(
            "big-plain",
            Text("Length 15 without attention, 64 units", "長さ 15、注意機構なし、64 ユニット"),
            {"length": 15, "attention": False, "units": 64},
            Text("Does a larger state replace attention?", "状態を大きくすれば注意機構の代わりになるか。"),
        ),
        Preset(
            "scaled",
            Text("Length 15, scores divided by √H", "長さ 15、スコアを √H で割る"),
            {"length": 15, "scaled": True},
            Text(
                "Smaller scores, softer weights: does it still find the line?",
                "スコアが小さいほど重みはなだらかになる。それでも線は見つかるか。",
            ),
        ),
        Preset(
            "copy",
            Text("Copy instead of reverse", "逆順ではなく写し"),
            {"task": "copy"},
            Text("The line of weights turns round.", "重みの線の向きが変わる。"),
        ),
    ),
    outcomes=(ALL, MOST, FEW),
    question=Text(
        "How many symbols does it get right when it goes on from its own words?",
        "自分の出力を次の入力にしたとき、記号の何割が正しいか。",
    ),
    together=(("accuracy", "on its own words"),),
)
