"""What is known of D03 without training it."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos.demo import Data, Demo, Figure, Outcome, Preset
from quizrnn.demos.params import Params, Value, choice, flag, real, whole
from quizrnn.demos.texts import Text, same

COSTS = {"rnn": 0.8, "gru": 2.5, "lstm": 0.5, "bilstm": 1.0, "conv": 0.1}
"""Time of a step relative to the bidirectional LSTM's."""


@dataclass(frozen=True)
class Spoken(Params):
    """Parameters of D03; the defaults are the bidirectional LSTM as the sources set it up."""

    steps: int = whole(
        219,
        1,
        100_000,
        en=("Steps", "One minibatch each; 219 of 8 clips are one epoch of 1,750."),
        ja=("ステップ数", "1 ステップでミニバッチ一つ。8 個ずつ 219 回で、1,750 個を一周する。"),
    )
    model: str = choice(
        "bilstm",
        {
            "rnn": Text("simple RNN", "単純 RNN"),
            "gru": same("GRU"),
            "lstm": same("LSTM"),
            "bilstm": Text("bidirectional LSTM", "双方向 LSTM"),
            "conv": Text("one convolution over time", "時間方向の畳み込み一層"),
        },
        en=("Model", "What reads the clip; a softmax over ten digits follows."),
        ja=("モデル", "音声を読む層。後ろに 10 クラスのソフトマックスが付く。"),
    )
    input: str = choice(
        "integers",
        {
            "integers": Text("samples as integers up to ±32768", "±32768 までの整数のまま"),
            "scaled": Text("samples divided by 32768", "32768 で割る"),
            "decimated": Text("scaled, 8 samples averaged to one", "割ったうえで 8 点を平均して 1 点に"),
            "spectrum": Text("log spectra of 32 ms, 32 bands", "32 ms ごとの対数スペクトル、32 帯域"),
        },
        en=("Input", "What one time step is."),
        ja=("入力", "1 時刻に何を入れるか。"),
    )
    length: int = whole(
        1000,
        8,
        20_000,
        en=("Length", "Time steps: longer clips are cut, shorter ones get zeros behind."),
        ja=("長さ", "時刻の数。長い音声は切り、短いものは後ろに 0 を足す。"),
    )
    mask: bool = flag(
        False,
        en=("Mask", "Do not read the zeros behind a clip (a convolution then pools by the largest value)."),
        ja=("マスク", "後ろに足した 0 を読まない（畳み込みの場合は最大値でプーリングする）。"),
    )
    units: int = whole(
        64,
        1,
        512,
        en=("Units", "Of the layer, per direction."),
        ja=("ユニット数", "層のもの。双方向なら片方向あたり。"),
    )
    batch: int = whole(
        8, 1, 512, en=("Batch size", "Clips per step."), ja=("バッチサイズ", "1 回の更新に使う音声の数。")
    )
    lr: float = real(0.001, 1e-7, 1.0, en=("Learning rate", "Of Adam."), ja=("学習率", "Adam の学習率。"))
    clip: str = choice(
        "none",
        {
            "none": Text("none", "なし"),
            "value": Text("each element on its own", "要素ごと"),
            "norm": Text("the norm of all together", "全体のノルム"),
        },
        en=("Gradient clipping", "What is kept below the threshold."),
        ja=("勾配クリッピング", "何をしきい値以下に抑えるか。"),
    )
    threshold: float = real(
        0.5,
        1e-4,
        1e4,
        en=("Clipping threshold", "Unused without clipping."),
        ja=("クリッピングのしきい値", "クリッピングなしでは使わない。"),
    )

    def total_steps(self) -> int:
        """Minibatches."""
        return self.steps

    def cost(self) -> float:
        """Time steps in a row cost most; a larger batch costs little more. Spectra are made before the first step."""
        one = (
            COSTS[self.model] * self.length / 1000 * (0.8 + 0.2 * self.batch / 8) * max(self.units / 64, 0.5)
        )
        before = 0.3 if self.input == "spectrum" else 0.1
        return before + 0.9 * self.steps / 219 * one


SOUND: dict[str, Value] = {
    "model": "conv",
    "input": "spectrum",
    "length": 64,
    "mask": True,
    "steps": 1000,
    "batch": 32,
    "lr": 0.002,
}

LEARNT = Outcome(
    "learnt", Text("0.95 or more of the new clips are right.", "未学習の音声の 0.95 以上が正解になる。")
)
ABOVE = Outcome(
    "above", Text("Clearly more than chance, below 0.95.", "偶然より明らかに高いが、0.95 には届かない。")
)
CHANCE = Outcome(
    "chance",
    Text(
        "No more than luck: validation or test accuracy stays within the 95 % band of chance.",
        "運の範囲。検証かテストの正解率が、でたらめに答えたときの 95 % の範囲にとどまる。",
    ),
)

