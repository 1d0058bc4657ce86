"""What is known of D15 without running it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from quizrnn.demos.demo import Data, Demo, Figure, Outcome, Preset
from quizrnn.demos.params import Params, Value, choice, real, whole
from quizrnn.demos.texts import Text, same

SYMBOLS = 4


@dataclass(frozen=True)
class Gradients(Params):
    """Parameters of D15."""

    task: str = choice(
        "norm",
        {
            "norm": Text("measure |∂h_T/∂h_0| of fresh weights", "初期重みのまま |∂h_T/∂h_0| を測る"),
            "recall": Text("learn to recall the first of T symbols", "T 個の記号の最初の一つを思い出す学習"),
        },
        en=("Task", "Measure only, or train."),
        ja=("課題", "測るだけか、学習するか。"),
    )
    cell: str = choice(
        "lstm",
        {"rnn": same("RNN"), "lstm": same("LSTM"), "gru": same("GRU")},
        en=("Cell", "Measuring shows all three; this one gets the bias."),
        ja=("セル", "測定では三つとも示す。バイアスはこのセルに加える。"),
    )
    bias: float = real(
        0.0,
        -10.0,
        10.0,
        en=("Keep bias", "Added to the LSTM's forget gate; in the GRU to the gate that keeps the old state."),
        ja=("保持側のバイアス", "LSTM では忘却ゲートに、GRU では古い状態を残す側のゲートに加える。"),
    )
    length: int = whole(50, 2, 200, en=("T", "Time steps."), ja=("T", "時間ステップ数。"))
    units: int = whole(
        8,
        1,
        128,
        en=("Hidden units", "H. The recall task wants about 32."),
        ja=("隠れユニット数", "H。思い出す課題では 32 程度。"),
    )
    steps: int = whole(
        1500,
        1,
        20_000,
        en=("Training steps", "Of the recall task, 32 sequences each."),
        ja=("学習ステップ数", "思い出す課題で使う。毎回 32 系列。"),
    )
    lr: float = real(
        0.01,
        1e-6,
        1.0,
        en=("Learning rate", "Of Adam, in the recall task."),
        ja=("学習率", "思い出す課題の Adam。"),
    )

    def total_steps(self) -> int:
        """Time steps when measuring, training steps when recalling."""
        return self.length if self.task == "norm" else self.steps

    def outcomes(self) -> tuple[str, ...]:
        """A gradient vanishes or not; a task is learned or not."""
        return ("vanishes", "lives") if self.task == "norm" else ("solved", "unsolved")

    def cost(self) -> float:
        """A training step costs as much as its time steps."""
        if self.task == "norm":
            return self.length / 50 * math.pow(max(self.units / 8, 1), 1.5)
        heavy = {"rnn": 0.4, "lstm": 1.3, "gru": 1.1}[self.cell]
        return 50 * heavy * self.steps / 1500 * self.length / 40


VANISHES = Outcome(
    "vanishes",
    Text(
        "The gradient of the cell named under “Cell” (LSTM by default) vanishes: below 0.001 at the end.",
        "「セル」のもの（既定は LSTM）の勾配は消える（最後は 0.001 未満）。",
    ),
)
LIVES = Outcome(
    "lives",
    Text(
        "The gradient of the cell named under “Cell” (LSTM by default) survives: 0.001 or more.",
        "「セル」のもの（既定は LSTM）の勾配は残る（最後も 0.001 以上）。",
    ),
)
SOLVED = Outcome(
    "solved",
    Text("It learns to recall the symbol: 90% or more.", "記号を思い出せるようになる（90% 以上）。"),
)
UNSOLVED = Outcome(
    "unsolved",
    Text("It does not get there; chance is 25%.", "90% に届かない（でたらめに答えた場合は 25%）。"),
)

_RECALL: dict[str, Value] = {"task": "recall", "length": 40, "units": 32}

DEMO = Demo(
    id="D15",
    name="gradients",
    topics=("rnn.bptt", "lstm.cec", "lstm.gates", "gru"),
    title=Text("Gradients through time", "時間をさかのぼる勾配"),
    about=Text(
        "The size of ∂(state after T steps)/∂(first state) for T up to 50, in an RNN, an LSTM and a GRU with fresh "
        "weights, and what the bias of the gate that keeps does to it. Then a recall task that can only be learned "
        "where that gradient lives.",
        "初期重みの RNN、LSTM、GRU について、最初の状態に対する T ステップ後の状態の微分の大きさを T = 50 まで測り、"
        "状態を保つ側のゲートのバイアスでそれがどう変わるかを見る。"
        "さらに、その勾配が残っている場合にしか学習できない、記号を思い出す課題を試す。",
    ),
    params=Gradients,
    train="quizrnn.demos.d15_gradients.train:run",
    seconds=0.15,
    data=(Data("generated", Text("normal inputs; random symbols", "正規乱数の入力、無作為な記号")),),
    figures=(
        Figure("rnn", same("RNN: |∂h_T/∂h_0|")),
        Figure("lstm", same("LSTM: |∂c_T/∂c_0|")),
        Figure("gru", same("GRU: |∂h_T/∂h_0|")),
        Figure(
            "carry", Text("The carry alone: √H f^T, f = σ(bias)", "通り道だけなら: √H f^T、f = σ(バイアス)")
        ),
        Figure(
            "accuracy",
            Text("Recalled rightly (chance 0.25)", "正しく思い出せた割合（でたらめなら 0.25）"),
            digits=3,
        ),
    ),
    small={"length": 6, "units": 3, "steps": 4},
    presets=(
        *(
            Preset(
                f"forget-{bias}",
                Text(f"LSTM, forget bias {bias}", f"LSTM、忘却ゲートのバイアス {bias}"),
                {"cell": "lstm", "bias": float(bias)},
                Text(
                    "f = σ(bias + ...); what is carried on is a product of T such gates.",
                    "f = σ(バイアス + ...)。残る量はこのゲート T 個の積になる。",
                ),
            )
            for bias in (1, 2, 5)
        ),
        Preset(
            "gru-8",
            Text("GRU, keep bias 8", "GRU、保持側のバイアス 8"),
            {"cell": "gru", "bias": 8.0},
            Text("The weighted copy of h is a carry path too.", "h の重み付きの写しも、勾配の通り道になる。"),
        ),
        Preset(
            "recall-lstm",
            Text("Recall over 40 steps: LSTM, bias 3", "40 ステップの記憶: LSTM、バイアス 3"),
            {**_RECALL, "cell": "lstm", "bias": 3.0},
            Text("When does the loss leave ln 4?", "誤差はいつ ln 4 を離れるか。"),
        ),
        Preset(
            "recall-lstm-1",
            Text("Recall over 40 steps: LSTM, bias 1", "40 ステップの記憶: LSTM、バイアス 1"),
            {**_RECALL, "cell": "lstm", "bias": 1.0},
            Text("The usual start: 0.73 to the 40th.", "よく使う初期値。0.73 の 40 乗。"),
        ),
        Preset(
            "recall-gru",
            Text("Recall over 40 steps: GRU, bias 3", "40 ステップの記憶: GRU、バイアス 3"),
            {**_RECALL, "cell": "gru", "bias": 3.0},
            Text("No cell, and yet.", "セルは無いが。"),
        ),
        Preset(
            "recall-gru-0",
            Text("Recall over 40 steps: GRU, bias 0", "40 ステップの記憶: GRU、バイアス 0"),
            {**_RECALL, "cell": "gru", "bias": 0.0},
            Text("The usual start.", "よく使う初期値。"),
        ),
        Preset(
            "recall-rnn",
            Text("Recall over 40 steps: RNN", "40 ステップの記憶: RNN"),
            {**_RECALL, "cell": "rnn"},
            Text(
                "In some starts it learns: do not be sure.", "始め方によっては学習できる。決めつけないこと。"
            ),
        ),
    ),
    outcomes=(VANISHES, LIVES, SOLVED, UNSOLVED),
    question=Text("What will this run show?", "この実行では何が見えるか。"),
    together=(("rnn", "lstm", "gru"),),
)
