"""What is known of D16 without training it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from quizrnn.demos.demo import Data, Demo, Figure, Outcome, Preset
from quizrnn.demos.params import Params, choice, real, whole
from quizrnn.demos.texts import Text


@dataclass(frozen=True)
class Vae(Params):
    """Parameters of D16."""

    epochs: int = whole(
        60,
        1,
        1000,
        en=("Epochs", "Passes over the 1,437 digits."),
        ja=("エポック数", "1,437 枚を何周するか。"),
    )
    beta: float = real(
        1.0,
        0.0,
        100.0,
        en=("Weight of the KL term", "β: 1 is the ELBO; 0 leaves a plain autoencoder with noise."),
        ja=("KL 項の重み", "β。1 が ELBO そのもの、0 なら雑音を加えただけの自己符号化器になる。"),
    )
    units: int = whole(
        64,
        1,
        1024,
        en=("Hidden units", "In the encoder and in the decoder."),
        ja=("隠れユニット数", "エンコーダとデコーダのそれぞれ。"),
    )
    batch: int = whole(
        64, 1, 1437, en=("Batch size", "Digits per step."), ja=("バッチサイズ", "1 回の更新に使う枚数。")
    )
    lr: float = real(0.002, 1e-6, 1.0, en=("Learning rate", "Of Adam."), ja=("学習率", "Adam の学習率。"))
    sample: str = choice(
        "drawn",
        {
            "drawn": Text("z = μ + σε with drawn ε", "z = μ + σε、ε は乱数"),
            "mean": Text("z = μ, no noise", "z = μ、雑音なし"),
        },
        en=("Latent variable", "How z is taken from the encoder's output while training."),
        ja=("潜在変数", "学習中、エンコーダの出力から z をどう取るか。"),
    )

    def total_steps(self) -> int:
        """Epochs."""
        return self.epochs

    def cost(self) -> float:
        """Small batches and many units cost more."""
        return self.epochs / 60 * math.sqrt(64 / self.batch) * max(self.units / 64, 0.5)


LIVES = Outcome(
    "both-used",
    Text("Both latent numbers carry information about the picture.", "潜在変数は二つとも画像の情報を持つ。"),
)
COLLAPSES = Outcome(
    "collapse",
    Text(
        "The KL term goes to 0: z says nothing, all pictures come out alike.",
        "KL 項が 0 になる。z は何も伝えず、どの画像も同じ姿に復号される。",
    ),
)
SPREADS = Outcome(
    "spread",
    Text(
        "The codes spread far beyond N(0, 1), so that drawn z decode to nonsense.",
        "潜在変数が N(0, 1) のはるか外まで広がり、乱数の z を復号しても意味のない画像になる。",
    ),
)

DEMO = Demo(
    id="D16",
    name="vae",
    topics=("vae",),
    title=Text("A VAE with two latent numbers", "潜在変数二つの VAE"),
    about=Text(
        "64 pixels → 2 numbers → 64 pixels. The map shows where the digits lie, the grid what lies between them. "
        "Raise β and watch posterior collapse (事後分布の崩壊).",
        "64 画素を二つの数に縮め、64 画素に戻す。地図は数字のありかを、格子はその間に何があるかを示す。"
        "β を上げると事後分布の崩壊（posterior collapse）が見える。",
    ),
    params=Vae,
    train="quizrnn.demos.d16_vae.train:run",
    seconds=1.2,
    data=(
        Data(
            "digits",
            Text("1,437 handwritten digits of 8x8 pixels (shipped)", "8×8 画素の手書き数字 1,437 枚（同梱）"),
        ),
    ),
    figures=(
        Figure(
            "reconstruction",
            Text("Reconstruction error, nats per picture", "再構成誤差（1 枚あたり nat）"),
            digits=1,
        ),
        Figure("kl1", Text("KL of the first latent number z1", "一つ目の潜在変数 z1 の KL"), digits=2),
        Figure("kl2", Text("KL of the second latent number z2", "二つ目の潜在変数 z2 の KL"), digits=2),
    ),
    small={"epochs": 2, "batch": 256, "units": 16},
    presets=(
        Preset(
            "no-kl",
            Text("β = 0: no KL term", "β = 0: KL 項なし"),
            {"beta": 0.0},
            Text(
                "The reconstruction gets a little better, the map leaves N(0, 1).",
                "再構成は少し良くなるが、地図は N(0, 1) から外れていく。",
            ),
        ),
        Preset(
            "collapse",
            Text("β = 5: posterior collapse", "β = 5: 事後分布の崩壊"),
            {"beta": 5.0},
            Text(
                "Both KL terms go to 0, every picture becomes the mean.",
                "KL は二つとも 0 になり、どの画像も平均像になる。",
            ),
        ),
        Preset(
            "no-noise",
            Text("No noise: an autoencoder", "雑音なし: 自己符号化器"),
            {"beta": 0.0, "sample": "mean"},
            Text("Nothing asks for a map without holes.", "穴のない地図を求めるものが何も無くなる。"),
        ),
        Preset(
            "long",
            Text("300 epochs", "300 エポック"),
            {"epochs": 300},
            Text("How far the bound still moves.", "下界がどこまで動くか。"),
        ),
    ),
    outcomes=(LIVES, COLLAPSES, SPREADS),
    question=Text("What becomes of the two latent numbers?", "二つの潜在変数はどうなるか。"),
    together=(("-ELBO", "reconstruction"), ("KL 1", "KL 2")),
)