DEMO = Demo(
    id="D03",
    name="spoken",
    topics=("spoken", "birnn", "gru", "clipping", "lstm.layer"),
    title=Text("Spoken digits: what one epoch can say", "音声数字: 1 エポックで何が言えるか"),
    about=Text(
        "Five models read 1000 raw samples, an eighth of a second, as the course has it: most accuracies stay within "
        "the band of chance. Then the sound is prepared, and a small net gets nearly all digits right (--try sound).",
        "講座の設定どおり、五つのモデルに生の 1000 サンプル（8 分の 1 秒）を読ませる。多くの正解率は偶然の範囲を出ない。"
        "音声を前処理すれば、小さなネットワークでほとんどの数字が当たる（--try sound）。",
    ),
    params=Spoken,
    train="quizrnn.demos.d03_spoken.train:run",
    seconds=10.0,
    data=(
        Data(
            "tones",
            Text(
                "2,500 generated clips: two tones per digit, with noise",
                "生成した 2,500 個。数字ごとに二つの音と雑音",
            ),
        ),
        Data(
            "recordings",
            Text(
                "the zip or folder of recordings named like 7_george_12.wav (the speaker lucas is left out, as in "
                "the sources)",
                "7_george_12.wav の形の録音が入った zip かフォルダ（資料と同じく話者 lucas は除く）",
            ),
            path=True,
            sets=("spoken",),
        ),
    ),
    figures=(
        Figure(
            "validation",
            Text("Validation accuracy", "検証データの正解率"),
            same("0.1867"),
            "002:193",
            digits=4,
        ),
        Figure(
            "validation_loss",
            Text("Validation loss", "検証データの損失"),
            same("2.1704"),
            "002:193",
            digits=4,
        ),
        Figure(
            "training",
            Text(
                "Training accuracy, mean over the last epoch", "訓練データの正解率（最後のエポック中の平均）"
            ),
            same("0.1406"),
            "002:193",
            digits=4,
        ),
        Figure(
            "training_loss",
            Text("Training loss, mean over the last epoch", "訓練データの損失（最後のエポック中の平均）"),
            same("2.2837"),
            "002:193",
            digits=4,
        ),
        Figure("test", Text("Accuracy on the held-out test clips", "テストデータの正解率"), digits=4),
        Figure("chance", Text("Chance: upper end of its 95 % band", "偶然の 95 % 範囲の上端"), digits=4),
        Figure("weights", Text("Number of weights", "重みの個数"), digits=0),
    ),
    small={"steps": 4, "length": 60, "units": 4, "input": "decimated"},
    presets=(
        Preset(
            "rnn",
            Text("The simple RNN, as published", "単純 RNN（公開された設定）"),
            {"model": "rnn"},
            Text("0.1200 is reported: 45 of 375 clips.", "報告値は 0.1200、つまり 375 個中 45 個。"),
        ),
        Preset(
            "gru",
            Text("The GRU, as published", "GRU（公開された設定）"),
            {"model": "gru"},
            Text(
                "0.1307 is reported. Better than the simple RNN?",
                "報告値は 0.1307。単純 RNN より良いと言えるか。",
            ),
        ),
        Preset(
            "lstm",
            Text("The LSTM with clipped values, as published", "値クリッピング付き LSTM（公開された設定）"),
            {"model": "lstm", "clip": "value"},
            Text(
                "0.1280 is reported, against a two-way model without clipping.",
                "報告値は 0.1280。比べる相手は、クリッピングなしの双方向モデル。",
            ),
        ),
        Preset(
            "bilstm",
            Text("The bidirectional LSTM, as published", "双方向 LSTM（公開された設定）"),
            {"model": "bilstm"},
            Text(
                "0.1867 is reported: the default. All five in one sweep: --try rnn,gru,lstm,bilstm,conv",
                "報告値は 0.1867。これが既定の設定。五つ並べるには: --try rnn,gru,lstm,bilstm,conv",
            ),
        ),
        Preset(
            "conv",
            Text("The convolution, as published", "畳み込み（公開された設定）"),
            {"model": "conv", "units": 32},
            Text("No figure is reported for it.", "このモデルの値は報告されていない。"),
        ),
        Preset(
            "clip-value",
            Text("The same model, values clipped", "同じモデルで要素ごとにクリップ"),
            {"clip": "value"},
            Text("Only this differs from the default.", "既定の設定と違うのはここだけ。"),
        ),
        Preset(
            "clip-norm",
            Text("The same model, norm clipped", "同じモデルでノルムをクリップ"),
            {"clip": "norm"},
            Text("The direction of the step is kept here.", "こちらは勾配の向きが保たれる。"),
        ),
        Preset(
            "scaled",
            Text("Samples scaled to ±1", "サンプルを ±1 に直す"),
            {"input": "scaled"},
            Text("Gates no longer saturate. Is that enough?", "ゲートは飽和しなくなる。それだけで足りるか。"),
        ),
        Preset(
            "decimated",
            Text("Scaled, every 8 samples averaged", "±1 に直し、8 点ごとに平均"),
            {"input": "decimated"},
            Text("1000 steps now hold a whole second.", "1000 時刻に丸 1 秒が入る。"),
        ),
        Preset(
            "epochs-10",
            Text("Ten epochs", "10 エポック"),
            {"steps": 2190},
            Text("Does patience help with raw integers?", "整数のままでも、続ければ伸びるか。"),
        ),
        Preset(
            "sound",
            Text("Sound prepared: log spectra and a convolution", "音声の前処理: 対数スペクトルと畳み込み"),
            SOUND,
            Text(
                "The whole clip, in 64 frames instead of 1000 samples.",
                "1000 サンプルではなく、音声全体を 64 フレームで。",
            ),
        ),
        Preset(
            "sound-gru",
            Text("Log spectra and a GRU", "対数スペクトルと GRU"),
            {**SOUND, "model": "gru"},
            Text("The state after the last real frame answers.", "実データの最後のフレームの状態が答える。"),
        ),
    ),
    outcomes=(LEARNT, ABOVE, CHANCE),
    question=Text("How many new clips will be right?", "未学習の音声はどれだけ当たるか。"),
    torch=True,
    together=(("loss", "validation loss"), ("accuracy", "validation accuracy")),
)
