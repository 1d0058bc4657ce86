"""D04: what there is to know of the demo before it runs."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos.demo import Data, Demo, Figure, Outcome, Preset
from quizrnn.demos.params import Params, choice, flag, real, whole
from quizrnn.demos.texts import DemoError, Text, same

POINTS = 100


@dataclass(frozen=True)
class SinCos(Params):
    """The encoder, the decoder and their training."""

    epochs: int = whole(
        80,
        1,
        5000,
        en=("Epochs", "Passes over the training windows."),
        ja=("エポック数", "訓練用の窓を何周するか。"),
    )
    hidden: int = whole(
        10,
        1,
        128,
        en=("Hidden units", "Size of the state that passes from encoder to decoder."),
        ja=("隠れユニット数", "エンコーダからデコーダへ渡る状態の大きさ。"),
    )
    window: int = whole(
        24,
        2,
        80,
        en=("Window", "Steps that the encoder reads and the decoder writes."),
        ja=("窓の長さ", "エンコーダが読み、デコーダが書くステップ数。"),
    )
    cell: str = choice(
        "rnn",
        {
            "rnn": Text("simple RNN, tanh", "単純な RNN（tanh）"),
            "gru": Text("GRU", "GRU"),
            "lstm": Text("LSTM", "LSTM"),
        },
        en=("Cell", "Of encoder and decoder."),
        ja=("セル", "エンコーダとデコーダのセル。"),
    )
    forcing: bool = flag(
        True,
        en=("Teacher forcing", "While training the decoder sees the true previous value instead of its own."),
        ja=("教師強制", "学習中、デコーダに自分の出力ではなく正しい直前の値を入れる。"),
    )
    lr: float = real(
        0.001,
        1e-5,
        0.1,
        en=("Learning rate", "Of Adam."),
        ja=("学習率", "Adam の学習率。"),
    )
    batch: int = whole(
        16, 1, 100, en=("Batch", "Windows per update."), ja=("バッチ", "1 回の更新に使う窓の数。")
    )

    def check(self) -> None:
        """The training part must hold a window at least."""
        if POINTS - self.window < 5:
            raise DemoError("unfit", name="window", why=Text("at most 95.", "95 以下にしてください。"))

    def total_steps(self) -> int:
        """A step is an epoch."""
        return self.epochs

    def cost(self) -> float:
        """Epochs and window; cells other than the simple one, and free running, take the slower way."""
        slow = 1.0 if self.cell == "rnn" and self.forcing else 8.0
        return self.epochs / 80 * self.window / 24 * 16 / self.batch * slow


DEMO = Demo(
    id="D04",
    name="sin-cos",
    topics=("seq2seq",),
    title=Text("From sine to cosine with seq2seq", "seq2seq で sin から cos へ"),
    about=Text(
        "An encoder reads 24 points of a sine; a decoder, which gets nothing but its last state, writes the cosine. While it "
        "learns, the decoder is told the true previous value (teacher forcing); in use it only has its own. 251 parameters.",
        "エンコーダが sin の 24 点を読み、その最後の状態だけを受け取ったデコーダが cos を書く。学習中は正しい直前の値が"
        "与えられるが（教師強制）、使うときは自分の出力しかない。パラメータは 251 個。",
    ),
    params=SinCos,
    train="quizrnn.demos.d04_sin_cos.train:run",
    seconds=0.3,
    data=(
        Data(
            "generated", Text("100 points of sin and cos on [-3π, 3π]", "[-3π, 3π] の sin と cos を 100 点")
        ),
    ),
    figures=(
        Figure(
            "loss",
            Text("Training loss (MSE) of the last epoch", "最後のエポックの訓練損失（MSE）"),
            spread=same("0.0009–0.0086"),
        ),
        Figure("validation", Text("Validation loss (last fifth)", "検証損失（最後の 5 分の 1）")),
        Figure("forced", Text("RMSE with teacher forcing", "教師強制での RMSE")),
        Figure(
            "free",
            Text("RMSE of the free run", "自走での RMSE"),
            Text("small; some places not learnt", "小さい。一部は未学習"),
            "000:1112, 002:300",
            same("0.07–0.54"),
        ),
        Figure("ratio", Text("Free run over teacher forcing", "自走 ÷ 教師強制"), digits=2),
    ),
    small={"epochs": 6, "hidden": 4, "window": 8},
    presets=(
        Preset(
            "epochs-400",
            Text("400 epochs", "400 エポック"),
            {"epochs": 400},
            Text("The free run profits most.", "自走のほうがよく改善する。"),
        ),
        Preset(
            "no-forcing",
            Text("Without teacher forcing", "教師強制なし"),
            {"forcing": False, "epochs": 400},
            Text(
                "The decoder learns on its own outputs: slower at first, but what it learns is what it will do.",
                "自分の出力で学ぶ。最初は遅いが、学ぶことと使うときにすることが一致する。",
            ),
        ),
        Preset("gru", Text("GRU", "GRU"), {"cell": "gru"}, Text("Three times the weights.", "重みは 3 倍。")),
        Preset(
            "hidden-4",
            Text("4 hidden units", "隠れユニット 4 個"),
            {"hidden": 4},
            Text("Is so small a state enough for a phase?", "これだけの状態で位相を伝えられるか。"),
        ),
        Preset(
            "hidden-32",
            Text("32 hidden units", "隠れユニット 32 個"),
            {"hidden": 32},
            Text("Low loss sooner.", "損失が早く下がる。"),
        ),
        Preset(
            "window-12",
            Text("Windows of 12", "窓の長さ 12"),
            {"window": 12},
            Text("A shorter free run has less time to drift.", "自走が短ければ、ずれる時間も短い。"),
        ),
        Preset(
            "window-48",
            Text("Windows of 48", "窓の長さ 48"),
            {"window": 48},
            Text("Errors have twice the time to add up.", "誤差が積もる時間が 2 倍になる。"),
        ),
    ),
    question=Text(
        "How will the free run compare with teacher forcing?",
        "自走の誤差は、教師強制のときと比べてどうなるか。",
    ),
    outcomes=(
        Outcome("alike", Text("About the same, within a factor of two.", "同程度（2 倍以内）。")),
        Outcome("exposed", Text("More than twice the error.", "誤差は 2 倍を超える。")),
        Outcome(
            "better", Text("The free run errs less than half as much.", "自走の誤差は半分にも満たない。")
        ),
        Outcome("unlearnt", Text("Not even teacher forcing gets it right.", "教師強制でもうまくいかない。")),
    ),
    together=(("loss", "validation"),),
)
