"""What the specs of the demos on handwritten digits share: parameters, figures, the question. No NumPy here."""

from __future__ import annotations

from typing import Any

from quizrnn.demos.demo import Figure
from quizrnn.demos.params import choice, real, whole
from quizrnn.demos.texts import Text

QUESTION = Text(
    "Where will the accuracy on the held-out digits end?", "テスト用の数字の正解率はどこで終わるか。"
)

SCALES = {
    "one": Text("truncated normal, std 1 (as the sources)", "切断正規分布、標準偏差 1（資料どおり）"),
    "he": Text("He: std √(2 / inputs)", "He: 標準偏差 √(2 / 入力数)"),
}
"""Spreads of first weights."""


# -- parameters ---------------------------------------------------------------------------------------------


def steps(default: int) -> Any:
    """Minibatches to learn from."""
    en, ja = ("Steps", "One minibatch each."), ("ステップ数", "1 ステップでミニバッチ一つを使う。")
    return whole(default, 1, 100_000, en=en, ja=ja)


def batch(default: int) -> Any:
    """Pictures of a minibatch; the shipped digits have 1,437 to learn from."""
    en, ja = ("Batch size", "Pictures per step."), ("バッチサイズ", "1 回の更新に使う枚数。")
    return whole(default, 1, 1437, en=en, ja=ja)


def adam_rate(default: float, high: float = 1.0) -> Any:
    """Learning rate of Adam."""
    return real(default, 1e-7, high, en=("Learning rate", "Of Adam."), ja=("学習率", "Adam の学習率。"))


def filter_side() -> Any:
    """Side of the filters, 3 or 5."""
    sides = {"3": Text("3x3", "3×3"), "5": Text("5x5", "5×5")}
    return choice("3", sides, en=("Filter size", "Pixels."), ja=("フィルタの大きさ", "画素数。"))


def dense_units(default: int) -> Any:
    """Units between the maps of a CNN and its answer."""
    en, ja = ("Dense units", "Between maps and answer."), ("全結合のユニット数", "特徴マップと出力の間。")
    return whole(default, 1, 2048, en=en, ja=ja)


def dense_start(default: str) -> Any:
    """First weights of a CNN's dense layer, "one" or "he"."""
    return choice(
        default,
        SCALES,
        en=("First dense weights", "Of the hidden layer; the output layer starts at 0."),
        ja=("全結合層の重みの初期値", "隠れ層のもの。出力層は 0 から始める。"),
    )


# -- figures ------------------------------------------------------------------------------------------------

WEIGHTS = Figure("weights", Text("Number of weights", "重みの個数"), digits=0)


def accuracy(reported: Text, source: str) -> Figure:
    """Accuracy on the held-out pictures."""
    label = Text("Accuracy on the held-out pictures", "テスト用画像の正解率")
    return Figure("accuracy", label, reported, source, digits=4)


def summed_loss(reported: str, source: str) -> Figure:
    """Loss summed over the held-out pictures, ``reported`` for MNIST."""
    shown = Text(f"{reported} (MNIST, 10,000 pictures)", f"{reported}（MNIST、10,000 枚）")
    return Figure("loss", Text("Summed loss on them", "その損失の合計"), shown, source, digits=1)
