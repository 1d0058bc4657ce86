"""What is known of D17 without training it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from quizrnn.demos.demo import Demo, Figure, Outcome, Preset
from quizrnn.demos.known_data import DIGITS
from quizrnn.demos.params import Params, choice, flag, real, whole
from quizrnn.demos.texts import Text


@dataclass(frozen=True)
class VqVae(Params):
    """Parameters of D17."""

    epochs: int = whole(
        60,
        1,
        1000,
        en=("Epochs", "Passes over the 1,437 digits."),
        ja=("エポック数", "1,437 枚を何周するか。"),
    )
    codes: int = whole(
        64, 2, 512, en=("Codes K", "Entries of the codebook."), ja=("コードの数 K", "コードブックの項目数。")
    )
    update: str = choice(
        "gradient",
        {
            "gradient": Text("codebook loss and gradient", "コードブック損失と勾配"),
            "ema": Text(
                "running means of what each code stands for (EMA)", "各コードが担うベクトルの移動平均（EMA）"
            ),
        },
        en=("How the codes move", "EMA is another way to move them, not a cure for dead ones."),
        ja=("コードの動かし方", "EMA はもう一つの動かし方であって、死んだコードの治療法ではない。"),
    )
    scale: float = real(
        0.25,
        1e-6,
        100.0,
        en=("First spread of the codes", "Standard deviation of the first codebook."),
        ja=("コードの初期値の広がり", "最初のコードブックの標準偏差。"),
    )
    restart: bool = flag(
        False,
        en=("Restart dead codes", "After each epoch, unused codes are put where the encoder is."),
        ja=("死んだコードを再配置", "エポックごとに、使われなかったコードをエンコーダの出力の上に置き直す。"),
    )
    beta: float = real(
        0.25,
        0.0,
        100.0,
        en=("Weight of the commitment loss", "It holds the encoder near its codes."),
        ja=("コミットメント損失の重み", "エンコーダをコードの近くに留める。"),
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

    def total_steps(self) -> int:
        """Epochs."""
        return self.epochs

    def cost(self) -> float:
        """The search for the nearest code grows with K."""
        return self.epochs / 60 * math.sqrt(64 / self.batch) * (0.2 + 0.8 * self.codes / 64)


ALIVE = Outcome(
    "all-used",
    Text("Nearly all codes are in use (90% or more).", "ほぼすべて（9 割以上）のコードが使われる。"),
)
PARTLY = Outcome(
    "some-dead", Text("A part of the codes is never chosen.", "一部のコードは一度も選ばれない。")
)
DEAD = Outcome(
    "mostly-dead",
    Text("Most codes are dead: fewer than half are used.", "大半が死に、使われるのは半分に満たない。"),
)

DEMO = Demo(
    id="D17",
    name="vq-vae",
    topics=("vqvae",),
    title=Text("A VQ-VAE and its codebook", "VQ-VAE とコードブック"),
    about=Text(
        "64 pixels → four places with one of K codes each → 64 pixels. Watch how many codes are in use, start the codebook "
        "badly, and see what brings dead codes back.",
        "64 画素を、K 種のコードのどれかが入る四つの場所に置き換え、64 画素に戻す。コードがいくつ使われるかを見て、"
        "コードブックの初期値をわざと悪くし、死んだコードを何が生き返らせるかを確かめる。",
    ),
    params=VqVae,
    train="quizrnn.demos.d17_vqvae.train:run",
    seconds=2.0,
    data=(DIGITS,),
    figures=(
        Figure("mse", Text("Squared error per pixel", "1 画素あたりの 2 乗誤差"), digits=4),
        Figure("used", Text("Codes in use", "使われたコードの数"), digits=0),
        Figure("perplexity", Text("Perplexity of the codes", "コードのパープレキシティ"), digits=1),
        Figure("bits", Text("Bits per picture (4 log₂ K)", "1 枚あたりのビット数（4 log₂ K）"), digits=1),
    ),
    small={"epochs": 2, "batch": 256, "units": 16, "codes": 8},
    presets=(
        Preset(
            "k-16",
            Text("16 codes", "コード 16 個"),
            {"codes": 16},
            Text("16 bits per picture.", "1 枚 16 ビット。"),
        ),
        Preset(
            "ema",
            Text("EMA codebook", "EMA で更新"),
            {"update": "ema"},
            Text("Another way to move the codes.", "コードのもう一つの動かし方。"),
        ),
        Preset(
            "dead-codes",
            Text("512 codes from a tiny start", "512 個をごく小さい初期値から"),
            {"codes": 512, "scale": 0.001},
            Text(
                "Who is chosen first is moved, and then chosen again.",
                "最初に選ばれたものだけが動き、また選ばれる。",
            ),
        ),
        Preset(
            "dead-codes-ema",
            Text("The same with EMA", "同じ設定で EMA"),
            {"codes": 512, "scale": 0.001, "update": "ema"},
            Text("Does EMA cure it?", "EMA で治るか。"),
        ),
        Preset(
            "restart",
            Text("The same with restarts", "同じ設定で再配置"),
            {"codes": 512, "scale": 0.001, "restart": True},
            Text(
                "Unused codes are put on outputs of the encoder.",
                "使われないコードをエンコーダの出力の上に置く。",
            ),
        ),
        Preset(
            "no-commitment",
            Text("No commitment loss", "コミットメント損失なし"),
            {"beta": 0.0},
            Text("Nothing holds the encoder near its codes.", "エンコーダをコードの近くに留めるものがない。"),
        ),
        Preset(
            "wide-start",
            Text("Codes spread four times as wide", "初期値の広がりを 4 倍に"),
            {"scale": 1.0},
            Text(
                "Half of the codes may already lie too far out.",
                "それだけで半分ほどが外れてしまうことがある。",
            ),
        ),
        Preset(
            "far-start",
            Text("Codes spread too wide", "広すぎる初期値"),
            {"scale": 10.0},
            Text(
                "Most codes lie where the encoder never goes.", "大半のコードは、エンコーダの来ない所にある。"
            ),
        ),
    ),
    outcomes=(ALIVE, PARTLY, DEAD),
    question=Text(
        "How many of the codes will be in use at the end?", "最後に使われているコードはどれくらいあるか。"
    ),
)
