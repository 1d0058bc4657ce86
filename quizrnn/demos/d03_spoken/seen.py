"""What a run of D03 showed, in words."""

from __future__ import annotations

import math

from quizrnn.demos.d03_spoken.spec import Spoken
from quizrnn.demos.texts import Text

LONG = 1000
"""Steps after which a run is no longer about one epoch."""


def chance_band(count: int) -> tuple[float, float]:
    """Where 95 % of the accuracies on ``count`` clips lie if each answer is a guess among ten."""
    half = 1.96 * math.sqrt(0.1 * 0.9 / count)
    return max(0.1 - half, 0.0), 0.1 + half


def what_was_seen(params: Spoken, figures: dict[str, float], count: int, *, real: bool) -> Text:
    """The accuracy against chance, then what this setting is about, then what the sources' figures can say."""
    parts = [_chance(figures, count), _input(params), _setting(params)]
    if not real:
        parts.append(_generated())
    return Text("\n\n".join(part.en for part in parts if part.en), "\n\n".join(p.ja for p in parts if p.ja))


def _chance(figures: dict[str, float], count: int) -> Text:
    accuracy, test = figures["validation"], figures["test"]
    low, high = chance_band(count)
    above = (accuracy > high, test > high)
    if all(above):
        verdict = Text("Both lie above it: this is more than luck", "どちらもそれを超えており、偶然ではない")
    elif any(above):
        verdict = Text(
            "Only one of the two lies above it: another seed may say the opposite",
            "超えたのは一方だけで、乱数シードが変われば逆の結果にもなりうる",
        )
    else:
        verdict = Text(
            "Neither lies above it: no sign of learning", "どちらもそれを超えず、学習したとは言えない"
        )
    return Text(
        f"{round(accuracy * count)} of {count} validation clips are right ({accuracy:.4f}), {test:.4f} of the test clips. "
        f"Guessing among ten digits gives {low:.3f} to {high:.3f} in 95 of 100 runs. {verdict.en}.",
        f"検証用 {count} 個のうち {round(accuracy * count)} 個が正解（{accuracy:.4f}）、テスト用は {test:.4f}。"
        f"10 個の数字からでたらめに選んでも、100 回に 95 回は {low:.3f}〜{high:.3f} に入る。{verdict.ja}。",
    )


def _input(params: Spoken) -> Text:
    if params.model == "conv" and params.input != "spectrum":
        return Text(
            "The mean over time of a few short filters is all that this convolution hands on: how loud and how rough "
            "the piece is. That tells a little about the onset of a word, and one epoch is enough for it, at a "
            "thirtieth of the time of a recurrent layer. On raw integers the loss starts in the tens or hundreds.",
            "この畳み込みが渡すのは、短いフィルタ数十個の時間平均、つまり音の大きさや荒さだけである。それでも語の出だしについて"
            "少しは分かり、再帰層の数十分の一の時間で済む。整数のままだと、損失は数十から数百という値で始まる。",
        )
    return {
        "integers": Text(
            f"Raw integers in the thousands drive gates and tanh to their ends, where the slope is 0, and {params.length} "
            f"samples are {params.length / 8000:.3f} s at 8 kHz: often the mere onset of the word.",
            f"数千にもなる整数をそのまま入れると、ゲートも tanh も端に張り付き、傾きが 0 になる。"
            f"しかも {params.length} サンプルは "
            f"8 kHz で {params.length / 8000:.3f} 秒にすぎず、語の出だししか入らないことが多い。",
        ),
        "scaled": Text(
            f"Scaled, most samples lie within ±0.1: no gate saturates, but so little moves the state that one epoch "
            f"leaves the loss at ln 10 = 2.303. And {params.length} samples are still {params.length / 8000:.3f} s, "
            "a long way back for a gradient. Scaling alone is no preparation.",
            "±1 に直すと、大半の値は ±0.1 に収まる。ゲートは飽和しないが、入力が小さすぎて状態がほとんど動かず、"
            "1 エポックでは損失が ln 10 = 2.303 のあたりに留まる。"
            f"しかも {params.length} サンプルは {params.length / 8000:.3f} 秒でしかなく、勾配がさかのぼるには長い。"
            "値を割るだけでは前処理にならない。",
        ),
        "decimated": Text(
            "Averaged over 8 samples the whole word fits, without what lies above 500 Hz. Zeros behind it push the end of "
            "the word far from the last state, unless they are masked.",
            "8 点ずつ平均すると語の全体が入るが、500 Hz より上は失われる。"
            "後ろに足した 0 は、マスクしないと語の終わりを最後の状態から遠ざける。",
        ),
        "spectrum": Text(
            "The ear hears energy by frequency, and so does this input: 32 numbers each 16 ms, in logarithms, so that "
            "loud and soft speakers come out alike. The whole word is some 25 to 40 steps, padding is not read, and "
            "little is left to learn.",
            "耳が聞くのは周波数ごとの強さであり、この入力もそうなっている。16 ms ごとに 32 個の数を並べ、"
            "対数と正規化で声の大きさの違いを消す。"
            "語の全体が 25〜40 段に収まり、余白は読まない。学ぶべきことはもうわずかしか残っていない。",
        ),
    }[params.input]


