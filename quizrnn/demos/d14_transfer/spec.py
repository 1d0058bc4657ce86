"""What is known of D14 without training it."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos.demo import Demo, Figure, Outcome, Preset
from quizrnn.demos.known_data import DIGITS, mnist
from quizrnn.demos.params import Params, choice, real, whole
from quizrnn.demos.texts import Text


@dataclass(frozen=True)
class Transfer(Params):
    """Parameters of D14."""

    source_steps: int = whole(
        600,
        0,
        20_000,
        en=("Steps on the digits 0–4", "Before the transfer; 0 leaves the front random."),
        ja=("0～4 での学習ステップ数", "転移の前の学習。0 なら前半は乱数のまま。"),
    )
    steps: int = whole(
        200,
        1,
        20_000,
        en=("Steps on the digits 5–9", "For each of the three nets."),
        ja=("5～9 での学習ステップ数", "三つのネットワークそれぞれについて。"),
    )
    pictures: int = whole(
        50,
        5,
        500,
        en=("Pictures of the digits 5–9", "All that the new task has to learn from; as many of each digit."),
        ja=("5～9 の学習画像の枚数", "新しい課題で使える画像の総数。各数字に均等。"),
    )
    filters: int = whole(
        16,
        1,
        64,
        en=("Filters", "Of the first layer; the second has twice as many."),
        ja=("フィルタ数", "一層目の数。二層目はその 2 倍。"),
    )
    units: int = whole(
        256, 1, 2048, en=("Dense units", "In the head."), ja=("全結合のユニット数", "後半の隠れ層。")
    )
    side: str = choice(
        "3",
        {"3": Text("3x3", "3×3"), "5": Text("5x5", "5×5")},
        en=("Filter size", "Pixels."),
        ja=("フィルタの大きさ", "画素数。"),
    )
    lr: float = real(0.001, 1e-7, 1.0, en=("Learning rate", "Of Adam."), ja=("学習率", "Adam の学習率。"))
    batch: int = whole(
        50, 1, 500, en=("Batch size", "Pictures per step."), ja=("バッチサイズ", "1 回の更新に使う枚数。")
    )

    def total_steps(self) -> int:
        """Steps on the first task, then on the second."""
        return self.source_steps + self.steps

    def outcomes(self) -> tuple[str, ...]:
        """A front that never learned has nothing to transfer."""
        front = "transfer-helps" if self.source_steps else "random-helps"
        return (front, "no-difference", "scratch-better")

    def cost(self) -> float:
        """Three nets learn side by side in the second part."""
        work = 0.5 + 0.5 * (self.filters / 16) ** 2 * (int(self.side) / 3) ** 2
        return (self.source_steps + 3 * self.steps) / 1200 * work


HELPS = Outcome(
    "transfer-helps",
    Text(
        "A front from the digits 0–4 beats the net from scratch by two points or more.",
        "0～4 で学んだ前半を使うほうが、最初からの学習より 2 ポイント以上良い。",
    ),
)
RANDOM_HELPS = Outcome(
    "random-helps",
    Text(
        "Even this front, which never learned, beats the net from scratch by two points or more.",
        "何も学んでいない前半でも、最初からの学習より 2 ポイント以上良い。",
    ),
)
EQUAL = Outcome("no-difference", Text("They end within two points.", "差は 2 ポイント未満に収まる。"))
WORSE = Outcome(
    "scratch-better",
    Text(
        "The net from scratch is better by two points or more.",
        "最初から学習したほうが 2 ポイント以上良い。",
    ),
)

DEMO = Demo(
    id="D14",
    name="transfer",
    topics=("transfer", "cnn.mnist"),
    title=Text("Transfer learning", "転移学習"),
    about=Text(
        "A CNN learns the digits 0–4, then 5–9 from 50 pictures: with its front frozen, with its front as a start, and, for "
        "comparison, from scratch.",
        "CNN に 0～4 を学ばせ、次に 50 枚だけで 5～9 を学ばせる。前半を凍結する場合、初期値として使う場合、"
        "比較のため最初から学習する場合を並べる。",
    ),
    params=Transfer,
    train="quizrnn.demos.d14_transfer.train:run",
    seconds=3.5,
    data=(DIGITS, mnist(cost=11.0)),
    figures=(
        Figure("frozen", Text("Front frozen: accuracy on 5–9", "前半を凍結: 5～9 の正解率"), digits=4),
        Figure("tuned", Text("Front as a start: accuracy on 5–9", "前半を初期値に: 5～9 の正解率"), digits=4),
        Figure("scratch", Text("From scratch: accuracy on 5–9", "最初から: 5～9 の正解率"), digits=4),
        Figure("source", Text("Accuracy on 0–4 before the transfer", "転移前の 0～4 の正解率"), digits=4),
        Figure(
            "early",
            Text("Frozen minus scratch after a tenth of the steps", "1 割の時点での差（凍結 − 最初から）"),
            digits=4,
        ),
        Figure("trained", Text("Weights trained in the new head", "新しい後半で学習する重みの数"), digits=0),
    ),
    small={"source_steps": 8, "steps": 8, "filters": 4, "units": 16},
    presets=(
        Preset(
            "random-front",
            Text("A front that never learned", "何も学んでいない前半"),
            {"source_steps": 0},
            Text(
                "Is it the learned front that helps, or any front?",
                "効くのは学んだ前半か、前半なら何でもよいのか。",
            ),
        ),
        Preset(
            "ten-pictures",
            Text("10 pictures", "10 枚だけ"),
            {"pictures": 10},
            Text("Two of each digit.", "各数字 2 枚ずつ。"),
        ),
        Preset(
            "many-pictures",
            Text("500 pictures", "500 枚"),
            {"pictures": 500, "steps": 400},
            Text("With enough data the head start is gone.", "データが十分なら、先に学んだ利点は消える。"),
        ),
    ),
    outcomes=(HELPS, RANDOM_HELPS, EQUAL, WORSE),
    question=Text("Will the front that is handed over help on 5–9?", "引き継いだ前半は 5～9 で役に立つか。"),
    torch=True,
    together=(("source", "frozen", "tuned", "scratch"),),
)
