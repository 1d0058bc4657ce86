"""What is known of D08 without training it."""

from __future__ import annotations

from dataclasses import dataclass

from quizrnn.demos.demo import Demo, Figure, Outcome, Preset
from quizrnn.demos.known_data import DIGITS, mnist
from quizrnn.demos.params import Params, choice, real, whole
from quizrnn.demos.texts import Text


@dataclass(frozen=True)
class Softmax(Params):
    """Parameters of D08."""

    steps: int = whole(
        2000,
        1,
        100_000,
        en=("Steps", "One minibatch each."),
        ja=("ステップ数", "1 ステップでミニバッチ一つを使う。"),
    )
    optimiser: str = choice(
        "adam",
        {
            "adam": Text("Adam: a step of its own for each weight", "Adam: 重みごとに更新幅を変える"),
            "descent": Text("gradient descent: rate times gradient", "勾配降下法: 学習率 × 勾配"),
        },
        en=("Optimiser", "How a gradient becomes a step."),
        ja=("最適化手法", "勾配をどう更新量に変えるか。"),
    )
    lr: float = real(0.001, 1e-7, 100.0, en=("Learning rate", "η."), ja=("学習率", "η。"))
    loss: str = choice(
        "sum",
        {
            "sum": Text("sum over the minibatch", "ミニバッチの合計"),
            "mean": Text("mean over the minibatch", "ミニバッチの平均"),
        },
        en=("Loss", "The cross-entropy of a batch, summed or averaged: a factor of the batch size."),
        ja=("損失", "交差エントロピーをバッチで合計するか平均するか。バッチサイズ倍の差になる。"),
    )
    batch: int = whole(
        100,
        1,
        1437,
        en=("Batch size", "Pictures per step."),
        ja=("バッチサイズ", "1 回の更新に使う枚数。"),
    )
    start: float = real(
        0.0,
        0.0,
        10.0,
        en=("Spread of the first weights", "0: all weights start at 0, which is fine here."),
        ja=("重みの初期値の広がり", "0 なら全部 0 から始める。ここではそれで構わない。"),
    )

    def total_steps(self) -> int:
        """Minibatches."""
        return self.steps

    def cost(self) -> float:
        """Time grows with the steps and a little with the batch."""
        return self.steps / 2000 * (0.5 + self.batch / 200)


SETTLES = Outcome(
    "settles",
    Text(
        "The test accuracy rises and settles above 0.9.",
        "テスト正解率は上がって 0.9 を超え、落ち着く。",
    ),
)
LAGS = Outcome(
    "lags",
    Text(
        "It rises, but stays below 0.9 within these steps.",
        "上がるが、このステップ数では 0.9 に届かない。",
    ),
)
JUMPS = Outcome(
    "jumps",
    Text(
        "The loss jumps about and ends above its start.",
        "損失が暴れ、最初より大きいまま終わる。",
    ),
)

DEMO = Demo(
    id="D08",
    name="softmax-regression",
    topics=("softmaxreg", "optimiser", "gd"),
    title=Text("Softmax regression and optimisers", "線形多項分類器と最適化手法"),
    about=Text(
        "One linear layer and a softmax tell ten digits apart. Compare Adam with gradient descent, and see that a "
        "learning rate means nothing without the scale of its loss.",
        "線形層一つとソフトマックスで 10 種の数字を見分ける。Adam と勾配降下法を比べ、"
        "損失の尺度を抜きにして学習率だけを語っても意味がないことを確かめる。",
    ),
    params=Softmax,
    train="quizrnn.demos.d08_softmax.train:run",
    seconds=0.5,
    data=(DIGITS, mnist(cost=4.0)),
    figures=(
        Figure(
            "accuracy",
            Text("Accuracy on the held-out pictures", "テスト用画像の正解率"),
            Text("0.9211 (MNIST)", "0.9211（MNIST）"),
            "004:136 [nb]",
            digits=4,
        ),
        Figure(
            "loss",
            Text("Summed loss on them", "その損失の合計"),
            Text("2857.8 (MNIST, 10,000 pictures)", "2857.8（MNIST、10,000 枚）"),
            "004:136 [nb]",
            digits=1,
        ),
        Figure(
            "loss_per_picture",
            Text("Loss per picture (guessing: 2.3026)", "1 枚あたりの損失（でたらめに答えた場合は 2.3026）"),
            Text("0.2858 (MNIST)", "0.2858（MNIST）"),
            "004:136 [nb]",
            digits=4,
        ),
    ),
    small={"steps": 40},
    presets=(
        Preset(
            "descent-0.01",
            Text("Gradient descent, rate 0.01, summed loss", "勾配降下法、学習率 0.01、損失は合計"),
            {"optimiser": "descent", "lr": 0.01},
            Text(
                "Further along than Adam 0.001: on the mean this rate would be 1.0.",
                "Adam 0.001 より先に進む。平均に直せば学習率 1.0 に当たるからである。",
            ),
        ),
        Preset(
            "descent-0.005",
            Text("Gradient descent, rate 0.005, summed loss", "勾配降下法、学習率 0.005、損失は合計"),
            {"optimiser": "descent", "lr": 0.005},
            Text("Hardly different from 0.01.", "0.01 とほとんど変わらない。"),
        ),
        Preset(
            "descent-0.001",
            Text("Gradient descent, rate 0.001, summed loss", "勾配降下法、学習率 0.001、損失は合計"),
            {"optimiser": "descent", "lr": 0.001},
            Text("Slower, and still level with Adam.", "遅くなるが、それでも Adam と肩を並べる。"),
        ),
        Preset(
            "descent-0.1",
            Text("Gradient descent, rate 0.1, summed loss", "勾配降下法、学習率 0.1、損失は合計"),
            {"optimiser": "descent", "lr": 0.1},
            Text(
                "Ten times the rate on the mean: the loss jumps at first.",
                "平均に直せば 10。初めのうち損失が跳ねる。",
            ),
        ),
        Preset(
            "descent-1",
            Text("Gradient descent, rate 1, summed loss", "勾配降下法、学習率 1、損失は合計"),
            {"optimiser": "descent", "lr": 1.0},
            Text("The accuracy is hardly worse. Look at the loss.", "正解率はあまり下がらない。損失を見よ。"),
        ),
        Preset(
            "descent-mean",
            Text("Gradient descent, rate 0.01, mean loss", "勾配降下法、学習率 0.01、損失は平均"),
            {"optimiser": "descent", "lr": 0.01, "loss": "mean"},
            Text("The same rate, steps a hundredth as long.", "同じ学習率でも、更新幅は 100 分の 1。"),
        ),
        Preset(
            "adam-mean",
            Text("Adam, mean loss", "Adam、損失は平均"),
            {"loss": "mean"},
            Text(
                "Adam divides by the gradient's size: no change.",
                "Adam は勾配の大きさで割るので、変わらない。",
            ),
        ),
        Preset(
            "random-start",
            Text("Random first weights", "乱数の初期値"),
            {"start": 1.0, "optimiser": "descent", "lr": 0.01},
            Text(
                "The loss is convex: there is no local minimum to fall into.",
                "損失は凸なので、落ち込むような局所解はない。",
            ),
        ),
        Preset(
            "one-by-one",
            Text("One picture per step", "1 枚ずつ"),
            {"batch": 1},
            Text("2000 pictures in all, and noisy steps.", "合計 2000 枚しか見ず、更新も揺れる。"),
        ),
    ),
    outcomes=(SETTLES, LAGS, JUMPS),
    question=Text(
        "What will the accuracy on the held-out digits do?", "テスト用の数字の正解率はどうなるか。"
    ),
)