def _setting(params: Spoken) -> Text:
    if params.clip != "none":
        return Text(
            "The sources compare a clipped one-way LSTM with an unclipped two-way one, so nothing follows about clipping. "
            "Clipping each value also turns the gradient; clipping the norm keeps its direction. Adam divides by the size of "
            "the gradient anyway, so either changes little here: compare --try clip-value, --try clip-norm and the default.",
            "資料が比べているのはクリップした片方向 LSTM とクリップしない双方向 LSTM なので、クリッピングの効果は何も分からない。"
            "要素ごとのクリップは勾配の向きまで変え、ノルムのクリップは向きを保つ。Adam はもともと勾配の大きさで割るので、"
            "ここではどちらも影響が小さい。--try clip-value、--try clip-norm と既定の設定を比べよ。",
        )
    if params.input == "spectrum":
        return Text("", "")
    if params.steps >= LONG:
        return Text(
            "More epochs do help: the bidirectional LSTM got from about 0.2 to 0.29 on real recordings in ten. Prepared "
            "sound gets to 0.99 in a fraction of the time (--try sound).",
            "続ければ確かに伸びる。実際の録音では、双方向 LSTM が 10 エポックで 0.2 前後から 0.29 になった。"
            "一方、音声を前処理すれば、そのごく一部の時間で 0.99 に達する（--try sound）。",
        )
    return Text(
        "One epoch and one seed do not rank models: 45, 49 and 48 right of 375 (simple RNN, GRU, LSTM) are all "
        "chance, 37.5 ± 5.8; only 70, the 'BiRNN' that is a bidirectional LSTM, is not. Nor do the times rank cells: "
        "131 s against 10 s is a fused GPU kernel that the simple RNN lacks, not the GRU's size, which is larger "
        "(last table: on a processor the order is another).",
        "1 エポック、乱数シード一つではモデルの優劣は決まらない。375 個中 45・49・48 個（単純 RNN・GRU・LSTM）はどれも偶然の範囲"
        "（37.5 ± 5.8）で、超えたのは 70 個だけ。「双方向 RNN」とされるそのモデルは、実は双方向 LSTM である。"
        "時間もセルの優劣を示さない。131 秒と 10 秒の差は、融合された GPU カーネルが単純 RNN にないためで、"
        "重みは GRU のほうが多い（最後の表。CPU では順位が変わる）。",
    )


def _generated() -> Text:
    return Text(
        "These clips were generated; the reported figures belong to real recordings (--data).",
        "今回の音声は生成したものである。報告値は実際の録音によるものなので、比べるには --data を使う。",
    )
