"""The pictures of D03: what the model hears, accuracies beside chance, and the five models side by side."""

from __future__ import annotations

import numpy as np

from quizrnn.datasets.spoken_files import Clip
from quizrnn.demos.d03_spoken.inputs import prepared
from quizrnn.demos.d03_spoken.published import PUBLISHED, published
from quizrnn.demos.d03_spoken.seen import chance_band
from quizrnn.demos.d03_spoken.spec import Spoken
from quizrnn.demos.events import Picture
from quizrnn.demos.pictures import Bars, Curves, Heat, Line, Table, plain
from quizrnn.demos.texts import Text, same

POINTS = 400
"""Points of a waveform that are drawn."""


def sound(params: Spoken, clip: Clip) -> Picture:
    """The spectra of a clip, or its waveform with the part that the model reads."""
    digit = clip.digit
    if params.input == "spectrum":
        row, real = prepared(clip, params)
        heat = Heat(plain(row[:real].T[::-1], 3))
        caption = Text(
            f"A clip of {digit} as the model reads it: energy by frequency (high above) over time",
            f"モデルが読む「{digit}」: 周波数（上が高音）ごとの強さの時間変化",
        )
        return Picture(0, "sound", caption, heat, x=Text("time", "時間"), y=Text("frequency", "周波数"))
    seconds = np.arange(len(clip.samples)) / clip.rate
    per_step = 8 if params.input == "decimated" else 1
    read = min(params.length * per_step, len(seconds))
    lines = []
    for label, part in (
        (Text("whole clip", "全体"), slice(None)),
        (Text("what the model reads", "モデルが読む部分"), slice(read)),
    ):
        stride = max(len(seconds[part]) // POINTS, 1)
        lines.append(Line(label, plain(seconds[part][::stride]), plain(clip.samples[part][::stride])))
    caption = Text(
        f"A clip of {digit}; the model reads {read / clip.rate:.3g} s of it",
        f"「{digit}」の音声。モデルが読むのはそのうち {read / clip.rate:.3g} 秒",
    )
    return Picture(0, "sound", caption, Curves(lines), x=Text("seconds", "秒"))


def accuracies(params: Spoken, found: tuple[float, float, float], count: int) -> Picture:
    """Validation, test and training accuracy with the band of chance on ``count`` clips, and the reported ones."""
    entry = published(params)
    marks = [float(entry.reported[0]), None, float(entry.reported[2])] if entry and entry.source else []
    labels = [Text("validation", "検証"), Text("test", "テスト"), Text("training", "訓練")]
    caption = Text("Accuracies; the band is chance (95 %)", "正解率。帯は偶然の範囲（95 %）")
    return Picture(
        params.steps, "accuracies", caption, Bars(labels, plain(found, 4), chance_band(count), marks)
    )


def comparison(step: int) -> list[Picture]:
    """The models of the sources side by side: accuracies, then milliseconds a step on three platforms."""
    model = Text("Model", "モデル")
    columns = [model, Text("Reported", "報告値"), Text("of 375", "正解数"), Text("5 seeds", "シード 5 個")]
    rows = [
        [entry.short, entry.reported[0] or "–", str(entry.correct() or "–"), _three_decimals(entry.spread[0])]
        for entry in PUBLISHED
    ]
    caption = Text(
        "Validation accuracy on recordings, one epoch; chance is 0.07 to 0.13",
        "実際の録音、1 エポック後の検証正解率（偶然なら 0.07〜0.13）",
    )
    accuracies_table = Picture(step, "models", caption, Table(columns, rows))
    columns = [model, Text("Weights", "重み"), same("Keras GPU"), same("Keras CPU"), same("Torch CPU")]
    rows = [
        [entry.short.split()[0], f"{entry.weights:,}", *(time or "–" for time in entry.times)]
        for entry in PUBLISHED
    ]
    caption = Text(
        "Milliseconds a step (8 clips of 1000 samples): GPU as reported, CPU measured",
        "1 ステップ（1000 サンプルを 8 個）のミリ秒。GPU は報告値、CPU は測定値",
    )
    return [accuracies_table, Picture(step, "times", caption, Table(columns, rows))]


def _three_decimals(spread: str) -> str:
    return "–".join(f"{float(end):.3f}" for end in spread.split("–"))
