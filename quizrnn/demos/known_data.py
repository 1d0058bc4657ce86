"""Kinds of data that several demos share."""

from __future__ import annotations

from quizrnn.demos.demo import Data
from quizrnn.demos.texts import Text

DIGITS = Data(
    "digits",
    Text(
        "1,797 handwritten digits of 8x8 pixels, 360 of them held out (shipped)",
        "8×8 画素の手書き数字 1,797 枚。うち 360 枚はテスト用（同梱）",
    ),
)
DRAWING = Data(
    "drawing",
    Text(
        "a digit of your own: PNG, JPEG or a text file of # signs, read once the shipped digits are learned",
        "自分で書いた数字一つ: PNG、JPEG、または # で描いたテキスト。同梱の数字を学習したあとで読ませる",
    ),
    path=True,
    single=True,
    drawn=True,
)


def mnist(cost: float) -> Data:
    """MNIST; its pictures have twelve times the pixels of the shipped ones, which makes a run ``cost`` times as long."""
    return Data(
        "mnist",
        Text(
            "MNIST: a folder with its four idx files; rows 5000 to 59,999 to learn from, 10,000 to test",
            "MNIST: 四つの idx ファイルがあるフォルダ。5000～59,999 番で学習し、10,000 枚でテストする",
        ),
        path=True,
        sets=("mnist",),
        cost=cost,
    )
